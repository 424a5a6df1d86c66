"""The department's face, driven on the real samples: drop, look, mend, tidy, hand in."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from dxbook_gui.clerk.changes_table import AFTER, BEFORE, KIND
from dxbook_gui.clerk.preview import Preview
from dxbook_gui.desk.settings import CLERK, OFFICE
from dxbook_gui.findings.model import CELL, FILE, LEVEL, SHEET
from dxbook_gui.frame.smoke import texts
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.widgets import theme
from dxbook_gui.widgets.differences import kinds
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dxbook import jobs
from dxbook.errors import Missing
from dxbook.findings import Level
from scripts.sample_spring import sample
from tests.support.gui_books import handed
from tests.support.gui_drive import assert_nothing_cut, drop, shown, wait
from tests.support.tables import plan_book, write_book

MENDED = {("進捗", "H13"): "計画どおり"}
"""What is wrong in the sample of 銚子市 is one cell: 「継続中」 is none of the choices."""
HANDED = {"plan_id": "479993-2023", "department": "市民課", "handout_id": "見本", "handout_fy": "2025"}
SPOILT = {("取組項目", "D7"): "電算課", ("進捗", "H5"): "順調です"}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    return shown(qtbot, tmp_path, CLERK)


def put_in(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    assert drop(window.clerk, *paths)
    wait(qtbot, window)


def cells(window: MainWindow) -> list[tuple[str, str]]:
    """(sheet, cell) of the rows that are shown."""
    return [(each.sheet, each.cell) for each in window.clerk.result.table.model.shown]


def choose(window: MainWindow, sheet: str, cell: str) -> None:
    table = window.clerk.result.table
    table.view.setCurrentIndex(table.model.index(cells(window).index((sheet, cell)), 0))


# --- checking -------------------------------------------------------------------------------------


def test_a_book_that_is_dropped_is_checked_and_its_findings_listed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    expected = jobs.check([path]).findings
    assert cells(window) == [(each.sheet, each.cell) for each in expected]
    assert "あと 1 件直すと提出できます" in window.clerk.result.verdict.text
    row = window.clerk.result.table.model.index(cells(window).index(("進捗", "H13")), LEVEL)
    assert row.data() == "✕ エラー"


def test_every_error_counts_and_warnings_are_told_apart(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx", cells=SPOILT)
    put_in(qtbot, window, path)
    found = jobs.check([path]).findings
    errors, warnings = (sum(each.level is level for each in found) for level in (Level.ERROR, Level.WARNING))
    assert errors >= 3
    assert f"あと {errors} 件直すと提出できます" in window.clerk.result.verdict.text
    assert f"ほかに警告が {warnings} 件あります。" in window.clerk.result.verdict.text


def test_mended_saved_and_checked_again_it_can_be_handed_in(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    handed(path, cells=MENDED)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    wait(qtbot, window)
    assert window.clerk.result.verdict.text.startswith("✓ 提出できます")
    assert "警告が" in window.clerk.result.verdict.text
    assert ("進捗", "H13") not in cells(window)


def test_who_comes_back_after_saving_is_offered_another_check(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    excel = QWidget()
    qtbot.addWidget(excel)

    def go_and_come_back() -> None:
        for each in (excel, window):
            with qtbot.waitActive(each):
                each.show()
                each.activateWindow()
        QThreadPool.globalInstance().waitForDone()
        qtbot.wait(20)

    go_and_come_back()
    assert window.desk.banner.text == ""  # nothing was saved
    handed(path, cells=MENDED)
    go_and_come_back()
    assert "ブックが保存されました。" in window.desk.banner.text
    window.desk.banner.buttons[0].click()
    wait(qtbot, window)
    assert window.clerk.result.verdict.text.startswith("✓ 提出できます")
    go_and_come_back()
    assert window.desk.banner.text == ""


def test_a_book_without_findings(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, plan_book(tmp_path / "計画.xlsx", meta=HANDED))
    assert window.clerk.result.verdict.text == "✓ 提出できます\nこのブックを、DX事務局へ提出してください。"
    assert not window.clerk.result.table.isVisible()


def test_a_book_open_in_excel_is_read_as_last_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx", cells=MENDED)
    path.with_name("~$計画.xlsx").touch()
    put_in(qtbot, window, path)
    said = window.clerk.result.verdict.text
    assert said.startswith("✓ 提出できます")
    assert "Excelで開いているので、最後に保存した内容を調べました" in said
    warnings = window.clerk.result.table.filter.button(Level.WARNING).text().split()[-1]
    assert f"警告が {warnings} 件" in said


def test_several_books_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    one, other = handed(tmp_path / "A課.xlsx"), handed(tmp_path / "B課.xlsx", "kisarazu")
    broken = tmp_path / "C課.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    put_in(qtbot, window, one, other, broken)
    table = window.clerk.result.table
    assert not table.view.isColumnHidden(FILE)
    assert {each.file for each in table.model.shown} == {"A課.xlsx", "B課.xlsx", "C課.xlsx"}
    assert window.clerk.result.verdict.text.startswith("✕ 3 冊のうち、提出できるのは 0 冊です")
    errors = sum(each.level is Level.ERROR for each in jobs.check([other]).findings)
    assert window.clerk.result.verdict.books.said == [
        ("A課.xlsx", "✕ あと 1 件直すと提出できます"), ("B課.xlsx", f"✕ あと {errors} 件直すと提出できます"),
        ("C課.xlsx", "✕ 読めません")]
    assert not window.clerk.result.tidy_button.isEnabled()
    assert "1冊ずつ" in window.clerk.result.tidy_button.toolTip()
    assert "「整える」" in window.clerk.result.verdict.text
    assert window.desk.settings.recent("workbook") == [one, other]
    put_in(qtbot, window, one)
    assert not window.clerk.result.verdict.books.isVisible()
    assert "1冊" not in window.clerk.result.tidy_button.toolTip()


def test_several_books_that_are_all_right(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    books = [plan_book(tmp_path / f"{name}課.xlsx", meta=HANDED) for name in "AB"]
    put_in(qtbot, window, *books)
    assert window.clerk.result.verdict.text.startswith("✓ 2 冊とも提出できます")
    assert window.clerk.result.verdict.books.said == [("A課.xlsx", "✓ 提出できます"), ("B課.xlsx", "✓ 提出できます")]


def test_another_workbook_is_nothing_to_mend(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, write_book(tmp_path / "献立表.xlsx", "## 献立\n| 曜日 | 主菜 |\n| 月 | カレー |"))
    said = window.clerk.result.verdict.text
    assert said.startswith("✕ 計画のブックではありません")
    assert "DX事務局から届いたブックを選んでください" in said
    assert "提出できます" not in said
    assert window.clerk.result.other_button.property("kind") == "main"


def test_the_whole_plan_is_checked_but_nothing_to_hand_in(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = sample(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    said = window.clerk.result.verdict.text
    assert said.startswith("▲ 計画全体のブックです(提出するものではありません)")
    assert "提出できます" not in said
    assert ("進捗", "H13") in cells(window)
    found = [each for each in window.clerk.result.table.model.shown if each.level is not Level.INFO]
    assert f"{len(found)} 件あります" in said


def test_sheets_copied_into_another_workbook_are_nothing_to_hand_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    put_in(qtbot, window, plan_book(tmp_path / "写し.xlsx"))
    said = window.clerk.result.verdict.text
    assert said.startswith("▲ DX事務局から届いたブックではありません(提出できません)")
    assert "届いたブックそのものに書いてください。" in said


def test_two_books_of_one_name_are_refused(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "別").mkdir()
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"), handed(tmp_path / "別" / "計画.xlsx"))
    assert "同じ名前のブック" in window.desk.banner.text
    assert window.clerk.paths == []


def test_files_may_be_dropped_on_the_findings_too(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "A課.xlsx"))
    other = handed(tmp_path / "B課.xlsx", "kisarazu")
    assert drop(window.clerk.result.table.view.viewport(), other)
    wait(qtbot, window)
    assert window.clerk.paths == [other]


def test_choosing_in_the_dialog_is_the_same(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = handed(tmp_path / "計画.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, window)
    assert window.clerk.paths == [path]


def test_f5_is_the_departments_alone(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    window.show_role(OFFICE)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert not window.desk.work.busy


# --- what cannot be checked -----------------------------------------------------------------------


def test_a_wrong_file_is_told_and_nothing_else_is_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """The last workbook's name and verdict would be taken for those of this one."""
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    wrong = tmp_path / "会議録.docx"
    wrong.write_text("議事録", encoding="utf-8")
    put_in(qtbot, window, wrong)
    assert "「会議録.docx」" in window.desk.banner.text
    assert window.clerk.start.isVisible()
    assert not any("提出できます" in text for text in texts(window) if not text.startswith("3."))
    assert window.clerk.paths == []
    assert window.desk.settings.recent("workbook") == [path]  # one click away
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert not window.desk.work.busy


def test_a_folder_is_no_book(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, tmp_path)
    assert "フォルダーです" in window.desk.banner.text


def test_a_book_that_has_vanished(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    before = cells(window)
    path.unlink()
    window.clerk.result.again_button.click()
    wait(qtbot, window)
    assert "ありません" in window.desk.banner.text
    assert cells(window) == before


def test_a_book_that_the_system_lets_nobody_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = handed(tmp_path / "計画.xlsx")

    def held(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", held)
    put_in(qtbot, window, path)
    assert "ほかのプログラムが使っています" in window.desk.banner.text


def encrypted(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    with path.with_name("鍵つき.xlsx").open("wb") as target:
        OOXMLFile(io.BytesIO(path.read_bytes())).encrypt(password, target)
    return path.with_name("鍵つき.xlsx")


def test_an_encrypted_book_asks_for_its_password(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encrypted(handed(tmp_path / "計画.xlsx"), "ひみつ")
    answers, echoes = ["ちがう", "ひみつ"], []

    def ask(parent: object, title: str, text: str, echo: QLineEdit.EchoMode) -> tuple[str, bool]:
        echoes.append(echo)
        return answers.pop(0), True

    monkeypatch.setattr(QInputDialog, "getText", ask)
    assert drop(window.clerk, path)
    qtbot.waitUntil(lambda: window.clerk.paths == [path], timeout=30_000)
    assert echoes == [QLineEdit.EchoMode.Password] * 2
    assert ("進捗", "H13") in cells(window)
    window.clerk.check_again()  # known by now
    wait(qtbot, window)
    assert "あと 1 件" in window.clerk.result.verdict.text
    assert "ひみつ" not in (tmp_path / "settings.ini").read_text(encoding="utf-8")
    preview(qtbot, window).write_button.click()
    wait(qtbot, window)
    assert "写しには、パスワードが付いていません。" in window.desk.banner.text


def test_without_the_password_the_reason_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("", False))
    put_in(qtbot, window, encrypted(handed(tmp_path / "計画.xlsx"), "ひみつ"))
    assert "パスワード" in window.desk.banner.text
    assert window.clerk.paths == []


def test_stopping_amid_several_books(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [handed(tmp_path / f"{number}課.xlsx") for number in range(30)]
    assert drop(window.clerk, *paths)
    with qtbot.waitSignal(window.desk.work.progressed, timeout=30_000):
        pass
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    wait(qtbot, window)
    assert "中止しました" in window.desk.banner.text
    assert window.clerk.start.isVisible()


# --- the table ------------------------------------------------------------------------------------


def test_double_click_and_enter_open_excel_at_the_cell(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    shown: list[tuple[Path, str, str]] = []

    def show(path: Path, sheet: str, cell: str) -> str:
        shown.append((path, sheet, cell))
        return "表示しました。"

    window.desk.show = show
    path = handed(tmp_path / "計画.xlsx")
    put_in(qtbot, window, path)
    choose(window, "進捗", "H13")
    view = window.clerk.result.table.view
    at = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    wait(qtbot, window)
    assert shown == [(path, "進捗", "H13")]
    assert "表示しました。" in window.desk.banner.text
    qtbot.keyClick(view, Qt.Key.Key_Return)
    wait(qtbot, window)
    window.clerk.result.table.detail.button.click()
    wait(qtbot, window)
    assert shown == [(path, "進捗", "H13")] * 3


def test_where_excel_cannot_be_opened_the_window_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    def show(path: Path, sheet: str, cell: str) -> str:
        raise Missing("開くプログラムが見つかりません。", "Excelで開いてください。")

    window.desk.show = show
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    window.clerk.result.table.detail.button.click()
    wait(qtbot, window)
    assert window.desk.banner.text == "✕ 開くプログラムが見つかりません。\nExcelで開いてください。"


def test_of_several_books_the_right_one_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    shown: list[Path] = []
    window.desk.show = lambda path, sheet, cell: shown.append(path) or "" # type: ignore[func-returns-value]
    one, other = handed(tmp_path / "A課.xlsx"), handed(tmp_path / "B課.xlsx", "kisarazu")
    put_in(qtbot, window, one, other)
    choose(window, "進捗", "K23")
    window.clerk.result.table.detail.button.click()
    wait(qtbot, window)
    assert shown == [other]


def test_selected_rows_are_copied_as_excel_takes_them(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    view = window.clerk.result.table.view
    view.selectAll()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == len(cells(window))
    assert {line.count("\t") for line in lines} == {5}  # level, sheet, cell, column, message, remedy
    assert any(line.startswith("✕ エラー\t進捗\tH13\t進捗\t「継続中」は") for line in lines)


def test_levels_and_words_narrow_the_list(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    table = window.clerk.result.table
    everything = cells(window)
    table.filter.button(Level.WARNING).click()
    table.filter.button(Level.INFO).click()
    assert cells(window) == [("進捗", "H13")]
    assert "継続中" in table.detail._message.plain
    table.filter.button(Level.WARNING).click()
    table.filter.button(Level.INFO).click()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    entry = QApplication.focusWidget()
    assert isinstance(entry, QLineEdit)
    entry.setText("継続中 エラー")
    assert cells(window) == [("進捗", "H13")]
    entry.clear()
    assert cells(window) == everything


def test_a_filter_that_hides_everything_says_so_and_ends_with_the_next_book(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    window.clerk.result.table.filter._text.setText("どこにもない")
    assert cells(window) == []
    assert "しぼり込みに合う指摘はありません。" in texts(window)
    window.clerk.check_again()
    wait(qtbot, window)
    assert cells(window) == []  # the same book: as the user left it
    put_in(qtbot, window, handed(tmp_path / "別の計画.xlsx"))
    assert ("進捗", "H13") in cells(window)


def test_tab_goes_as_the_eye_does(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    page = window.clerk.result
    levels = [page.table.filter.button(level) for level in Level]
    order = [page.again_button, page.tidy_button, page.more_button, page.other_button, *levels,
             page.table.filter._text, page.table.view, page.table.detail.button]
    page.again_button.setFocus()
    seen = []
    for _ in order:
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == order


def test_escape_empties_the_words_and_alt_writes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "A課.xlsx"), handed(tmp_path / "B課.xlsx"))
    everything = cells(window)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    entry = window.clerk.result.table.filter._text
    qtbot.keyClick(entry, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)  # 整える is off beside two books
    assert entry.text() == ""
    qtbot.keyClicks(entry, "H13")
    assert entry.text() == "H13"
    assert len(cells(window)) == 2
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.text() == ""
    assert cells(window) == everything


def test_after_a_job_the_keyboard_is_where_it_was(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    page = window.clerk.result
    assert window.focusWidget() is page.table.view
    page.table.detail.button.setFocus()
    window.desk.show = lambda *_: "表示しました。"
    qtbot.keyClick(page.table.detail.button, Qt.Key.Key_Space)
    wait(qtbot, window)
    assert window.focusWidget() is page.table.detail.button
    page.tidy_button.setFocus()
    dialog = preview(qtbot, window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.tidy_button
    page.again_button.setFocus()
    qtbot.keyClick(page.again_button, Qt.Key.Key_Space)
    wait(qtbot, window)
    assert window.focusWidget() is page.table.view  # the result


def test_the_list_is_sorted_by_its_headers(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    view, model = window.clerk.result.table.view, window.clerk.result.table.model
    given = cells(window)
    head = view.horizontalHeader()

    def click(column: int) -> None:
        at = QPoint(head.sectionViewportPosition(column) + 10, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(LEVEL)
    assert [each.level.rank for each in model.shown] == sorted(each.level.rank for each in model.shown)
    click(CELL)
    rows = [int("".join(filter(str.isdigit, cell)) or 0) for _, cell in cells(window)]
    assert rows == sorted(rows)  # 9 before 13
    click(SHEET)
    assert [sheet for sheet, _ in cells(window)] == sorted(sheet for sheet, _ in given)
    click(SHEET)
    click(SHEET)
    assert cells(window) == given


def test_a_thousand_findings(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wrong = {(sheet, f"{column}{row}"): "？？" for sheet, columns, last in (
        ("スケジュール", "ADEG", 88), ("実績", "AFGHIJKMNO", 35), ("指標", "ABGHMNO", 45), ("取組項目", "BDJKLM", 36),
        ("進捗", "ADHIJK", 36)) for column in columns for row in range(5, last + 1)}
    path = handed(tmp_path / "計画.xlsx", cells=wrong)
    put_in(qtbot, window, path)
    table = window.clerk.result.table
    assert len(table.model.shown) > 1000
    errors = sum(each.level is Level.ERROR for each in table.model.shown)
    assert f"あと {errors} 件" in window.clerk.result.verdict.text
    last = table.model.shown[-1]
    qtbot.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.current == last
    assert last.remedy in table.detail._remedy.plain
    table.filter._text.setText("スケジュール G88")
    assert cells(window) == [("スケジュール", "G88")]


@pytest.mark.parametrize("size", [(1080, 720), (720, 520)])
def test_no_text_is_cut_beside_findings(qtbot: QtBot, window: MainWindow, tmp_path: Path, size: tuple[int, int]) -> None:
    window.resize(*size)
    path = handed(tmp_path / f"{'とても長い名前の' * 8}計画.xlsx", cells=SPOILT)
    path.with_name(f"~${path.name}").touch()
    put_in(qtbot, window, path)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    for row in range(len(cells(window))):
        window.clerk.result.table.view.selectRow(row)
        assert_nothing_cut(qtbot, window)


# --- tidying --------------------------------------------------------------------------------------


def preview(qtbot: QtBot, window: MainWindow) -> Preview:
    window.clerk.result.tidy_button.click()
    wait(qtbot, window)
    dialog = window.clerk.findChild(Preview)
    assert isinstance(dialog, Preview)
    return dialog


def test_tidying_shows_before_and_after_and_writes_a_copy(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = handed(tmp_path / "計画.xlsx", cells={("実績", "I6"): "２７　件"})
    original = path.read_bytes()
    put_in(qtbot, window, path)
    dialog = preview(qtbot, window)
    model = dialog.table.model()
    rows = {model.index(row, 1).data(): row for row in range(model.rowCount()) if model.index(row, 0).data() == "実績"}
    assert model.index(rows["I6"], BEFORE).data() == "２７　件"
    assert model.index(rows["I6"], AFTER).data() == "27 件"
    made = dialog.tidied.made
    dialog.write_button.click()
    wait(qtbot, window)
    copy = tmp_path / "計画_整え.xlsx"
    assert load_workbook(copy)["実績"]["I6"].value == "27 件"
    assert path.read_bytes() == original
    assert "計画_整え.xlsx" in window.desk.banner.text
    assert not made.exists()
    next(each for each in window.desk.banner.buttons if each.text() == "写しを検証").click()
    wait(qtbot, window)
    assert window.clerk.paths == [copy]


@pytest.mark.parametrize(("before", "after", "said"), [
    ("２７件", "27件", ["全角→半角"]),
    ("ｹﾝ", "ケン", ["半角→全角"]),
    ("27　件 ", "27 件", ["空白"]),
    ("オンライン\n申請", "オンライン申請", ["改行"]),
    ("Ｒ５　年", "R5 年", ["全角→半角", "空白"]),
    ("〇", "○", ["文字"]),
    ("同じ", "同じ", []),
])
def test_what_changes_is_told_in_words(before: str, after: str, said: list[str]) -> None:
    assert kinds(before, after) == said


def test_widths_can_be_told_apart_in_the_preview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx", cells={("実績", "I6"): "２７　件"}))
    dialog = preview(qtbot, window)
    model = dialog.table.model()
    row = next(each for each in range(model.rowCount()) if model.index(each, 1).data() == "I6")
    assert model.index(row, KIND).data().split("\n")[:2] == ["全角→半角", "空白"]
    letters = QFontMetricsF(theme.fixed(dialog.font()))
    assert letters.horizontalAdvance("２") == pytest.approx(2 * letters.horizontalAdvance("2"), rel=0.1)


def test_tidying_given_up_writes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    before = sorted(tmp_path.iterdir())
    dialog = preview(qtbot, window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert sorted(tmp_path.iterdir()) == before
    assert not dialog.tidied.made.exists()


def test_an_earlier_copy_is_never_proposed_and_never_replaced_unasked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "計画_整え.xlsx"
    earlier.write_bytes(b"of yesterday")
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    dialog = preview(qtbot, window)
    assert dialog._place.plain == "計画_整え2.xlsx"
    asked: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def question(parent: object, title: str, text: str, *_: object) -> QMessageBox.StandardButton:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(earlier.with_suffix("")), ""))
    dialog._choose()
    dialog.write_button.click()
    assert dialog.isVisible()
    assert earlier.read_bytes() == b"of yesterday"
    dialog.write_button.click()
    wait(qtbot, window)
    assert asked == ["「計画_整え.xlsx」は、もうあります。置きかえますか。"] * 2
    assert earlier.read_bytes()[:2] == b"PK"


def test_a_book_that_needs_no_tidying(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    put_in(qtbot, window, plan_book(tmp_path / "計画.xlsx"))
    window.clerk.result.tidy_button.click()
    wait(qtbot, window)
    assert "整えるところはありませんでした" in window.desk.banner.text
    assert window.clerk.findChild(Preview) is None


def test_the_copy_that_cannot_be_written_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = handed(tmp_path / "計画.xlsx")
    original = path.read_bytes()
    put_in(qtbot, window, path)
    for target, said in ((tmp_path / "無い" / "写し.xlsx", "フォルダー"), (path, "元のファイルには書き込みません")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        dialog = preview(qtbot, window)
        dialog._choose()
        dialog.write_button.click()
        wait(qtbot, window)
        assert said in window.desk.banner.text
        qtbot.waitUntil(lambda: window.clerk.findChild(Preview) is None)
    assert path.read_bytes() == original


# --- writing down ---------------------------------------------------------------------------------


def test_a_marked_copy_and_a_list(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def save(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return name, kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    for action in (window.clerk.result.marks_action, window.clerk.result.listing_action):
        action.trigger()
        wait(qtbot, window)
    assert proposed == ["計画_印.xlsx", "計画_検証結果.xlsx"]
    assert load_workbook(tmp_path / "計画_印.xlsx").sheetnames[0] == "検証結果"
    listed = load_workbook(tmp_path / "計画_検証結果.xlsx").active
    assert listed is not None
    assert any(cell.value == "H13" for row in listed for cell in row)
    assert "書き出しました: 計画_検証結果.xlsx" in window.desk.banner.text


def test_giving_up_in_the_dialog_writes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    before = sorted(tmp_path.iterdir())
    window.clerk.result.marks_action.trigger()
    assert not window.desk.work.busy
    assert sorted(tmp_path.iterdir()) == before


def test_excel_is_asked_through_the_opener(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dxbook_gui.desk import excel_link

    from dxbook.apps.excel import opener

    monkeypatch.setattr(opener, "show", lambda path, sheet, cell: SimpleNamespace(told=f"{path.name} {sheet} {cell}"))
    assert excel_link.show(tmp_path / "計画.xlsx", "進捗", "H13") == "計画.xlsx 進捗 H13"


def test_the_question_of_the_dialog_is_enough(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own dialog has asked: there is no second question."""
    earlier = tmp_path / "前の写し.xlsx"
    earlier.write_bytes(b"of yesterday")
    put_in(qtbot, window, handed(tmp_path / "計画.xlsx"))
    dialog = preview(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(earlier), ""))
    dialog._choose()
    dialog.write_button.click()
    wait(qtbot, window)
    assert earlier.read_bytes()[:2] == b"PK"
