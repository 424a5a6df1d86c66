"""The words of KPI values: qualifiers, directions, units. Data only; the grammar is in ``scan``."""

from __future__ import annotations

QUALIFIERS = (
    "multi", "missing", "milestone", "maintain", "yoy", "change", "cumulative", "average",
    "min", "max", "gt", "lt", "about", "none",
)
"""All qualifier words, the one that weighs most first: that one becomes a reading's main qualifier."""

UP, DOWN, KEEP = "増加", "減少", "維持"

MISSING = frozenset((
    "", "－", "-", "なし", "無し", "無", "ナシ", "無い", "ない",
    "該当なし", "実績なし", "設定なし", "対象なし", "データなし",
    "N/A", "NA", "n/a", "空欄", "*", "…", "...",
))
"""Nothing is there, and the writer says so."""

UNKNOWN = frozenset((
    "未定", "未設定", "調査中", "集計中", "算定中", "確認中", "精査中", "調整中", "未判明",
    "未集計", "未確定", "未把握", "不明", "把握していない", "測定不可", "未計測", "未測定",
    "後日報告", "作成中",
))
"""A number will come or cannot be had: missing, and worth telling."""

ERROR_VALUES = frozenset((
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
))

MILESTONE = (
    "策定|設置|検討|実施|導入|完了|構築|整備|開始|移行|公開|作成|運用|稼働|開設|締結|制定|改定|改訂|試行|供用|"
    "着手|準備|達成|対応|予定|済|継続|推進|実現|確立|拡充|拡大|充実|普及|配布|配置|周知|開催|"
    "すべて|全て|全件|全手続|全業務|開発|全所属|全課|全庁|全部署|全職員|全校|全施設|全部|"
    r"(?<![完安健万保])全(?!体)[一-龠ァ-ヶー]{0,4}?(?:課|室|局|係|所属|部署|職員|庁|校|園|館|施設|支所|機関|世帯|市民|町民|村民|住民|業務|手続|事業|システム|窓口)|"
    "一部|未実施|未導入|未策定|未整備|未設置|増加|減少|向上|削減|短縮|維持"
)
"""Words of a state to reach, where there is no number."""

SIGNS_OF_DONE = frozenset("○〇◯◎●△×✕☓✓✔レ")

# Before a number. (pattern matched at the end of the text before it, qualifier)
BEFORE: tuple[tuple[str, str], ...] = (
    (r"(?<![契予条規要集節制誓公])約$|お(?:お)?よそ$|概ね$|おおむね$|ほぼ$|概数で?$|概算で?$", "about"),
    (r"(?:最大|上限|多くとも|最長|最高)(?:で|でも)?$|(?:≦|<=|≤)$", "max"),
    (r"(?:最低|最小|少なくとも|最短|下限)(?:で|でも)?$|(?:≧|>=|≥)$", "min"),
    (r">$", "gt"),
    (r"<$", "lt"),
)
# Anywhere in the words before a number: 稼働業務数累計 250業務, 延べ利用者数 500人. 延べ床 is a floor.
BEFORE_ANYWHERE: tuple[tuple[str, str], ...] = (
    (r"累計|累積|通算|延べ(?!床|面積)|のべ(?!床)|延(?=人|回|件|$)", "cumulative"),
    (r"平均", "average"),
)
# After a number and its unit, in this order, as often as they come.
AFTER: tuple[tuple[str, str], ...] = (
    (r"を?(?:超えない|上回らない)", "max"),
    (r"を?(?:下回らない|割らない)", "min"),
    (r"以上", "min"),
    (r"以下|以内", "max"),
    (r"未満|を?下回る?", "lt"),
    (r"を?超え?る?(?!勤|音)|を?上回る?", "gt"),
    (r"程度|前後|内外|強(?![化制調])|弱(?![点者体])|くらい|ぐらい|ほど|余り?(?![暇剰])|あまり|近く", "about"),
    (r"累計|累積|延べ", "cumulative"),
    (r"平均", "average"),
    (r"[をにので]?(?:現状)?(?:維持|継続|横ばい|堅持|保持|キープ)", "maintain"),
)
DIRECTIONS: tuple[tuple[str, str], ...] = (
    (r"増(?:加|やす|える|大|員|額)?|向上|上昇|アップ|引き?上げ", UP),
    (r"減(?:少|らす|る|員|額)?|削減|縮減|低減|軽減|短縮|縮小|抑制|ダウン|引き?下げ|低下|圧縮", DOWN),
)
LEVEL_PARTICLES = r"(?:に|へ|まで|にまで)"
"""50件に増加 tells where to go (50件), 50件増加 tells by how much."""

UNIT_STOPS = (
    "以上|以下|以内|以降|未満|超|程度|前後|内外|くらい|ぐらい|ほど|あまり|余|強|弱|近く|相当|程|"
    "増|減|向上|上昇|低下|アップ|ダウン|維持|継続|横ばい|堅持|拡大|拡充|上回|下回|割ら|"
    "削減|縮減|低減|軽減|短縮|縮小|抑制|圧縮|引上|引下|引き|"
    "実施|開催|達成|移行|導入|完了|参加|提供|公開|設置|整備|予定|見込|目標|実績|現在|時点|対応|確保|取得|開設|補充|"
    "累計|累積|延べ|当たり|あたり|につき|平均|ずつ|[をのにがはもでとへや]|から|まで|より|する|した|など|等"
)
"""Where a unit ends: 業務|以上, 人|参加, 件|を維持."""

UNIT_SYNONYMS = {
    "パーセント": "%", "㌫": "%", "パーミル": "‰", "pt": "ポイント", "%ポイント": "ポイント", "P": "ポイント",
    "ヶ所": "か所", "ケ所": "か所", "カ所": "か所", "ヵ所": "か所", "箇所": "か所", "個所": "か所",
    "ヵ月": "か月", "ヶ月": "か月", "ケ月": "か月", "カ月": "か月", "箇月": "か月",
    "名": "人", "時間数": "時間", "分間": "分", "日間": "日", "年間": "年",
    "㎏": "kg", "㎞": "km", "㎜": "mm", "㎝": "cm", "m2": "㎡", "平方メートル": "㎡", "キロメートル": "km",
}
"""Units that mean the same thing, folded to one word so that baseline and target can be compared."""

COUNT_SUFFIX = (
    "件数", "人数", "回数", "枚数", "台数", "冊数", "団体数", "施設数", "業務数", "手続数", "課数", "箇所数",
    "か所数", "世帯数", "校数",
)
"""A unit column that says 件数 means 件."""

PER_UNITS = "人|日|か月|ヶ月|月|週間?|年度?|時間|世帯|校|課|施設|件|回|台|団体|部署|所属|店舗|戸"
"""What a value may be counted per: 件/年, 1校当たり."""

KANJI_COUNTED = (
    r"\s?(?:人(?!ひと|一)|件|回|枚|冊|台|団体|課|円|%|割|業務|手続|施設|か所|ヶ所|校|社|世帯|日間|時間|倍|種類|名|戸|"
    r"本|点|[万億兆])"
)
"""What must follow a number in kanji, so that 一部, 一元化, 十分 are not read as numbers."""

NOT_COUNTED = (
    r"次(?!第)|か年計画|期(?=計画)|年生|学年|段階|点満点|歳(?:以上|以下|未満|から)?(?:の|人口|市民)"
)
"""What follows a number that names something and counts nothing: 第2次計画, 65歳以上の利用率, 5段階中."""

ASCII_UNITS = (
    r"t-CO2|kg-CO2|kWh|MWh|GWh|kW|MW|km2|km|cm|mm|m2|m3|ha|kg|mg|[kKMGT]B|[kMG]bps|bps|ppm|dB|"
    r"pt|PV|UU|m|g|t|L|h|P(?![A-Za-z])"
)

TIMES: tuple[tuple[str, int, str], ...] = (
    ("年", 12, "か月"), ("日", 24, "時間"), ("時間", 60, "分"), ("分", 60, "秒"),
)
"""Units written one after the other: 3時間15分 is 195分. (larger, how many, smaller)"""

WHOLE_UNITS = frozenset((
    "人", "件", "回", "枚", "冊", "台", "団体", "課", "業務", "手続", "施設", "か所", "校", "社",
    "世帯", "種類", "円", "本", "個", "店", "戸",
))
"""Things that are counted in whole numbers: 1.234人 is hardly a decimal."""
