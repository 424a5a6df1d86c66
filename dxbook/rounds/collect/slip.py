"""差戻し票: a department's own workbook, marked, with a sheet in front that says what to do by when.

It is the same workbook still, with its identity: once mended, it is what the department returns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from dxbook import look
from dxbook.files import refuse
from dxbook.findings import SLIP, Finding, Level
from dxbook.rounds.marks import SUFFIXES, marked, rows
from dxbook.workbook.make import Heading, Listing, ListValue, strong

NUMBER = "票番号"
"""What the slip is called by: the first digits of the SHA-256 of the file that it was made of."""
_HEADINGS = (
    Heading("No.", 5, "center"), Heading("レベル", 9, "center"), Heading("シート", 13), Heading("セル", 9, "center"),
    Heading("欄", 20), Heading("内容", 52), Heading("直し方", 52),
)
_VERDICTS = {
    "差戻し": (look.ERROR, "× 差戻し：このままでは計画に反映できません。直して、もう一度提出してください。"),
    "条件付": (look.ERROR, "△ 条件付：計画に反映しました。ただし、直すところや確かめるところがあります。"),
    "受理": (look.TEXT, "○ 受理：計画に反映しました。"),
}


def write(
    data: bytes, name: str, found: Sequence[Finding], output: Path, *, verdict: str, department: str,
    deadline: str, office: str, inputs: Iterable[Path] = (),
) -> None:
    """Write the slip made of the workbook ``data`` (decrypted; ``name`` is for messages).

    ``deadline`` and ``office`` (whom to ask) are shown as given, "" leaves them out. Raises OutputFailed for
    formats other than .xlsx and .xlsm, NotAWorkbook for a damaged file, Locked.
    """
    refuse(output, suffixes=SUFFIXES)
    lead = _lead(found, verdict, department, deadline, office, sha256(data).hexdigest()[:12])

    def front(links: Collection[str]) -> Listing:
        return Listing(SLIP, _HEADINGS, lead, rows(found, links, _HEADINGS))

    marked(data, name, found, front).write(output, inputs=inputs)


def _lead(
    found: Sequence[Finding], verdict: str, department: str, deadline: str, office: str, number: str
) -> list[ListValue]:
    colour, told = _VERDICTS.get(verdict, (look.TEXT, verdict))
    last = (("提出期限", deadline), ("問合せ先", office), (NUMBER, number))
    return [
        f"{SLIP}　{department}".rstrip("　"),
        strong(told, colour),
        *(f"{sign} {text}" for sign, text in zip("①②③", _steps(found), strict=True)),
        strong("　　".join(f"{label}：{text}" for label, text in last if text)),
    ]


def _steps(found: Sequence[Finding]) -> tuple[str, str, str]:
    """What to do, in three lines."""
    errors, warnings = (sum(each.level is level for each in found) for level in (Level.ERROR, Level.WARNING))
    mend = [f"赤いセル（エラー{errors}件）を直します。"] if errors else []
    if warnings:
        mend.append(f"橙のセル（警告{warnings}件）は確かめ、正しければそのままで構いません。")
    return (
        "".join(mend) or "直すセルはありません。",
        "下の表の「セル」を押すと、そのセルへ移ります。直し方は、セルのメモ（右上の赤い三角）にもあります。",
        f"{'直したら' if errors else '直したときは'}保存し、このブックをもう一度提出してください。"
        "この票やセルの色は、消さなくて構いません。",
    )
