"""The guides: where they lie, and the window that shows one. What is not there is told in short by the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from .settings import CLERK, OFFICE

FILES = {CLERK: "clerk.md", OFFICE: "office.md"}
"""The guide of each role, in Markdown, its pictures beside it."""


def folders() -> tuple[Path, ...]:
    """Where guides are looked for: in an installed dxbook, then in a checkout."""
    package = Path(str(files("dxbook")))
    return package / "_guide", package.parent / "docs" / "guide"


def guide(role: str) -> Path | None:
    """The guide of a role; None where this dxbook has none."""
    named = (folder / FILES.get(role, FILES[CLERK]) for folder in folders())
    return next((path for path in named if path.is_file()), None)


def short(role: str) -> str:
    """The same in a few lines, as Markdown."""
    if role == OFFICE:
        return QCoreApplication.translate("Guide", """# DX事務局の使い方
1. 計画のブックを選びます。
2. 「配布」で、各課のブックを作ります。できたフォルダーのブックを、各課へ送ります。
3. 返ってきたブックを1つのフォルダーに集め、「集約」に入れます。受理・差戻し・未提出が表に出ます。
4. 「差戻し」のブックには差戻し票ができます。課へ送り返し、直ったものを入れて、もう一度集約します。
5. そろったら、評価してチェックシートとグラフを作ります。

もとのブックは、いつも変わりません。""")
    return QCoreApplication.translate("Guide", """# 担当課の使い方
1. 記入したブックを保存し、この画面の中へドラッグして落とします(Ctrl+O で選ぶこともできます)。
2. 直すところが表に出ます。行をダブルクリックするか Enter を押すと、Excelでそのセルが開きます。
3. 直して保存したら「もう一度検証」(F5)を押します。
4. 「整える…」は、全角・半角や空白などをそろえた写しを作ります。作る前に、変わるところを確かめられます。
5. 「提出できます」と出たら、ブックをDX事務局へ提出します。

**エラー**は提出の前に直します。**警告**は確かめて、正しければそのままでかまいません。**情報**はお知らせです。

表の行は Ctrl+C でコピーできます。仕事の途中で止めるときは Esc を押します。もとのブックは、いつも変わりません。""")


class Help(QDialog):
    """Shows the guide of a role, or the short one."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("使い方"))
        self.page = QTextBrowser(openExternalLinks=False)
        if path := guide(role):
            self.page.setSearchPaths([str(path.parent)])
            self.page.setSource(QUrl.fromLocalFile(str(path)))
        else:
            self.page.setMarkdown(short(role))
        self._give_room()
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        column.addWidget(buttons)
        self.resize(680, 480)

    def _give_room(self) -> None:
        """Room around the text and between its lines, which Qt sets close for Japanese fonts."""
        self.page.document().setDocumentMargin(16)
        cursor = QTextCursor(self.page.document())
        cursor.select(QTextCursor.SelectionType.Document)
        room = QTextBlockFormat()
        room.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(room)
