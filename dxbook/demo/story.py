"""The demo: sample cities from plan to check sheet, through the same jobs an office uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook import jobs
from dxbook.demo import samples
from dxbook.demo.samples import new_sample
from dxbook.files import writing
from dxbook.workbook.make import pdf as printer

if TYPE_CHECKING:
    from dxbook.demo.spring import Spring

STEPS = 7
GUIDE = "はじめにお読みください.txt"
INVENTED = "計画は公表資料の事実、実績・進捗と課からの返送は架空です"


@dataclass(slots=True)
class CityFiles(jobs.Result):
    """What was made of one city in ``home``. ``spring`` is None where no measure has an owner to hand out to."""

    home: Path = Path()
    spring: Spring | None = None


def run(
    folder: Path, cities: Iterable[str] = (), *, pdf: bool | None = None, progress: jobs.Progress = jobs.silent
) -> dict[str, CityFiles]:
    """For each sample city: plan workbook, normalised copy, findings, check sheet with charts (and PDF); then
    hand-outs, invented answers and what is collected of them.

    ``pdf`` None makes PDFs where LibreOffice or Excel is found.
    """
    chosen = [samples.named(city) for city in cities] or samples.names()
    pdf = printer.available() if pdf is None else pdf
    results: dict[str, CityFiles] = {}
    for number, city in enumerate(chosen):
        def step(done: int, total: int, what: str, number: int = number, city: str = city) -> None:
            progress(number * total + done, len(chosen) * total, f"{samples.city_of(city)} {what}")

        results[city] = run_city(folder, city, pdf=pdf, progress=step)
    return results


def run_city(folder: Path, city: str, *, pdf: bool, progress: jobs.Progress = jobs.silent) -> CityFiles:
    """Build, check, normalise and rate one city's sample year, then hand it out and collect it; all under ``folder``."""
    name = samples.city_of(city)
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    plan, tidy = home / f"{name}_計画.xlsx", home / f"{name}_計画_整え.xlsx"
    progress(0, STEPS, "計画ブック")
    new_sample(plan, city)
    progress(1, STEPS, "検証")
    checked = jobs.check([plan], marks=home / f"{name}_計画_指摘の印付き.xlsx", listing=home / f"{name}_検証結果.xlsx")
    progress(2, STEPS, "整える")
    jobs.normalize(plan, tidy)
    progress(3, STEPS, "評価とチェックシート")
    made = jobs.sheet(tidy, home / f"{name}_チェックシート.xlsx", also=["pdf"] if pdf else [])
    from dxbook.demo import spring

    round_trip = spring.run(home, city, plan, lambda done, total, what: progress(4 + done, STEPS, what))
    guide = home / GUIDE
    with writing(guide) as beside:
        beside.write_text(_guide(name, round_trip), encoding="utf-8-sig", newline="\r\n")  # for Notepad
    progress(STEPS, STEPS, "できました")
    files = [guide, plan, *checked.files, tidy, *made.files, *(round_trip.files if round_trip else [])]
    return CityFiles(checked.findings + made.findings, files, home=home, spring=round_trip)


def _guide(name: str, spring: Spring | None) -> str:
    """What lies in the city's folder, in the order of the year."""
    lines = [
        f"{name}の見本", "", f"{INVENTED}。", "",
        f"{name}_計画.xlsx … 1年分が書きこまれた計画",
        f"{name}_検証結果.xlsx、{name}_計画_指摘の印付き.xlsx … その計画の誤りの一覧と、印を付けた写し",
        f"{name}_計画_整え.xlsx … 文字の書き方をそろえた写し",
        f"{name}_チェックシート.xlsx … 評価と個票", "",
    ]
    if spring is None:
        return "\n".join([*lines, "所管課が書かれていない計画なので、課への配布と集約はありません。", ""])
    lines += [
        "春のとりまとめ（課の記入も、記入の誤りも架空です）",
        f"  1 {name}_計画_配布前.xlsx … 課が記入する前の計画",
        "  2 配布 … 課ごとの記入用ブックと配布台帳",
        "  3 返送 … 課から届いたブック。わざと誤りを入れてあります",
        "  4 集約 … 集約結果.xlsx、届いた値を入れた計画、課へ返す差戻し票", "",
        "「返送」の課がしたこと", *(f"  {department}: {told}" for department, told in spring.told.items()),
        "  ほかに、計画の写しが1つまぎれています。", "",
    ]
    return "\n".join(lines)
