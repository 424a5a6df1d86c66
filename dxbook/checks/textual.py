"""What stands in the text cells: odd characters, forgotten placeholders, entries that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxbook.checks.base import Context, rule
from dxbook.findings import Finding, catalogue, moved
from dxbook.plan import Column, Kind, Row
from dxbook.text import character_findings, written

TEXTS = (Kind.NAME, Kind.PROSE)

_PLACEHOLDER = re.compile("|".join((
    r"(?<![一二三四五六七八九〇○◯])[〇○◯]{2,}(?![一二三四五六七八九])",  # 二〇〇〇年 is a number
    r"[●■□◆△▲＊*]{2,}", r"[XxＸｘ]{3,}", r"[?？]{3,}", r"(?:令和|平成)[〇○◯●XＸ×_＿]+年度?",
    r"^\s*[(（]例[)）]", r"記入例[:：]",
)))
_DITTO = re.compile(r"[\s「」]*(?:同上|〃|々|同じ|同様|上に同じ|前年(?:度)?(?:と|に)?同(?:じ|様))[\s。」]*")
_NOTHING = re.compile(r"[\s・●○■□◆◇▶➤*※\-－―—ー–.。…]*(?:特に)?(?:なし|無し|ありません)?[\s。]*")
_BULLETS = re.compile(r"[\s・●○■□◆◇▶➤*※①-⑳]+")


def text_cells(ctx: Context, *kinds: Kind) -> Iterator[tuple[Row, Column, str]]:
    """Every cell of these kinds with text in it: row, column, the text as written.

    A number in a text column is text, too; in a number column it is not. In a per-year table a column that
    stands once in the row comes once.
    """
    for table in ctx.tables:
        columns = [column for column in table.sheet.stored if column.kind in kinds]
        seen: set[str] = set()
        for record in table:
            if not record.raw:
                continue
            for column in columns:
                text, cell = record.stored(column), record.cells.get(column.key, "")
                if isinstance(text, (int, float)) and column.kind is not Kind.NUMBER:
                    text = written(text)
                if isinstance(text, str) and text.strip() and (not cell or cell not in seen):
                    seen.add(cell)
                    yield record, column, text


@rule(*(code.id for code in catalogue().values() if code.family == "text"))
def characters_are_sound(ctx: Context) -> Iterator[Finding]:
    """Characters that other computers can not show (``text.character_findings``)."""
    for record, column, text in text_cells(ctx, Kind.NAME, Kind.PROSE, Kind.DEPARTMENT, Kind.CODE):
        for found in character_findings(text):
            yield moved(found, ctx.place(record, column))


@rule("L106")
def placeholders_are_filled(ctx: Context) -> Iterator[Finding]:
    """〇〇, ●●, XXX or 令和〇年 that somebody meant to replace."""
    for record, column, text in text_cells(ctx, *TEXTS, Kind.VALUE):
        if match := _PLACEHOLDER.search(text):
            yield ctx.at(record, column, "L106", mark=match[0])


@rule("L107")
def entries_say_something(ctx: Context) -> Iterator[Finding]:
    """「同上」 anywhere (a row is read alone), bare bullets, and 「特になし」 for what a department did."""
    for record, column, text in text_cells(ctx, *TEXTS):
        if how := _empty_talk(column, text):
            yield ctx.at(record, column, "L107", value=text.strip(), how=how)


def _empty_talk(column: Column, text: str) -> str:
    """The remedy for a text that says nothing, or ""."""
    if _DITTO.fullmatch(text):
        return "1行ずつ読まれるので、「同上」を使わずに同じことを書いてください。"
    if column.kind is Kind.PROSE and _BULLETS.fullmatch(text):
        return "記号の後に内容を書くか、何もなければ空欄にしてください。"
    if column.kind is Kind.PROSE and column.required and _NOTHING.fullmatch(text):
        return "行ったことを一文で書いてください。何もしなかったときは、その理由を書きます。"
    return ""
