"""Live work: the rules on a fake open workbook, and the seam itself on recorded xlwings calls."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Protection

from dxbook import jobs
from dxbook.apps.cli import FOUND, main
from dxbook.apps.excel import live, opener
from dxbook.apps.excel import running as excel
from dxbook.checks import cleanup
from dxbook.checks.cleanup import Change
from dxbook.demo.samples import new_sample
from dxbook.errors import DxbookError, OutputFailed
from dxbook.findings import Finding, Level
from dxbook.workbook.make import pdf as printer
from tests.support.excel_fake import FakeBook
from tests.support.tables import write_book

PLAN = """
    ## 施策
    | 施策ID | 体系コード | 施策名 | 所管課 | 状態 | 開始年度 |
    |---|---|---|---|---|---|
    | ０１－０１ | 1 | Ｗｉ－Ｆｉの整備 | 総務課 | 実施中 | 令和５年度 |
    | ０１－０２ | 1 | ﾃﾞｼﾞﾀﾙ化 | 総務課 | 済 | 令和５年度 |
    | 01-03 | 1 | 窓口 | 総務課 | 実施中 | 令和5年度 |
    | ０１－０４ | 1 | =CONCATENATE("Ａ","Ｂ") | 総務課 | 実施中 | Ｒ６ |
"""
NOW = datetime(2026, 4, 1, 9, 30)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_book(tmp_path / "計画.xlsx", PLAN, meta={})


# -- checking --------------------------------------------------------------------------------------------------


def test_the_open_workbook_is_checked_as_a_file_would_be(plan: Path) -> None:
    assert live.check(FakeBook(plan)).findings == jobs.check([plan]).findings


def test_unsaved_changes_are_checked(plan: Path) -> None:
    book = FakeBook(plan)
    assert not any(each.cell == "E4" and each.value == "おわり" for each in live.check(book).findings)
    book.book["施策"]["E4"].value = "おわり"
    assert any(each.cell == "E4" and each.value == "おわり" for each in live.check(book).findings)
    assert load_workbook(plan)["施策"]["E4"].value == "実施中"


def test_a_workbook_never_saved_is_checked_under_its_name(plan: Path) -> None:
    book = FakeBook(plan, path=None)
    book.name = "Book1"
    assert {each.file for each in live.check(book).findings} == {"Book1.xlsx"}


def test_the_first_error_is_shown(plan: Path) -> None:
    book = FakeBook(plan)
    found = live.check(book).findings
    worst = next(each for each in found if each.level is Level.ERROR and each.cell)
    assert book.selected == (worst.sheet, worst.cell)


def test_nothing_is_marked_unless_asked(plan: Path) -> None:
    book = FakeBook(plan)
    live.check(book)
    assert book.marks == []
    assert book.calls == []


def test_marks_are_put_and_taken_off(plan: Path) -> None:
    book = FakeBook(plan)
    found = live.check(book, mark=True).findings
    errors = {each.cell for each in found if each.level is Level.ERROR and each.sheet == "施策" and each.cell}
    marked = {cell for sheet, area, _, colour in book.marks if sheet == "施策" and colour == "FFBBBB"
              for cell in area.split(",")}
    assert "E3" in errors
    assert marked == errors
    before = list(book.marks)
    live.check(book, mark=True)
    assert book.marks == before  # the old ones went first
    live.clear(book)
    assert book.marks == []


def finding(cell: str, level: Level, sheet: str = "施策") -> Finding:
    return Finding("計画.xlsx", sheet, cell, "", "C101", level, "", "", "")


def test_a_cell_is_marked_once_by_its_worst_finding() -> None:
    found = [finding("B2", Level.WARNING), finding("B2", Level.ERROR), finding("C3", Level.WARNING),
             finding("D4", Level.INFO), finding("", Level.ERROR)]
    assert set(live.areas(found)) == {("施策", "B2", Level.ERROR), ("施策", "C3", Level.WARNING)}


def test_addresses_stay_within_excels_limit() -> None:
    found = [finding(f"AB{row}", Level.ERROR) for row in range(1000, 2000)]
    marked = list(live.areas(found))
    assert max(len(area) for _, area, _ in marked) <= 255
    assert sorted(cell for _, area, _ in marked for cell in area.split(",")) == sorted(each.cell for each in found)


# -- normalising -----------------------------------------------------------------------------------------------


def test_the_open_workbook_is_normalised_as_a_file_would_be(plan: Path) -> None:
    book = FakeBook(plan)
    done = live.normalize(book, NOW)
    wanted = cleanup.changes(jobs.read(plan)[0])
    assert sorted(done.changes, key=str) == sorted(wanted, key=str)
    assert done.left == []
    for change in wanted:
        assert book.book[change.sheet][change.cell].value == change.after


def test_what_looks_like_a_date_or_number_stays_text(plan: Path) -> None:
    """Typed into an ordinary cell, 01-01 and 令和5年4月 become dates: the fake does as Excel does."""
    book = FakeBook(plan)
    assert book.book["施策"]["A2"].number_format == "General"
    live.normalize(book, NOW)
    sheet = book.book["施策"]
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == ["01-01", "01-02", "01-03", "01-04"]
    book.write("施策", "A2", [["01-01"]])
    assert sheet["A2"].value == 45_000  # the imitation is not a no-op


def test_text_cells_get_no_apostrophe(plan: Path) -> None:
    book = FakeBook(plan)
    book.set_number_format("施策", "A2:A5", "@")
    live.normalize(book, NOW)
    assert book.book["施策"]["A2"].value == "01-01"


def test_blocks_are_written_in_one_call(plan: Path) -> None:
    book = FakeBook(plan)
    live.normalize(book, NOW)
    assert ("施策", "A2:A3") in book.calls
    assert ("施策", "A5:A5") in book.calls
    assert ("施策", "F2:F3") in book.calls


def test_a_copy_is_saved_first(plan: Path) -> None:
    book = FakeBook(plan)
    done = live.normalize(book, NOW)
    assert done.backup == plan.with_name("計画（整える前 20260401-093000）.xlsx")
    assert load_workbook(done.backup)["施策"]["A2"].value == "０１－０１"


def test_a_clean_workbook_is_left_alone(tmp_path: Path) -> None:
    path = write_book(tmp_path / "計画.xlsx", "## 用語\n| 用語 | 説明 |\n|---|---|\n| DX | 変革 |", meta={})
    book = FakeBook(path)
    done = live.normalize(book, NOW)
    assert (done.changes, done.left, done.backup, book.calls) == ([], [], None, [])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("state", "told"), [
    ({"path": None}, "一度保存してから"),
    ({"path": None, "cloud": True}, "パソコンのフォルダーに写して開き直してから"),
    ({"read_only": True}, "読み取り専用で開かれています。"),
])
def test_without_a_copy_nothing_is_changed(plan: Path, state: dict[str, Any], told: str) -> None:
    book = FakeBook(plan, **state)
    with pytest.raises(OutputFailed) as caught:
        live.normalize(book, NOW)
    assert told in str(caught.value)
    assert book.calls == []


def test_locked_cells_are_left_and_told(plan: Path) -> None:
    opened = load_workbook(plan)
    opened["施策"].protection.sheet = True
    for cell in ("A3", "F2", "F3", "F5", "C2", "C3"):
        opened["施策"][cell].protection = Protection(locked=False)
    opened.save(plan)
    book = FakeBook(plan)
    done = live.normalize(book, NOW)
    assert book.book["施策"]["A3"].value == "01-02"
    assert {change.cell for change in done.left} == {"A2", "A5"}
    assert book.book["施策"]["A2"].value == "０１－０１"


def test_where_excel_refuses_everything_it_is_an_error(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FakeBook(plan)

    def refuse(sheet: str, area: str, rows: list[list[Any]]) -> None:
        raise OutputFailed("Excelが操作を受け付けませんでした（com_error）。")

    monkeypatch.setattr(book, "write", refuse)
    with pytest.raises(OutputFailed, match="受け付けませんでした"):
        live.normalize(book, NOW)


def test_cells_that_changed_meanwhile_are_left(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FakeBook(plan)
    save = book.save_copy

    def save_and_edit(path: Path) -> None:
        save(path)
        book.book["施策"]["A2"].value = "99"

    monkeypatch.setattr(book, "save_copy", save_and_edit)
    done = live.normalize(book, NOW)
    assert book.book["施策"]["A2"].value == "99"
    assert book.book["施策"]["A3"].value == "01-02"
    assert [change.cell for change in done.left] == ["A2"]


def test_formulas_stay(plan: Path) -> None:
    book = FakeBook(plan)
    changed = Change("施策", "C5", "施策名", '=CONCATENATE("Ａ","Ｂ")', "AB")
    assert live._write(book, [changed]) == []
    live.normalize(book, NOW)
    assert book.book["施策"]["C5"].value == '=CONCATENATE("Ａ","Ｂ")'


def test_numbers_are_written_as_numbers(tmp_path: Path) -> None:
    path = write_book(tmp_path / "計画.xlsx", """
        ## 進捗
        | 施策ID | 年度 | 取組内容 | 進捗 | 今後の方向性 | 予算額 |
        |---|---|---|---|---|---|
        | 01-01 | 令和7年度 | した | 計画どおり | 継続 | １，２００ |
    """, meta={})
    book = FakeBook(path)
    book.set_number_format("進捗", "F2", "@")
    done = live.normalize(book, NOW)
    assert [change.cell for change in done.changes] == ["F2"]
    assert book.book["進捗"]["F2"].value == 1200
    assert book.book["進捗"]["F2"].number_format == "General"


def test_runs_are_columns_of_neighbours() -> None:
    def change(sheet: str, cell: str) -> Change:
        return Change(sheet, cell, "", "a", "b")

    changes = [change("乙", "B2"), change("甲", "A9"), change("甲", "A10"), change("甲", "B10"), change("甲", "A12"),
               change("乙", "B3")]
    assert [[each.cell for each in run] for run in live.runs(changes)] == [["B2", "B3"], ["A9", "A10"], ["A12"], ["B10"]]


# -- PDF -------------------------------------------------------------------------------------------------------


def test_a_pdf_is_exported(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "計画.pdf"
    assert live.export_pdf(FakeBook(plan), output) == output
    assert output.read_bytes().startswith(b"%PDF")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["計画.pdf", "計画.xlsx"]
    with pytest.raises(OutputFailed):
        live.export_pdf(FakeBook(plan), plan)
    with pytest.raises(OutputFailed, match="すでにあります"):
        live.export_pdf(FakeBook(plan))  # 計画.pdf beside it
    assert live.export_pdf(FakeBook(plan), overwrite=True) == output


# -- the check sheet -------------------------------------------------------------------------------------------


def test_the_check_sheet_is_made_of_what_excel_shows(tmp_path: Path) -> None:
    """Unsaved changes included, beside the workbook, which stays as it is."""
    plan = tmp_path / "計画.xlsx"
    new_sample(plan, "choshi")
    before = plan.read_bytes()
    book = FakeBook(plan)
    book.book["取組項目"]["C5"].value = "まだ保存していない取組"
    result = live.sheet(book)
    assert result.files == [tmp_path / "計画_チェックシート.xlsx"]
    shown = {cell.value for sheet in load_workbook(result.files[0]) for row in sheet.iter_rows() for cell in row}
    assert any("まだ保存していない取組" in str(value) for value in shown)
    assert plan.read_bytes() == before
    with pytest.raises(OutputFailed, match="すでにあります"):
        live.sheet(book)
    assert live.sheet(book, overwrite=True).files == result.files
    with pytest.raises(OutputFailed, match="読み込んだファイル"):
        live.sheet(book, plan, overwrite=True)


def test_of_a_workbook_saved_nowhere_the_outputs_come_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "計画.xlsx"
    new_sample(plan, "tatsuno")
    (tmp_path / "ここ").mkdir()
    monkeypatch.chdir(tmp_path / "ここ")
    book = FakeBook(plan, path=None, cloud=True)
    assert live.sheet(book).files == [Path("計画_チェックシート.xlsx")]
    assert live.export_pdf(book) == Path("計画.pdf")
    assert {each.name for each in Path().iterdir()} == {"計画_チェックシート.xlsx", "計画.pdf"}


# -- showing a cell --------------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's program was asked to open."""
    asked: list[Path] = []
    monkeypatch.setattr(opener, "start", asked.append)
    monkeypatch.setattr(opener, "sleep", lambda seconds: None)
    return asked


def test_an_open_workbook_shows_the_cell(plan: Path, started: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    book = FakeBook(plan)
    monkeypatch.setattr(excel, "find", lambda path: book if path == plan else None)
    assert opener.show(plan, "施策", "E3") == opener.ShownAt(True, "「計画.xlsx」の「施策」シートの E3 を表示しました。")
    assert (book.selected, book.front, started) == (("施策", "E3"), True, [])
    assert opener.show(plan, "施策").at
    assert book.selected == ("施策", "A1")
    assert opener.show(plan) == opener.ShownAt(False, "「計画.xlsx」をExcelで開きました。")


def test_a_workbook_that_is_not_open_is_opened_first(
    plan: Path, started: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel needs a moment: the workbook is there the third time it is looked for."""
    book, looked = FakeBook(plan), iter([None, None, None])
    monkeypatch.setattr(excel, "can_be_asked", lambda: True)
    monkeypatch.setattr(excel, "find", lambda path: next(looked, book))
    assert opener.show(plan, "施策", "E3").at
    assert (book.selected, started) == (("施策", "E3"), [plan])


def test_where_excel_cannot_be_asked_the_place_is_told(
    plan: Path, started: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = opener.ShownAt(False, "「計画.xlsx」を開きました。「施策」シートの E3 をご覧ください(自動では移れませんでした)。")
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert opener.show(plan, "施策", "E3") == told
    monkeypatch.setattr(excel, "can_be_asked", lambda: True)
    assert opener.show(plan, "施策", "E3", seconds=0.01) == told  # Protected View: it never comes
    assert started == [plan, plan]
    monkeypatch.setattr(excel, "find", lambda path: FakeBook(plan))
    assert not opener.show(plan, "無いシート", "E3").at
    with pytest.raises(DxbookError, match="がありません"):
        opener.show(plan.with_name("無い.xlsx"))


def test_the_systems_program_is_started(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = MagicMock()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opener.subprocess, "run", run)
    opener.start(plan)
    assert run.call_args.args == (["xdg-open", str(plan)],)
    run.side_effect = FileNotFoundError
    monkeypatch.setattr(opener, "which", lambda name: f"/opt/{name}" if name == "libreoffice" else None)
    monkeypatch.setattr(opener.subprocess, "Popen", popen := MagicMock())
    opener.start(plan)  # no xdg-open: LibreOffice itself, and nobody waits until it is closed
    assert popen.call_args.args == (["/opt/libreoffice", "--calc", str(plan)],)
    monkeypatch.setattr(opener, "which", lambda name: None)
    with pytest.raises(DxbookError, match="開くプログラムが見つかりません"):
        opener.start(plan)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(opener.os, "startfile", startfile := MagicMock(), raising=False)
    opener.start(plan)
    startfile.assert_called_once_with(plan)
    startfile.side_effect = OSError(1155, "no program")
    with pytest.raises(DxbookError, match="開くプログラムが見つかりません"):
        opener.start(plan)


# -- the seam --------------------------------------------------------------------------------------------------


def test_excel_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = MagicMock()
    fake.apps.active = None
    monkeypatch.setitem(sys.modules, "xlwings", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(DxbookError, match="起動しているExcelが見つかりません。"):
        excel.active()
    fake.apps.active = SimpleNamespace(books=[])
    with pytest.raises(DxbookError, match="「保護ビュー」と出ているときは"):
        excel.active()
    monkeypatch.setitem(sys.modules, "xlwings", None)
    with pytest.raises(DxbookError, match="xlwings"):
        excel.active()


@pytest.mark.parametrize("xlwings", [MagicMock(apps=MagicMock(active=None)), None])
def test_off_windows_it_says_where_it_works(monkeypatch: pytest.MonkeyPatch, xlwings: object) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "xlwings", xlwings)  # type: ignore[arg-type]
    with pytest.raises(DxbookError, match="WindowsのExcelでだけ扱えます"):
        excel.active()


def test_a_workbook_is_found_in_any_excel(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, other, cloud = (MagicMock() for _ in range(3))
    wanted.api.FullName, other.api.FullName = str(plan), str(plan.with_name("他.xlsx"))
    cloud.api.FullName = "https://a.sharepoint.com/計画.xlsx"
    fake = MagicMock()
    fake.apps = [SimpleNamespace(books=[other]), SimpleNamespace(books=[cloud, wanted])]
    monkeypatch.setitem(sys.modules, "xlwings", fake)
    found = excel.find(plan)
    assert found is not None
    found.to_front()
    wanted.activate.assert_called_once_with(steal_focus=True)
    assert excel.find(plan.with_name("無い.xlsx")) is None
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert excel.find(plan) is None


def test_a_busy_excel_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings asks an Excel that refuses everything again without end, unless it is told how often."""
    fake = MagicMock()
    fake._xlwindows.N_COM_ATTEMPTS = 0
    monkeypatch.setitem(sys.modules, "xlwings", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    excel.connect()
    assert 0 < fake._xlwindows.N_COM_ATTEMPTS <= 10_000


def seam(**api: Any) -> tuple[excel.ActiveBook, MagicMock]:
    book = MagicMock()
    for name, value in api.items():
        setattr(book.api, name, value)
    return excel.ActiveBook(book), book


def test_the_state_of_a_workbook() -> None:
    opened, book = seam(FullName="/home/a/計画.xlsx", Path="/home/a", Saved=False, ReadOnly=True)
    locked, free = MagicMock(), MagicMock()
    locked.name, locked.api.ProtectContents, free.api.ProtectContents = "施策", True, False
    book.sheets = [locked, free]
    assert opened.state() == excel.State(Path("/home/a/計画.xlsx"), False, True, False, ("施策",))
    opened, book = seam(FullName="Book1", Path="", Saved=True, ReadOnly=False)
    assert opened.state().path is None
    opened, book = seam(FullName="https://a.sharepoint.com/計画.xlsx", Path="https://a.sharepoint.com")
    assert opened.state().path is None
    assert opened.state().cloud


def test_one_cell_and_many_are_read_as_rows() -> None:
    opened, book = seam()
    cells = book.sheets.__getitem__.return_value.range.return_value
    cells.formula = "=A1"
    assert opened.formulas("施策", "A1") == [["=A1"]]
    cells.formula = (("a",), (None,))
    assert opened.formulas("施策", "A1:A2") == [["a"], [""]]


def test_a_mark_on_a_protected_sheet_leaves_it_protected_as_it_was() -> None:
    opened, book = seam()
    sheet = book.sheets.__getitem__.return_value.api
    sheet.ProtectContents, sheet.ProtectDrawingObjects, sheet.ProtectScenarios = True, True, False
    for word in excel._ALLOWED:
        setattr(sheet.Protection, f"Allow{word}", word in ("FormattingColumns", "Sorting"))
    opened.mark("施策", "A1,B2", '=LEN("dxbook")=6', "FFC199")
    names = [call[0] for call in sheet.mock_calls]
    assert names.index("Unprotect") < names.index("Range().FormatConditions.Add") < names.index("Protect")
    sheet.Range.assert_called_once_with("A1,B2")
    sheet.Protect.assert_called_once_with("", True, True, False, False, False, True, False, False, False, False, False,
                                          False, True, False, False)
    added = sheet.Range.return_value.FormatConditions.Add.return_value
    assert added.Interior.Color == 0x99C1FF  # Excel counts blue, green, red


def test_a_sheet_with_a_password_is_told() -> None:
    opened, book = seam()
    sheet = book.sheets.__getitem__.return_value.api
    sheet.ProtectContents = True
    sheet.Unprotect.side_effect = RuntimeError("1004")
    with pytest.raises(OutputFailed, match="「施策」シートはパスワードで保護されているため"):
        opened.mark("施策", "A1", "=TRUE", "FFFFFF")
    sheet.Protect.assert_not_called()


def test_only_our_rules_are_taken_away() -> None:
    opened, book = seam()
    sheet = book.sheets.__getitem__.return_value.api
    sheet.ProtectContents = False
    rules = [MagicMock(Type=2, Formula1='=LEN("dxbook")=6'), MagicMock(Type=2, Formula1="=A1>5"), MagicMock(Type=1)]
    sheet.Cells.FormatConditions.Count = 3
    sheet.Cells.FormatConditions.Item.side_effect = lambda number: rules[number - 1]
    opened.unmark("施策", 'LEN("dxbook")=6')
    assert [rule.Delete.called for rule in rules] == [True, False, False]


def test_a_busy_excel_is_told() -> None:
    opened, book = seam()
    book.api.SaveCopyAs.side_effect = RuntimeError("RPC_E_CALL_REJECTED")
    with pytest.raises(OutputFailed, match="セルの編集を終え"):
        opened.save_copy(Path("a.xlsx"))


# -- the door --------------------------------------------------------------------------------------------------


def test_the_verbs_work_on_the_open_workbook(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = FakeBook(plan, saved=False)
    monkeypatch.setattr(excel, "active", lambda: book)
    assert main(["check", "--excel", "--color", "on"]) == FOUND
    out = capsys.readouterr().out
    assert "計画.xlsx" in out
    assert "保存していない変更も含めて検証しました。" in out
    assert book.marks
    assert main(["check", "--excel", "--color", "off"]) == 0
    assert not book.marks
    assert main(["normalize", "--excel"]) == 0
    out = capsys.readouterr().out
    assert "施策!A2  「０１－０１」→「01-01」" in out
    assert "前の状態の写し: " in out


def test_check_sheet_and_pdf_of_the_open_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "計画.xlsx"
    new_sample(plan, "tatsuno")
    monkeypatch.setattr(excel, "active", lambda: FakeBook(plan))
    assert main(["sheet", "--excel"]) == 0
    assert f"できました: {tmp_path / '計画_チェックシート.xlsx'}" in capsys.readouterr().out
    assert main(["sheet", "--excel"]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["pdf", "--excel"]) == 0
    assert capsys.readouterr().out == f"できました: {tmp_path / '計画.pdf'}\n"
    assert main(["pdf", "--excel", "-o", str(tmp_path / "別.txt")]) == 2


def test_a_file_as_pdf(plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(printer, "write", lambda source, target: target.write_bytes(b"%PDF" + source.read_bytes()[:2]))
    assert main(["pdf", str(plan)]) == 0
    assert plan.with_suffix(".pdf").read_bytes() == b"%PDFPK"
    assert main(["pdf", str(plan)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["pdf", str(plan), "-o", str(plan), "--overwrite"]) == 2


def test_a_cell_is_shown(plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    book = FakeBook(plan)
    monkeypatch.setattr(excel, "find", lambda path: book)
    assert main(["goto", str(plan), "施策!e3"]) == 0
    assert capsys.readouterr().out == "「計画.xlsx」の「施策」シートの E3 を表示しました。\n"
    assert book.selected == ("施策", "E3")
    assert main(["goto", str(plan)]) == 0
    assert capsys.readouterr().out == "「計画.xlsx」をExcelで開きました。\n"
    assert main(["goto", str(plan), "E3"]) == 2


@pytest.mark.parametrize("words", [
    ["sheet"], ["sheet", "a.xlsx", "--excel"], ["pdf"], ["pdf", "a.xlsx", "--excel"], ["pdf", "無い.xlsx"],
    ["check"], ["check", "a.xlsx", "--excel"], ["check", "--excel", "--marks", "b.xlsx"], ["normalize"],
    ["normalize", "a.xlsx"], ["normalize", "a.xlsx", "-o", "b.xlsx", "--excel"],
])
def test_unclear_orders_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("dxbook: ")
