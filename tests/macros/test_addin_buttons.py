"""Every button of the tab, pressed in LibreOffice on a plan that is open, with the real program at work."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxbook import jobs
from macros.build import books
from tests.support import addin_buttons
from tests.support.addin_buttons import Desk, Pressed, new_plan
from tests.support.addin_office import SERVER
from tests.support.vba_types import source

CHECK, SUBMIT, NEXT, PREVIOUS, TIDY, SHEET, CHART, HELP = (
    f"DxButtons.DxOn{name} Nothing"
    for name in ("Check", "Submit", "Next", "Previous", "Tidy", "Sheet", "Chart", "Help"))
CELL = 'Note "cell", ActiveSheet.Name & "!" & Replace(ActiveCell.Address, "$", "")'
FRONT = 'Note "front", Application.ActiveWorkbook.Name & "|" & ActiveSheet.Name & "|" & Application.ActiveWorkbook.Path'
SAVED = 'Note "saved", CStr(Application.ActiveWorkbook.Saved)'
PUT = 'gBook.Worksheets("{}").Range("{}").Value = "{}"'
TOLD = 'Note "value", gBook.Worksheets("{}").Range("{}").Value'
TABLE = '''For number = {first} To {last}
    For column = 1 To {columns}
        text = text & "<" & Application.ActiveWorkbook.Worksheets(1).Cells(number, column).Value & ">"
    Next
    Note "row", text
    text = ""
Next'''


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_plan(tmp_path_factory.mktemp("sample") / "choshi.xlsx", "choshi")


@pytest.fixture
def desk(tmp_path: Path, home: Path) -> Desk:
    return Desk(tmp_path, home)


@pytest.fixture
def plan(desk: Desk, sample: Path) -> Path:
    """A plan whose name Windows allows and a command line must not stumble over."""
    return shutil.copy(sample, desk.folder / "銚子市 計画's (案) & 100%.xlsx")


def nothing_left(desk: Desk) -> None:
    assert list(desk.temp.iterdir()) == [], "the copy of the plan was left in the folder for temporary files"


def rows(done: Pressed) -> list[list[str]]:
    return [re.findall(r"<(.*?)>(?=<|$)", row, re.S) for row in done["row"]]


# -- この表を検証 ------------------------------------------------------------------------------------------------


def test_a_check_lists_what_the_program_finds_and_changes_nothing(desk: Desk, plan: Path) -> None:
    found = sorted(jobs.check([plan]).findings, key=lambda each: each.level.rank)
    before = plan.read_bytes()
    table = TABLE.format(first=1, last=4 + len(found), columns=9)
    done = desk.press(f"Dim number As Long, column As Long, text As String\n{CHECK}\n{FRONT}\n{SAVED}\n{table}", plan)
    assert done["say"] == [f"「{plan.name}」の検証が終わりました。エラー 1件、警告 7件、情報 3件。\n"
                           "［次の指摘へ］で、直すセルへ順に移動できます。"]
    _, sheet, place = done["front"][0].split("|")
    assert (sheet, place) == ("検証結果", ""), "the list is a new workbook, not saved anywhere"
    assert done["saved"] == ["True"], "it closes without a question"
    shown = rows(done)
    assert shown[2][0] == f"対象: {plan.name}"
    wanted = {(each["level"].value, plan.name, each["sheet"], each["cell"], each["code"]) for each in map(vars_of, found)}
    assert {(row[0].lstrip("△・× "), *row[1:4], row[5]) for row in shown[4:]} == wanted
    assert plan.read_bytes() == before
    nothing_left(desk)


def vars_of(finding: object) -> dict[str, object]:
    return {name: getattr(finding, name) for name in ("level", "sheet", "cell", "code")}


def test_a_check_sees_what_is_not_saved(desk: Desk, plan: Path) -> None:
    before = plan.read_bytes()
    done = desk.press("\n".join((PUT.format("進捗", "H12", "順調でない何か"), CHECK, NEXT, CELL)), plan)
    assert "エラー 2件" in done["say"][0]
    assert done["cell"] == ["進捗!H12"]
    assert plan.read_bytes() == before


def test_a_name_that_excel_does_not_save_under_is_changed_in_the_copy(desk: Desk, plan: Path) -> None:
    book = Path(shutil.move(plan, desk.folder / f"[1]{'x' * 90}.xlsx"))
    done = desk.press(CHECK, book)
    assert [Path(path).name for path in done["copy"]] == [f"(1){'x' * 77}.xlsx"]
    assert done["say"][0].startswith(f"「{book.name}」の検証が終わりました。エラー 1件")


def test_next_and_previous_walk_the_findings_worst_first_and_round(desk: Desk, plan: Path) -> None:
    found = sorted(jobs.check([plan]).findings, key=lambda each: each.level.rank)
    places = [f"{each.sheet}!{each.cell}" for each in found]
    steps = [CHECK, *(line for _ in found for line in (NEXT, CELL)), NEXT, CELL, PREVIOUS, CELL, PREVIOUS, CELL]
    done = desk.press("\n".join(steps), plan)
    assert done["cell"] == [*places, places[0], places[-1], places[-2]]
    assert len(done["say"]) == 1, "moving asks for no click"


def test_moving_before_a_check(desk: Desk, plan: Path) -> None:
    assert desk.press(f"{NEXT}\n{PREVIOUS}", plan)["say"] == ["まだ検証していません。［この表を検証］を先に押してください。"] * 2


def test_moving_when_the_checked_workbook_is_closed(desk: Desk, plan: Path) -> None:
    done = desk.press(f"{CHECK}\ngBook.Close False\n{NEXT}", plan)
    assert done["say"][1] == "検証したブックが閉じられています。開いてから［この表を検証］を押してください。"


def test_moving_to_a_sheet_that_is_hidden_or_was_renamed(desk: Desk, plan: Path) -> None:
    sheet = 'gBook.Worksheets("進捗")'
    steps = [CHECK, f"{sheet}.Visible = False", NEXT, f"{sheet}.Visible = True", f'{sheet}.Name = "進捗2"', PREVIOUS, NEXT]
    done = desk.press("\n".join(steps), plan)
    first = min(jobs.check([plan]).findings, key=lambda each: each.level.rank)
    hidden, renamed = done["say"][1], done["say"][-1]
    assert hidden.startswith("シート「進捗」は表示されていません。")
    assert renamed.startswith(f"「進捗!{first.cell}」へ移動できません（シートの名前が変わったか、保護されています）。")
    assert first.message in hidden
    assert first.message in renamed


# -- 提出前チェック ----------------------------------------------------------------------------------------------


def test_before_handing_in_errors_say_no(desk: Desk, plan: Path) -> None:
    done = desk.press(f"{SUBMIT}\n{FRONT}", plan)
    assert "まだ提出できません。エラーを直してから、もう一度押してください。" in done["say"][0]
    assert "|検証結果|" in done["front"][0]
    nothing_left(desk)


def test_before_handing_in_without_errors_yes_and_save(desk: Desk, plan: Path) -> None:
    done = desk.press(f"{PUT.format('進捗', 'H13', '計画どおり')}\n{SUBMIT}", plan)  # the one error: 継続中 is no grade
    assert "エラーはありません。警告と情報を確かめたら、提出できます。" in done["say"][0]
    assert "保存していない変更があります。提出の前に保存してください。" in done["say"][0]


# -- 全角・半角を整える ------------------------------------------------------------------------------------------

CHANGED = {("実績", "M6"): ("４１件", "41件"), ("指標", "I28"): ("—", "－"), ("指標", "K28"): ("—", "－")}


def test_tidying_is_listed_asked_backed_up_done_and_undone(desk: Desk, plan: Path) -> None:
    before = plan.read_bytes()
    told = "\n".join(TOLD.format(*place) for place in CHANGED)
    steps = ["Dim number As Long, column As Long, text As String", PUT.format("進捗", "E22", "ﾃﾚﾜｰｸ　を広げた。"), TIDY,
             told, FRONT, "DxButtons.DxOnUndo", told]
    listed = TABLE.format(first=1, last=6, columns=6).replace("Application.ActiveWorkbook", "ChangeList()")
    done = desk.press("\n".join([*steps, listed]), plan)
    assert done["ask"][0].startswith("5か所の文字を整えます。")
    kinds = [kind for kind, _ in done.notes]
    assert kinds.index("ask") < len(kinds) - kinds[::-1].index("copy"), "asked before the backup is made"
    assert [tuple(done["value"][at::3]) for at in range(3)] == [(new, old) for old, new in CHANGED.values()]
    header, *listing = rows(done)
    assert header == ["シート", "セル", "欄", "変更前", "変更後", "結果"]
    assert {(row[0], row[1]): (row[3], row[4]) for row in listing}.items() >= CHANGED.items()
    assert {row[5] for row in listing} == {"整えました"}
    assert done["undo"] == ["整える前に戻す|DxButtons.DxOnUndo"]
    assert done["say"][0].startswith("5か所を整えました（5か所のうち）。\n控え: ")
    assert done["say"][1] == "5か所を元に戻しました。"
    (backup,) = desk.folder.glob("*_控え_*.xlsx")
    assert str(backup) in done["say"][0]
    kept = load_workbook(backup)
    assert {at: kept[at[0]][at[1]].value for at in CHANGED} == {at: old for at, (old, _) in CHANGED.items()}
    assert kept["進捗"]["E22"].value == "ﾃﾚﾜｰｸ　を広げた。", "the backup has what was not saved, too"
    assert plan.read_bytes() == before, "nothing is saved by itself"
    assert done["front"][0].startswith(plan.name)
    nothing_left(desk)


def test_a_no_changes_nothing(desk: Desk, plan: Path) -> None:
    done = desk.press(f"DxExcel.gNo = True\n{TIDY}\n{TOLD.format('実績', 'M6')}\nNote \"saved\", CStr(gBook.Saved)", plan)
    assert done["say"] == ["何も変えていません。一覧は、見終わったら保存せずに閉じてください。"]
    assert (done["value"], done["saved"], list(desk.folder.glob("*控え*"))) == (["４１件"], ["True"], [])
    nothing_left(desk)


def test_locked_cells_and_cells_changed_meanwhile_stay_and_say_why(desk: Desk, plan: Path) -> None:
    lock = 'gBook.Worksheets("実績").Unprotect\ngBook.Worksheets("実績").Range("M6").Locked = True\n' \
           'gBook.Worksheets("実績").Protect'
    listed = TABLE.format(first=2, last=6, columns=6).replace("Application.ActiveWorkbook", "ChangeList()")
    steps = ["Dim number As Long, column As Long, text As String", lock, "DxProcess.gWaits = 1", TIDY,
             TOLD.format("実績", "M6"), listed]
    done = desk.press("\n".join(steps), plan, meanwhile=PUT.format("指標", "I28", "12%").replace("gBook", "Steps.gBook"))
    results = {(row[0], row[1]): row[5] for row in rows(done)}
    assert results["実績", "M6"] == "シートが保護されているため変えていません"
    assert results["指標", "I28"] == "中身が変わったため変えていません"
    assert done["value"] == ["４１件"]
    assert "3か所を整えました（5か所のうち）。残りの理由は、一覧の「結果」の欄にあります。" in done["say"][0]


def test_undo_leaves_what_was_typed_since(desk: Desk, plan: Path) -> None:
    wrong = 'gBook.Worksheets("指標").Range("K28").Formula = "=NA()"'
    steps = [TIDY, PUT.format("実績", "M6", "50件"), wrong, "DxButtons.DxOnUndo", TOLD.format("実績", "M6"),
             TOLD.format("指標", "I28"), 'Note "formula", gBook.Worksheets("指標").Range("K28").Formula']
    done = desk.press("\n".join(steps), plan)
    assert done["value"] == ["50件", "—"]
    assert done["formula"] == ["=NA()"]
    assert done["say"][1].startswith("3か所を元に戻しました。\n2か所は、後から変わったか")


def test_no_backup_no_change(desk: Desk, plan: Path) -> None:
    """A folder that takes no file: here one that goes away while the workbook is open."""
    share = desk.folder / "share"
    share.mkdir()
    moved = Path(shutil.move(plan, share / "plan.xlsx"))
    steps = f'DxProcess.gWaits = 1\n{TIDY}\n{TOLD.format("実績", "M6")}'
    gone = f'Shell "/bin/rm", 1, "-r {share}", True\n    Shell "/bin/cp", 1, "/etc/hostname {share}", True'
    done = desk.press(steps, moved, meanwhile=gone)
    assert "控えを作れないため、何も変えていません" in done["say"][0]
    assert done["value"] == ["４１件"]


# -- チェックシートを作る、グラフを作る --------------------------------------------------------------------------


@pytest.mark.parametrize(("button", "sheet"), [(SHEET, ""), (CHART, "グラフ")])
def test_a_check_sheet_is_a_new_file(desk: Desk, plan: Path, button: str, sheet: str) -> None:
    before = plan.read_bytes()
    target = desk.folder / "チェックシート 令和７年度.xlsx"
    done = desk.press(f'DxExcel.gTarget = "{target}"\n{button}\n{FRONT}', plan)
    assert done["target"] == [str(plan.with_name(f"{plan.stem}_チェックシート.xlsx"))]
    name, shown, _ = done["front"][0].split("|")
    assert name == target.name
    assert shown == (sheet or load_workbook(target).active.title)  # type: ignore[union-attr]
    assert done["say"] == [f"「{target.name}」を作りました。もとのブックは変えていません。\n"
                           "もとのブックの検証: エラー 1件、警告 7件、情報 3件。一覧は別のブックに出しました。"]
    assert "グラフ" in load_workbook(target).sheetnames
    assert plan.read_bytes() == before
    nothing_left(desk)


def test_no_place_chosen_makes_nothing(desk: Desk, plan: Path) -> None:
    done = desk.press(SHEET, plan)
    assert (done["say"], done["run"]) == ([], [])


def test_a_file_that_is_there_is_replaced_only_after_a_yes(desk: Desk, plan: Path) -> None:
    target = desk.folder / "前のもの.xlsx"
    target.write_bytes(b"before")
    no = desk.press(f'DxExcel.gTarget = "{target}"\nDxExcel.gNo = True\n{SHEET}', plan)
    assert no["say"] == ["作るのをやめました。別の名前で、もう一度押してください。"]
    assert target.read_bytes() == b"before"
    yes = desk.press(f'DxExcel.gTarget = "{target}"\n{SHEET}', plan)
    assert yes["ask"] == [f"「{target}」はすでにあります。置きかえますか。"]
    assert "グラフ" in load_workbook(target).sheetnames


def test_places_that_cannot_be(desk: Desk, plan: Path) -> None:
    places = ["https://d.docs.live.net/0123/表.xlsx", "/tmp/" + "長" * 230 + ".xlsx", f"/elsewhere/{plan.name}"]
    done = desk.press("\n".join(f'DxExcel.gTarget = "{place}"\n{SHEET}' for place in places), plan)
    assert done["say"] == [
        "インターネット上の場所（OneDriveなど）には作れません。このパソコンか共有フォルダーの場所を選んでください。",
        "保存先の名前が長すぎます（240字）。浅いフォルダーか、短い名前にしてください。",
        f"「{plan.name}」という名前のブックが開かれています。閉じるか、別の名前にしてください。"]
    assert done["run"] == []


# -- 使い方 ------------------------------------------------------------------------------------------------------


def test_help_tells_every_button(desk: Desk) -> None:
    (told,) = desk.press(HELP)["say"]
    for word in ("この表を検証", "前の指摘へ・次の指摘へ", "提出前チェック", "全角・半角を整える", "チェックシート・グラフを作る",
                 "DX_"):
        assert word in told


# -- bad input gets a sentence -----------------------------------------------------------------------------------

OTHER = 'Application.Workbooks.Add'
BUTTONS = [CHECK, SUBMIT, TIDY, SHEET, CHART]


def only_say(desk: Desk, steps: str, book: Path | None, **more: str) -> str:
    done = desk.press(steps, book, **more)
    assert len(done["say"]) == 1, done.notes
    assert done["run"] == []
    nothing_left(desk)
    return done["say"][0]


def test_no_plan_in_front(desk: Desk, plan: Path, tmp_path: Path) -> None:
    """Never saved, another workbook, the list itself, a Protected View: each button says what to do."""
    steps = [OTHER, *BUTTONS, "DxExcel.gProtectedView = True", *BUTTONS, "DxExcel.gProtectedView = False", "gBook.Activate",
             CHECK, CHECK]
    done = desk.press("\n".join(steps), plan)
    assert len(done["run"]) == 1
    never, view, rest = done["say"][:5], done["say"][5:10], done["say"][10:]
    assert all("は、まだ一度も保存されていません。名前を付けて保存してから押してください。" in each for each in never)
    assert {each[:13] for each in view} == {"「保護ビュー」で開かれてい"}
    assert all("［編集を有効にする］を押してから" in each for each in view)
    assert rest[1:] == ["一覧のブックが前に出ています。もとのブックを前に出してから押してください。"]
    other = tmp_path / "買い物.xlsx"
    target = load_workbook(plan)
    for name in target.sheetnames[1:]:
        del target[name]
    target.active.title = "Sheet1"  # type: ignore[union-attr]
    target.save(other)
    assert "計画のブックを前に出してから押してください。" in only_say(desk, CHECK, other)


def test_a_workbook_that_takes_no_change_is_checked_all_the_same(desk: Desk, plan: Path) -> None:
    steps = ["DxExcel.gReadOnly = True", TIDY, CHECK, "gBook.Activate", "DxExcel.gReadOnly = False",
             "DxExcel.gShared = True", TIDY]
    done = desk.press("\n".join(steps), plan)
    read_only, checked, shared = done["say"]
    assert read_only.endswith("自分のパソコンに写しを保存してから、その写しで押してください。")
    assert "の検証が終わりました。" in checked
    assert shared.endswith("共有をやめてから押してください。")
    assert len(done["run"]) == 1


def test_no_program(desk: Desk, plan: Path) -> None:
    sentence = "dxbookのプログラムが見つかりません。「dxbook addin install」をもう一度行ってください。"
    assert only_say(desk, CHECK, plan, python="") == sentence
    room = desk.folder / "アドイン" / "dxbook"
    room.mkdir()
    (room / "program.txt").write_bytes(b"")
    assert only_say(desk, CHECK, plan, python="") == sentence


def test_the_program_that_install_wrote_down_is_used(desk: Desk, plan: Path) -> None:
    room = desk.folder / "アドイン" / "dxbook"
    room.mkdir()
    (room / "program.txt").write_bytes(f'"{sys.executable}" -m dxbook'.encode("utf-16-le"))
    assert "の検証が終わりました。" in desk.press(CHECK, plan, python="")["say"][0]


def test_the_program_cannot_be_started(desk: Desk, plan: Path) -> None:
    (sentence,) = re.findall(r'Case 193, 216: Explained = "(.*)"', source("DxProcess"))
    assert sentence.endswith("合うものを入れ直してください。")
    assert only_say(desk, f'DxProcess.gFailure = "{sentence}"\n{CHECK}', plan) == sentence


def fake(desk: Desk, body: str) -> str:
    """A program that is not dxbook, or an old one."""
    script = desk.folder / "test" / "old"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def test_a_program_without_a_report(desk: Desk, plan: Path) -> None:
    (told,) = desk.press(CHECK, plan, python=fake(desk, "exit 2"))["say"]
    assert told.startswith("dxbookのプログラムが結果を返さずに終わりました。版が古いか、止められた可能性があります。")
    nothing_left(desk)


def test_an_old_program(desk: Desk, plan: Path) -> None:
    report = r"""for last; do :; done; printf 'dxbook\t0.0.9\t0\r\n' | iconv -t UTF-16LE > "$last" """
    (told,) = desk.press(CHECK, plan, python=fake(desk, report))["say"]
    assert told.startswith("dxbookのプログラムが古いため使えません（0.0.9。アドインは ")
    assert told.endswith("新しいものを入れ直してください。")


def test_what_the_program_says_is_said(desk: Desk, plan: Path) -> None:
    """The year of the check is missing: the program's own sentence and what to do."""
    steps = f'DxExcel.gTarget = "{desk.folder / "無い" / "表.xlsx"}"\n{SHEET}'
    said = desk.press(steps, plan)["say"]
    assert len(said) == 1
    assert "フォルダー" in said[0]
    assert "\n" in said[0], "what is wrong, and what to do"
    nothing_left(desk)


# -- while the program works ---------------------------------------------------------------------------------------


def test_a_second_click_while_the_program_works_disturbs_nothing(desk: Desk, plan: Path) -> None:
    done = desk.press(f"DxProcess.gWaits = 2\n{CHECK}\n{FRONT}", plan, meanwhile=f"{CHECK}\n    {HELP}\n    {NEXT}")
    busy = "前の処理がまだ動いています。終わってから、もう一度押してください。"
    assert done["say"][:-1] == [busy] * 6
    assert "エラー 1件、警告 7件、情報 3件。" in done["say"][-1]
    assert len(done["run"]) == 1
    assert "|検証結果|" in done["front"][0]
    nothing_left(desk)


def test_esc_ends_the_program_and_the_next_press_works(desk: Desk, plan: Path) -> None:
    done = desk.press(f"DxProcess.gWaits = 1\n{TIDY}\n{TOLD.format('実績', 'M6')}\n{CHECK}", plan, meanwhile="Err.Raise 18")
    assert done["say"][0] == "中止しました。ブックは変わっていません。"
    assert (len(done["ended"]), done["value"]) == (1, ["４１件"])
    assert "エラー 1件" in done["say"][1]
    nothing_left(desk)


def test_a_busy_excel_is_no_reason_to_stop(desk: Desk, plan: Path) -> None:
    """While a cell is being edited Excel refuses macros with error 50290."""
    done = desk.press(f"DxProcess.gWaits = 2\n{CHECK}", plan, meanwhile="Err.Raise 50290")
    assert "エラー 1件、警告 7件、情報 3件。" in done["say"][0]
    assert done["ended"] == []


def test_a_workbook_closed_while_the_program_works(desk: Desk, plan: Path) -> None:
    done = desk.press(f"DxProcess.gWaits = 1\n{TIDY}\n{HELP}", plan, meanwhile="Steps.gBook.Close False")
    assert len(done["say"]) == 2, done.notes
    assert done["say"][0].endswith("。")
    assert done["say"][1].startswith("dxbook "), "the buttons work again"
    nothing_left(desk)


# -- the stand-ins -------------------------------------------------------------------------------------------------


def heads(source: str) -> dict[str, str]:
    pattern = r"(?m)^Public ((?:Function|Sub) (\w+)\(.*)$"
    return {name: head for head, name in re.findall(pattern, source.replace(" _\n    ", " "))}


def test_the_stand_ins_have_the_procedures_of_what_they_stand_for() -> None:
    sources = {module.name: module.source for module in books.modules(books.SOURCES)}
    for name, stand_in in (("DxExcel", addin_buttons.EXCEL), ("DxProcess", addin_buttons.PROCESS)):
        assert heads(stand_in) == heads(sources[name])
    assert heads(SERVER).items() <= heads(sources["DxServing"]).items()


def test_nothing_else_asks_what_only_excel_on_windows_answers() -> None:
    words = "MsgBox GetSaveAsFilename OnUndo ActiveProtectedViewWindow ReadOnly MultiUserEditing SaveCopyAs GetAttr Kill Declare"
    alone = rf"\b({words.replace(' ', '|')})\b"
    for module in books.modules(books.SOURCES):
        code = "\n".join(line.partition("'")[0] for line in module.source.split("\n"))
        if module.name not in addin_buttons.LEFT_OUT:
            assert re.findall(alone, re.sub(r'"(?:[^"]|"")*"', '""', code)) == [], module.name
