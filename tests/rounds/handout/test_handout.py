"""``dxbook handout``: the folder, the register, the words on the terminal, and what stops it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.apps.cli import main
from dxbook.errors import DxbookError
from dxbook.rounds.handout.names import MAX_NAME, file_name, fold
from tests.support.handed import city_plan, handed_out
from tests.support.tables import plan_book


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    try:
        code = main([str(word) for word in words])
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_one_workbook_a_department_and_the_register(tmp_path: Path) -> None:
    handed_out(city_plan(tmp_path, "chigasaki"), tmp_path / "out")
    assert names(tmp_path / "out") == ["R8進捗_デジタル推進課.xlsx", "配布台帳.xlsx"]


def test_the_plan_stays_as_it_is_and_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = city_plan(tmp_path, "mobara")
    before = plan.read_bytes()
    handed_out(plan, tmp_path / "a")
    handed_out(plan, tmp_path / "b")
    assert plan.read_bytes() == before
    assert len(names(tmp_path / "a")) == 12
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_handout_numbers_differ_where_the_rows_differ(tmp_path: Path) -> None:
    first = handed_out(plan_book(tmp_path / "a.xlsx"), tmp_path / "a").sent[0].identity.handout_id
    again = handed_out(plan_book(tmp_path / "b.xlsx"), tmp_path / "b").sent[0].identity.handout_id
    other = handed_out(plan_book(tmp_path / "c.xlsx", plan={"提出期限": "d:2026-05-29"}), tmp_path / "c").sent[0]
    assert first == again != other.identity.handout_id


def test_the_register_says_what_went_to_whom(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    handed_out(city_plan(tmp_path, "mobara"), tmp_path / "out")
    path = tmp_path / "out" / "配布台帳.xlsx"
    assert validate(path) == []
    workbook = load_workbook(path)
    sheet = workbook["配布台帳"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    clerk = [cell.value for cell in rows["市民課"]]
    assert clerk[2:7] == ["R6進捗_市民課.xlsx", 1, 1, 4, "1-2-2"]
    assert clerk[7].startswith("R6-市民課-")
    assert clerk[8:] == ["令和7年4月25日（金）", None, "共同の行あり"]
    assert rows["資産税係"][3].value is None  # only a row of the 一覧
    assert rows["市民課"][2].hyperlink.target == "R6進捗_市民課.xlsx"  # as Excel writes it
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    rest = [[cell.value for cell in row] for row in workbook["配っていないもの"].iter_rows(min_row=5)]
    assert any(row[0] == "情報" and "K14" in row[2] for row in rest)


def test_departments_without_a_workbook_are_listed_with_the_reason(tmp_path: Path) -> None:
    bundle = handed_out(plan_book(tmp_path / "plan.xlsx", organisation="""
        | 部署名 | 部 |
        | 市民課 | |
        | 総務課 | |
        | 会計課 | |
    """), tmp_path / "out")
    assert dict(bundle.idle) == {"総務課": "関係課としてだけ名前があり、記入がありません。",
                                 "会計課": "施策・指標・一覧に名前がありません。"}


def test_chosen_departments_by_alias_into_a_new_folder(tmp_path: Path) -> None:
    plan = city_plan(tmp_path, "tatsuno")
    bundle = handed_out(plan, tmp_path / "out", departments=["デジ戦", "幼教課"])
    assert names(tmp_path / "out") == ["R6進捗_デジタル戦略推進課.xlsx", "R6進捗_幼児教育課.xlsx", "配布台帳.xlsx"]
    assert ("市民課", "今回は選ばれていません。") in bundle.idle
    with pytest.raises(DxbookError, match="新しいフォルダー"):
        handed_out(plan, tmp_path / "out", departments=["市民課"])  # would take the others' place


def test_a_second_handout_keeps_what_was_sent(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "plan.xlsx")
    handed_out(plan, tmp_path / "out")
    handed_out(plan, tmp_path / "out")  # the same again is fine
    with pytest.raises(DxbookError, match=r"R7進捗_市民課\.xlsx」ほか1件") as stop:
        handed_out(plan, tmp_path / "out", deadline="令和8年5月8日")
    assert "--overwrite" in stop.value.remedy

    def deadline(name: str) -> object:
        return load_workbook(tmp_path / "out" / name)["はじめに"]["C4"].value

    assert deadline("R7進捗_市民課.xlsx") == "令和8年4月30日（木）"
    handed_out(plan, tmp_path / "out", deadline="令和8年5月8日", overwrite=True)
    assert deadline("R7進捗_市民課.xlsx") == "令和8年5月8日（金）"
    assert deadline("R7進捗_市民課（前のもの）.xlsx") == "令和8年4月30日（木）"


def test_a_changed_workbook_in_the_folder_stops_it(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "plan.xlsx")
    handed_out(plan, tmp_path / "out")
    (tmp_path / "out" / "R7進捗_市民課.xlsx").write_bytes("記入済み".encode())
    with pytest.raises(DxbookError, match="書き換えられています"):
        handed_out(plan, tmp_path / "out")
    assert (tmp_path / "out" / "R7進捗_市民課.xlsx").read_bytes() == "記入済み".encode()


@pytest.mark.parametrize("options", [{"fy": 2026}, {"plan": {"団体コード": "011002", "団体名": "札幌市"}}])
def test_another_years_or_plans_handouts_do_not_take_their_place(tmp_path: Path, options: dict[str, Any]) -> None:
    handed_out(plan_book(tmp_path / "plan.xlsx"), tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    other = plan_book(tmp_path / "other.xlsx", plan=options.get("plan", {}))
    with pytest.raises(DxbookError, match="配布 479993-2023 令和7年度"):
        handed_out(other, tmp_path / "out", fy=options.get("fy"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_collecting_into_the_handouts_folder_and_the_other_way_round(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "plan.xlsx")
    handed_out(plan, tmp_path / "配布")
    (tmp_path / "返送").mkdir()
    shutil.copy(tmp_path / "配布" / "R7進捗_市民課.xlsx", tmp_path / "返送")
    jobs.collect(plan, tmp_path / "返送", tmp_path / "集約")
    jobs.collect(plan, tmp_path / "返送", tmp_path / "集約")
    handed, collected = names(tmp_path / "配布"), names(tmp_path / "集約")
    with pytest.raises(DxbookError, match=r"「配布」には、ほかの処理（配布 .*の結果があります"):
        jobs.collect(plan, tmp_path / "返送", tmp_path / "配布")
    with pytest.raises(DxbookError, match=r"「集約」には、ほかの処理（集約 .*の結果があります"):
        handed_out(plan, tmp_path / "集約")
    assert (names(tmp_path / "配布"), names(tmp_path / "集約")) == (handed, collected)


def test_no_owner_no_handout(tmp_path: Path) -> None:
    with pytest.raises(DxbookError, match="所管課がどの行も空欄") as stop:
        handed_out(city_plan(tmp_path, "kisarazu"), tmp_path / "out")
    assert "所管課に部署名を書いて" in stop.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("options", "sentence"), [
    ({"fy": 2030}, "令和12年度は計画期間（令和5年度～令和9年度）の外です。"),
    ({"deadline": "4月末"}, "提出期限「4月末」は日付として読めません。"),
    ({"deadline": "令和7年3月31日"}, "提出期限「令和7年3月31日」は、令和7年度が始まる前の日です。"),
    ({"deadline": "令和10年4月1日"}, "提出期限「令和10年4月1日」は、令和7年度が終わってから2年よりあとです。"),
    ({"departments": ["市民科"]}, "「市民科」に配るものはありません。"),
])
def test_what_stops_it(tmp_path: Path, options: dict[str, object], sentence: str) -> None:
    with pytest.raises(DxbookError) as stop:
        jobs.handout(plan_book(tmp_path / "plan.xlsx"), tmp_path / "out", **options)  # type: ignore[arg-type]
    assert stop.value.message == sentence
    assert not (tmp_path / "out").exists()


def test_a_near_name_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(DxbookError, match="「市民課」ではありませんか"):
        handed_out(plan_book(tmp_path / "plan.xlsx"), tmp_path / "out", departments=["市民科"])


def test_nothing_due_stops_it(tmp_path: Path) -> None:
    path = plan_book(tmp_path / "plan.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 | 状態 |
        | 01-01 | 1-1 | 窓口 | 市民課 | 廃止 |
    """, kpis="| 指標ID | 施策ID | 指標名 | 目標値 |\n| K01 | 01-01 | 件数 | 3件 |", actuals=None, reports=None)
    with pytest.raises(DxbookError, match="令和7年度に記入する施策・指標がありません"):
        handed_out(path, tmp_path / "out")


def test_another_years_days_are_not_repeated(tmp_path: Path) -> None:
    assert handed_out(plan_book(tmp_path / "plan.xlsx"), tmp_path / "a").deadline == "令和8年4月30日（木）"
    assert handed_out(tmp_path / "plan.xlsx", tmp_path / "b", fy=2026).deadline == ""
    guide = load_workbook(tmp_path / "b" / "R8進捗_市民課.xlsx")["はじめに"]
    assert guide["C4"].value == "（事務局に確かめてください）"


def test_the_command_says_how_many_what_is_left_and_where_the_register_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "handout", city_plan(tmp_path, "mobara"), "-o", tmp_path / "out", "--fy", "R6",
                       "--deadline", "2025-05-09", "--contact", "総務課 情報係")
    assert code == 0
    assert "令和6年度の記入用ブックを11部署分つくりました。提出期限 令和7年5月9日（金）" in out
    assert "市民課  施策1、指標1、一覧4  R6進捗_市民課.xlsx" in out
    assert "H104" in out
    assert f"配布台帳: {tmp_path / 'out' / '配布台帳.xlsx'}" in out


def test_the_first_and_last_days_that_can_be_a_deadline(tmp_path: Path) -> None:
    plan = plan_book(tmp_path / "plan.xlsx")
    assert handed_out(plan, tmp_path / "a", deadline="令和7年4月1日").deadline == "令和7年4月1日（火）"
    assert handed_out(plan, tmp_path / "b", deadline="令和10年3月31日").deadline == "令和10年3月31日（金）"


def test_departments_that_were_not_chosen_are_no_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = city_plan(tmp_path, "mobara")
    _, out, _ = run(capsys, "handout", plan, "-o", tmp_path / "one", "--department", "市民課")
    assert "1部署分" in out
    assert "ブックのない部署" not in out
    assert "資産税課" not in out.partition("配る前に")[0]
    plan = plan_book(tmp_path / "plan.xlsx")
    _, out, _ = run(capsys, "handout", plan, "-o", tmp_path / "all")
    assert "ブックのない部署  総務課" in out


def test_a_plan_that_is_open_in_excel_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = plan_book(tmp_path / "plan.xlsx")
    run(capsys, "handout", plan, "-o", tmp_path / "closed")
    (tmp_path / "~$plan.xlsx").write_bytes(b"")
    _, out, _ = run(capsys, "handout", plan, "-o", tmp_path / "out")
    assert "△ このブックはExcelなどで開かれています。最後に保存した内容を読みました。" in out
    register = "配布台帳.xlsx"  # it is not about whether the plan was open that day
    assert (tmp_path / "out" / register).read_bytes() == (tmp_path / "closed" / register).read_bytes()
    _, out, _ = run(capsys, "handout", plan, "-o", tmp_path / "out", "--json")
    assert [row["code"] for row in json.loads(out)["findings"]] == ["F116"]


def test_the_registers_heading_has_room_for_its_words(tmp_path: Path) -> None:
    """茂原市 calls a measure 個別の取り組み: in a narrow column that takes two lines of 10.5 points."""
    handed_out(city_plan(tmp_path, "mobara"), tmp_path / "out")
    sheet = load_workbook(tmp_path / "out" / "配布台帳.xlsx")["配布台帳"]
    assert sheet["D4"].value == "個別の取り組み"
    assert (sheet.row_dimensions[4].height or 0) >= 2 * 10.5 * 1.28


def test_the_command_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "handout", plan_book(tmp_path / "plan.xlsx"), "-o", tmp_path / "out", "--json")
    told = json.loads(out)
    assert (code, told["fy"], told["idle"][0]["department"]) == (0, 2025, "総務課")
    one = told["handouts"][0]
    assert (one["department"], one["reports"], one["actuals"], one["inventory"]) == ("市民課", 2, 2, 0)
    assert Path(one["file"]).is_file()


def test_help_is_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "handout", "--help")
    assert (code, out.startswith("使い方: dxbook")) == (0, True)
    assert "提出期限" in out
    assert "usage" not in out


@pytest.mark.parametrize(("department", "name"), [
    ("市民課", "R7進捗_市民課.xlsx"), ("文化財・ジオパーク室", "R7進捗_文化財・ジオパーク室.xlsx"),
    ("子育て/支援課", "R7進捗_子育て／支援課.xlsx"), ("CON", "R7進捗_CON.xlsx"), ("..", "R7進捗_部署.xlsx"),
    ("市民課: 窓口?", "R7進捗_市民課： 窓口？.xlsx"),
])
def test_file_names(department: str, name: str) -> None:
    made = file_name(2025, department, set())
    assert made == name
    assert len(made) <= MAX_NAME


@given(st.lists(st.text(max_size=120), max_size=12))
def test_any_names_are_safe_and_each_once(departments: list[str]) -> None:
    taken: set[str] = set()
    made = [file_name(2025, each, taken) for each in departments]
    assert len({fold(name) for name in made}) == len(departments)
    for name in made:
        assert not set('\\/:*?"<>|\r\n\t\0') & set(name)
        assert len(name) <= 80
        assert len(name.encode()) <= 255
        assert not name.removesuffix(".xlsx").endswith((" ", "."))


def test_names_alike_get_numbers() -> None:
    taken: set[str] = set()
    assert [file_name(2025, each, taken) for each in ("ICT課", "ict課", "ＩＣＴ課")] == [
        "R7進捗_ICT課.xlsx", "R7進捗_ict課_2.xlsx", "R7進捗_ＩＣＴ課.xlsx"]
