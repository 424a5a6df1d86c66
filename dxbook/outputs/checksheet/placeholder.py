"""The placeholders of a check-sheet form: what may stand between {{ and }}, and where.

    {{計画.団体名}}        one value
    {{指標.実績値}}        a value of a list: the row (or block of rows) is repeated per item
    {{年度}} {{工程.帯}}   spread: the (merged) cell is split evenly, one part a year or a grade
    {{語.施策}}           the city's own word
    {{指標があるとき}}      prints nothing; the row stays only where the list or value is not empty
    {{指標がないとき}}      the opposite
    {{指標ごと}}           prints nothing; the row belongs to the block repeated per item
    {{節}}                a running number: 1, 2, 3 … of the headings that stay

On the sheet 個票 施策 is the sheet's own measure; on all other sheets it is the list of measures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from dxbook.plan import BY_KEY, SHEETS

TOKEN = re.compile(r"[{｛]{2}\s*(.*?)\s*[}｝]{2}")
"""A placeholder in a cell; full-width braces are what an IME types."""

CARD = "個票"
"""The form sheet that is copied once a measure."""


class Use(StrEnum):
    """What a token asks for."""

    VALUE = "値"
    SPREAD = "年度・段階ごとに分割"
    WORD = "語"
    WHEN = "があるとき"
    UNLESS = "がないとき"
    EACH = "ごと"
    COUNT = "節"


@dataclass(frozen=True, slots=True)
class Token:
    """One placeholder as read: ``scope`` and ``field`` ("" for a whole scope)."""

    use: Use
    scope: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """A group of placeholders. ``spread`` names the fields that are split over years or grades."""

    name: str
    help: str
    fields: dict[str, str]
    listed: bool = False
    spread: frozenset[str] = field(default_factory=frozenset)


AXES = {
    "年度": "計画の年度", "段階": "評価の段階(指標のない計画では進捗の区分)",
    "進捗区分": "進捗の区分", "方向性区分": "今後の方向性の区分",
}
"""Spread placeholders that stand alone: the headings of the split columns."""


def _labels(sheet_key: str) -> dict[str, str]:
    """Label → help of a sheet's stored columns."""
    columns = BY_KEY[sheet_key].stored
    return {column.label: column.help for column in columns if not column.per_year}


_RATING = {
    "記号": "評価の段階の記号。評価しないときはその理由",
    "評価": "評価の段階の記号と意味(長い尺度では記号だけ)。評価しないときはその理由",
    "意味": "評価の段階の意味",
    "達成度": "評価の計算結果(%)",
    "算式": "数値を入れた計算式",
}
_KPI = {
    **_labels("kpis"), **_RATING,
    "名称": "指標名と内訳",
    "実績値": "対象年度の実績値",
    "計算": "達成度の計算のしかた(改善率・計画値比など)。目標年度を過ぎた指標は、使った値の年度も",
    "実績区分": "確定・見込・未判明",
    "実績備考": "対象年度の実績の備考",
    "年度別": "年度ごとの実績値(分割)",
    "推移": "前回の実績からの動き(↗改善 →横ばい ↘後退)",
    "所属": "指標が属する施策または体系の名前",
    "目標": "目標値と目標条件・目標年度",
    "現状": "現状値と現状値時点",
    "所管課": "指標が属する施策の所管課",
}
_MEASURE = {
    **_labels("measures"), **_RATING,
    "体系": "属する階層の名前(上から)",
    "体系名": "属する階層の名前(一番下だけ)",
    "期間": "開始年度から終了年度",
    "指標の状況": "指標ごとの達成度と評価(1行に1つ)",
    "進捗": "対象年度の報告の進捗",
    "現状と取組": "現状・課題・取組事項・効果をつないだ文",
    "取組内容": "対象年度の報告の取組内容",
    "今後の方向性": "対象年度の報告の今後の方向性",
}
_GRADES = {"施策数": "施策の数", "段階別": "段階ごとの施策数(分割)", "評価なし": "段階に入らない施策の数"}

_FRONT_ONE = (
    Scope("計画", "計画シートの内容", {
        **_labels("plan"), "期間": "計画期間", "評価の決まり": "評価方式と評価尺度",
        "凡例": "評価の記号と意味"}),
    Scope("総括", "全体の数", {
        "施策数": "施策の数", "指標数": "指標の数", "評価済み施策数": "評価した施策の数",
        "評価なし施策数": "評価していない施策の数", "評価済み指標数": "評価した指標の数",
        "評価なし指標数": "評価していない指標の数", "未判明数": "実績が未判明の指標の数",
        "報告済み数": "進捗の報告がある施策の数", "未報告数": "進捗の報告がない施策の数",
        "遅れ数": "進捗が「遅れ」「未着手」の施策の数",
        "複数課数": "所管課が2つ以上ある施策の数(なければ空)", "所管課数": "施策を担う所管課の数(なければ空)",
        "段階外": "評価の段階(進捗の区分)に入らないものの呼び方",
        "進捗別": "進捗の区分ごとの施策数(分割)", "方向性別": "今後の方向性ごとの施策数(分割)",
    }, spread=frozenset({"進捗別", "方向性別"})),
)
_FRONT_LISTS = (
    Scope("段階別", "評価の段階ごとの数", {
        "記号": "記号", "意味": "意味", "施策数": "施策の数", "施策割合": "評価した施策に占める割合",
        "指標数": "指標の数", "指標割合": "評価した指標に占める割合"}, listed=True),
    Scope("評価なし別", "評価しない理由ごとの数",
          {"理由": "理由", "施策数": "施策の数", "指標数": "指標の数"}, listed=True),
    Scope("部署別", "所管課ごとの数", {"部署": "所管課", **_GRADES}, listed=True,
          spread=frozenset({"段階別"})),
    Scope("体系別", "一番上の階層ごとの数", {"名称": "階層の名前", **_GRADES}, listed=True,
          spread=frozenset({"段階別"})),
    Scope("未判明", "評価していない指標・施策と、報告のない施策", {
        "種類": "指標または施策", "ID": "指標IDまたは施策ID", "名称": "名前", "所管課": "所管課",
        "理由": "評価していない理由"}, listed=True),
    Scope("施策", "施策(対象年度の評価・報告つき)", _MEASURE, listed=True),
    Scope("指標", "指標", _KPI, listed=True, spread=frozenset({"年度別"})),
    Scope("改定", "改定の記録", _labels("revisions"), listed=True),
)
_CHOICES = {"進捗": "進捗", "今後の方向性": "今後の方向性", "状態": "状態", "改定種別": "改定種別"}
_CARD_ONE = (
    Scope("施策", "この施策", _MEASURE),
    Scope("体系", "この施策が属する階層", {**_labels("outline"), "全体": "階層の名前(上から)"}),
    Scope("進捗", "対象年度の報告", _labels("reports")),
    Scope("評価", "この施策の評価", {**_RATING, "説明": "評価の根拠(達成度と算式)"}),
    Scope("選択", "選択肢をならべ、選んだものに☑を付けます",
          {key: f"「{label}」の選択肢" for key, label in _CHOICES.items()}),
)
_CARD_LISTS = (
    Scope("指標", "この施策の指標", _KPI, listed=True, spread=frozenset({"年度別"})),
    Scope("上位指標", "この施策が属する階層の指標", _KPI, listed=True, spread=frozenset({"年度別"})),
    Scope("工程", "この施策の工程",
          {**_labels("steps"), "帯": "年度の帯(分割)", "期間": "開始年度から終了年度"},
          listed=True, spread=frozenset({"帯"})),
    Scope("根拠", "この施策と、属する階層の根拠(EBPM)", _labels("evidence"), listed=True),
    Scope("改定", "この施策に関する改定の記録", _labels("revisions"), listed=True),
)


@cache
def scopes(card: bool) -> dict[str, Scope]:
    """The scopes that may be used on the sheet 個票 (``card``) or on the other sheets."""
    chosen = (*_FRONT_ONE, *_CARD_ONE, *_CARD_LISTS) if card else (*_FRONT_ONE, *_FRONT_LISTS)
    return {scope.name: scope for scope in chosen}


@cache
def terms() -> tuple[str, ...]:
    """The words {{語.…}} knows: titles and labels of the schema."""
    names = [sheet.title for sheet in SHEETS]
    names += [column.label for sheet in SHEETS for column in sheet.stored]
    return tuple(dict.fromkeys(names))


def parse(text: str, card: bool) -> Token | None:
    """The token between the braces, or None where no such placeholder exists."""
    for use in (Use.WHEN, Use.UNLESS, Use.EACH):
        if text.endswith(use):
            inner = parse(text.removesuffix(use).strip(), card) if "." in text else None
            if inner and use is not Use.EACH:
                return Token(use, inner.scope, inner.field)
            scope = scopes(card).get(text.removesuffix(use).strip())
            known = scope is not None and (scope.listed or use is not Use.EACH)
            return Token(use, scope.name) if scope and known else None
    if text == Use.COUNT:
        return Token(Use.COUNT, text)
    if text in AXES:
        return Token(Use.SPREAD, text)
    name, _, field_name = text.replace("．", ".").partition(".")
    name, field_name = name.strip(), field_name.strip()
    if name == "語":
        return Token(Use.WORD, name, field_name) if field_name in terms() else None
    scope = scopes(card).get(name)
    if scope is None or field_name not in scope.fields:
        return None
    return Token(Use.SPREAD if field_name in scope.spread else Use.VALUE, name, field_name)


def near(text: str, card: bool) -> str:
    """The existing placeholder most like ``text``, or "". Looks inside the scope first."""
    everything = [*AXES, Use.COUNT.value, *(f"語.{term}" for term in terms())]
    for scope in scopes(card).values():
        everything += [f"{scope.name}.{name}" for name in scope.fields]
        everything += [f"{scope.name}{use}" for use in (Use.WHEN, Use.UNLESS)]
    text = text.replace("．", ".").replace("。", ".").replace("・", ".")
    prefix, _, rest = text.partition(".")
    if (scope_found := scopes(card).get(prefix)) and (
        best := get_close_matches(rest, scope_found.fields, 1, 0.5)
    ):
        return f"{prefix}.{best[0]}"
    best = get_close_matches(text, everything, 1, 0.55)
    return best[0] if best else ""
