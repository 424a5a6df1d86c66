"""An add-in to install, and Excel's list of add-ins."""

from __future__ import annotations

import zipfile
from pathlib import Path


class FakeList:
    """Excel's list of add-ins. ``there`` False: no Excel can be asked."""

    def __init__(self, there: bool = True) -> None:
        self.there_, self.on = there, set[str]()

    def there(self) -> bool:
        return self.there_

    def switch_on(self, path: Path) -> bool | None:
        if not self.there_:
            return None
        assert path.is_file()
        self.on.add(str(path))
        return True

    def switch_off(self, path: Path) -> bool | None:
        was = str(path) in self.on
        self.on.discard(str(path))
        return was if self.there_ else None

    def is_on(self, path: Path) -> bool | None:
        return str(path) in self.on if self.there_ else None


def make_addin(path: Path, version: str = "9.8.7", creator: str = "dxbook ") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/vbaProject.bin", b"vba" + version.encode())
        archive.writestr("docProps/core.xml", "<cp:coreProperties><dc:creator>"
                         f"{creator}{version}</dc:creator></cp:coreProperties>")
    return path


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")} if folder.exists() else set()
