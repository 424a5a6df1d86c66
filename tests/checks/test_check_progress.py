"""The yearly reports: what is missing, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.findings import Level
from tests.support.checked import added, alone, changed, checked, of

REPORT = "予約の枠を広げた。 | 電話の予約が多い。 | ネット予約を勧める。 | 計画どおり | 継続 | n:300 | n:290"


def report(entries: str) -> str:
    """The default reports with other entries for 01-02 (row 3)."""
    return changed("reports", REPORT, entries)


def test_a_measure_whose_report_is_missing(tmp_path: Path) -> None:
    table = "\n".join(line for line in added("reports").splitlines() if "01-02" not in line)
    found = alone(checked(tmp_path, reports=table), "K114")
    assert (found.sheet, found.cell, found.level) == ("施策", "A3", Level.ERROR)
    assert found.message == "施策「01-02 窓口の混雑の緩和」の令和7年度の進捗が未入力です。"
    assert "「進捗」シートに" in found.remedy


def test_a_prepared_row_left_blank_is_one_finding_not_three(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, reports=report("| | | | | |")), "K114")
    assert (found.sheet, found.cell) == ("進捗", "C3")


def test_a_report_begun_lists_what_is_left(tmp_path: Path) -> None:
    found = checked(tmp_path, reports=report("予約の枠を広げた。 | | | | | |"))
    assert [(each.code, each.cell, each.column) for each in found] == [
        ("L101", "F3", "進捗"), ("L101", "G3", "今後の方向性")]


@pytest.mark.parametrize("entries", [
    "令和6年度 | 令和9年度 | 完了", "令和6年度 | 令和9年度 | 廃止", "令和6年度 | 令和9年度 | 休止",
    "令和8年度 | 令和9年度 | 未着手", "令和5年度 | 令和6年度 | 実施中",
])
def test_measures_that_owe_no_report(tmp_path: Path, entries: str) -> None:
    measures = changed("measures", "令和6年度 | 令和9年度 | 実施中", entries)
    table = "\n".join(line for line in added("reports").splitlines() if "01-02" not in line)
    assert not of(checked(tmp_path, measures=measures, reports=table), "K114")


def test_a_measure_owes_a_report_of_its_last_year(tmp_path: Path) -> None:
    measures = changed("measures", "令和6年度 | 令和9年度 | 実施中", "令和6年度 | 令和7年度 | 実施中")
    table = "\n".join(line for line in added("reports").splitlines() if "01-02" not in line)
    assert of(checked(tmp_path, measures=measures, reports=table), "K114") == [("施策", "A3")]


def test_a_plan_just_made_owes_nothing(tmp_path: Path) -> None:
    found = checked(tmp_path, reports="| 施策ID | 年度 | 取組内容 |", actuals="| 指標ID | 令和7年度 実績値 |")
    assert not of(found, "K114") + of(found, "K115")


def test_an_actual_that_is_missing(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, actuals=changed("actuals", "21分 | 令和8年3月 | 確定", " | | ")), "K115")
    assert (found.sheet, found.cell, found.column) == ("実績", "D3", "令和7年度 実績値")
    assert found.message == "指標「K02 窓口の待ち時間」の令和7年度の実績値が未入力です。"
    assert "「未判明」" in found.remedy


def test_a_kpi_without_a_row_of_actuals(tmp_path: Path) -> None:
    table = "\n".join(line for line in added("actuals").splitlines() if "K02" not in line)
    found = alone(checked(tmp_path, actuals=table), "K115")
    assert (found.sheet, found.cell) == ("指標", "A3")


@pytest.mark.parametrize(("first", "codes"), [("令和7年度", ["K115"]), ("令和8年度", [])])
def test_a_measure_that_begins_later_owes_no_actual(tmp_path: Path, first: str, codes: list[str]) -> None:
    measures = changed("measures", "令和6年度 | 令和9年度 | 実施中", f"{first} | 令和9年度 | 未着手")
    table = changed("actuals", "21分 | 令和8年3月 | 確定", " | | ")
    found = checked(tmp_path, measures=measures, actuals=table)
    assert [each.code for each in found] == codes


def test_what_the_list_counts_owes_no_actual(tmp_path: Path) -> None:
    extra = "## 一覧\n| 種別 | 番号 | 名称 | 状態 | 指標ID |\n| 業務 | n:1 | 住民記録 | 準備中 | K02 |"
    table = changed("actuals", "21分 | 令和8年3月 | 確定", " | | ")
    assert checked(tmp_path, actuals=table, extra=extra) == []


def test_last_years_entries_do_not_begin_this_years_review(tmp_path: Path) -> None:
    reports = added("reports").replace("令和7年度", "令和6年度")
    actuals = "| 指標ID | 令和6年度 実績値 | 令和7年度 実績値 |\n| K01 | 27件 | |\n| K02 | 25分 | |"
    assert checked(tmp_path, reports=reports, actuals=actuals) == []
    begun = checked(tmp_path, reports=reports, actuals=actuals.replace("27件 | ", "27件 | 38件"))
    assert [(each.code, each.sheet, each.cell) for each in begun] == [
        ("K114", "施策", "A2"), ("K114", "施策", "A3"), ("K115", "実績", "C3")]


def test_not_known_yet_is_an_answer(tmp_path: Path) -> None:
    assert checked(tmp_path, actuals=changed("actuals", "21分 | 令和8年3月 | 確定", " | | 未判明")) == []


def test_a_kpi_without_a_target_owes_no_actual(tmp_path: Path) -> None:
    kpis = changed("kpis", "令和4年度 | 10分 | 令和9年度", "令和4年度 | — | 令和9年度")
    assert checked(tmp_path, kpis=kpis, actuals=changed("actuals", "21分 | 令和8年3月 | 確定", " | | ")) == []


def test_done_but_to_be_continued(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, reports=report("予約の枠を広げた。 | | | 完了 | 継続 | |")), "K116")
    assert (found.sheet, found.cell, found.column) == ("進捗", "G3", "今後の方向性")
    assert found.message == "進捗が「完了」なのに、今後の方向性が「継続」です。"
    assert "終わったのなら今後の方向性を" in found.remedy


def test_done_and_finished_fit(tmp_path: Path) -> None:
    assert checked(tmp_path, reports=report("予約の枠を広げた。 | | | 完了 | 完了 | |")) == []


FINISHED = changed("measures", "令和6年度 | 令和9年度 | 実施中", "令和6年度 | 令和9年度 | 完了")


def test_a_finished_measure_that_is_late(tmp_path: Path) -> None:
    late = report("枠を広げた。 | | | 遅れ | 継続 | |")
    found = alone(checked(tmp_path, measures=FINISHED, reports=late), "K116")
    assert (found.sheet, found.cell) == ("進捗", "F3")
    assert "施策の状態が「完了」なのに、進捗が「遅れ」" in found.message


def test_a_finished_measure_with_steps_going_on(tmp_path: Path) -> None:
    steps = """## 工程
        | 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |
        | 01-02 | n:1 | 試行 | 令和6年度 | 令和6年度 | 完了 |
        | 01-02 | n:2 | 予約の受付 | 令和7年度 | 令和9年度 | 実施中 |
    """
    found = alone(checked(tmp_path, measures=FINISHED, extra=steps), "K116")
    assert (found.sheet, found.cell) == ("工程", "F3")
    assert "工程が「実施中」" in found.message


@pytest.mark.parametrize(("spent", "level", "words"), [
    ("n:301", Level.WARNING, "決算額301千円が、予算額300千円を超えています"),
    ("n:149", Level.INFO, "決算額149千円が、予算額300千円の半分未満です"),
])
def test_money_that_does_not_fit(tmp_path: Path, spent: str, level: Level, words: str) -> None:
    found = alone(checked(tmp_path, reports=changed("reports", "n:290", spent)), "K117")
    assert (found.sheet, found.cell, found.level) == ("進捗", "I3", level)
    assert words in found.message
    assert "千円" in found.remedy


@pytest.mark.parametrize("spent", ["n:300", "n:150", ""])
def test_money_that_fits(tmp_path: Path, spent: str) -> None:
    assert checked(tmp_path, reports=changed("reports", "n:290", spent)) == []


INVENTORY = "## 一覧\n| 種別 | 番号 | 名称 | 状態 | 予定年度 | 実施年月 |\n"


@pytest.mark.parametrize(("state", "date", "cell", "remedy"), [
    ("完了", "", "F2", "終わった年月を"), ("対応中", "令和7年10月", "D2", "終わったのなら状態で「完了」を"),
    ("", "令和7年10月", "D2", "終わったのなら状態で「完了」を"),
])
def test_done_and_its_date(tmp_path: Path, state: str, date: str, cell: str, remedy: str) -> None:
    row = f"| 業務 | n:1 | 住民記録 | {state} | 令和7年度 | {date} |"
    found = alone(checked(tmp_path, extra=INVENTORY + row), "K118")
    assert (found.sheet, found.cell) == ("一覧", cell)
    assert found.remedy.startswith(remedy)


def test_inventory_rows_that_fit(tmp_path: Path) -> None:
    rows = "| 業務 | n:1 | 住民記録 | 完了 | | 令和7年10月 |\n| 業務 | n:2 | 選挙 | 準備中 | 令和8年度 | |"
    assert checked(tmp_path, extra=INVENTORY + rows) == []


def test_a_state_off_the_list_is_one_finding(tmp_path: Path) -> None:
    row = "| 業務 | n:1 | 住民記録 | 済 | | 令和7年10月 |"
    found = alone(checked(tmp_path, extra=INVENTORY + row), "L103")
    assert found.remedy.startswith("「完了」ではありませんか。")


LONG = "窓口の予約の枠を一日あたり10件から20件に広げた。"


def test_the_text_of_last_year(tmp_path: Path) -> None:
    row = f"| 01-02 | 令和6年度 | {LONG} | | | 計画どおり | 継続 | | |"
    table = report(f"{LONG} | | | 計画どおり | 継続 | |").rstrip() + "\n" + row
    found = alone(checked(tmp_path, reports=table), "K120")
    assert (found.sheet, found.cell, found.column) == ("進捗", "C3", "取組内容")
    assert "令和6年度と同じ文" in found.message
    assert "この年度に" in found.remedy


def test_the_text_of_another_measure(tmp_path: Path) -> None:
    table = report(f"{LONG} | | | 計画どおり | 継続 | |").replace("手続を11件増やした。", f"{LONG}　")
    found = alone(checked(tmp_path, reports=table), "K120")
    assert found.cell == "C3"
    assert "施策「01-01」と同じ文" in found.message


def test_short_texts_may_recur(tmp_path: Path) -> None:
    table = report("研修を実施。 | | | 計画どおり | 継続 | |").replace("手続を11件増やした。", "研修を実施。")
    assert checked(tmp_path, reports=table) == []
