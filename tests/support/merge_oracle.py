"""What the three-way merge should give, cell by cell, written from its description and not from the program.

A cell is its text as it is compared; "" is an empty one. Departments hand in what they made of the cells that
they were given; the plan may have changed in the meantime, and may have been handed out again.

- A cell that a department left as it was handed out keeps the plan's present value.
- One text from one or several departments: taken where the plan still has the handed-out value; nothing happens
  where the plan already says the same; a conflict where the office has written something else.
- Different texts from departments are a conflict with all of them, whatever the plan says.
- A row that is gone from the plan is a conflict for whoever wrote into it (who emptied a cell wants what the office
  did). But 進捗 and 実績 rows that were handed out blank, because the plan had none yet, are appended where the
  measure or KPI still exists and nobody wrote into that row where it was handed out filled.
- What a department wrote first and was handed again is not asked twice: only what it then made of it counts. Where
  it went back to the first text, nobody can tell which file is the last: a conflict with both.
- In a conflict the plan's value stays. Files that were sent back count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Cell = tuple[str, str, str]
"""Sheet key, row key, column key."""
Row = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """One returned file: the cells as handed out, the rows that were handed out blank, and every cell now."""

    department: str
    file: str
    handed: Mapping[Cell, str]
    blank: frozenset[Row]
    cells: Mapping[Cell, str]
    merged: bool = True


@dataclass(frozen=True)
class Wish:
    department: str
    file: str
    was: str
    text: str
    appends: bool

    def answers(self, earlier: Wish) -> bool:
        """Whether this wish was made of a cell that showed ``earlier``, and is not merely its undoing."""
        return (self.department == earlier.department and self.was == earlier.text
                and self.text != earlier.was)


@dataclass
class Expected:
    """``cells``: the new plan's; ``conflicts``: cell → (department, file, text)."""

    cells: dict[Cell, str] = field(default_factory=dict)
    conflicts: dict[Cell, set[tuple[str, str, str]]] = field(default_factory=dict)


def expect(plan: Mapping[Cell, str], rows: set[Row], parents: set[str], answers: Iterable[Answer]) -> Expected:
    """The new plan and its conflicts. ``plan`` and ``rows`` are the plan's as it stands now, ``parents`` the
    measures and KPIs that it still has."""
    expected = Expected({cell: text for cell, text in plan.items() if text})
    wishes: dict[Cell, list[Wish]] = {}
    for answer in answers:
        for cell, text in answer.cells.items():
            was = answer.handed.get(cell, "")
            appends = cell[0] in ("reports", "actuals") and cell[:2] in answer.blank and cell[1].split("|")[0] in parents
            if answer.merged and text != was:
                wishes.setdefault(cell, []).append(Wish(answer.department, answer.file, was, text, appends))
    lasts = {cell: [each for each in wished if not any(other.answers(each) for other in wished)] or wished
             for cell, wished in wishes.items()}
    lost = {cell[:2] for cell, last in lasts.items()
            if cell[:2] not in rows and any(not each.appends and each.text != plan.get(cell, "") for each in last)}
    for cell, last in lasts.items():
        now, texts = plan.get(cell, ""), {each.text for each in last}
        if texts == {now}:
            continue
        gone = cell[:2] in lost or (cell[:2] not in rows and not all(each.appends for each in last))
        if gone or len(texts) > 1 or any(each.was != now for each in last):
            expected.conflicts[cell] = {(each.department, each.file, each.text) for each in last}
        else:
            expected.cells[cell] = texts.pop()
    expected.cells = {cell: text for cell, text in expected.cells.items() if text}
    return expected
