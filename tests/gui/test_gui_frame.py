"""The window's frame: who uses it, one job at a time, stopping, closing, what it remembers, how it looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from dxbook_gui.desk import guide, trouble
from dxbook_gui.desk.guide import Help
from dxbook_gui.desk.settings import CLERK, ENGLISH, OFFICE, Settings
from dxbook_gui.desk.workbar import WorkBar
from dxbook_gui.frame import app
from dxbook_gui.frame.smoke import texts
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.widgets import theme
from dxbook_gui.widgets.prose import Prose
from dxbook_gui.widgets.theme import DARK, LIGHT
from PySide6.QtCore import QPoint, QRect, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxbook.errors import DxbookError
from dxbook.jobs import Progress
from scripts.sample_spring import sample
from tests.support.gui_books import handed
from tests.support.gui_drive import (
    answering,
    assert_nothing_cut,
    drop,
    menu_action,
    shown,
    wait,
)


def endless(progress: Progress) -> None:
    """A job that goes on until it is stopped."""
    while True:
        progress(0, 1, "計画.xlsx")
        time.sleep(0.01)


def begin(window: MainWindow, job: Callable[[Progress], object] = endless) -> None:
    window.desk.run("調べています", job, lambda _: None)


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    return {each.text(): each for each in widget.findChildren(QPushButton) if each.isVisible()}


# --- the first screen -----------------------------------------------------------------------------


def test_the_first_screen_says_what_each_role_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path)
    said = texts(window)
    assert "どちらの仕事をしますか" in said
    assert "DX事務局から届いた計画のブックに記入し、提出します。" in said
    assert not any(text.startswith("担当課(") for text in said)  # the cards ask; no second row of buttons does


def test_the_role_is_chosen_with_the_keyboard_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path)
    clerk, office = (buttons(window)[f"{name}として始める"] for name in ("担当課", "DX事務局"))
    clerk.setFocus()
    qtbot.keyClick(clerk, Qt.Key.Key_Tab)
    assert window.focusWidget() is office
    qtbot.keyClick(office, Qt.Key.Key_Space)
    assert window.face is window.office
    window.close()
    assert Settings(tmp_path / "settings.ini").role == OFFICE
    assert shown(qtbot, tmp_path).face is not None


def test_a_book_dropped_on_the_first_screen_is_a_departments(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path)
    assert drop(window.welcome, sample(tmp_path / "計画.xlsx"))
    wait(qtbot, window)
    assert window.desk.settings.role == CLERK
    assert window.clerk.result.isVisible()


def test_settings_that_cannot_be_read_count_as_never_set(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_bytes(b"\xff\xfe[General\nrole=boss\ncolours=\xe3pink\ngeometry=@ByteArray(x\n" * 3)
    window = shown(qtbot, tmp_path)
    assert window.face is None
    assert window.isVisible()


def test_settings_where_nothing_can_be_written_do_not_stop_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "here").write_text("a file where the folder should be")
    settings = Settings(tmp_path / "here" / "settings.ini")
    settings.role = CLERK
    settings.save()
    assert settings.role == CLERK


# --- one job at a time ----------------------------------------------------------------------------


def test_a_job_shows_what_it_does_and_refuses_a_second_one(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    begin(window)
    qtbot.waitUntil(lambda: any("計画.xlsx" in text for text in texts(window)))
    assert not window.clerk.start.zone.isEnabled()
    assert not drop(window, sample(tmp_path / "計画.xlsx"))
    begin(window)
    assert "いまの仕事が終わってから" in window.desk.banner.text
    assert window.desk.work.busy


def test_escape_stops_the_job_and_the_window_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    begin(window)
    qtbot.waitUntil(lambda: "中止" in buttons(window))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    wait(qtbot, window)
    assert "中止しました" in window.desk.banner.text
    assert "中止" not in buttons(window)
    assert window.clerk.start.zone.isEnabled()
    results: list[object] = []
    window.desk.run("次", lambda _: "済んだ", results.append)
    wait(qtbot, window)
    assert results == ["済んだ"]


@pytest.mark.parametrize("size", [(1080, 720), (720, 520)])
def test_the_page_stays_where_it_is_whatever_is_said(qtbot: QtBot, tmp_path: Path, size: tuple[int, int]) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    window.resize(*size)
    window.open(handed(tmp_path / "計画.xlsx"))
    wait(qtbot, window)
    qtbot.wait(20)
    page = window.clerk.result
    pieces = (page.again_button, page.table.view, page.table.detail.button)

    def places() -> list[QRect]:
        qtbot.wait(20)
        return [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in pieces]

    before = places()
    window.desk.banner.say("一行")
    assert places() == before
    window.desk.banner.say("とても長いお知らせです。" * 40, actions=(("開く", lambda: None),))
    assert places() == before
    banner = window.desk.banner
    assert banner.rect().height() >= banner.heightForWidth(banner.width())
    begin(window)
    assert places() == before
    window.desk.banner.say("仕事の途中のお知らせ")
    assert places() == before
    bar = window.findChild(WorkBar)
    assert bar is not None
    assert not QRect(bar.mapTo(window, QPoint(0, 0)), bar.size()).intersects(
        QRect(banner.mapTo(window, QPoint(0, 0)), banner.size()))
    window.resize(900, 600)
    qtbot.wait(20)
    assert banner.mapTo(window, QPoint(0, banner.height())).y() <= window.height()
    assert bar.mapTo(window, QPoint(0, bar.height())).y() <= window.height()


def test_escape_closes_a_message(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    window.clerk.start.zone.button.setFocus()
    window.desk.banner.say("お知らせ")
    qtbot.keyClick(window.clerk.start.zone.button, Qt.Key.Key_Escape)
    assert window.desk.banner.text == ""


def test_what_was_said_goes_with_its_face(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    window.desk.banner.say("担当課のお知らせ")
    window.show_role(CLERK)
    assert window.desk.banner.text
    window.show_role(OFFICE)
    assert window.desk.banner.text == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_the_focus(qtbot: QtBot, tmp_path: Path, key: Qt.Key) -> None:
    window = shown(qtbot, tmp_path)
    office = buttons(window)["DX事務局として始める"]
    office.setFocus()
    qtbot.keyClick(office, key)
    assert window.face is window.office
    clerk = buttons(window)["担当課(&1)"]
    clerk.setFocus()
    qtbot.keyClick(clerk, key)
    assert window.face is window.clerk


def test_the_keyboard_comes_back_after_a_job_and_stays_where_the_user_has_put_it(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    choose = window.clerk.start.zone.button
    choose.setFocus()
    begin(window, lambda _: None)
    wait(qtbot, window)
    assert window.focusWidget() is choose
    begin(window)
    window.desk.work.stop()
    wait(qtbot, window)
    assert window.focusWidget() is choose
    begin(window)
    role = buttons(window)["DX事務局(&2)"]
    role.setFocus()
    window.desk.work.stop()
    wait(qtbot, window)
    assert window.focusWidget() is role


def test_a_job_that_follows_another_gives_the_keyboard_back_too(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    choose = window.clerk.start.zone.button
    choose.setFocus()
    window.desk.run("一つ目", lambda _: None, lambda _: begin(window, lambda _: None))
    wait(qtbot, window)
    assert window.focusWidget() is choose


def test_closing_while_working_asks_and_goes_on_working(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    begin(window)
    asked: list[str] = []
    QTimer.singleShot(50, answering("仕事を続ける", asked))
    window.close()
    assert asked == ["仕事の途中です。中止して閉じますか。"]
    assert window.isVisible()
    assert window.desk.work.busy


def test_closing_while_working_stops_and_closes(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    begin(window)
    QTimer.singleShot(50, answering("中止して閉じる"))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not window.desk.work.busy


def test_what_stops_a_job_is_a_sentence_and_a_remedy(qtbot: QtBot, tmp_path: Path) -> None:
    def job(_: Progress) -> None:
        raise DxbookError("紙が切れました。", "紙を入れてください。")

    window = shown(qtbot, tmp_path, CLERK)
    begin(window, job)
    wait(qtbot, window)
    assert window.desk.banner.text == "✕ 紙が切れました。\n紙を入れてください。"


def test_a_fault_of_ours_leaves_a_record_for_who_mends_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def job(_: Progress) -> None:
        raise ZeroDivisionError("例の誤り")

    monkeypatch.setattr(trouble, "user_folder", lambda: tmp_path / "dxbook")
    window = shown(qtbot, tmp_path, CLERK)
    begin(window, job)
    wait(qtbot, window)
    record = tmp_path / "dxbook" / "last_error.txt"
    assert str(record) in window.desk.banner.text
    assert "ZeroDivisionError: 例の誤り" in record.read_text(encoding="utf-8")


def test_even_a_panic_ends_the_job(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def job(_: Progress) -> None:
        raise SystemExit(3)

    monkeypatch.setattr(trouble, "user_folder", lambda: tmp_path)
    window = shown(qtbot, tmp_path, CLERK)
    begin(window, job)
    wait(qtbot, window)
    assert "思わぬ誤り" in window.desk.banner.text


def test_a_fault_in_the_windows_own_code_is_told_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setattr(trouble, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    window = shown(qtbot, tmp_path, CLERK)
    trouble.tell_faults(window.desk.banner.tell)
    try:
        raise KeyError("欄")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    assert "思わぬ誤り" in window.desk.banner.text
    assert (tmp_path / "last_error.txt").is_file()


def test_progress_of_an_unfinished_stop_does_not_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    begin(window)
    qtbot.waitUntil(lambda: any("計画.xlsx" in text for text in texts(window)))
    window.desk.work.stop()
    assert "中止しています…" in texts(window)
    wait(qtbot, window)


# --- what it remembers ----------------------------------------------------------------------------


def test_recent_files_are_offered_and_one_that_is_gone_is_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    old, new = sample(tmp_path / "古い.xlsx"), sample(tmp_path / "新しい.xlsx")
    window = shown(qtbot, tmp_path, CLERK)
    for path in (old, new):
        window.open(path)
        wait(qtbot, window)
    assert window.desk.settings.recent("workbook") == [new, old]
    again = shown(qtbot, tmp_path, CLERK)
    assert [text for text in buttons(again.clerk.start) if text.endswith(".xlsx")] == ["新しい.xlsx", "古い.xlsx"]
    old.unlink()
    menu_action(again, f"&2 {old}").trigger()
    wait(qtbot, again)
    assert "ありません" in again.desk.banner.text
    assert again.desk.settings.recent("workbook") == [new]
    assert "古い.xlsx" not in buttons(again.clerk.start)


def test_the_windows_size_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    window.resize(760, 560)
    window.close()
    again = shown(qtbot, tmp_path, CLERK)
    assert (again.width(), again.height()) == (760, 560)


def test_a_window_of_a_screen_that_is_gone_comes_back_into_sight(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, CLERK)
    window.move(9000, 5000)
    window.close()
    again = shown(qtbot, tmp_path, CLERK)
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(again.geometry())


# --- language, colours, help ----------------------------------------------------------------------


@pytest.fixture
def whole(qtbot: QtBot, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The application with its window, as the program starts it."""
    settings = Settings(tmp_path / "settings.ini")
    settings.role, settings.colours = CLERK, LIGHT
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    whole = app.WindowSession(application, settings)
    yield whole
    wait(qtbot, whole.window)
    whole.window.close()
    settings.colours = LIGHT
    for each in whole._translators:
        application.removeTranslator(each)
    theme.apply(application, LIGHT)


def test_other_colours_come_at_once_and_lose_nothing(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession) -> None:
    window = whole.window
    window.open(sample(tmp_path / "計画.xlsx"))
    wait(qtbot, window)
    light = window.palette().window().color()
    menu_action(window, "暗い").trigger()
    qtbot.waitUntil(theme.is_dark)
    assert whole.window is window
    assert window.palette().window().color().lightness() < 80 < light.lightness()
    assert window.clerk.result.table.model.rowCount() > 0
    assert Settings(tmp_path / "settings.ini").colours == DARK


def test_another_language_makes_the_window_anew_with_the_same_book(
    qtbot: QtBot, tmp_path: Path, whole: app.WindowSession
) -> None:
    window = whole.window
    window.open(sample(tmp_path / "計画.xlsx"))
    wait(qtbot, window)
    menu_action(window, "English").trigger()
    qtbot.waitUntil(lambda: whole.window is not window)
    wait(qtbot, whole.window)
    assert whole.window.isVisible()
    assert whole.window.clerk.paths == [tmp_path / "計画.xlsx"]
    assert Settings(tmp_path / "settings.ini").language == ENGLISH


def test_another_language_asks_where_results_would_go(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession) -> None:
    window = whole.window
    window.open(handed(tmp_path / "計画.xlsx"))
    wait(qtbot, window)
    window.show_role(OFFICE)  # of two faces only the one that is seen comes back by itself
    asked: list[str] = []
    QTimer.singleShot(50, answering("やめる", asked))
    english = menu_action(window, "English")
    english.trigger()
    assert asked == ["画面を開き直します。よろしいですか。"]
    assert not english.isChecked()
    assert menu_action(window, "日本語").isChecked()
    qtbot.wait(20)
    assert whole.window is window
    assert window.clerk.paths
    assert Settings(tmp_path / "settings.ini").language == "ja"
    QTimer.singleShot(50, answering("開き直す"))
    english.trigger()
    qtbot.waitUntil(lambda: whole.window is not window)
    assert Settings(tmp_path / "settings.ini").language == ENGLISH


def test_the_files_of_the_command_line_are_all_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several workbooks dropped on the program's icon arrive as its arguments."""
    opened: list[tuple[Path, ...]] = []
    monkeypatch.setattr(MainWindow, "open", lambda window, *paths: opened.append(paths))
    monkeypatch.setattr(app, "QApplication", lambda words: SimpleNamespace(
        arguments=lambda: words, setApplicationName=str, setWindowIcon=id, exec=int))
    window = shown(qtbot, tmp_path, CLERK)
    monkeypatch.setattr(app, "WindowSession", lambda *_: SimpleNamespace(window=window))
    assert app.main([str(tmp_path / "A課.xlsx"), "--settings", str(tmp_path / "s.ini"), str(tmp_path / "B 課.xlsx")]) == 0
    assert [path.name for path in opened[0]] == ["A課.xlsx", "B 課.xlsx"]


def test_the_office_opens_one_file_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path, OFFICE)
    assert drop(window, sample(tmp_path / "A.xlsx"), sample(tmp_path / "B.xlsx"))
    assert "1つずつ" in window.desk.banner.text
    assert window.office.plan is None


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, 1.4.3: the ratio of relative luminances."""
    def luminance(colour: QColor) -> float:
        parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
                 for each in (colour.redF(), colour.greenF(), colour.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_what_is_written_can_be_read(qapp: QApplication, colours: str) -> None:
    theme.apply(qapp, colours)
    pairs = [("TEXT", "PAPER"), ("TEXT", "GROUND"), ("QUIET", "GROUND"), ("QUIET", "PAPER"), ("KEY", "PAPER"),
             ("KEY", "KEY_PALE"), ("TEXT", "KEY_PALE"), ("TEXT", "ERROR_PALE"), ("TEXT", "WARNING_PALE"),
             ("ERROR", "PAPER"), ("ERROR", "GROUND"), ("WARNING", "PAPER"), ("SUCCESS", "PAPER"), ("ERROR", "ERROR_PALE"),
             ("SUCCESS", "KEY_PALE"), ("PAPER", "KEY")]
    weak = [pair for pair in pairs if contrast(theme.colour(pair[0]), theme.colour(pair[1])) < 4.5]
    theme.apply(qapp, LIGHT)
    assert not weak


@pytest.mark.parametrize("size", [(1080, 720), (720, 520)])
def test_no_text_is_cut_in_the_frame(qtbot: QtBot, tmp_path: Path, size: tuple[int, int]) -> None:
    window = shown(qtbot, tmp_path)
    window.resize(*size)
    assert_nothing_cut(qtbot, window)
    window.show_role(CLERK)
    window.desk.banner.tell(DxbookError("「計画.xlsx」を読めません。" * 4, "もう一度保存してください。" * 4))
    begin(window)
    assert_nothing_cut(qtbot, window)


def test_help_is_there_without_a_guide(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "folders", lambda: (tmp_path,))
    window = shown(qtbot, tmp_path, CLERK)
    menu_action(window, "使い方").trigger()
    page = window.findChild(Help)
    assert isinstance(page, Help)
    assert "もう一度検証" in page.page.toPlainText()
    page.close()


def test_help_shows_the_guide_of_the_role(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "folders", lambda: (tmp_path,))
    text = '<meta charset="utf-8"><h1>事務局の手引き</h1><p>配ってから集めます。</p><p><img src="wide.png"></p>'
    (tmp_path / "office.html").write_text(text, encoding="utf-8")
    QImage(2000, 100, QImage.Format.Format_RGB32).save(str(tmp_path / "wide.png"))
    window = shown(qtbot, tmp_path, OFFICE)
    menu_action(window, "使い方").trigger()
    page = window.findChild(Help)
    assert isinstance(page, Help)
    assert page.page.toPlainText().startswith("事務局の手引き")
    assert not page.page.horizontalScrollBar().maximum()  # its pictures fit the page
    page.close()


def test_the_settings_folder_can_be_opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = shown(qtbot, tmp_path, CLERK)
    menu_action(window, "設定のフォルダーを開く").trigger()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
    assert isinstance(window.desk.settings._store, QSettings)


def test_what_is_said_is_text_and_no_markup(qtbot: QtBot) -> None:
    said = Prose("<b>計画</b> & 実績\n2行目")
    qtbot.addWidget(said)
    assert said.plain == "<b>計画</b> & 実績\n2行目"
    assert "&lt;b&gt;計画&lt;/b&gt; &amp; 実績<br>" in said.text()
