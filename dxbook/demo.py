"""The demo: one sample city from plan to check sheet, through the same jobs an office uses."""

from __future__ import annotations

from pathlib import Path

from dxbook import jobs
from dxbook.profile import load_profile

STEPS = 5


def run_city(folder: Path, city: str, *, pdf: bool, progress: jobs.Progress = jobs.silent) -> jobs.Result:
    """Build, check, normalise and rate one city's sample year; write everything under ``folder``."""
    name = load_profile(city).city
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    plan, tidy = home / f"{name}_計画.xlsx", home / f"{name}_計画_整形後.xlsx"
    progress(0, STEPS, "計画ブック")
    jobs.new(plan, sample=city)
    progress(1, STEPS, "検証")
    checked = jobs.check([plan], marks=home / f"{name}_計画_指摘の印付き.xlsx", listing=home / f"{name}_検証結果.xlsx")
    progress(2, STEPS, "整形")
    jobs.normalize(plan, tidy)
    progress(3, STEPS, "評価とチェックシート")
    made = jobs.sheet(tidy, home / f"{name}_チェックシート.xlsx", pdf=pdf)
    progress(STEPS, STEPS, "できました")
    return jobs.Result(
        checked.findings + made.findings, [plan, *checked.files, tidy, *made.files]
    )
