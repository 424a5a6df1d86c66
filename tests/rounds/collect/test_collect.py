"""From hand-out to the merged plan, through real files: what comes back, what is merged, what is left behind."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook

from dxbook import jobs
from dxbook.apps.cli import main
from dxbook.errors import DxbookError, NotAWorkbook, NotFound
from dxbook.reading import workbook as book
from dxbook.rounds.collect.model import Collected, Returned, Verdict
from dxbook.rounds.collect.slips import Slips
from dxbook.workbook.edit.archive import Archive
from tests.support.returned import fill
from tests.support.spring import ACTUALS, CITIZENS, GENERAL, KPIS, MEASURES, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def by_department(collected: Collected) -> dict[str, Returned]:
    return {each.department: each for each in collected.files}


def codes(returned: Returned) -> set[str]:
    return {each.code for each in returned.findings}


def test_two_departments_make_one_plan(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    collected = office.collect()
    assert [each.verdict for each in collected.files] == [Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert collected.absent == []
    merged = office.merged()
    assert {target: merged[target] for target in CITIZENS | GENERAL} == CITIZENS | GENERAL
    assert merged["reports", "01-01|2024", "done"] == "手続を5件増やした。"


def test_the_plan_and_the_returned_files_stay_as_they_were(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"})
    before = {path: path.read_bytes() for path in [office.plan, *office.back.iterdir()]}
    office.collect()
    assert {path: path.read_bytes() for path in before} == before


def saved(path: Path, when: str) -> Path:
    """The workbook as if Excel had saved it at this time (UTC)."""
    archive = Archive(path.read_bytes(), path.name)
    core = archive.read("docProps/core.xml").decode()
    archive.put("docProps/core.xml", re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{when}", core).encode())
    path.write_bytes(archive.to_bytes())
    return path


def second_round(office: Office, actual: str, when: str, *, office_writes: str = "") -> Collected:
    """A first round with 38件, saved on 20 April; then the department's file says ``actual``, and the collected plan
    is the base of the second round."""
    saved(office.answer("市民課", CITIZENS), "2026-04-20T01:15:00Z")
    office.collect()
    (plan,) = office.out.glob("計画_集約.xlsx")
    if office_writes:
        workbook = load_workbook(plan)
        (cell,) = (cell for row in workbook["実績"] for cell in row if cell.value == "38件")
        cell.value = office_writes
        workbook.save(plan)
    again = {**CITIZENS, ("actuals", "K01|2025", "actual"): actual}
    saved(office.answer("市民課", again), when)
    return jobs.collect(plan, office.back, office.folder / "集約2")[0]


def test_a_departments_later_word_replaces_its_earlier_one(office: Office) -> None:
    collected = second_round(office, "40件", "2026-04-27T01:15:00Z")
    assert not collected.merged.conflicts
    assert [(each.before, each.edit.raw) for each in collected.merged.applied] == [("38件", "40件")]


def test_what_the_office_wrote_over_it_is_a_conflict(office: Office) -> None:
    collected = second_round(office, "40件", "2026-04-27T01:15:00Z", office_writes="39件")
    assert [each.current for each in collected.merged.conflicts] == ["39件"]


@pytest.mark.parametrize("when", ["2026-04-20T01:15:00Z", "2026-04-13T01:15:00Z"])
def test_a_file_that_is_not_later_replaces_nothing(office: Office, when: str) -> None:
    collected = second_round(office, "40件", when)
    assert [each.current for each in collected.merged.conflicts] == ["38件"]


def test_who_is_already_in_the_plan_is_not_told_to_have_sent_nothing(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.collect()
    for path in office.back.iterdir():
        path.unlink()
    office.answer("総務課", GENERAL)
    collected = jobs.collect(office.out / "計画_集約.xlsx", office.back, office.folder / "集約2")[0]
    assert (collected.absent, collected.earlier) == (["市民課"], {"市民課"})
    ledger = load_workbook(office.folder / "集約2" / "集約結果.xlsx")["台帳"]
    said = [str(cell.value) for row in ledger.iter_rows() if row[0].value == "市民課" for cell in row]
    assert "今回は返送がありません。前の集約で反映した値が、計画に入っています。" in said


def test_who_has_not_answered_is_named(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    assert office.collect().absent == ["総務課"]
    ledger = load_workbook(office.out / "集約結果.xlsx")["台帳"]
    rows = {row[0].value: [cell.value for cell in row] for row in ledger.iter_rows() if row[0].value}
    assert any("未提出" in str(value) for value in rows["総務課"])


def test_a_file_is_known_by_what_it_says_and_not_by_its_name(office: Office) -> None:
    office.answer("市民課", CITIZENS, "R7進捗_総務課.xlsx")
    assert [each.department for each in office.collect().files] == ["市民課"]


def test_a_change_of_the_office_and_one_of_the_department_both_survive(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.write_plan(kpis=KPIS.replace("| 60件 |", "| 70件 |"), measures=MEASURES.replace("混む。", "とても混む。"))
    collected = office.collect()
    assert not collected.merged.conflicts
    read = book.read(office.out / "計画_集約.xlsx")
    assert next(row.raw["target"] for row in read.tables["kpis"]) == "70件"
    assert [row.raw["situation"] for row in read.tables["measures"]][1] == "とても混む。"
    assert office.merged()["actuals", "K01|2025", "actual"] == "38件"


def test_a_cell_that_both_changed_is_listed_and_not_decided(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.write_plan(actuals=ACTUALS.replace("| K01 | 18件 | 27件 | |", "| K01 | 18件 | 27件 | 40件 |"))
    collected = office.collect()
    (conflict,) = collected.merged.conflicts
    assert conflict.target == ("actuals", "K01|2025", "actual")
    assert (conflict.current, [edit.raw for _, _, edit in conflict.claims]) == ("40件", ["38件"])
    assert office.merged()["actuals", "K01|2025", "actual"] == "40件"
    assert office.merged()["actuals", "K01|2025", "status"] == "確定"
    citizens = by_department(collected)["市民課"]
    assert (citizens.verdict, codes(citizens)) == (Verdict.CONDITIONAL, {"D121"})
    text = [cell.value for row in load_workbook(office.out / "集約結果.xlsx")["食い違い"].iter_rows() for cell in row]
    assert {"40件", "38件"} <= set(text)


def test_nothing_of_a_file_that_goes_back_is_merged(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"})
    office.answer("総務課", GENERAL)
    collected = office.collect()
    assert by_department(collected)["市民課"].verdict is Verdict.REJECTED
    merged = office.merged()
    assert ("reports", "01-01|2025", "done") not in merged
    assert merged["reports", "01-03|2025", "done"] == "研修を4回開いた。"
    assert (office.out / "差戻し票" / f"{office.blank('市民課').stem}_差戻し票.xlsx").is_file()
    assert len(list((office.out / "差戻し票").iterdir())) == 1


def test_a_slip_that_was_mended_can_be_returned(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"})
    office.collect()
    (slip,) = (office.out / "差戻し票").iterdir()
    for path in office.back.iterdir():
        path.unlink()
    fill(slip, office.back / "直しました.xlsx", {("reports", "01-01|2025", "progress"): "計画どおり"})
    (returned,) = office.collect(office.folder / "二回目").files
    assert (returned.verdict, returned.findings) == (Verdict.ACCEPTED, [])
    assert office.merged(office.folder / "二回目")["reports", "01-01|2025", "progress"] == "計画どおり"


def test_the_same_answer_twice_is_one_answer(office: Office) -> None:
    first = office.answer("市民課", CITIZENS)
    shutil.copy(first, office.back / "再送.xlsx")
    collected = office.collect()
    assert not collected.merged.conflicts
    assert [codes(each) for each in collected.files] == [set(), {"D105"}]


def test_two_different_answers_of_one_department_are_for_a_person(office: Office) -> None:
    office.answer("市民課", CITIZENS, "一回目.xlsx")
    office.answer("市民課", CITIZENS | {("actuals", "K01|2025", "actual"): "39件"}, "二回目.xlsx")
    collected = office.collect()
    assert all("D106" in codes(each) and each.verdict is Verdict.CONDITIONAL for each in collected.files)
    (conflict,) = collected.merged.conflicts
    assert {edit.raw for _, _, edit in conflict.claims} == {"38件", "39件"}
    merged = office.merged()
    assert merged.get(("actuals", "K01|2025", "actual")) is None
    assert merged["actuals", "K02|2025", "actual"] == "21分"


def test_first_half_then_whole_needs_nobody(office: Office) -> None:
    half = {target: value for target, value in CITIZENS.items() if target[1].startswith(("01-01", "K01"))}
    office.answer("市民課", half, "一回目.xlsx")
    office.answer("市民課", CITIZENS, "二回目.xlsx")
    collected = office.collect()
    assert not collected.merged.conflicts
    assert {target: office.merged()[target] for target in CITIZENS} == CITIZENS


def test_strangers_are_told_and_stop_nothing(office: Office, tmp_path: Path) -> None:
    office.answer("市民課", CITIZENS)
    (office.back / "送付文.docx").write_bytes(b"not a workbook")
    shutil.copy(office.plan, office.back / "計画の写し.xlsx")
    (office.back / "~$R7進捗.xlsx").write_bytes(b"owner")
    (office.back / "Thumbs.db").write_bytes(b"")
    other = Office(tmp_path / "other") if (tmp_path / "other").mkdir() is None else office
    other.write_plan(plan={"団体コード": "011002", "団体名": "札幌市"})  # type: ignore[arg-type]
    jobs.handout(other.plan, tmp_path / "よその配布", fy=2025)
    (stray,) = (tmp_path / "よその配布").glob("*市民課*.xlsx")
    shutil.copy(stray, office.back / "よその市民課.xlsx")
    collected = office.collect()
    assert {each.name: codes(each) for each in collected.files if each.problem} == {
        "送付文.docx": {"F100"}, "計画の写し.xlsx": {"D101"}, "よその市民課.xlsx": {"D102"},
    }
    assert by_department(collected)["市民課"].verdict is Verdict.ACCEPTED


def test_a_department_that_owns_nothing_any_more_is_told(office: Office) -> None:
    office.answer("総務課", GENERAL)
    office.write_plan(measures=MEASURES.replace("| 職員の研修 | 総務課 |", "| 職員の研修 | 市民課 |"))
    collected = office.collect()
    assert "D107" in codes(by_department(collected)["総務課"])
    assert collected.absent == ["市民課"]
    assert office.merged()["reports", "01-03|2025", "done"] == "研修を4回開いた。"


def test_a_measure_that_the_office_dropped_is_a_conflict(office: Office) -> None:
    office.answer("総務課", GENERAL)
    gone = "\n".join(line for line in MEASURES.splitlines() if "01-03" not in line)
    kpis = "\n".join(line for line in KPIS.splitlines() if "K03" not in line)
    actuals = "\n".join(line for line in ACTUALS.splitlines() if "K03" not in line)
    office.write_plan(measures=gone, kpis=kpis, actuals=actuals)
    collected = office.collect()
    assert {conflict.target[1] for conflict in collected.merged.conflicts} == {"01-03|2025", "K03|2025"}
    assert all(conflict.current is None for conflict in collected.merged.conflicts)


def test_collecting_again_changes_nothing(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL | {("actuals", "K03|2025", "status"): "だいたい"})
    office.collect()
    first = {path.relative_to(office.out): path.read_bytes() for path in office.out.rglob("*.xlsx")}
    office.collect()
    assert {path.relative_to(office.out): path.read_bytes() for path in office.out.rglob("*.xlsx")} == first


def test_collecting_into_the_merged_plan_applies_nothing_more(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    office.answer("総務課", GENERAL)
    office.collect()
    before = (office.out / "計画_集約.xlsx").read_bytes()
    office.plan = shutil.copy(office.out / "計画_集約.xlsx", office.folder / "計画_集約.xlsx")
    collected = office.collect(office.folder / "二回目")
    assert (collected.merged.applied, collected.merged.conflicts) == ([], [])
    assert (office.folder / "二回目" / "計画_集約.xlsx").read_bytes() == before


def test_one_more_file_changes_only_its_rows(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("actuals", "K01|2025", "status"): "だいたい"})
    first = office.collect()
    slip = next((office.out / "差戻し票").iterdir()).read_bytes()
    office.answer("総務課", GENERAL)
    second = office.collect()
    assert by_department(second)["市民課"] == by_department(first)["市民課"]
    assert next((office.out / "差戻し票").iterdir()).read_bytes() == slip
    assert {each.target[1] for each in second.merged.applied} == {"01-03|2025", "K03|2025"}


def test_a_workbook_saved_by_another_program_says_the_same(
    office: Office, soffice: Callable[[Path, str], Path]
) -> None:
    answered = fill(office.blank("市民課"), office.folder / "市民課.xlsx", CITIZENS)
    shutil.copy(soffice(answered, "xlsx"), office.back / "市民課.xlsx")
    (returned,) = office.collect().files
    assert returned.verdict is Verdict.ACCEPTED, returned.findings
    assert {edit.target for edit in returned.edits} == set(CITIZENS)


def test_the_new_plan_says_where_each_value_came_from(office: Office) -> None:
    path = office.answer("市民課", CITIZENS)
    office.collect()
    sheet = load_workbook(office.out / "計画_集約.xlsx")["反映記録"]
    text = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (row,) = [row for row in text if "38件" in row]
    assert "市民課" in row
    assert path.name in row


def test_an_empty_or_missing_folder_is_one_sentence(office: Office) -> None:
    with pytest.raises(NotFound, match="ファイルがありません"):
        office.collect()
    with pytest.raises(NotFound, match="フォルダー"):
        jobs.collect(office.plan, office.folder / "ない", office.out)
    assert not office.out.exists()


def test_the_command_line_says_it_in_words_and_as_json(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.answer("市民課", CITIZENS)
    words = ["collect", str(office.plan), str(office.back), "-o", str(office.out)]
    assert main(words) == 1
    shown = capsys.readouterr().out
    assert "○ 受理  市民課" in shown
    assert "未提出  総務課" in shown
    assert main([*words, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["files"][0]["verdict"], data["absent"], data["applied"]) == ("受理", ["総務課"], 12)
    office.answer("総務課", GENERAL)
    assert main(words) == 0


def test_a_table_made_plain_is_told_and_read_all_the_same(office: Office) -> None:
    path = office.answer("市民課", CITIZENS)
    archive = Archive(path.read_bytes(), path.name)
    for name in archive.names:
        if name.startswith("xl/worksheets/sheet"):
            archive.put(name, re.sub(rb"<tableParts.*</tableParts>", b"", archive.read(name)))
    archive.write(path)
    (returned,) = office.collect().files
    assert {"進捗", "実績", "施策"} <= {each.sheet for each in returned.findings if each.code == "D114"}
    assert returned.verdict is Verdict.ACCEPTED


def test_a_plan_of_another_format_is_refused_before_any_work(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    with pytest.raises(NotAWorkbook, match=r"\.xlsx の形式で保存し直し"):
        jobs.collect(office.plan.with_suffix(".xls"), office.back, office.out)
    assert not office.out.exists()


def test_a_mended_slip_stands_for_the_file_it_was_made_of(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"}, "一回目.xlsx")
    office.collect()
    (slip,) = (office.out / "差戻し票").iterdir()
    fill(slip, office.back / "直しました.xlsx", {("reports", "01-01|2025", "progress"): "計画どおり"})
    collected = office.collect()
    files = {each.name: each for each in collected.files}
    assert (files["直しました.xlsx"].verdict, files["直しました.xlsx"].findings) == (Verdict.ACCEPTED, [])
    assert codes(files["一回目.xlsx"]) == {"D122"}
    assert not (office.out / "差戻し票").exists()
    assert not collected.merged.conflicts
    assert office.merged()["reports", "01-01|2025", "progress"] == "計画どおり"


def test_a_value_that_a_later_file_takes_back_is_not_merged(office: Office) -> None:
    first = office.answer("市民課", CITIZENS | {("reports", "01-02|2025", "budget"): 99999}, "一回目.xlsx")
    second = office.answer("市民課", CITIZENS, "二回目.xlsx")
    for path, day in ((first, "2026-04-10"), (second, "2026-04-12")):
        archive = Archive(path.read_bytes(), path.name)
        core = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>%sT01:00:00Z" % day.encode(),
                      archive.read("docProps/core.xml"))
        archive.put("docProps/core.xml", core)
        archive.write(path)
    (conflict,) = office.collect().merged.conflicts
    assert conflict.target == ("reports", "01-02|2025", "budget")
    assert office.merged().get(("reports", "01-02|2025", "budget")) is None


def test_what_somebody_decided_in_the_plan_is_settled(office: Office) -> None:
    office.answer("市民課", CITIZENS, "一回目.xlsx")
    office.answer("市民課", CITIZENS | {("actuals", "K01|2025", "actual"): "39件"}, "二回目.xlsx")
    assert len(office.collect().merged.undecided) == 1
    office.write_plan(actuals=ACTUALS.replace("| K01 | 18件 | 27件 | |", "| K01 | 18件 | 27件 | 39件 |"))
    collected = office.collect()
    assert (len(collected.merged.undecided), len(collected.merged.conflicts)) == (0, 1)
    text = [cell.value for row in load_workbook(office.out / "集約結果.xlsx")["食い違い"].iter_rows() for cell in row]
    assert "計画の値に決まっています。" in text


def test_a_value_that_an_earlier_round_merged_is_nobodys_decision(office: Office) -> None:
    office.answer("市民課", CITIZENS, "一回目.xlsx")
    office.collect()
    office.plan = shutil.copy(office.out / "計画_集約.xlsx", office.folder / "計画_集約.xlsx")
    office.answer("市民課", CITIZENS | {("actuals", "K01|2025", "actual"): "39件"}, "二回目.xlsx")
    (conflict,) = office.collect(office.folder / "二回目").merged.undecided
    assert conflict.current == "38件"


def test_a_department_that_sent_last_years_file_is_not_called_silent(office: Office) -> None:
    jobs.handout(office.plan, office.folder / "前年度", fy=2024)
    (old,) = (office.folder / "前年度").glob("*市民課*.xlsx")
    shutil.copy(old, office.back / "市民課.xlsx")
    collected = office.collect()
    assert [(each.sender, codes(each)) for each in collected.files] == [("市民課", {"D103"})]
    ledger = load_workbook(office.out / "集約結果.xlsx")["台帳"]
    assert "受け取れるブックがありません。「市民課.xlsx」が届いています。" in [c.value for r in ledger.iter_rows() for c in r]


def test_the_password_given_opens_returned_files_too(office: Office) -> None:
    path = office.answer("市民課", CITIZENS)
    plain = path.read_bytes()
    with path.open("wb") as target:
        OOXMLFile(io.BytesIO(plain)).encrypt("himitsu", target)
    assert codes(office.collect().files[0]) == {"F100"}
    collected, _ = jobs.collect(office.plan, office.back, office.out, password="himitsu")
    assert collected.files[0].verdict is Verdict.ACCEPTED


def test_a_plan_that_excel_has_open_is_said(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.answer("市民課", CITIZENS)
    office.plan.with_name("~$計画.xlsx").write_bytes(b"owner")
    main(["collect", str(office.plan), str(office.back), "-o", str(office.out)])
    assert "Excel" in capsys.readouterr().out


def test_a_year_outside_the_plan_is_refused(office: Office) -> None:
    office.answer("市民課", CITIZENS)
    with pytest.raises(DxbookError, match="計画の期間"):
        jobs.collect(office.plan, office.back, office.out, fy=2030)


def test_a_slip_whose_own_sheet_is_damaged_stops_no_other_file(office: Office) -> None:
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"}, "一回目.xlsx")
    office.collect()
    (slip,) = (office.out / "差戻し票").iterdir()
    archive = Archive(slip.read_bytes(), slip.name)
    (name,) = [each for each in archive.names if "票番号".encode() in archive.read(each)]
    broken = b'<sheetData><row r="1"><c r="A1" t="s"><v>999999</v></c></row>'  # no such string
    archive.put(name, archive.read(name).replace(b"<sheetData>", broken, 1))
    archive.write(office.back / "壊れた票.xlsx")
    office.answer("総務課", GENERAL)
    files = {each.name: each for each in office.collect().files}
    assert codes(files["壊れた票.xlsx"]) == {"F100"}
    assert by_department(office.collect())["総務課"].verdict is Verdict.ACCEPTED


def test_only_slips_that_the_ledger_names_are_left(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that died behind its slip has told nobody of it."""
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"})
    real = Slips.write

    def forgotten(self: Slips, returned: Returned, opened: object) -> None:
        real(self, returned, opened)  # type: ignore[arg-type]
        returned.slip = ""

    monkeypatch.setattr(Slips, "write", forgotten)
    office.collect()
    assert not list(office.out.rglob("*差戻し票*.xlsx"))
