"""The words of the field, one by one: what a clerk writes before, after and instead of a number."""

from __future__ import annotations

import pytest

from dxbook.values import read_value


def words(text: str) -> list[str]:
    return text.split()


def codes(raw: str) -> list[str]:
    return [found.code for found in read_value(raw).findings]


@pytest.mark.parametrize(
    "raw", words("－ - なし 無し 無 ナシ 無い ない 該当なし 実績なし 設定なし 対象なし データなし N/A NA n/a 空欄 * … ...")
)
def test_nothing_is_there(raw: str) -> None:
    assert (read_value(raw).value, read_value(raw).qualifiers, codes(raw)) == (None, ("missing",), [])


@pytest.mark.parametrize(
    "raw",
    words("未定 未設定 調査中 集計中 算定中 確認中 精査中 調整中 未判明 未集計 未確定 未把握 不明 把握していない 測定不可 "
          "未計測 未測定 後日報告 作成中"),
)
def test_a_number_will_come_or_cannot_be_had(raw: str) -> None:
    assert (read_value(raw).value, read_value(raw).qualifiers, codes(raw)) == (None, ("missing",), ["V117"])


@pytest.mark.parametrize("raw", list("○〇◯◎●△×✕☓✓✔レ"))
def test_a_sign_is_no_value(raw: str) -> None:
    assert (read_value(raw).value, read_value(raw).qualifiers, codes(raw)) == (None, ("milestone",), ["V111"])


@pytest.mark.parametrize(
    "raw", words("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA")
)
def test_an_error_of_excel_is_no_value(raw: str) -> None:
    assert (read_value(raw).value, codes(raw)) == (None, ["V104"])


@pytest.mark.parametrize(
    "word",
    words("策定 設置 検討 実施 導入 完了 構築 整備 開始 移行 公開 作成 運用 稼働 開設 締結 制定 改定 改訂 試行 供用 着手 準備 "
          "達成 対応 予定 済 推進 実現 確立 拡充 拡大 充実 普及 配布 配置 周知 開催 すべて 全て 全件 開発 全体の一部 "
          "未実施 未導入 未策定 未整備 未設置 全手続 全業務 全所属 全課 全庁 全部署 全職員 全校 全施設 全部 "
          "全小学校 全支所 全市民 全住民 全世帯 全システム 全窓口"),
)
def test_a_state_to_reach_is_told_as_one(word: str) -> None:
    assert (read_value(word).value, read_value(word).qualifiers, codes(word)) == (None, ("milestone",), ["V102"])


@pytest.mark.parametrize("raw", words("安全な町 健全な町 万全の備え 完全な町 保全の町 全体の話"))
def test_a_word_with_all_in_it_is_no_state(raw: str) -> None:
    assert codes(raw) == ["V101"]


AFTER = {
    "max": "以下 以内 を超えない を上回らない 超えない",
    "min": "以上 を下回らない を割らない",
    "lt": "未満 を下回る 下回る",
    "gt": "超 を超える 超える を上回る 上回る",
    "about": "程度 前後 内外 強 弱 くらい ぐらい ほど 余 余り あまり 近く",
    "cumulative": "累計 累積 延べ （累計） （累積） （延べ）",
    "average": "平均 （平均）",
    "maintain": "維持 を維持 の維持 に維持 継続 を継続 で横ばい を堅持 を保持 をキープ",
}


@pytest.mark.parametrize(("main", "word"), [(main, word) for main in AFTER for word in words(AFTER[main])])
def test_a_word_after_the_number(main: str, word: str) -> None:
    reading = read_value(f"10件{word}")
    assert (reading.value, reading.unit, reading.qualifiers, codes(f"10件{word}")) == (10, "件", (main,), [])


BEFORE = {
    "about": "約 およそ おおよそ 概ね おおむね ほぼ 概数で 概算で",
    "max": "最大 最大で 上限 多くとも 最長 最高 ≦ <= ≤",
    "min": "最低 最低でも 最小 少なくとも 最短 下限 ≧ >= ≥",
    "gt": ">",
    "lt": "<",
    "cumulative": "累計 累積 通算 延べ のべ 延 累計で",
    "average": "平均 平均で",
}


@pytest.mark.parametrize(("main", "word"), [(main, word) for main in BEFORE for word in words(BEFORE[main])])
def test_a_word_before_the_number(main: str, word: str) -> None:
    reading = read_value(f"{word}10人")
    assert (reading.value, reading.unit, reading.qualifiers, codes(f"{word}10人")) == (10, "人", (main,), [])


@pytest.mark.parametrize("label", words("契約 予約 条約 規約 要約 集約 節約 制約 誓約 公約 延べ床面積 のべ床面積"))
def test_a_word_that_only_looks_like_one(label: str) -> None:
    assert (read_value(f"{label}10件").value, read_value(f"{label}10件").qualifiers) == (10, ())


WAYS = {
    "増加": "増 増加 増やす 増える 増大 増員 増額 向上 上昇 アップ 引上げ 引き上げ",
    "減少": "減 減少 減らす 減る 減員 減額 削減 縮減 低減 軽減 短縮 縮小 抑制 ダウン 引下げ 引き下げ 低下 圧縮",
}


@pytest.mark.parametrize(("way", "word"), [(way, word) for way in WAYS for word in words(WAYS[way])])
def test_a_word_of_change(way: str, word: str) -> None:
    by, to = read_value(f"10件{word}"), read_value(f"10件に{word}")
    assert (by.value, by.direction, by.qualifiers) == (10, way, ("change",))  # by how much
    assert (to.value, to.direction, to.qualifiers) == (10, way, ())  # where to


@pytest.mark.parametrize("particle", ["に", "へ", "まで", "にまで"])
def test_where_to_is_told_from_by_how_much(particle: str) -> None:
    assert read_value(f"50件{particle}増加").qualifiers == ()


SYNONYMS = {
    "%": "パーセント ㌫ ％ %",
    "‰": "パーミル ‰",
    "ポイント": "ポイント pt %ポイント P ％ポイント",
    "か所": "か所 ヶ所 ケ所 カ所 ヵ所 箇所 個所",
    "か月": "か月 ヵ月 ヶ月 ケ月 カ月 箇月",
    "人": "人 名",
    "時間": "時間 時間数",
    "分": "分 分間",
    "日": "日 日間",
    "年": "年 年間",
    "kg": "kg ㎏", "km": "km ㎞ キロメートル", "mm": "mm ㎜", "cm": "cm ㎝", "㎡": "㎡ m2 平方メートル",
}


@pytest.mark.parametrize(("unit", "word"), [(unit, word) for unit in SYNONYMS for word in words(SYNONYMS[unit])])
def test_units_that_mean_the_same(unit: str, word: str) -> None:
    assert (read_value("10", word).value, read_value("10", word).unit) == (10, unit)


@pytest.mark.parametrize(
    ("column", "unit"),
    [("件数", "件"), ("人数", "人"), ("回数", "回"), ("枚数", "枚"), ("台数", "台"), ("冊数", "冊"), ("団体数", "団体"),
     ("施設数", "施設"), ("業務数", "業務"), ("手続数", "手続"), ("課数", "課"), ("箇所数", "か所"), ("か所数", "か所"),
     ("世帯数", "世帯"), ("校数", "校")],
)
def test_a_column_of_counts(column: str, unit: str) -> None:
    assert read_value("10", column).unit == unit


@pytest.mark.parametrize(
    "per", words("人 日 か月 月 週 年 年度 時間 世帯 校 課 施設 件 回 台 団体 部署 所属 店舗 戸 分 km ha")
)
def test_so_many_for_each(per: str) -> None:
    assert (read_value(f"10円/{per}").value, read_value(f"10円/{per}").unit) == (10, f"円/{per}")


@pytest.mark.parametrize("per", words("人 日 か月 月 週 年 年度 時間 世帯 校 課 施設 件 回 台 団体 部署 所属 店舗 戸"))
@pytest.mark.parametrize("word", ["当たり", "あたり", "につき", "に付き"])
def test_so_many_for_each_in_words(per: str, word: str) -> None:
    assert (read_value(f"1{per}{word}10円").value, read_value(f"1{per}{word}10円").unit) == (10, f"円/{per}")


@pytest.mark.parametrize(
    "unit",
    words("人 件 回 枚 冊 台 団体 課 円 % 業務 手続 施設 か所 校 社 世帯 日間 時間 倍 種類 戸 本 点"),
)
def test_a_number_in_kanji_is_one_where_it_counts_something(unit: str) -> None:
    assert read_value(f"二十五{unit}").value == 25


@pytest.mark.parametrize("raw", words("一人ひとり 一部の人 十分な数 一元化 統一した 三役 二次的な話"))
def test_kanji_that_count_nothing(raw: str) -> None:
    assert (read_value(raw).value, read_value(raw).parts) == (None, ())


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [("1年6か月", 18, "か月"), ("1年6ヶ月", 18, "か月"), ("2日12時間", 60, "時間"), ("3時間15分", 195, "分"),
     ("1分30秒", 90, "秒"),
     ("1年半", 18, "か月"),
     ("2年半", 30, "か月"), ("1日半", 36, "時間"), ("2日半", 60, "時間"), ("1時間半", 90, "分")],
)
def test_times_written_one_after_the_other(raw: str, value: int, unit: str) -> None:
    assert (read_value(raw).value, read_value(raw).unit, codes(raw)) == (value, unit, [])


def test_so_many_hours_a_day_are_no_sum() -> None:
    assert (read_value("1日8時間").value, read_value("1日8時間").unit) == (8, "時間/日")


def test_a_rate_per_hour_fits_its_column() -> None:
    assert (read_value("1,200円/時間", "円/時間").value, codes("1,200円/時間")) == (1200, [])
    assert read_value("1,200円/時間", "円/時間").unit == "円/時間"


@pytest.mark.parametrize(
    "unit", words("人 件 回 枚 冊 台 団体 課 業務 手続 施設 か所 校 社 世帯 種類 円 本 個 店 戸")
)
def test_things_counted_in_whole_numbers_have_no_three_decimals(unit: str) -> None:
    assert (read_value(f"1.234{unit}").value, codes(f"1.234{unit}")) == (None, ["V107"])


@pytest.mark.parametrize(
    "unit",
    words("t-CO2 kg-CO2 kWh MWh GWh kW MW km2 km cm mm m3 ha kg mg kB KB MB GB TB kbps Mbps Gbps bps ppm dB PV UU m g t L h"),
)
def test_units_in_letters(unit: str) -> None:
    assert (read_value(f"1.5{unit}以上").value, read_value(f"1.5{unit}以上").unit) == (1.5, unit)
