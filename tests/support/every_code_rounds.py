"""As every_code: what is handed out, and what comes back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dxbook.reading import workbook as book
from dxbook.rounds.collect import receive
from dxbook.rounds.handout import nobody
from dxbook.workbook.edit.archive import Archive
from tests.support import returned
from tests.support.checked import changed
from tests.support.spring import CITIZENS, GENERAL, MEASURES, Office
from tests.support.tables import DEFAULTS, plan_book

Maker = Callable[[Path], Iterable[str]]
"""Given an empty folder: the codes of the findings that come of it."""


def codes(found: Iterable[Any]) -> list[str]:
    return [each.code for each in found]


def measure(old: str, new: str) -> dict[str, str]:
    return {"measures": changed("measures", old, new)}


# -- hand-outs ------------------------------------------------------------------------------------------------------

NOBODYS: dict[str, Mapping[str, str]] = {
    "H101": measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | "),
    "H102": {"kpis": changed("kpis", "| K02 | 01-02 | |", "| K02 | | 1 |")},
    "H103": measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 関係各課"),
    "H104": measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 資産税係"),
    "H105": measure("01-02 | 1-1", " | 1-1"),
    "H106": {"evidence": "| 番号 | 体系コード | エビデンス |\n| n:1 | 1-1 | 窓口の混み具合 |",
             **measure("窓口の混雑の緩和 | 市民課", "窓口の混雑の緩和 | 総務課")},
    "H107": {"inventory": "| 種別 | 番号 | 名称 | 担当部署 |\n| 手続 | n:1 | 転入 | |"},
}


def nobodys(folder: Path, sheets: Mapping[str, str]) -> list[str]:
    opened = book.read(plan_book(folder / "計画.xlsx", **sheets))
    return codes(nobody.findings(opened, opened.profile, 2025))


HANDED: dict[str, Maker] = {code: lambda folder, sheets=sheets: nobodys(folder, sheets) for code, sheets in NOBODYS.items()}

# -- what comes back ------------------------------------------------------------------------------------------------

Change = Callable[[dict[str, str]], Mapping[str, Any]]
"""Given what the hand-out's hidden sheet says: what else stands in the returned workbook (see returned.give_back)."""
ROWS = returned.sheets(returned.FILLED)["reports"]
ANSWERS: dict[str, Change] = {
    "D102": lambda meta: {"meta": meta | {"plan_id": "111111-2023"}},
    "D103": lambda meta: {"meta": meta | {"handout_fy": "2024"}},
    "D104": lambda meta: {"meta": meta | {"schema_version": "1"}},
    "D110": lambda meta: {"measures": DEFAULTS["measures"].replace("| オンライン申請の拡大 |", "| オンライン申請 |")},
    "D111": lambda meta: {"reports": ROWS + "    | 09-09 | 令和7年度 | 足した。 | | | 計画どおり | 継続 | | |\n"},
    "D112": lambda meta: {"reports": "\n".join(line for line in ROWS.splitlines() if "01-02" not in line)},
    "D113": lambda meta: {"reports": ROWS + "    | 01-01 | 令和7年度 | 二重 | | | 計画どおり | 継続 | | |\n"},
    "D115": lambda meta: {"reports": re.sub(r"(?m)^((?:[^|\n]*\|){4})[^|]*\|", r"\1", ROWS)},
    "D120": lambda meta: {"answers": returned.BLANK},
}


ASKED = receive.Expected("479993-2023", 2025)
SLIPPED = CITIZENS | {("reports", "01-01|2025", "progress"): "ぼちぼち"}


def received(path: Path) -> list[str]:
    (one,) = receive.receive([(path, path.name)], ASKED)
    return codes(one.findings)


def answer(folder: Path, change: Change) -> list[str]:
    meta = returned.hand_out(folder / "配布.xlsx")
    return received(returned.give_back(folder / "a.xlsx", **{"meta": meta, **change(meta)}))


def an_emptied_cell(folder: Path) -> list[str]:
    meta = returned.hand_out(folder / "配布.xlsx", answers=returned.FILLED)
    return received(returned.give_back(folder / "a.xlsx", meta, returned.FILLED | {"problem1": ""}))


def a_deleted_sheet(folder: Path) -> list[str]:
    steps = "| 施策ID | 番号 | 工程名 | 開始年度 | 終了年度 | 状態 |\n| 01-01 | n:1 | 調べる | 令和7年度 | 令和8年度 | 予定 |"
    return received(returned.give_back(folder / "a.xlsx", returned.hand_out(folder / "配布.xlsx", steps=steps)))


def a_fault_of_ours(folder: Path) -> list[str]:
    path = returned.give_back(folder / "a.xlsx", returned.hand_out(folder / "配布.xlsx"))
    with patch.object(receive, "open_workbook", side_effect=RuntimeError("a mistake in the program")):
        return received(path)


def collected(folder: Path, work: Callable[[Office], object]) -> list[str]:
    """What is found in all that came back after ``work`` has been done at the office."""
    office = Office(folder)
    work(office)
    return [code for each in office.collect().files for code in codes(each.findings)]


def the_same_twice(office: Office) -> None:
    shutil.copy(office.answer("市民課", CITIZENS), office.back / "再送.xlsx")


def two_different(office: Office) -> None:
    office.answer("市民課", CITIZENS, "一回目.xlsx")
    office.answer("市民課", CITIZENS | {("actuals", "K01|2025", "actual"): "39件"}, "二回目.xlsx")


def another_owner(office: Office) -> None:
    office.answer("総務課", GENERAL)
    office.write_plan(measures=MEASURES.replace("| 職員の研修 | 総務課 |", "| 職員の研修 | 市民課 |"))


def a_table_made_plain(office: Office) -> None:
    path = office.answer("市民課", CITIZENS)
    archive = Archive(path.read_bytes(), path.name)
    for name in archive.names:
        if name.startswith("xl/worksheets/sheet"):
            archive.put(name, re.sub(rb"<tableParts.*</tableParts>", b"", archive.read(name)))
    archive.write(path)


def a_mended_slip(office: Office) -> None:
    office.answer("市民課", SLIPPED, "一回目.xlsx")
    office.collect()
    (slip,) = (office.out / "差戻し票").iterdir()
    returned.fill(slip, office.back / "直しました.xlsx", {("reports", "01-01|2025", "progress"): "計画どおり"})


ROUNDS: dict[str, Callable[[Office], object]] = {
    "D105": the_same_twice, "D106": two_different, "D107": another_owner, "D114": a_table_made_plain, "D121": two_different,
    "D122": a_mended_slip,
}
RETURNED: dict[str, Maker] = {
    **{code: lambda folder, change=change: answer(folder, change) for code, change in ANSWERS.items()},
    **{code: lambda folder, work=work: collected(folder, work) for code, work in ROUNDS.items()},
    "D101": lambda folder: received(plan_book(folder / "R7進捗_市民課.xlsx", meta={})),
    "D108": a_fault_of_ours,
    "D109": lambda folder: received(plan_book(folder / "写し.xlsx", meta=None)),
    "D116": a_deleted_sheet,
    "D117": an_emptied_cell,
}
