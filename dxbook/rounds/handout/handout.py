"""Hand out a plan: one workbook for every department, and the register of what went to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxbook.errors import DxbookError
from dxbook.findings import Finding
from dxbook.plan import Book, Measure, Profile
from dxbook.values import era_of, fy_label, read_date

if TYPE_CHECKING:
    from dxbook.plan import Identity
    from dxbook.rounds.handout.portion import Portion
    from dxbook.rounds.handout.workbook import Handout

REGISTER = "配布台帳.xlsx"
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Sent:
    """One department's workbook: its part of the plan, the file's name, what the file knows of itself."""

    portion: Portion
    file: str
    identity: Identity
    content: Handout


@dataclass(slots=True)
class Bundle:
    """All that is handed out for ``fy``. ``idle``: departments without a workbook, and why; ``chosen``: only
    departments that were asked for by name have one."""

    plan: str
    fy: int
    deadline: str
    contact: str
    sent: list[Sent] = field(default_factory=list)
    idle: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    chosen: bool = False


def prepare(
    book: Book, profile: Profile, *, fy: int | None = None, deadline: str = "", contact: str = "",
    departments: Sequence[str] = (),
) -> Bundle:
    """Decide who gets what. ``fy`` None is the plan's 対象年度; ``deadline`` and ``contact`` go before the
    plan's own; ``departments`` names those that are wanted (all).

    Raises DxbookError where the year is not the plan's, no measure has an owner, nothing is to be filled in,
    a name or the deadline cannot be read.
    """
    from dxbook.rounds.handout import idle, nobody
    from dxbook.rounds.handout.portion import portions

    asked = year_of(book, fy)
    changes = _changes(book, asked, deadline, contact)
    _refuse(book)
    everybody = portions(book, profile, asked)
    if not everybody:
        raise DxbookError(f"{fy_label(asked)}に記入する施策・指標がありません。",
                          "施策の状態・開始年度・終了年度を確かめてください。")
    names = idle.chosen(book, profile, [each.department for each in everybody], departments)
    bundle = Bundle(_title(book), asked, day_label(changes["deadline"]), str(changes["office"] or ""),
                    findings=nobody.findings(book, profile, asked), chosen=bool(departments))
    bundle.idle = idle.reasons(book, profile, asked, [each.department for each in everybody], names)
    bundle.sent = _sent(book, profile, bundle, [each for each in everybody if each.department in names], changes)
    return bundle


def write(bundle: Bundle, profile: Profile, folder: Path, progress: Callable[[int, int, str], None]) -> list[Path]:
    """Write every workbook and the register into ``folder``; their paths, the register last."""
    from dxbook.rounds.handout import register
    from dxbook.rounds.handout.workbook import write_handout

    for number, sent in enumerate(bundle.sent):
        progress(number, len(bundle.sent), sent.portion.department)
        write_handout(folder / sent.file, profile, sent.content)
    register.write(bundle, profile, folder / REGISTER)
    progress(len(bundle.sent), len(bundle.sent), "")
    return [folder / sent.file for sent in bundle.sent] + [folder / REGISTER]


def year_of(book: Book, fy: int | None) -> int:
    """The year to ask about. Raises DxbookError where it is not one of the plan's."""
    if not book.years:
        raise DxbookError("計画の期間がわかりません。", "「計画」シートの開始年度と終了年度を書いてください。")
    asked = fy or book.plan.review_fy
    if asked is None:
        raise DxbookError("対象年度がわかりません。", "「計画」シートの対象年度を書くか、--fy R7 のように指定してください。")
    if asked not in book.years:
        raise DxbookError(f"{fy_label(asked)}は計画期間（{fy_label(book.years[0])}～{fy_label(book.years[-1])}）の外です。",
                          "計画期間のなかの年度を指定してください。")
    return int(asked)


def _refuse(book: Book) -> None:
    if not any(record.owner for record in book[Measure]):
        title = book[Measure].title
        raise DxbookError(f"「{title}」シートの所管課がどの行も空欄なので、配る相手が決まりません。",
                          f"「{title}」シートの所管課に部署名を書いてから、もう一度実行してください。")


def _changes(book: Book, fy: int, deadline: str, contact: str) -> dict[str, Any]:
    """What the hand-outs' 計画 sheet says differently. Days of another year's review are not repeated."""
    same = fy == book.plan.review_fy
    day = read_date(deadline).value if deadline else book.plan.deadline if same else None
    if deadline:
        _refuse_day(deadline, day, fy)
    return {"review_fy": fy_label(fy), "deadline": day, "as_of": book.plan.as_of if same else None,
            "office": contact or book.plan.office}


def _refuse_day(deadline: str, day: dt.date | None, fy: int) -> None:
    """Raise for what is no day, or cannot be the one until which ``fy`` is reported on."""
    example = "令和8年4月24日、2026-04-24 のように書いてください。"
    if day is None:
        raise DxbookError(f"提出期限「{deadline}」は日付として読めません。", example)
    if day < dt.date(fy, 4, 1):
        raise DxbookError(f"提出期限「{deadline}」は、{fy_label(fy)}が始まる前の日です。",
                          "提出期限か、書いてもらう年度（--fy）を確かめてください。")
    if day > dt.date(fy + 3, 3, 31):
        raise DxbookError(f"提出期限「{deadline}」は、{fy_label(fy)}が終わってから2年よりあとです。",
                          "提出期限か、書いてもらう年度（--fy）を確かめてください。")


def _title(book: Book) -> str:
    return "　".join(part for part in (book.plan.city, book.plan.title) if part)


def day_label(day: dt.date | None) -> str:
    """2026-04-24 → 令和8年4月24日（金）; None → ""."""
    if day is None:
        return ""
    name, number = era_of(day.year)
    return f"{name}{'元' if number == 1 else number}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def _sent(
    book: Book, profile: Profile, bundle: Bundle, chosen: Sequence[Portion], changes: dict[str, Any]
) -> list[Sent]:
    from dxbook.plan import plan_id, to_meta
    from dxbook.rounds.handout.content import identity_of, rows_of, version_of
    from dxbook.rounds.handout.guide import HandoutFacts
    from dxbook.rounds.handout.names import file_name, fold
    from dxbook.rounds.handout.owners import Owners, at_year
    from dxbook.rounds.handout.workbook import Handout

    owners, taken, sent = Owners(at_year(book, bundle.fy), profile), {fold(REGISTER)}, []
    for portion in chosen:
        rows = rows_of(owners, portion, bundle.fy, changes)
        identity = identity_of((plan_id(book), version_of(book)), portion.department, bundle.fy, rows)
        shared = any("共同" in line.role for lines in portion.lines.values() for line in lines)
        asked = HandoutFacts(
            portion.department, bundle.fy, bundle.plan, bundle.deadline, bundle.contact, day_label(changes["as_of"]),
            len(portion.own("reports")), len(portion.own("actuals")), len(portion.own("inventory")), shared,
        )
        content = Handout(asked, book.years, rows, to_meta(identity))
        sent.append(Sent(portion, file_name(bundle.fy, portion.department, taken), identity, content))
    return sent
