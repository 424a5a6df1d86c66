"""Row rules of the schema, and sheets against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.checks import consistency
from dxbook.findings import Level
from dxbook.plan.profile import Profile
from tests.support.checked import alone, changed, checked, of

STEPS = "## 工程\n| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 |\n"


def test_a_measure_that_ends_before_it_begins(tmp_path: Path) -> None:
    table = changed("measures", "令和6年度 | 令和9年度 |", "令和9年度 | 令和6年度 |")
    found = alone(checked(tmp_path, measures=table), "K101")
    assert (found.sheet, found.cell, found.level) == ("施策", "J3", Level.ERROR)
    assert "「開始年度」（令和9年度）が「終了年度」（令和6年度）より後" in found.message


def test_a_plan_that_ends_before_it_begins(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, plan={"開始年度": "令和9年度", "終了年度": "令和5年度"}), "K101")
    assert (found.sheet, found.cell) == ("計画", "B8")


def test_one_year_is_a_period(tmp_path: Path) -> None:
    table = changed("measures", "令和6年度 | 令和9年度 |", "令和6年度 | 令和6年度 |")
    assert checked(tmp_path, measures=table) == []


@pytest.mark.parametrize(("old", "new", "cell", "year"), [
    ("令和6年度 | 令和9年度 |", "令和4年度 | 令和9年度 |", "I3", "令和4年度"),
    ("令和6年度 | 令和9年度 |", "令和6年度 | 令和10年度 |", "J3", "令和10年度"),
])
def test_a_year_outside_the_plan(tmp_path: Path, old: str, new: str, cell: str, year: str) -> None:
    found = alone(checked(tmp_path, measures=changed("measures", old, new)), "K102")
    assert (found.sheet, found.cell) == ("施策", cell)
    assert f"{year}は、計画期間（令和5年度～令和9年度）の外です" in found.message


def test_a_review_of_a_year_outside_the_plan(tmp_path: Path) -> None:
    found = checked(tmp_path, plan={"対象年度": "令和10年度"})
    assert ("計画", "B11") in of(found, "K102")


def test_an_inventory_planned_outside_the_plan(tmp_path: Path) -> None:
    extra = "## 一覧\n| 種別 | 番号 | 名称 | 予定年度 |\n| 業務 | n:1 | 住民記録 | 令和12年度 |"
    found = alone(checked(tmp_path, extra=extra), "K102")
    assert (found.sheet, found.cell, found.column) == ("一覧", "D2", "予定年度")


def test_a_kpi_of_both_a_measure_and_the_hierarchy(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, kpis=changed("kpis", "| K02 | 01-02 | |", "| K02 | 01-02 | 1 |")), "K103")
    assert (found.sheet, found.cell) == ("指標", "B3")
    assert "「施策ID・体系コード」は、どれか一つだけに書きますが、両方に" in found.message


def test_a_kpi_of_nothing(tmp_path: Path) -> None:
    found = checked(tmp_path, kpis=changed("kpis", "| K02 | 01-02 | |", "| K02 | | |"))
    assert of(found, "K103") == [("指標", "B3")]
    assert "どちらも空欄" in next(each.message for each in found if each.code == "K103")


def test_a_target_year_outside_the_plan(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, kpis=changed("kpis", "10分 | 令和9年度", "10分 | 令和12年度")), "K104")
    assert (found.sheet, found.cell, found.column) == ("指標", "K3", "目標年度")
    assert "令和12年度" in found.message


def test_the_form_of_another_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "profile_for", lambda code: Profile("x", "となり市", city_code=code))
    found = alone(checked(tmp_path), "K105")
    assert (found.sheet, found.cell) == ("計画", "B3")
    assert found.message == "団体コード「479993」はとなり市のものですが、団体名は「見本市」です。"
    assert "ほかの市町村" in found.remedy


def test_the_workbook_of_another_city_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "profile_for", lambda code: Profile("x", "となり市", city_code=code))
    alone(checked(tmp_path, profile=Profile("y", "見本市", city_code="012025")), "F117")


def test_a_code_no_profile_knows_says_nothing(tmp_path: Path) -> None:
    assert not of(checked(tmp_path), "K105")


def test_a_step_outside_its_measure(tmp_path: Path) -> None:
    row = "| 01-02 | n:1 | 準備 | 令和5年度 | 令和7年度 |"
    found = alone(checked(tmp_path, extra=STEPS + row), "K121")
    assert (found.sheet, found.cell) == ("工程", "D2")
    assert "令和5年度は、施策「01-02 窓口の混雑の緩和」の期間（令和6年度～令和9年度）の外" in found.message


def test_a_step_outside_the_plan_is_not_blamed_twice(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, extra=STEPS + "| 01-02 | n:1 | 準備 | 令和3年度 | 令和7年度 |"), "K102")
    assert (found.sheet, found.cell) == ("工程", "D2")


REVISIONS = "## 改定\n| 番号 | 日付 | 種別 | 対象 | 項目 | 理由 |\n"


@pytest.mark.parametrize("target", ["01-02", "０１－０２"])
def test_a_measure_abolished_on_paper_only(tmp_path: Path, target: str) -> None:
    extra = f"{REVISIONS}| n:1 | 令和7年8月 | 廃止 | {target} | | 目的を達した |"
    found = alone(checked(tmp_path, extra=extra), "K122")
    assert (found.sheet, found.cell, found.column) == ("施策", "K3", "状態")
    assert "「改定」シートでは「廃止」ですが、施策「01-02" in found.message
    assert "状態は「実施中」です" in found.message
    assert found.remedy.startswith("状態で「廃止」を選んで")


def test_the_last_revision_counts(tmp_path: Path) -> None:
    rows = "| n:1 | 令和6年8月 | 廃止 | 01-02 | | |\n| n:2 | 令和7年8月 | 追加 | 01-02 | | 再開 |"
    assert checked(tmp_path, extra=REVISIONS + rows) == []


def test_the_citys_own_words(tmp_path: Path) -> None:
    profile = Profile("x", "見本市", words={"施策": "取組"})
    found = checked(tmp_path, profile=profile, extra=STEPS + "| 01-02 | n:1 | 準備 | 令和5年度 | 令和7年度 |")
    assert "取組「01-02" in alone(found, "K121").message
