"""What lies beside the programs in the packaged folder, where its user sees it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ADDIN = ("dxbook.xlam", "dxbook_demo.xlsm")
READ_ME, READ_ME_LINUX = "お読みください.txt", "お読みください-linux.txt"


def put(folder: Path, root: Path, carried: Iterable[str]) -> None:
    """The add-in (made before by ``python -m macros.build``), a text to read first, and all licences.

    ``carried`` are the names in the bundle of the modules and libraries that came from elsewhere.
    """
    for name in ADDIN:
        shutil.copyfile(root / "dist" / name, folder / name)
    shutil.copyfile(root / "LICENSE", folder / "LICENSE.txt")
    windows = sys.platform == "win32"
    text = (root / "bundle" / (READ_ME if windows else READ_ME_LINUX)).read_text(encoding="utf-8")
    if windows:
        (folder / READ_ME).write_text(text, encoding="utf-8-sig", newline="\r\n")  # for Notepad
    else:
        (folder / READ_ME).write_text(text, encoding="utf-8", newline="\n")
    qt = [(path, f"Qt/{path.name}") for path in sorted((root / "bundle" / "licenses").glob("*.txt"))]  # its wheel has none
    for source, name in [*licences(carried), *qt]:
        place = folder / "licenses" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)


def licences(carried: Iterable[str]) -> list[tuple[Path, str]]:
    """The licence files of every distribution of which something is carried, and Python's own: (file, its new name)."""
    owners = metadata.packages_distributions()
    tops = {re.split(r"[./\\]", name)[0] for name in carried}
    names = sorted({owner for top in tops for owner in owners.get(top, ()) if owner != "dxbook"} | {"pyinstaller"})
    found = [(path, f"{name}/{short}") for name in names for path, short in _licence_files(name)]
    python = [Path(folder) / "LICENSE.txt" for folder in (sys.base_prefix, *sys.path)]
    return found + [(path, "Python/LICENSE.txt") for path in python if path.is_file()][:1]


def _licence_files(name: str) -> list[tuple[Path, str]]:
    """The files, each with a short name of its own: a distribution may have several LICENSE.txt in folders."""
    wanted = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
    found = []
    for file in metadata.distribution(name).files or []:
        path = file.as_posix()
        if wanted.search(path) and file.suffix not in (".py", ".pyc"):
            found.append((Path(str(file.locate())), "-".join(re.sub(r"^.*?\.dist-info/(licenses/)?", "", path).split("/"))))
    return found
