"""Departments that get no workbook, and why; and those that were chosen by name."""

from __future__ import annotations

from collections.abc import Sequence

from dxbook.errors import DxbookError
from dxbook.plan import Book, Measure, Profile
from dxbook.rounds.handout.owners import Owners, at_year, is_group
from dxbook.rounds.handout.portion import departments

ENDED = "受け持つものが完了・廃止などで、記入がありません。"
PARTNER = "関係課としてだけ名前があり、記入がありません。"
UNNAMED = "施策・指標・一覧に名前がありません。"
NOT_CHOSEN = "今回は選ばれていません。"


def chosen(book: Book, profile: Profile, everybody: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The departments to write workbooks for, aliases resolved. Raises DxbookError for one that gets none."""
    if not wanted:
        return list(everybody)
    directory = Owners(book, profile).ctx.directory
    names = [directory.find(name) or name for name in wanted]
    for name, written in zip(names, wanted, strict=True):
        if name not in everybody:
            near = directory.suggest(written)
            hint = f"「{near}」ではありませんか。" if near in everybody and near != written else ""
            raise DxbookError(f"「{written}」に配るものはありません。", f"{hint}配る課: {'、'.join(everybody)}")
    return [name for name in everybody if name in names]


def reasons(
    book: Book, profile: Profile, fy: int, everybody: Sequence[str], names: Sequence[str]
) -> list[tuple[str, str]]:
    """(department, why it gets no workbook), in the order of the 組織 sheet."""
    owners = Owners(at_year(book, fy), profile)
    own = set(departments(owners))
    partners = {name for record in book[Measure] for name in owners.named(record, Measure.partners)}
    known = [row.name for row in owners.ctx.directory.rows]
    out = []
    for name in dict.fromkeys([*everybody, *known, *own]):
        if name in names or (is_group(name) and name not in own):
            continue
        why = NOT_CHOSEN if name in everybody else ENDED if name in own else PARTNER if name in partners else UNNAMED
        out.append((name, why))
    return out
