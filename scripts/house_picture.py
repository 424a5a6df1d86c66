"""Draw what imports what: packages on floors, arrows from each to what lies below it.

Graphviz would lay it out, but is a program of its own; grandalf, in Python, is no longer kept. Little is needed here: the
layered way of Sugiyama (1981), with a place of its own on every floor that an arrow passes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import combinations, pairwise

from dxbook import look

FLOOR, BOX, GAP, MARGIN = 62, 28, 16, 20
"""Heights of a floor and of a box, the least room between two things on a floor, the room around all; in pixels."""
LETTER, PADDING, PASSING = 7.6, 20, 10
"""Widths: of a letter at most, of the room around a name, of an arrow that passes a floor."""
SWEEPS = 40
TINTS = {"gui": look.KEY_PALE, "apps": look.KEY_PALE, "outputs": look.WARNING_PALE, "rounds": look.WARNING_PALE}


@dataclass(eq=False)
class Place:
    """A package, or where an arrow passes a floor (``name`` is ""). ``x`` is its middle."""

    name: str
    floor: int
    x: float = 0
    below: list[Place] = field(default_factory=list)
    above: list[Place] = field(default_factory=list)

    @property
    def half(self) -> float:
        return (len(self.name) * LETTER + PADDING if self.name else PASSING) / 2


def svg(arrows: Mapping[str, set[str]]) -> str:
    """The picture of packages (all are keys) and what each imports from."""
    rows = _rows(arrows)
    _order(rows)
    _spread(rows)
    width = round(max(place.x + place.half for row in rows for place in row) + MARGIN)
    height = len(rows) * FLOOR + MARGIN
    drawn = [*_bands(len(rows), width), *_lines(rows), *_boxes(rows)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>The packages of dxbook</title>",
        "<desc>Each box is a package; an arrow leads to what it imports from. Arrows that follow from others are left "
        "out.</desc>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="#{look.QUIET}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#{look.PAPER}"/>',
        *drawn, "</svg>", ""])


def _floors(arrows: Mapping[str, set[str]]) -> dict[str, int]:
    """As low as what lies below allows; then upwards, towards those who use it, while no arrow grows by it."""
    floors: dict[str, int] = {}

    def floor(name: str) -> int:
        if name not in floors:
            floors[name] = max((floor(each) + 1 for each in arrows[name]), default=0)
        return floors[name]

    for name in sorted(arrows, key=floor, reverse=True):
        users = [each for each in arrows if name in arrows[each]]
        if users and len(users) >= len(arrows[name]) > 0:
            floors[name] = min(floors[each] for each in users) - 1
    return floors


def _rows(arrows: Mapping[str, set[str]]) -> list[list[Place]]:
    """The floors from the ground up, with a place on every floor that an arrow passes."""
    floors = _floors(arrows)
    rows: list[list[Place]] = [[] for _ in range(max(floors.values()) + 1)]
    places = {name: Place(name, floors[name]) for name in sorted(arrows)}
    for place in places.values():
        rows[place.floor].append(place)
    for name in sorted(arrows):
        for target in sorted(arrows[name]):
            upper = places[name]
            for number in range(upper.floor - 1, floors[target], -1):
                passing = Place("", number)
                rows[number].append(passing)
                _join(upper, passing)
                upper = passing
            _join(upper, places[target])
    return rows


def _join(upper: Place, lower: Place) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


def _order(rows: list[list[Place]]) -> None:
    """Put every place near the middle of its neighbours, floor by floor, and keep the order with the fewest crossings."""
    best, kept = _crossings(rows), [list(row) for row in rows]
    for sweep in range(SWEEPS):
        upwards = sweep % 2 == 0
        for row in rows[1:] if upwards else rows[-2::-1]:
            before = {id(place): number for number, place in enumerate(row)}
            beside = {id(place): number for each in rows for number, place in enumerate(each)}

            def middle(place: Place, up: bool = upwards, own: dict[int, int] = before, all_: dict[int, int] = beside) -> float:
                near = place.below if up else place.above
                return sum(all_[id(each)] for each in near) / len(near) if near else own[id(place)]

            row.sort(key=middle, reverse=sweep % 4 > 1)  # by turns, so that equal ones change places
            if sweep % 4 > 1:
                row.reverse()
        if (count := _crossings(rows)) < best:
            best, kept = count, [list(row) for row in rows]
    rows[:] = kept
    chains = [_passing(lower) for row in rows for place in row if place.name for lower in place.below]
    neighbours = [([one], [other]) for row in rows for one, other in pairwise(row)]
    while any(_swapped(one, other, rows) for one, other in (*combinations(filter(None, chains), 2), *neighbours)):
        pass


def _passing(lower: Place) -> list[Place]:
    """The places that one arrow passes, from ``lower`` on."""
    return [] if lower.name else [lower, *_passing(lower.below[0])]


def _swapped(one: list[Place], other: list[Place], rows: list[list[Place]]) -> bool:
    """Whether these changed places, on every floor where both are, because fewer arrows cross so."""
    count = _crossings(rows)
    _swap(one, other, rows)
    if _crossings(rows) < count:
        return True
    _swap(one, other, rows)
    return False


def _swap(one: list[Place], other: list[Place], rows: list[list[Place]]) -> None:
    for first, second in ((a, b) for a in one for b in other if a.floor == b.floor):
        row = rows[first.floor]
        here, there = row.index(first), row.index(second)
        row[here], row[there] = second, first


def _crossings(rows: Sequence[Sequence[Place]]) -> int:
    number = {id(place): index for row in rows for index, place in enumerate(row)}
    count = 0
    for row in rows:
        ends = [(index, number[id(lower)]) for index, place in enumerate(row) for lower in place.below]
        count += sum(a < c and b > d for a, b in ends for c, d in ends)
    return count


def _spread(rows: list[list[Place]]) -> None:
    """Give every place its x: in its order, near the middle of its neighbours, straight where an arrow passes."""
    for row in rows:
        x = float(MARGIN)
        for place in row:
            place.x = x + place.half
            x += 2 * place.half + GAP
    for sweep in range(4 * SWEEPS):
        for row in rows if sweep % 2 else rows[::-1]:
            _settle(row, [_wished(place) for place in row])
    for place in (place for _ in range(3) for row in rows for place in row if place.name):  # each makes room for others
        for lower in place.below:
            _straighten(lower, rows)
    left = min(place.x - place.half for row in rows for place in row) - MARGIN
    for row in rows:
        for place in row:
            place.x = round(place.x - left, 1)


def _wished(place: Place) -> float:
    near = [*place.below, *place.above]
    return sum(each.x for each in near) / len(near) if near else place.x


def _straighten(first: Place, rows: list[list[Place]]) -> None:
    """Put the passing places of one arrow, from ``first`` down, below one another for as far as the others leave room."""
    run: list[Place] = []
    low, high = float("-inf"), float("inf")
    while not first.name:
        left, right = _room(first, rows[first.floor])
        if run and max(low, left) > min(high, right):
            _align(run, low, high)
            run, low, high = [], left, right
        run.append(first)
        low, high = max(low, left), min(high, right)
        first = first.below[0]
    _align(run, low, high)


def _room(place: Place, row: list[Place]) -> tuple[float, float]:
    """How far it may go to the left and right without changing the order."""
    number = row.index(place)
    low = row[number - 1].x + row[number - 1].half + GAP + place.half if number else float("-inf")
    high = row[number + 1].x - row[number + 1].half - GAP - place.half if number + 1 < len(row) else float("inf")
    return low, high


def _align(run: list[Place], low: float, high: float) -> None:
    x = sum(each.x for each in run) / max(len(run), 1)
    for each in run:
        each.x = min(max(x, low), high)


def _settle(row: list[Place], wished: list[float]) -> None:
    """As near to what is wished as the order and the room allow: neighbours that meet share the way."""
    blocks: list[tuple[float, int]] = []  # mean wish of the first place's middle, how many places
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + one.half + GAP + other.half)
    for offset, wish in zip(offsets, wished, strict=True):
        mean, count = wish - offset, 1
        while blocks and blocks[-1][0] >= mean:
            before, number = blocks.pop()
            mean, count = (before * number + mean * count) / (number + count), number + count
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    for place, start, offset in zip(row, starts, offsets, strict=True):
        place.x = start + offset


def _bands(count: int, width: int) -> list[str]:
    return [f'<rect y="{MARGIN / 2 + number * FLOOR:g}" width="{width}" height="{FLOOR}" fill="#{look.GROUND}"/>'
            for number in range(0, count, 2)]


def _top(place: Place, rows: int) -> float:
    """The upper edge of its box; the highest floor is drawn first."""
    return MARGIN / 2 + (rows - 1 - place.floor) * FLOOR + (FLOOR - BOX) / 2


def _lines(rows: list[list[Place]]) -> list[str]:
    """Every arrow: upright past the boxes of a floor, curved between floors."""
    drawn = []
    for place in (each for row in rows for each in row if each.name):
        for lower in place.below:
            x, y = place.x, _top(place, len(rows)) + BOX
            path = f"M{x:g} {y:g}{_between(x, y, lower, rows)}"
            while not lower.name:
                x, y = lower.x, _top(lower, len(rows)) + BOX
                path += f"V{y:g}"
                lower = lower.below[0]
                path += _between(x, y, lower, rows)
            drawn.append(f'<path d="{path}" fill="none" stroke="#{look.QUIET}" stroke-width="1.2" marker-end="url(#tip)"/>')
    return drawn


def _between(x: float, y: float, lower: Place, rows: list[list[Place]]) -> str:
    """From the bottom of a floor's boxes to the top of the next one's."""
    top = _top(lower, len(rows))
    middle = (y + top) / 2
    return f"C{x:g} {middle:g} {lower.x:g} {middle:g} {lower.x:g} {top:g}"


def _boxes(rows: list[list[Place]]) -> list[str]:
    drawn = []
    for row in rows:
        for place in row:
            if place.name:
                top, tint = _top(place, len(rows)), TINTS.get(place.name.partition(".")[0], look.PAPER)
                drawn.append(
                    f'<rect x="{place.x - place.half:g}" y="{top:g}" width="{2 * place.half:g}" height="{BOX}" rx="5" '
                    f'fill="#{tint}" stroke="#{look.LINE}"/><text x="{place.x:g}" y="{top + BOX / 2 + 4.5:g}" '
                    f'text-anchor="middle" fill="#{look.TEXT}">{escape(place.name)}</text>')
    return drawn
