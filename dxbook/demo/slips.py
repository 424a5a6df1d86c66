"""What goes wrong every spring: one slip a department, given in the order of the departments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from dxbook.demo.answers import Answers
from dxbook.plan import BY_KEY, Book, Kind, keyed

NO_SUCH_CHOICE = "だいたい順調"
WISH = "（名前を変えたい）"
RENAMED = "進捗報告（最終）.xlsx"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a department does. ``change`` turns its right answers into what it types; None: it returns nothing.
    ``name``: what it calls its file, where not as handed out."""

    told: str
    change: Callable[[Book, Answers], Answers] | None
    name: str = ""


def _as_asked(handed: Book, said: Answers) -> Answers:
    return said


def _no_such_choice(handed: Book, said: Answers) -> Answers:
    """One drop-down, 進捗 where there is one, gets a word that is not in its list."""
    chosen = [each for each in said if BY_KEY[each[0]].column(each[2]).kind is Kind.CHOICE]
    first = sorted(chosen, key=lambda each: each[2] != "progress")[:1]
    return said | dict.fromkeys(first, NO_SUCH_CHOICE)


def _half(handed: Book, said: Answers) -> Answers:
    return dict(islice(said.items(), len(said) // 2))


def _foreign_cell(handed: Book, said: Answers) -> Answers:
    """A name that the office writes is changed too."""
    for key in ("measures", "inventory"):
        for row, record in keyed(handed.tables[key]):
            return said | {(key, row, "name"): f"{record.values.get('name')}{WISH}"}
    return said


GOOD = Slip("見本の実績と進捗をそのまま書いて返しました。", _as_asked)
"""What a sample year says has mistakes of its own, as real years have."""
SLIPS = (
    GOOD,
    Slip("まだ返していません。", None),
    Slip(f"選択肢にない「{NO_SUCH_CHOICE}」を書きました。", _no_such_choice),
    Slip("半分しか書いていません。", _half),
    Slip("記入欄ではない名称を書きかえました。", _foreign_cell),
    Slip(f"ファイルの名前を「{RENAMED}」に変えて返しました。", _as_asked, RENAMED),
)
"""In the order of the departments; all further ones are good. The first often has most of the plan."""


def slip_of(number: int) -> Slip:
    """What the department of this place (from 0) does."""
    return SLIPS[number] if number < len(SLIPS) else GOOD
