"""The national list of a 自治体DX推進計画 edition: dated data, see ``national.toml``.

Source: 総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」, the editions named there.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dxbook.errors import NotFound

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; ``number`` counts inside its ``group`` (the heading it stands under)."""

    number: int
    name: str
    group: str
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """As plans cite it: ①自治体フロントヤード改革の推進."""
        return _CIRCLED[self.number - 1] + self.name


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated list. ``published`` is 西暦, 2020-12 or 2025. ``main`` is the 重点取組事項 alone."""

    id: str
    title: str
    published: str
    items: tuple[Item, ...]

    @property
    def main(self) -> tuple[Item, ...]:
        """The items of the first group: the 重点取組事項 without those that go along with them."""
        return tuple(item for item in self.items if item.group == self.items[0].group)


@cache
def editions() -> tuple[Edition, ...]:
    """All editions, oldest first."""
    text = files("dxbook.plan").joinpath("national.toml").read_text(encoding="utf-8")
    return tuple(
        Edition(row["id"], row["title"], row["published"], tuple(
            Item(item["number"], item["name"], group["title"], tuple(item.get("aliases", ())))
            for group in row["group"] for item in group["items"]
        ))
        for row in tomllib.loads(text)["edition"]
    )


def edition(id_: str) -> Edition:
    """The edition ``id_``. Raises NotFound, with the list."""
    for found in editions():
        if found.id == id_:
            return found
    raise NotFound(f"国の重点取組事項の版「{id_}」はありません。",
                   f"使えるのは {'、'.join(found.id for found in editions())} です。")


def items(edition_id: str) -> tuple[Item, ...]:
    """The items of an edition in their order, the main group first. Raises NotFound."""
    return edition(edition_id).items


def find(edition_id: str, text: str) -> Item | None:
    """The item a plan cites as ``text`` (number, ★, spaces and width folded), or None.

    A number alone (「④」) means the main group's. Raises NotFound for an unknown edition.
    """
    found = edition(edition_id)
    wanted, number = _folded(text), _number(text)
    if number and not wanted:
        return next((item for item in found.main if item.number == number), None)
    for item in found.items:
        if wanted in (_folded(name) for name in (item.name, *item.aliases)):
            return item if number in (0, item.number) else None
    return None


def _number(text: str) -> int:
    head = text.strip()[:1]
    return _CIRCLED.index(head) + 1 if head and head in _CIRCLED else 0


def _folded(text: str) -> str:
    """Compared only, never stored: width, spaces, ★ and a leading circled number away."""
    bare = text.strip().lstrip(_CIRCLED).replace("★", "")
    return "".join(unicodedata.normalize("NFKC", bare).casefold().split())
