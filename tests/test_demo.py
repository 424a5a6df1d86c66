"""The demo as a user runs it: one city from plan to printed check sheet, every file looked into."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxbook import jobs, samples
from dxbook.finding import Level

# Pages whose words stand in the plan itself, on that city's printed check sheet.
WORDS = {
    "mobara": ("茂原市DX推進基本方針", "マイナンバーカードの普及促進", "78.9%", "総務課"),
    "kisarazu": ("木更津市DX推進計画", "スマート農業の実現に向けた支援", "計画どおり"),
}


@pytest.mark.parametrize("city", WORDS)
def test_every_file_of_the_demo(
    city: str, tmp_path: Path, validate: Callable[[Path], list[str]], pages: Callable[[Path], list[str]]
) -> None:
    steps: list[tuple[int, int, str]] = []
    results = jobs.demo(tmp_path / "出 力", [city], progress=lambda *step: steps.append(step))
    files = results[city].files
    assert all(path.is_file() for path in files)
    assert {path.suffix for path in files} >= {".xlsx"}
    for path in files:
        if path.suffix == ".xlsx":
            assert validate(path) == [], path.name
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    printed = [path for path in files if path.suffix == ".pdf"]
    if not printed:
        pytest.skip("SKIPPED: no LibreOffice: the printed pages are not looked into")
    texts = [re.sub(r"\s", "", page) for page in pages(printed[0])]
    for word in WORDS[city]:
        assert any(word.replace(" ", "") in text for text in texts), word
    assert not [text for text in texts if "###" in text or "{{" in text]
    measures = len(samples.load(city)["measures"])
    assert len(texts) >= measures + 2  # 表紙, 一覧, one 個票 a measure


def test_the_planted_mess_is_found(tmp_path: Path) -> None:
    plan = tmp_path / "計画.xlsx"
    jobs.new(plan, years=range(0), review_fy=0, sample="mobara")
    found = {(each.code, each.value) for each in jobs.check([plan]).findings}
    for code, value in (("L103", "継続中"), ("L107", "同上"), ("V119", "0.35"), ("K109", "35人")):
        assert (code, value) in found


def test_normalising_mends_what_it_can_and_nothing_gets_worse(tmp_path: Path) -> None:
    plan, tidy = tmp_path / "計画.xlsx", tmp_path / "整形後.xlsx"
    jobs.new(plan, years=range(0), review_fy=0, sample="mobara")
    changes, _ = jobs.normalize(plan, tidy)
    assert "テレワーク" in next(each.after for each in changes if "ﾃﾚﾜｰｸ" in each.before)
    before, after = jobs.check([plan]).findings, jobs.check([tidy]).findings
    assert sum(each.level is Level.ERROR for each in after) <= sum(each.level is Level.ERROR for each in before)
    assert {each.code for each in after} <= {each.code for each in before}
    assert load_workbook(tidy).sheetnames == load_workbook(plan).sheetnames


def test_the_command_prints_where_to_look(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "dxbook", "demo", "-o", str(tmp_path), "chigasaki"],
                          capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "茅ヶ崎市_チェックシート.xlsx" in done.stdout
    assert "架空" in done.stdout
