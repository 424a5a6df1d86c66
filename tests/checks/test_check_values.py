"""A KPI's values against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.checked import alone, changed, checked, of

HEAD = "| 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 現状値時点 | 目標値 | 目標年度 |\n"


def kpis(row: str) -> str:
    """One KPI of each measure; ``row`` is the first, from 指標名 on."""
    other = "窓口の待ち時間 | 分 | 減少 | 年度値 | 30分 | 令和4年度 | 10分 | 令和9年度"
    return f"{HEAD}| K01 | 01-01 | {row} |\n| K02 | 01-02 | {other} |"


def actuals(*values: str, note: str = "", status: str = "確定") -> str:
    years = "令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値"
    head = f"| 指標ID | {years} | 令和7年度 区分 | 令和7年度 備考 |\n"
    return head + f"| K01 | {' | '.join(values)} | {status} | {note} |\n| K02 | 28分 | 25分 | 21分 | 確定 | |"


def test_the_rows_above_are_clean(tmp_path: Path) -> None:
    row = "手続数 | 件 | 増加 | 時点 | 10件 | 令和4年度 | 60件 | 令和9年度"
    assert checked(tmp_path, kpis=kpis(row), actuals=actuals("18件", "27件", "38件")) == []


@pytest.mark.parametrize("direction", ["増加", "減少"])
def test_a_target_equal_to_the_baseline(tmp_path: Path, direction: str) -> None:
    table = kpis(f"件数 | 件 | {direction} | 年度値 | 40件 | 令和4年度 | 40件 | 令和9年度")
    found = alone(checked(tmp_path, kpis=table), "K106")
    assert (found.sheet, found.cell, found.value) == ("指標", "I2", "40件")
    assert f"「{direction}」" in found.message
    assert "「維持」" in found.remedy


@pytest.mark.parametrize(("direction", "baseline", "target", "words"), [
    ("増加", "50件", "40件", "現状値「50件」より小さく"),
    ("減少", "40件", "50件", "現状値「40件」より大きく"),
    ("維持", "40件", "50件", "現状値「40件」と違います"),
    ("維持", "40件", "50件以上", "現状値「40件」と違います"),
])
def test_a_target_against_the_direction(
    tmp_path: Path, direction: str, baseline: str, target: str, words: str
) -> None:
    table = kpis(f"件数 | 件 | {direction} | 年度値 | {baseline} | 令和4年度 | {target} | 令和9年度")
    found = alone(checked(tmp_path, kpis=table), "K107")
    assert (found.sheet, found.cell) == ("指標", "I2")
    assert words in found.message


@pytest.mark.parametrize(("direction", "baseline", "target"), [
    ("維持", "40件", "40件"), ("維持", "40件", "30件以上"), ("維持", "40件", "50件以下"),
    ("範囲", "40件", "50件"), ("", "50件", "40件"), ("増加", "—", "40件"),
    ("到達", "—", "計画を策定"), ("増加", "40件", "延べ50件"),
])
def test_targets_that_fit(tmp_path: Path, direction: str, baseline: str, target: str) -> None:
    table = kpis(f"件数 | 件 | {direction} | 年度値 | {baseline} | 令和4年度 | {target} | 令和9年度")
    found = checked(tmp_path, kpis=table)
    assert not of(found, "K106") + of(found, "K107")


def test_a_target_in_another_unit(tmp_path: Path) -> None:
    table = kpis("利用 | | 増加 | 年度値 | 10件 | 令和4年度 | 60人 | 令和9年度")
    found = alone(checked(tmp_path, kpis=table), "K108")
    assert (found.sheet, found.cell) == ("指標", "I2")
    assert "「60人」の単位は「人」" in found.message
    assert found.remedy == "「件」で数えた値に書き直してください。"


def test_an_actual_in_another_unit(tmp_path: Path) -> None:
    table = kpis("手続数 | | 増加 | 時点 | 10件 | 令和4年度 | 60件 | 令和9年度")
    found = alone(checked(tmp_path, kpis=table, actuals=actuals("18件", "27件", "38人")), "K108")
    assert (found.sheet, found.cell, found.column) == ("実績", "D2", "令和7年度 実績値")
    assert "現状値の単位は「件」" in found.message


def test_a_unit_that_differs_from_its_column_is_said_once(tmp_path: Path) -> None:
    table = kpis("手続数 | 件 | 増加 | 時点 | 10件 | 令和4年度 | 60件 | 令和9年度")
    alone(checked(tmp_path, kpis=table, actuals=actuals("18件", "27件", "38人")), "V115")


@pytest.mark.parametrize(("baseline", "target"), [
    ("10人", "20名"), ("3箇所", "5か所"), ("10回", "年30回以上"),
])
def test_units_that_are_the_same(tmp_path: Path, baseline: str, target: str) -> None:
    table = kpis(f"利用 | | 増加 | 年度値 | {baseline} | 令和4年度 | {target} | 令和9年度")
    assert ("指標", "I2") not in of(checked(tmp_path, kpis=table), "K108")


@pytest.mark.parametrize("aggregation", ["累計", "延べ"])
def test_a_total_that_falls(tmp_path: Path, aggregation: str) -> None:
    table = kpis(f"手続数 | 件 | 増加 | {aggregation} | 10件 | 令和4年度 | 60件 | 令和9年度")
    found = alone(checked(tmp_path, kpis=table, actuals=actuals("18件", "27件", "25件")), "K109")
    assert (found.sheet, found.cell) == ("実績", "D2")
    assert "令和6年度の「27件」から「25件」に減っています" in found.message
    assert "年度値" in found.remedy


def test_a_yearly_value_may_fall_and_a_total_may_stay(tmp_path: Path) -> None:
    yearly = kpis("手続数 | 件 | 増加 | 年度値 | 10件 | 令和4年度 | 60件 | 令和9年度")
    assert checked(tmp_path, kpis=yearly, actuals=actuals("18件", "27件", "25件")) == []
    total = yearly.replace("| 年度値 | 10件", "| 累計 | 10件")
    assert checked(tmp_path, kpis=total, actuals=actuals("18件", "27件", "27件")) == []


@pytest.mark.parametrize(("last", "this", "times"), [
    ("20件", "40件", "2倍"), ("20件", "400件", "20倍"), ("20件", "10件", "0.5倍"), ("20件", "0件", "0倍"),
    ("2,000件", "21件", "0.011倍"),
    ("20件", "2500件", "125倍"), ("5件", "10件", "2倍"),
])
def test_a_jump_without_a_reason(tmp_path: Path, last: str, this: str, times: str) -> None:
    table = kpis("手続数 | 件 | 増加 | 年度値 | 10件 | 令和4年度 | 60件 | 令和9年度")
    found = alone(checked(tmp_path, kpis=table, actuals=actuals("18件", last, this)), "K110")
    assert (found.sheet, found.cell) == ("実績", "D2")
    assert f"令和6年度の「{last}」から「{this}」へ、{times}" in found.message
    assert "備考" in found.remedy


@pytest.mark.parametrize(("values", "note"), [
    (("18件", "20件", "40件"), "庁舎移転のため"),  # a reason is given
    (("18件", "20件", "39件"), ""),  # less than double
    (("1件", "1件", "3件"), ""),  # small counts
    (("20件", "", "40件"), ""),  # not against last year
    (("10件", "40件", "41件"), ""),  # last year's jump was last year's matter
    (("0件", "0件", "40件"), ""),  # a start is no jump
])
def test_changes_that_need_no_reason(tmp_path: Path, values: tuple[str, ...], note: str) -> None:
    table = kpis("手続数 | 件 | 増加 | 年度値 | 10件 | 令和4年度 | 60件 | 令和9年度")
    assert checked(tmp_path, kpis=table, actuals=actuals(*values, note=note)) == []


def test_totals_may_double(tmp_path: Path) -> None:
    table = kpis("手続数 | 件 | 増加 | 累計 | 10件 | 令和4年度 | 60件 | 令和9年度")
    assert checked(tmp_path, kpis=table, actuals=actuals("18件", "20件", "40件")) == []


RATE = "交付率 | % | 増加 | 時点 | 53.1% | 令和4年度 | 75% | 令和9年度"


def test_a_share_over_100(tmp_path: Path) -> None:
    found = alone(checked(tmp_path, kpis=kpis(RATE), actuals=actuals("60%", "66%", "104.5%")), "K111")
    assert (found.sheet, found.cell) == ("実績", "D2")
    assert "「104.5%」は100%を超えています" in found.message


@pytest.mark.parametrize(("name", "codes"), [("利用者の割合", ["K111"]), ("普及の度合い", [])])
def test_only_a_share_of_a_whole_ends_at_100(tmp_path: Path, name: str, codes: list[str]) -> None:
    table = kpis(RATE.replace("交付率", name))
    found = checked(tmp_path, kpis=table, actuals=actuals("60%", "66%", "104.5%"))
    assert [each.code for each in found] == codes


def test_all_of_it_is_fine_and_so_is_a_count_over_100(tmp_path: Path) -> None:
    assert checked(tmp_path, kpis=kpis(RATE), actuals=actuals("60%", "66%", "100%")) == []
    points = kpis("正答率の点数 | 点 | 増加 | 時点 | 110点 | 令和4年度 | 100点以上 | 令和9年度")
    assert not of(checked(tmp_path, kpis=points, actuals=actuals("110点", "120点", "130点")), "K111")


def test_an_achievement_may_pass_100(tmp_path: Path) -> None:
    table = kpis("目標達成率 | % | 増加 | 時点 | 53.1% | 令和4年度 | 100% | 令和9年度")
    assert checked(tmp_path, kpis=table, actuals=actuals("90%", "99%", "104.5%")) == []


@pytest.mark.parametrize(("written", "readings"), [
    ("n:1", "1%と100%"), ("1", "1%と100%"), ("n:0.7", "0.7%と70%"), ("0.7", "0.7%と70%"), ("０．７", "0.7%と70%"),
])
def test_a_share_written_as_a_fraction_has_two_readings(tmp_path: Path, written: str, readings: str) -> None:
    found = alone(checked(tmp_path, kpis=kpis(RATE), actuals=actuals("60%", "66%", written)), "V119")
    assert (found.sheet, found.cell) == ("実績", "D2")
    assert f"{readings}のどちらか決められません" in found.message
    assert "%まで書いてください" in found.remedy


def test_a_cell_in_excels_percent_format_is_read_as_shown(tmp_path: Path) -> None:
    assert checked(tmp_path, kpis=kpis(RATE), actuals=actuals("60%", "66%", "p:0.7")) == []


def test_a_small_share_typed_as_text_is_believed(tmp_path: Path) -> None:
    found = checked(tmp_path, kpis=kpis(RATE), actuals=actuals("60%", "66%", "0.7%"))
    assert not of(found, "K111")
    assert of(found, "K110") == [("実績", "D2")]  # but it is a jump


def test_a_final_value_that_is_not_there(tmp_path: Path) -> None:
    table = changed("actuals", "21分 | 令和8年3月 | 確定", " | 令和8年3月 | 確定")
    found = alone(checked(tmp_path, actuals=table), "K112")
    assert (found.sheet, found.cell, found.column) == ("実績", "D3", "令和7年度 実績値")
    assert "「確定」なのに、実績値が空欄" in found.message
    assert "「未判明」" in found.remedy


def test_a_dash_is_no_value(tmp_path: Path) -> None:
    table = changed("actuals", "21分 | 令和8年3月 | 確定", "－ | 令和8年3月 | 確定")
    assert of(checked(tmp_path, actuals=table), "K112") == [("実績", "D3")]


def test_a_value_that_is_said_to_be_unknown(tmp_path: Path) -> None:
    table = changed("actuals", "21分 | 令和8年3月 | 確定", "21分 | 令和8年3月 | 未判明")
    found = alone(checked(tmp_path, actuals=table), "K112")
    assert found.cell == "D3"
    assert "「確定」か「見込」" in found.remedy


@pytest.mark.parametrize(("status", "codes"), [("確定", ["K113"]), ("", ["K113"]), ("見込", [])])
def test_an_actual_of_a_year_to_come(tmp_path: Path, status: str, codes: list[str]) -> None:
    table = f"""
        | 指標ID | 令和7年度 実績値 | 令和8年度 実績値 | 令和8年度 区分 |
        | K01 | 38件 | 42件 | {status} |
        | K02 | 21分 | | |
    """
    found = checked(tmp_path, actuals=table)
    assert [each.code for each in found] == codes
    if found:
        assert (found[0].sheet, found[0].cell, found[0].column) == ("実績", "C2", "令和8年度 実績値")
        assert "令和8年度は対象年度（令和7年度）より先" in found[0].message


def test_an_actual_that_differs_from_the_list(tmp_path: Path) -> None:
    table = """
        | 指標ID | 施策ID | 指標名 | 単位 | 方向 | 集計 | 現状値 | 現状値時点 | 目標値 | 目標年度 | 算定式 |
        | K01 | 01-01 | 標準化した業務 | 件 | 増加 | 時点 | 0件 | 令和4年度 | 3件 | 令和9年度 | 一覧 |
        | K02 | 01-02 | 窓口の待ち時間 | 分 | 減少 | 年度値 | 30分 | 令和4年度 | 10分 | 令和9年度 | |
    """
    extra = """## 一覧
        | 種別 | 番号 | 名称 | 状態 | 実施年月 | 指標ID |
        | 業務 | n:1 | 住民記録 | 完了 | 令和7年10月 | K01 |
        | 業務 | n:2 | 選挙人名簿 | 準備中 | | K01 |
        | 業務 | n:3 | 固定資産税 | 完了 | 令和7年11月 | K01 |
    """
    found = checked(tmp_path, kpis=table, actuals=actuals("1件", "1件", "3件"), extra=extra)
    assert of(found, "G102") == [("実績", "D2")]
    assert not of(checked(tmp_path, kpis=table, actuals=actuals("1件", "1件", "2件"), extra=extra), "G102")


def test_a_baseline_younger_than_the_target(tmp_path: Path) -> None:
    table = kpis("手続数 | 件 | 増加 | 時点 | 10件 | 令和8年4月 | 60件 | 令和7年度")
    found = alone(checked(tmp_path, kpis=table), "K119")
    assert (found.sheet, found.cell) == ("指標", "H2")
    assert "令和8年度" in found.message
    assert "令和7年度" in found.message


def test_march_belongs_to_the_year_before(tmp_path: Path) -> None:
    table = kpis("手続数 | 件 | 増加 | 時点 | 10件 | 令和8年3月 | 60件 | 令和7年度")
    assert checked(tmp_path, kpis=table) == []
