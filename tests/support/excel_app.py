"""An Excel that a program starts, without Excel: what ``xlwings.App`` gives, with the order of what was asked of it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

BY_UI = 2
"""msoAutomationSecurityByUI: macros as the user has set them, which is Excel's own beginning."""


class FakeExcel:
    """``calls`` in their order: ("security", value), ("open", name), ("print", name), ("close",), ("quit",).

    ``refuses`` is an Excel that does not let its macros be switched off; ``fails`` one that cannot print.
    """

    def __init__(self, *, security: int = BY_UI, refuses: bool = False, fails: bool = False) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.api = _Application(self.calls, security, refuses)
        self.books = SimpleNamespace(open=self._open)
        self._fails = fails

    def _open(self, name: str, **options: Any) -> SimpleNamespace:
        self.calls.append(("open", Path(name).name))
        assert options == {"read_only": True, "update_links": False}
        return SimpleNamespace(to_pdf=self._print, close=lambda: self.calls.append(("close",)))

    def _print(self, path: str) -> None:
        if self._fails:
            raise RuntimeError("1004")
        self.calls.append(("print", Path(path).suffix))
        Path(path).write_bytes(b"%PDF-1.7")

    def quit(self) -> None:
        self.calls.append(("quit",))


class _Application:
    """``Excel.Application`` as far as it is asked."""

    def __init__(self, calls: list[tuple[Any, ...]], security: int, refuses: bool) -> None:
        self._calls, self._security, self._refuses = calls, security, refuses

    @property
    def AutomationSecurity(self) -> int:
        return self._security

    @AutomationSecurity.setter
    def AutomationSecurity(self, value: int) -> None:
        self._calls.append(("security", value))
        if not self._refuses:
            self._security = value
