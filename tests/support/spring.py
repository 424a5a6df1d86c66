"""A small plan's spring, with real files: handed out to two departments, answered, collected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dxbook import jobs
from dxbook.reading import workbook as book
from dxbook.rounds.collect.model import Collected
from tests.support.returned import fill
from tests.support.tables import DEFAULTS, plan_book

MEASURES = """
    | 施策ID | 体系コード | 施策名 | 所管課 | 関係課 | 現状 | 開始年度 | 終了年度 | 状態 |
    | 01-01 | 1-1 | オンライン申請の拡大 | 市民課 | 総務課 | 来庁が多い。 | 令和5年度 | 令和9年度 | 実施中 |
    | 01-02 | 1-1 | 窓口の混雑の緩和 | 市民課 | | 混む。 | 令和6年度 | 令和9年度 | 実施中 |
    | 01-03 | 1-1 | 職員の研修 | 総務課 | | 少ない。 | 令和5年度 | 令和9年度 | 実施中 |
"""
KPIS = DEFAULTS["kpis"] + (
    "    | K03 | 01-03 | | 研修を受けた職員 | 人 | 増加 | 年度値 | 20人 | 令和4年度 | 80人 | 令和9年度 | 受講簿 |\n"
)
ACTUALS = """
    | 指標ID | 令和5年度 実績値 | 令和6年度 実績値 | 令和7年度 実績値 | 令和7年度 時点 | 令和7年度 区分 | 令和7年度 備考 |
    | K01 | 18件 | 27件 | | | | |
    | K02 | 28分 | 25分 | | | | |
    | K03 | 30人 | 45人 | | | | |
"""
REPORTS = """
    | 施策ID | 年度 | 取組内容 | 課題 | 今後の展望 | 進捗 | 今後の方向性 | 予算額 | 決算額 |
    | 01-01 | 令和6年度 | 手続を5件増やした。 | 周知不足 | 周知する。 | 計画どおり | 継続 | n:900 | n:880 |
"""
Answers = Mapping[tuple[str, str, str], str | int]
CITIZENS: dict[tuple[str, str, str], str | int] = {
    ("reports", "01-01|2025", "done"): "手続を11件増やした。", ("reports", "01-01|2025", "progress"): "計画どおり",
    ("reports", "01-01|2025", "direction"): "継続", ("reports", "01-01|2025", "budget"): 1200,
    ("reports", "01-02|2025", "done"): "予約の枠を広げた。", ("reports", "01-02|2025", "progress"): "遅れ",
    ("reports", "01-02|2025", "direction"): "見直し", ("reports", "01-02|2025", "problem"): "電話の予約が多い。",
    ("actuals", "K01|2025", "actual"): "38件", ("actuals", "K01|2025", "status"): "確定",
    ("actuals", "K02|2025", "actual"): "21分", ("actuals", "K02|2025", "status"): "確定",
}
GENERAL: dict[tuple[str, str, str], str | int] = {
    ("reports", "01-03|2025", "done"): "研修を4回開いた。", ("reports", "01-03|2025", "progress"): "計画どおり",
    ("reports", "01-03|2025", "direction"): "継続",
    ("actuals", "K03|2025", "actual"): "52人", ("actuals", "K03|2025", "status"): "確定",
}


class Office:
    """The DX office's folders: the plan, what was handed out, what came back, the results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan, self.handed, self.back, self.out = (folder / name for name in ("計画.xlsx", "配布", "返送", "集約"))
        self.write_plan()
        jobs.handout(self.plan, self.handed, fy=2025)
        self.back.mkdir()

    def write_plan(self, **changes: str) -> None:
        sheets = {"measures": MEASURES, "kpis": KPIS, "actuals": ACTUALS, "reports": REPORTS} | changes
        plan_book(self.plan, meta={}, **sheets)

    def blank(self, department: str) -> Path:
        (path,) = self.handed.glob(f"*{department}*.xlsx")
        return path

    def answer(self, department: str, answers: Answers, name: str = "") -> Path:
        return fill(self.blank(department), self.back / (name or self.blank(department).name), answers)

    def collect(self, out: Path | None = None) -> Collected:
        return jobs.collect(self.plan, self.back, out or self.out)[0]

    def merged(self, out: Path | None = None) -> dict[tuple[str, str, str], object]:
        """The new plan's reports and actuals of the year, raw."""
        read = book.read((out or self.out) / "計画_集約.xlsx")
        rows = {("reports", f"{row.measure_id}|{row.fy}", key): raw
                for row in read.tables["reports"] for key, raw in row.raw.items()}
        return rows | {("actuals", f"{row.kpi_id}|{row.fy}", key): raw
                       for row in read.tables["actuals"] for key, raw in row.raw.items()}
