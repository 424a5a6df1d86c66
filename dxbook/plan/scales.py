"""Rating scales: presets are data in ``scales.toml``, a city's own comes from its profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Any, Protocol

from dxbook.errors import DxbookError, NotFound

UNRATED: tuple[str, ...] = ("評価できない", "対象外", "事業終了", "目標未設定", "実績未判明")
"""States without a grade: counted apart and out of every denominator."""

DEFAULT = "steps4"
"""The scale of a plan that names none."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One step. ``floor`` is the lowest rate (1.0 = 100 %) that earns it; None takes all below.

    The texts are for the person who writes a scale of their own (see ``profile_keys``).
    """

    mark: Annotated[str, "印", "段階の名前です。"]
    floor: Annotated[float | None, "下限", "この段階になる最も低い達成度です（1.0 = 100%）。最後の段階には書きません。"] = None
    meaning: Annotated[str, "意味", "印の意味です。"] = ""
    aliases: Annotated[tuple[str, ...], "別の書き方", "同じ印として読む、ほかの書き方です。"] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale, best grade first. The last grade has no floor, so every rate has a grade."""

    id: str
    title: str
    grades: tuple[Grade, ...]

    def grade(self, rate: float) -> Grade:
        """The grade of an unrounded ``rate`` (1.0 = 100 %): the first whose floor it reaches.

        Compared as decimals as written, so that 0.8 computed and 0.8 declared are the same number.
        """
        value = Decimal(str(rate))
        for grade in self.grades:
            if grade.floor is None or value >= Decimal(str(grade.floor)):
                return grade
        return self.grades[-1]

    def band(self, grade: Grade) -> str:
        """「80%以上」, and 「50%未満」 for the last grade: the rates that earn it."""
        if grade.floor is not None:
            return f"{_percent(grade.floor)}以上"
        above = self.grades[-2].floor if len(self.grades) > 1 else None
        return "" if above is None else f"{_percent(above)}未満"

    def explained(self, grade: Grade) -> str:
        """The meaning with its rates, where the words do not tell them already."""
        told = any(sign in grade.mark + grade.meaning for sign in ("%", "割", "分の"))
        band = self.band(grade)
        return grade.meaning if told or not band else f"{grade.meaning}（{band}）"

    def read(self, text: str) -> Grade | None:
        """The grade somebody typed (aliases, width and surrounding space folded), or None."""
        wanted = folded(text)
        for grade in self.grades:
            if wanted in (folded(name) for name in (grade.mark, *grade.aliases)):
                return grade
        return None

    def rank(self, grade: Grade) -> int:
        """0 for the best grade."""
        return self.grades.index(grade)


def _percent(rate: float) -> str:
    """0.8 → 「80%」, 0.333 → 「33.3%」."""
    return f"{(Decimal(repr(rate)) * 100).normalize():f}%"


class HasGrades(Protocol):
    """What :func:`from_profile` needs of a profile (``profile.Profile`` has it)."""

    @property
    def scale(self) -> str:
        """A preset's id; where the profile has its own grades, their name or ""."""
    @property
    def grades(self) -> tuple[Grade, ...]:
        """Its own grades, best first."""


def folded(text: str) -> str:
    """A mark or title to compare: full-width ASCII to half width, wave dashes and case alike, no spaces."""
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFF5E: ord("~"), 0x301C: ord("~")}
    return "".join(text.translate(table).casefold().split())


def grade_of(row: Mapping[str, Any]) -> Grade:
    """A grade as a TOML file writes it."""
    floor = row.get("floor")
    return Grade(row["mark"], None if floor is None else float(floor), row.get("meaning", ""),
                 tuple(row.get("aliases", ())))


def in_order(grades: Sequence[Grade]) -> bool:
    """Whether the floors fall, and the last grade alone has none."""
    floors = [grade.floor for grade in grades]
    numbers = [floor for floor in floors if floor is not None]
    falling = all(high > low for high, low in pairwise(numbers))
    return bool(grades) and floors[-1] is None and None not in floors[:-1] and falling


def _scale(id_: str, title: str, grades: tuple[Grade, ...]) -> Scale:
    if not in_order(grades):
        raise DxbookError(
            f"評価尺度「{title}」の段階の書き方が正しくありません。",
            "よい順に並べ、下限(floor)を大きい順に書き、最後の段階だけ下限をなくしてください。",
        )
    return Scale(id_, title, grades)


@cache
def presets() -> tuple[Scale, ...]:
    """All presets, in the order of ``scales.toml``."""
    text = files("dxbook.plan").joinpath("scales.toml").read_text(encoding="utf-8")
    return tuple(_scale(row["id"], row["title"], tuple(map(grade_of, row["grades"])))
                 for row in tomllib.loads(text)["scale"])


def names() -> tuple[str, ...]:
    """The presets' titles: the 評価尺度 drop-down. (TOML files use the ids; :func:`get` takes both.)"""
    return tuple(scale.title for scale in presets())


def get(name: str) -> Scale:
    """The preset with this id or title. Raises NotFound, with the list."""
    for scale in presets():
        if folded(name) in (scale.id, folded(scale.title)):
            return scale
    raise NotFound(
        f"評価尺度「{name}」はありません。",
        "使えるのは " + "、".join(f"「{scale.title}」({scale.id})" for scale in presets()) + " です。",
    )


def from_profile(profile: HasGrades) -> Scale:
    """The profile's scale: its own ``[[grades]]``, else the preset it names, else the default."""
    if profile.grades:
        name = profile.scale or "独自の評価尺度"
        return _scale(name, name, profile.grades)
    return get(profile.scale or DEFAULT)


def choices(profile: HasGrades) -> tuple[str, ...]:
    """What a city's 評価尺度 cell may say: its own scale's name first, then the presets' titles."""
    return tuple(dict.fromkeys((from_profile(profile).title, *names())))


def choose(name: str | None, profile: HasGrades) -> Scale:
    """The scale of a plan: what its 評価尺度 cell says, else the profile's. Raises NotFound."""
    own = from_profile(profile)
    if not name or folded(name) in (folded(own.id), folded(own.title)):
        return own
    return get(name)
