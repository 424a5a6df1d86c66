"""The application: command line, language, colours, one window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dxbook_gui.desk import ENGLISH, Settings, none_left, trouble
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.widgets import theme

TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"
ICON = Path(__file__).resolve().parents[1] / "dxbook.png"  # as bundle/icon.py draws it


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed. ``--smoke FILE`` shows it once, writes what is seen and ends."""
    parser = argparse.ArgumentParser(prog="dxbook gui", add_help=False)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--smoke", type=Path)
    parser.add_argument("--settings", type=Path)
    app = QApplication([sys.argv[0], *(sys.argv[1:] if argv is None else argv)])
    known, _ = parser.parse_known_intermixed_args(app.arguments()[1:])  # without Qt's own (-platform NAME)
    app.setApplicationName("dxbook")
    app.setWindowIcon(QIcon(str(ICON)))
    shown = WindowSession(app, Settings(known.settings))
    if known.files:
        shown.window.open(*known.files)
    if known.smoke:
        from dxbook_gui.frame.smoke import look_soon

        look_soon(shown.window, known.smoke)
    with none_left():
        return app.exec()


class WindowSession:
    """The window in its language and colours; another language makes it anew."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._translators: list[QTranslator] = []
        app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(app, settings.colours))
        self.window = self._made()
        self.window.show()

    def _made(self) -> MainWindow:
        theme.apply(self._app, self._settings.colours)
        self._translate()
        window = MainWindow(self._settings)
        window.look_changed.connect(self._renew, Qt.ConnectionType.QueuedConnection)  # its menu is still at work
        trouble.tell_faults(window.desk.banner.tell)
        return window

    def _renew(self, what: str) -> None:
        if what == "colours":
            theme.apply(self._app, self._settings.colours)
            return
        old = self.window
        paths = old.paths
        old.close()
        self.window = self._made()
        self.window.show()
        old.deleteLater()
        if paths:
            self.window.open(*paths)

    def _translate(self) -> None:
        for each in self._translators:
            self._app.removeTranslator(each)
        self._translators.clear()
        english = self._settings.language == ENGLISH
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in [("dxbook_en", str(TRANSLATIONS))] if english else [("qtbase_ja", qt)]:
            translator = QTranslator(self._app)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)
