"""配布台帳: what was handed out to whom, and what to nobody. Printable, A4 in landscape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.values import fy_label
from dxbook.workbook.make import Heading, Link, Listing, ListValue, note, write_lists

if TYPE_CHECKING:
    from dxbook.plan import Profile
    from dxbook.rounds.handout.handout import Bundle, Sent

TITLE, REST = "配布台帳", "配っていないもの"
_HEADINGS = (
    Heading("No.", 6, "center"), Heading("部署", 22), Heading("ファイル", 34), Heading("{施策}", 8, "center"),
    Heading("{指標}", 8, "center"), Heading("{一覧}", 8, "center"), Heading("{施策}の記号", 36), Heading("配布番号", 30),
    Heading("提出期限", 20), Heading("送付日", 14, "center"), Heading("備考", 20),
)
_REST_HEADINGS = (Heading("区分", 12), Heading("名前・場所", 36), Heading("内容", 70), Heading("すること", 70))


def write(bundle: Bundle, profile: Profile, path: Path) -> None:
    """Write the register of ``bundle`` to ``path``, beside the workbooks. Raises OutputFailed."""
    write_lists([_register(bundle, profile, path.parent), _rest(bundle)], path, links_from=path.parent, frozen=2, indent=0,
                growing=True)


def _register(bundle: Bundle, profile: Profile, folder: Path) -> Listing:
    words = {word: profile.word(word) for word in ("施策", "指標", "一覧")}
    headings = [replace(each, label=each.label.format(**words)) for each in _HEADINGS]
    title = f"{fy_label(bundle.fy)} 進捗の記入 {TITLE}"
    about = f"{bundle.plan}　提出先 {bundle.contact or '（計画シートの事務局が空欄です）'}"
    rows = [_sent(number, sent, bundle, folder) for number, sent in enumerate(bundle.sent, start=1)]
    return Listing(TITLE, headings, [title, note(about), ""], [*rows], header=title)


def _sent(number: int, sent: Sent, bundle: Bundle, folder: Path) -> tuple[ListValue, ...]:
    portion = sent.portion
    ids = "、".join(record.measure_id for record in portion.own("reports"))
    shared = "共同の行あり" if sent.content.asked.shared else ""
    counts = (len(portion.own(sheet)) or None for sheet in ("reports", "actuals", "inventory"))
    return (number, portion.department, Link(sent.file, folder / sent.file), *counts, ids, sent.identity.handout_id,
            bundle.deadline, None, shared)


def _rest(bundle: Bundle) -> Listing:
    rows: list[tuple[ListValue, ...]] = [
        (found.level.value, "!".join(part for part in (found.sheet, found.cell) if part), found.message, found.remedy)
        for found in bundle.findings]
    rows += [("部署", name, why, "") for name, why in bundle.idle]
    about = "どの課にも配っていないもの、確かめてほしいもの、ブックを作っていない課です。"
    return Listing(REST, _REST_HEADINGS, [REST, note(about), ""], [*(rows or [("", "", "ありません。", "")])])
