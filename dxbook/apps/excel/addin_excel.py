"""Excel's list of add-ins: switched on through a running or hidden Excel, looked up in the user's registry."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dxbook.apps.excel import running as excel

OFFICE = r"Software\Microsoft\Office"
_OPEN = re.compile(r"OPEN(\d*)", re.IGNORECASE)


def registrar() -> ExcelList:
    """The list of this user's Excel."""
    return ExcelList()


class ExcelList:
    """``dxbook.apps.excel.addin.Registrar`` for Windows. Excel keeps an add-in that is switched on as a value OPEN, OPEN1 … of

    HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Excel\\Options, written when Excel closes; one that was chosen
    from another folder and is off, as a value of …\\Excel\\Add-in Manager.
    """

    def there(self) -> bool:
        """Whether Windows knows an Excel and xlwings can ask it."""
        from dxbook.workbook.make import pdf

        return sys.platform == "win32" and pdf.excel_possible()

    def switch_on(self, path: Path) -> bool | None:
        """Ask Excel; None where there is no Excel or no xlwings."""
        with contextlib.suppress(Exception), _excel() as app:  # COM raises whatever Excel raises
            added = app.api.AddIns.Add(str(path), False)
            added.Installed = True
            return bool(added.Installed)
        return None

    def switch_off(self, path: Path) -> bool | None:
        """Ask a running Excel, then clear the registry: Excel would ask for the missing file at every start."""
        if sys.platform != "win32":
            return None
        with contextlib.suppress(Exception):
            app = _running()
            for number in range(1, app.api.AddIns.Count + 1) if app is not None else ():
                each = app.api.AddIns.Item(number)
                if str(each.FullName).casefold() == str(path).casefold():
                    each.Installed = False
        was_on = bool(self.is_on(path))
        for key in _keys("Options"):
            _rewrite(key, path)
        for key in _keys("Add-in Manager"):
            _forget(key, path)
        return was_on

    def is_on(self, path: Path) -> bool | None:
        """Whether an OPEN value names the add-in."""
        if sys.platform != "win32":
            return None
        return any(_names(text, path) for key in _keys("Options") for _, text in _open_values(key))


@contextlib.contextmanager
def _excel() -> Iterator[Any]:
    """A running Excel, or a hidden one for the moment. It must have a workbook: AddIns.Add fails without.

    Its setting for macros stays: nothing is opened but an empty workbook and our own add-in, which is macros.
    """
    running = _running()
    app = running or excel.connect().App(visible=False, add_book=False)
    book = None if len(app.books) else app.books.add()
    try:
        yield app
    finally:
        if book is not None:
            book.close()
        if running is None:
            app.quit()


def _running() -> Any:
    return excel.connect().apps.active


def kept(values: Sequence[tuple[str, str]], path: Path) -> list[tuple[str, str]]:
    """The OPEN values without those of ``path``, numbered anew: Excel stops reading at a gap."""
    def order(value: tuple[str, str]) -> int:
        match = _OPEN.fullmatch(value[0])
        return int(match[1] or 0) if match else 0

    texts = [text for _, text in sorted(values, key=order) if not _names(text, path)]
    return [(f"OPEN{number or ''}", text) for number, text in enumerate(texts)]


def _names(text: str, path: Path) -> bool:
    """Whether an OPEN value (dxbook.xlam, or "C:\\…\\dxbook.xlam", perhaps behind /R) is of this add-in."""
    name = re.sub(r"^(?:/\w\s+)*", "", text.strip()).strip('"').replace("/", "\\").casefold()
    full = str(path).replace("/", "\\").casefold()
    return name in (full, full.rpartition("\\")[2])


if sys.platform == "win32":
    import winreg

    def _keys(name: str) -> list[str]:
        """The keys of this name, of every version of Office that has one."""
        found = []
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, OFFICE) as office:
            for number in range(winreg.QueryInfoKey(office)[0]):
                key = rf"{OFFICE}\{winreg.EnumKey(office, number)}\Excel\{name}"
                with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key):
                    found.append(key)
        return found

    def _values(key: str) -> list[tuple[str, Any]]:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return [winreg.EnumValue(opened, number)[:2] for number in range(winreg.QueryInfoKey(opened)[1])]

    def _open_values(key: str) -> list[tuple[str, str]]:
        return [(name, str(text)) for name, text in _values(key) if _OPEN.fullmatch(name)]

    def _rewrite(key: str, path: Path) -> None:
        before = _open_values(key)
        after = kept(before, path)
        if len(after) == len(before):
            return
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE) as opened:
            for name, _ in before:
                winreg.DeleteValue(opened, name)
            for name, text in after:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

    def _forget(key: str, path: Path) -> None:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE) as opened:
            for name, _ in _values(key):
                if _names(name, path) and "\\" in name:
                    winreg.DeleteValue(opened, name)
else:
    def _keys(name: str) -> list[str]:
        return []

    def _open_values(key: str) -> list[tuple[str, str]]:
        return []

    def _rewrite(key: str, path: Path) -> None: ...

    def _forget(key: str, path: Path) -> None: ...
