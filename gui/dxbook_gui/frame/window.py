"""The frame of the window: who uses it, what it says, what it is doing, and how it closes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxbook_gui.clerk import ClerkFace
from dxbook_gui.desk import (
    CLERK,
    INFO,
    OFFICE,
    Banner,
    Desk,
    DropZone,
    Settings,
    Work,
    WorkBar,
    paths_of,
    places,
    take,
)
from dxbook_gui.frame.foot import Foot
from dxbook_gui.frame.menus import add_menus
from dxbook_gui.frame.welcome import Welcome

if TYPE_CHECKING:
    from dxbook_gui.office import OfficeFace


class MainWindow(QMainWindow):
    """Two faces behind two buttons; the last one chosen comes up next time."""

    look_changed = Signal(str)  # "language" or "colours": another one was chosen

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("dxbook")
        self.setAcceptDrops(True)
        places.use(settings)
        self.desk = Desk(settings, Work(self), Banner())
        self.welcome = Welcome()
        self.clerk = ClerkFace(self.desk)
        self._office: OfficeFace | None = None
        self._stack = QStackedWidget()
        for page in (self.welcome, self.clerk):
            self._stack.addWidget(page)
        self._roles = QButtonGroup(self)
        self._build()
        add_menus(self)
        self.welcome.chosen.connect(self.show_role)
        self.desk.work.stopped.connect(self._say_stopped)
        self.desk.work.ended.connect(self._close_if_wanted)
        self._closing = False
        self.show_role(settings.role)
        self._take_place()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(QLabel(self.tr("使う人")))
        for role, text in ((CLERK, self.tr("担当課(&1)")), (OFFICE, self.tr("DX事務局(&2)"))):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", role)
            self._roles.addButton(button)
            head.addWidget(button)
        head.addStretch()
        self._head = QWidget()  # on the first screen the cards ask the same
        self._head.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        self._roles.buttonClicked.connect(lambda button: self.show_role(button.property("role")))
        column = QVBoxLayout()
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        middle = QWidget()
        column.addWidget(Foot(self.desk.banner, WorkBar(self.desk.work), middle))
        middle.setLayout(column)
        self.setCentralWidget(middle)

    def _take_place(self) -> None:
        """As it was last time, on a screen that is there."""
        self.resize(1080, 720)
        self.setMinimumSize(720, 520)
        if not self.desk.settings.geometry.isEmpty():
            self.restoreGeometry(self.desk.settings.geometry)
        if not any(screen.availableGeometry().intersects(self.geometry()) for screen in QGuiApplication.screens()):
            self.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())

    @property
    def office(self) -> OfficeFace:
        """The DX office's face: made when it is first needed, as it knows far more than a department's."""
        if self._office is None:
            from dxbook_gui.office import OfficeFace

            self._office = OfficeFace(self.desk)
            self._stack.addWidget(self._office)
        return self._office

    @property
    def face(self) -> ClerkFace | OfficeFace | None:
        """The face shown now; None on the first screen."""
        role = self.desk.settings.role
        return self.office if role == OFFICE else self.clerk if role == CLERK else None

    @property
    def paths(self) -> list[Path]:
        """The workbooks on show: of a department, or the plan whose year is shown."""
        if self.face is self.clerk:
            return list(self.clerk.paths)
        return [plan.path] if self.face and (plan := self.office.plan) else []

    def show_role(self, role: str) -> None:
        """Show the face of ``role`` and remember it; "" shows the first screen. What was said on another face goes."""
        if role != self.desk.settings.role:
            self.desk.banner.hide()
        if role:
            self.desk.settings.role = role
        for button in self._roles.buttons():
            button.setChecked(button.property("role") == role)
        self._head.setVisible(bool(role))
        self._stack.setCurrentWidget(self.face or self.welcome)

    def open(self, *paths: Path) -> None:
        """Give files to the face shown now, or to the department's."""
        if self.face is None:
            self.show_role(CLERK)
        if self.face is self.clerk:
            self.clerk.open(*paths)
        elif len(paths) > 1:
            self.desk.banner.say(self.tr("DX事務局の画面で開けるのは、1つずつです。"), INFO)
        elif paths:
            self.office.open(paths[0])

    def ask(self) -> None:
        """Let the user choose what the face works on."""
        if self.face is None:
            self.show_role(CLERK)
        if self.face is self.clerk:
            self.clerk.ask()
        elif zone := next((each for each in self.office.findChildren(DropZone) if each.isVisible()), None):
            zone.ask()

    def check_again(self) -> None:
        """Check a department's workbook once more, or read the office's plan once more, where it is on show."""
        if self.face is self.clerk:
            self.clerk.check_again()
        elif self.face:
            self.office.read_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as the space bar does (Qt does so in dialogs only); Esc closes
        a message."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QAbstractButton):
            if not event.isAutoRepeat():
                button.click()
        elif event.key() == Qt.Key.Key_Escape and self.desk.banner.isVisible():
            self.desk.banner.hide()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()) and not self.desk.work.busy:
            take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := paths_of(event.mimeData()):
            take(event)
            self.open(*paths)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.face:
            self.face.look_again()

    def _say_stopped(self) -> None:
        self.desk.banner.say(self.tr("中止しました。もとのファイルは変わっていません。"), INFO)

    def may_begin_anew(self) -> bool:
        """Whether the window may be made anew: where results would go that do not come back by themselves, ask."""
        office = self._office if self._office and self._office.plan else None
        results = office and any(step.results.currentWidget() is not step.empty for _, step in office.year.steps)
        other = self.clerk.paths if self.face is not self.clerk else office
        if not results and not other:
            return True
        box = QMessageBox(QMessageBox.Icon.Question, "dxbook", self.tr("画面を開き直します。よろしいですか。"), parent=self)
        box.setInformativeText(self.tr("いま画面に出ている結果は消えます。書き出したファイルは残ります。"))
        anew = box.addButton(self.tr("開き直す"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("やめる"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is anew

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.work.busy:
            event.ignore()
            self._ask_to_close()
            return
        self.desk.settings.geometry = self.saveGeometry()
        self.desk.settings.save()
        super().closeEvent(event)

    def _ask_to_close(self) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, "dxbook", self.tr("仕事の途中です。中止して閉じますか。"), parent=self)
        box.setInformativeText(self.tr("もとのファイルは変わりません。途中の結果は残りません。"))
        close = box.addButton(self.tr("中止して閉じる"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("仕事を続ける"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is close:
            self._closing = True
            self.desk.work.stop()
            self._close_if_wanted()

    def _close_if_wanted(self) -> None:
        if self._closing and not self.desk.work.busy:
            self.close()
