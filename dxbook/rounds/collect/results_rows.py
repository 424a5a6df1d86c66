"""What the results workbook says: the ledger, what is to be decided, what is missing, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dxbook import look
from dxbook.findings import Finding, Level, catalogue
from dxbook.plan import BY_KEY
from dxbook.rounds.collect.compare import PROPOSALS
from dxbook.rounds.collect.model import Collected, Conflict, Returned, Verdict
from dxbook.text import written
from dxbook.values import fy_label
from dxbook.workbook.make import Heading, Link, Listing, ListValue, Tag
from dxbook.workbook.open import japan_time

LEDGER, CONFLICTS, OPEN, PROPOSED, FOUND = "台帳", "食い違い", "未回答", "変更の申し出", "指摘"
SHORT = 3
"""Causes named in the ledger; the others are counted."""
NAMED = 12
"""Departments named above the ledger."""
MAX_TEXT, TALLEST = 700, 20
"""Letters and lines of a value that are shown."""

VERDICTS: dict[Verdict, Tag] = {
    Verdict.ACCEPTED: Tag("○ 受理", look.SUCCESS),
    Verdict.CONDITIONAL: Tag("△ 条件付", look.WARNING, look.WARNING_PALE),
    Verdict.REJECTED: Tag("✕ 差戻し", look.ERROR, look.ERROR_PALE),
    Verdict.MISSING: Tag("－ 未提出", look.KEY, look.KEY_PALE),
}
_LEVELS = {
    Level.ERROR: Tag("エラー", look.ERROR, look.ERROR_PALE), Level.WARNING: Tag("警告", look.WARNING),
    Level.INFO: Tag("情報", look.QUIET),
}
_MERGED = (Verdict.ACCEPTED, Verdict.CONDITIONAL)


@dataclass(slots=True)
class View:
    """``collected`` by department. ``order``: the departments as the plan lists them; ``slips``: returned
    file → 差戻し票; ``new_plan``: the plan as it was made."""

    collected: Collected
    order: Sequence[str] = ()
    slips: Mapping[Path, Path] = field(default_factory=dict)
    new_plan: Path | None = None
    files: dict[str, list[Returned]] = field(default_factory=dict, init=False)
    strangers: list[Returned] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        for each in sorted(self.collected.files, key=_name):
            if each.problem or not each.department:
                self.strangers.append(each)
            else:
                self.files.setdefault(each.department, []).append(each)

    @property
    def due(self) -> list[str]:
        """The departments that were to answer, in the plan's order."""
        rank = {name: number for number, name in enumerate(self.order)}
        names = {*self.files, *self.collected.absent}
        return sorted(names, key=lambda name: (rank.get(name, len(rank)), name))

    @property
    def in_order(self) -> list[Returned]:
        """All files, department by department."""
        return [each for name in self.due for each in self.files.get(name, ())] + self.strangers

    def verdict(self, department: str) -> Verdict:
        """The best of the department's files."""
        ranked = list(Verdict)
        looked_at = (each.verdict for each in self.files.get(department, ()) if not each.unused)
        return min(looked_at, key=ranked.index, default=Verdict.MISSING)

    def absence(self, department: str) -> str:
        """What is known of a department that is missing: perhaps it sent something that does not belong here."""
        sent = "、".join(f"「{_name(each)}」" for each in self.strangers if each.sender == department)
        if department in self.collected.earlier:
            return f"今回は返送がありません。{sent and sent + 'が届いています。'}前の集約で反映した値が、計画に入っています。"
        return f"受け取れるブックがありません。{sent}が届いています。" if sent else "返送がありません。"

    def file(self, department: str, name: str) -> Returned | None:
        """The file that a claim names."""
        return next((each for each in self.files.get(department, ()) if _name(each) == name), None)


def listings(view: View) -> list[Listing]:
    """All sheets, in order."""
    return [_ledger(view), _conflicts(view), _open(view), _proposed(view), _found(view)]


def _name(each: Returned) -> str:
    return each.name or each.path.name


def _ledger(view: View) -> Listing:
    listing = Listing(LEDGER, (
        Heading("部署", 19.7), Heading("判定", 12.7, "center"), Heading("ファイル", 29.7), Heading("最終保存", 26.7, "center"),
        Heading("記入", 9.7, "center"), Heading("エラー", 9.3, "right"), Heading("警告", 8.7, "right"),
        Heading("反映", 8.7, "right"), Heading("食い違い", 10.7, "right"), Heading("理由", 38.7),
        Heading("差戻し票", 10.7, "center"),
    ), _summary(view), empty="返送されたファイルはありません。")
    merged = view.collected.merged
    unclear = Counter(pair for each in merged.conflicts for pair in {(who, file) for who, file, _ in each.claims})
    for name in view.due:
        for each in view.files.get(name, ()):
            pair = (each.department, _name(each))
            listing.rows.append(_ledger_row(view, each, unclear[pair]))
        if name not in view.files:
            listing.rows.append((name, VERDICTS[Verdict.MISSING], *[""] * 7, view.absence(name), ""))
    listing.rows += [_ledger_row(view, each, 0) for each in view.strangers]
    return listing


def verdict_of(each: Returned) -> Tag:
    """What became of one file, as it is shown."""
    if each.problem:
        return Tag("✕ 受け取れない", look.ERROR, look.ERROR_PALE)
    return Tag("－ 使わない", look.QUIET) if each.unused else VERDICTS[each.verdict]


def _ledger_row(view: View, each: Returned, unclear: int) -> Sequence[ListValue]:
    """``unclear``: conflicts that the file has a part in. All else that it changed stands in the new plan, also
    where another department wrote the same."""
    levels = Counter(found.level for found in each.findings if found not in each.missing)  # those are 未記入
    slip, merged = view.slips.get(each.path), each.verdict in _MERGED and not each.unused
    return (
        each.department or each.sender or "（わかりません）", verdict_of(each), Link(_name(each), each.path),
        japan_time(each.saved), f"{each.answered}/{each.due}" if each.due else "", levels[Level.ERROR] or "",
        levels[Level.WARNING] or "", len(each.edits) - unclear if merged else "", unclear or "",
        why(each), Link("開く", slip) if slip else "",
    )


def why(each: Returned) -> str:
    """What one file wants or lacks, in short; "" where nothing is to be said."""
    return each.problem or each.unused or _reason(each)


def _reason(each: Returned) -> str:
    """The causes of the verdict by their titles, the most frequent first."""
    worst = Level.ERROR if each.verdict is Verdict.REJECTED else Level.WARNING
    found = [one.code for one in each.findings if one.level.rank <= worst.rank and one not in each.missing]
    causes = [f"{catalogue()[code].title} {count}" for code, count in Counter(found).most_common()]
    if each.missing:
        causes.insert(0, f"未記入 {len(each.missing)}")
    more = f"、ほか{len(causes) - SHORT}種類" if len(causes) > SHORT else ""
    return "、".join(causes[:SHORT]) + more


def _summary(view: View) -> list[ListValue]:
    """What the office asks first: how many, who has not answered, which files go back, what is to be decided."""
    collected, due = view.collected, view.due
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for name in due:
        by_verdict[view.verdict(name)].append(name)
    counts = "　".join(f"{VERDICTS[verdict].text} {len(names)}" for verdict, names in by_verdict.items())
    lines: list[ListValue] = [
        f"集約結果　{fy_label(collected.fy)}",
        Link(f"計画: {collected.plan.name}", collected.plan),
        *([Link(f"反映した計画: {view.new_plan.name}", view.new_plan)] if view.new_plan else []),
        Tag(f"提出 {len(due) - len(by_verdict[Verdict.MISSING])}/{len(due)} 部署　（{counts}）"),
    ]
    for verdict in (Verdict.MISSING, Verdict.REJECTED):
        if names := by_verdict[verdict]:
            more = f" ほか{len(names) - NAMED}部署" if len(names) > NAMED else ""
            lines.append(Tag(f"{VERDICTS[verdict].text}: {'、'.join(names[:NAMED])}{more}", VERDICTS[verdict].colour))
    if view.strangers:
        lines.append(Tag(f"どの部署のものとも受け取れないファイル: {len(view.strangers)}（表の終わり）", look.WARNING))
    todo = {CONFLICTS: len(collected.merged.undecided), PROPOSED: len(_proposals(view))}
    lines += [Link(f"→「{title}」が{count}件あります。決めてください。", None, title, "A1")
              for title, count in todo.items() if count]
    return [*lines, ""]


def _conflicts(view: View) -> Listing:
    listing = Listing(CONFLICTS, (
        Heading("番号", 7.7, "center"), Heading("行", 24.7), Heading("欄", 13.7), Heading("だれの値", 16.7), Heading("値", 56.7),
        Heading("セル", 12.7, "center"), Heading("ファイル", 22.7), Heading("理由", 20.7),
        Heading("決定", 12.7, entry="使う値の行に○を書きます。別の文にするときは、その文を書きます。"),
    ), [
        "食い違い", "計画が配布のあとに事務局で変わったか、部署どうしの値が違うため、計画の今の値のままにしてあります。",
        f"使う値を決め、もとの計画「{view.collected.plan.name}」に書いてから、もう一度集約してください。", "",
    ], empty="食い違いはありません。")
    for number, each in enumerate(view.collected.merged.conflicts, start=1):
        listing.first_of_group.add(len(listing.rows))
        listing.rows += _conflict_rows(view, number, each)
    return listing


def _conflict_rows(view: View, number: int, each: Conflict) -> list[Sequence[ListValue]]:
    plan, column = view.collected.plan, BY_KEY[each.target[0]].column(each.target[2]).label
    here: ListValue = Link(f"{each.sheet}!{each.cell}", plan, each.sheet, each.cell) if each.cell else ""
    rows: list[Sequence[ListValue]] = [
        (number, each.label, column, "計画（今の値）", _shown(each.current), here, plan.name, each.reason, "")]
    for department, name, edit in each.claims:
        found = view.file(department, name)
        path = found.path if found else None
        place = f"{edit.sheet}!{edit.cell}"
        rows.append((
            number, each.label, column, department, _shown(edit.raw),
            Link(place, path, edit.sheet, edit.cell) if path else place, Link(name, path) if path else name, "", ""))
    return rows


def _shown(raw: object) -> str:
    """A value as it fits a cell that is read at a glance; its link opens the whole."""
    text = written(raw) or "（空欄）"
    short = "\n".join(text[:MAX_TEXT].splitlines()[:TALLEST])
    return short if short == text else f"{short}…（続きはセルで）"


def _open(view: View) -> Listing:
    listing = Listing(OPEN, (
        Heading("部署", 19.7), Heading("判定", 12.7, "center"), Heading("シート", 11.7), Heading("セル", 9.7, "center"),
        Heading("欄", 24.7), Heading("ファイル", 30.7), Heading("内容", 56.7),
    ), ["未回答", "返送のない部署と、返送されたブックで空欄のままの欄です。", ""], empty="未回答はありません。")
    for name in view.due:
        if name not in view.files:
            listing.rows.append((name, VERDICTS[Verdict.MISSING], "", "", "", "", view.absence(name)))
    for name in view.due:
        files = view.files.get(name, [])
        for each in [one for one in files if one.verdict in _MERGED] or files:
            listing.rows += [(
                name, VERDICTS[each.verdict], found.sheet, _cell(each, found), found.column,
                Link(_name(each), each.path), found.message) for found in each.missing]
    return listing


def _proposals(view: View) -> list[tuple[Returned, Finding]]:
    return [(each, found) for each in view.in_order for found in each.findings if found.code in PROPOSALS]


def _proposed(view: View) -> Listing:
    listing = Listing(PROPOSED, (
        Heading("部署", 19.7), Heading("シート", 10.7), Heading("セル", 9.7, "center"), Heading("欄", 16.7),
        Heading("部署が書いた値", 44.7), Heading("内容", 40.7), Heading("ファイル", 24.7),
        Heading("決定", 12.7, entry="計画に入れるなら○、入れないなら×を書きます。"),
    ), [
        "変更の申し出", "部署が、配布したときに決まっていた文を変えたり、行を足したりしたところです。計画には入れていません。",
        "計画に入れるときは、事務局で計画を直してください。", "",
    ], empty="変更の申し出はありません。")
    listing.rows += [(
        each.department, found.sheet, _cell(each, found), found.column, _shown(found.value), found.message,
        Link(_name(each), each.path), "") for each, found in _proposals(view)]
    return listing


def _found(view: View) -> Listing:
    listing = Listing(FOUND, (
        Heading("部署", 16.7), Heading("レベル", 9.7, "center"), Heading("シート", 10.7), Heading("セル", 9.7, "center"),
        Heading("欄", 16.7), Heading("値", 22.7), Heading("内容", 36.7), Heading("直し方", 36.7),
        Heading("コード", 9.7, "center"), Heading("ファイル", 22.7),
    ), ["指摘", "「セル」を押すと、返送されたブックのそのセルが開きます。", ""], empty="指摘はありません。")
    for each in view.in_order:
        for found in sorted(each.findings, key=lambda one: one.level.rank):
            listing.rows.append((
                each.department, _LEVELS[found.level], found.sheet, _cell(each, found), found.column,
                _shown(found.value) if found.value else "",
                found.message, found.remedy, found.code, Link(_name(each), each.path)))
    return listing


def _cell(each: Returned, found: Finding) -> ListValue:
    return Link(found.cell, each.path, found.sheet, found.cell) if found.cell else ""
