"""Colours and sizes of the window: the palette of ``dxbook.look`` as Qt takes it, light and dark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from dxbook import look
from dxbook.findings import Level

AUTOMATIC, LIGHT, DARK = "auto", "light", "dark"
"""What a person may choose: the colours of the system, light, dark."""
FONTS = [look.FONT, "Yu Gothic UI", "Meiryo UI", "Noto Sans CJK JP", "IPAexGothic"]
FIXED_FONTS = ["BIZ UDゴシック", "BIZ UDGothic", "MS ゴシック", "MS Gothic", "Noto Sans Mono CJK JP", "IPAGothic"]
"""Half as wide for half-width characters: where the widths of texts are compared."""
LEVEL_NAMES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "KEY"}
SIGNS = {Level.ERROR: "✕", Level.WARNING: "▲", Level.INFO: "ℹ"}  # never colour alone

_dark = False


def colour(name: str) -> QColor:
    """A colour of ``dxbook.look`` by its name there ("ERROR_PALE"), as it is in the scheme of now."""
    return QColor(f"#{look.DARK[name] if _dark else getattr(look, name)}")


def is_dark() -> bool:
    """Whether the window is dark now."""
    return _dark


def fixed(font: QFont) -> QFont:
    """``font`` in a face in which full-width and half-width characters can be told apart."""
    other = QFont(font)
    other.setFamilies(FIXED_FONTS)
    other.setStyleHint(QFont.StyleHint.Monospace)
    return other


def apply(app: QApplication, choice: str) -> None:
    """Give the application the colours of ``choice`` (AUTOMATIC follows the system)."""
    global _dark
    system = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _dark = system if choice == AUTOMATIC else choice == DARK
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(FONTS)
    font.setPointSizeF(look.SIZE)
    app.setFont(font)
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())


def _palette() -> QPalette:
    role = QPalette.ColorRole
    names = {
        role.Window: "GROUND", role.WindowText: "TEXT", role.Base: "PAPER", role.AlternateBase: "GROUND",
        role.Text: "TEXT", role.Button: "PAPER", role.ButtonText: "TEXT", role.Highlight: "KEY",
        role.HighlightedText: "PAPER", role.ToolTipBase: "PAPER", role.ToolTipText: "TEXT",
        role.PlaceholderText: "QUIET", role.Link: "KEY", role.Mid: "LINE", role.Accent: "KEY",
    }
    palette = QPalette()
    for each, name in names.items():
        palette.setColor(each, colour(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, colour("LINE"))
    return palette


def _sheet() -> str:
    """What the palette alone cannot say. Widgets ask for a look by the property ``kind``."""
    def value(name: str) -> str:
        return colour(name).name()

    return f"""
    QLabel[kind="title"] {{ font-size: 16pt; font-weight: bold; }}
    QLabel[kind="lead"] {{ font-size: 12pt; }}
    QLabel[kind="quiet"] {{ color: {value("QUIET")}; }}
    QPushButton {{ padding: 6px 16px; border: 1px solid {value("LINE")}; border-radius: 4px; background: {value("PAPER")}; }}
    QPushButton:hover {{ border-color: {value("KEY")}; }}
    QPushButton:focus {{ border: 2px solid {value("KEY")}; padding: 5px 15px; }}
    QLabel {{ padding-bottom: 2px; qproperty-indent: 0; }}
    QLineEdit {{ border: 1px solid {value("LINE")}; border-radius: 4px; padding: 3px 6px; background: {value("PAPER")}; }}
    QLineEdit:focus {{ border-color: {value("KEY")}; }}
    QProgressBar {{ border: 1px solid {value("LINE")}; border-radius: 4px; text-align: center; background: {value("PAPER")}; }}
    QProgressBar::chunk {{ background: {value("KEY_PALE")}; border-right: 2px solid {value("KEY")}; }}
    QLabel[kind="sign"] {{ font-size: 36pt; color: {value("SUCCESS")}; }}
    QLabel[kind="verdict"] {{ font-size: 14pt; font-weight: bold; }}
    QLabel[kind="step"] {{ background: {value("KEY_PALE")}; border-radius: 6px; padding: 8px; }}
    QPushButton[kind="link"] {{ border: none; background: transparent; color: {value("KEY")};
        padding: 3px 4px; text-align: left; }}
    QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid {value("KEY")}; padding: 1px 2px; }}
    QPushButton[kind="small"] {{ padding: 3px 10px; }}
    QPushButton[kind="small"]:focus {{ padding: 2px 9px; }}
    QPushButton:checked {{ background: {value("KEY_PALE")}; border-color: {value("KEY")}; color: {value("KEY")}; }}
    QPushButton:disabled {{ color: {value("QUIET")}; background: {value("GROUND")}; }}
    QPushButton[kind="main"] {{ background: {value("KEY")}; color: {value("PAPER")}; font-weight: bold;
        border-color: {value("KEY")}; }}
    QPushButton[kind="main"]:focus {{ border: 2px solid {value("TEXT")}; }}
    QPushButton[kind="main"]:disabled {{ background: {value("LINE")}; border-color: {value("LINE")}; color: {value("GROUND")}; }}
    QFrame[kind="card"] {{ background: {value("PAPER")}; border: 1px solid {value("LINE")}; border-radius: 6px; }}
    QFrame[kind="drop"] {{ background: {value("PAPER")}; border: 2px dashed {value("LINE")}; border-radius: 8px; }}
    QFrame[kind="drop"][over="true"] {{ background: {value("KEY_PALE")}; border-color: {value("KEY")}; }}
    QFrame[kind="drop"]:focus {{ border-color: {value("KEY")}; }}
    QFrame[level="error"] {{ background: {value("ERROR_PALE")}; border: 1px solid {value("ERROR")}; border-radius: 6px; }}
    QFrame[level="warning"] {{ background: {value("WARNING_PALE")}; border: 1px solid {value("WARNING")}; border-radius: 6px; }}
    QFrame[level="info"] {{ background: {value("KEY_PALE")}; border: 1px solid {value("KEY")}; border-radius: 6px; }}
    QFrame[level="good"] {{ background: {value("PAPER")}; border: 2px solid {value("SUCCESS")}; border-radius: 6px; }}
    QHeaderView::section {{ background: {value("KEY_PALE")}; border: none; border-right: 1px solid {value("LINE")};
        border-bottom: 1px solid {value("LINE")}; padding: 5px 8px; font-weight: bold; }}
    QTableView {{ border: 1px solid {value("LINE")}; gridline-color: {value("LINE")}; }}
    """
