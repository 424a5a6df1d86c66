"""Make the packaged program: ``python -m scripts.package`` for this system, ``--wine`` for Windows with .tools/windows.

Run it with a Python that has what bundle/requirements.txt names (``make exe`` makes one).

    dist/linux/dxbook/, dist/windows/dxbook/    the folder with the programs
    dist/dxbook-VERSION-windows.zip             the same to hand on, and beside it .sha256

In the folder lies SHA256SUMS.txt, the hash of every single file.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

from dxbook import __version__

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WINE = ["bash", str(ROOT / "scripts" / "windows-run.sh"), "python", "-X", "utf8"]
SUMS = "SHA256SUMS.txt"
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def main() -> int:
    """Build, pack and print what was made; the exit code of the first step that fails."""
    parser = argparse.ArgumentParser(prog="scripts.package", description=__doc__)
    parser.add_argument("--wine", action="store_true", help="build for Windows under Wine")
    wine = parser.parse_args().wine
    system = "windows" if wine else SYSTEMS[sys.platform]
    try:
        subprocess.run([sys.executable, "-m", "macros.build", "-o", str(DIST)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        build(system, WINE if wine else [sys.executable])
    except subprocess.CalledProcessError as error:
        return error.returncode
    folder = DIST / system / "dxbook"
    list_hashes(folder)
    packed = pack(folder, DIST / f"dxbook-{__version__}-{system}.zip")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    for path, length in ((folder, size), (packed, packed.stat().st_size)):
        print(f"{path.relative_to(ROOT)}  {length / 1e6:.0f} MB")
    return 0


def build(system: str, python: list[str]) -> None:
    """Run PyInstaller on build_exe.spec, if the locked versions are there."""
    run([*python, "-m", "scripts.locked"])
    run([*python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
         "--distpath", f"dist/{system}", "--workpath", f"build/{system}", "build_exe.spec"])


def run(command: list[str]) -> None:
    """Run a program in the repository. What it says goes through a pipe: a file would stop a program under Wine."""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        raise subprocess.CalledProcessError(done.returncode, command)


def list_hashes(folder: Path) -> Path:
    """Write the SHA-256 of every file of the folder into it, as ``sha256sum -c`` reads it: whoever allows programs by

    their hashes, or looks for a file that was changed, needs each. Second names of libraries (links) are left out.
    """
    target = folder / SUMS
    target.unlink(missing_ok=True)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def pack(folder: Path, target: Path) -> Path:
    """The folder as a zip whose one top folder is its name, and its SHA-256 as ``sha256sum -c`` reads it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=7) as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder.parent).as_posix()
            if path.is_symlink():  # on Linux, libraries under their second names
                link = zipfile.ZipInfo(name)
                link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
                archive.writestr(link, os.readlink(path))
            elif path.is_file():
                archive.write(path, name)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n", encoding="ascii", newline="\n")
    return target


if __name__ == "__main__":
    sys.exit(main())
