"""The command line as people and scripts meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dxbook.apps.cli import main
from dxbook.outputs import suffixes
from tests.support.tables import plan_book


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize("verb", ["new", "check", "normalize", "value", "assess", "sheet", "demo"])
def test_help_is_japanese(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, verb, "--help")
    assert code == 0
    assert out.startswith("使い方: dxbook")
    for english in ("usage", "options", "positional", "show this"):
        assert english not in out


def test_overview_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 0
    for verb in ("new", "check", "normalize", "value", "assess", "sheet", "demo"):
        assert f"\n  {verb} " in out


def test_help_of_demo_names_the_samples(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "demo", "--help")
    assert "chigasaki、choshi、kisarazu、mobara、tatsuno" in out


def test_a_folder_to_check_is_pointed_to_collecting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", str(tmp_path))
    assert code == 2
    assert "フォルダーです" in err
    assert "dxbook collect 計画.xlsx フォルダー" in err


def test_gui_opens_every_file_that_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from dxbook.apps import launcher

    opened: list[list[str]] = []
    monkeypatch.setattr(launcher, "main", lambda words: opened.append(words) or 0)  # type: ignore[func-returns-value]
    assert run(capsys, "gui", "A課.xlsx", "B課.xlsx")[0] == 0
    assert opened == [["A課.xlsx", "B課.xlsx"]]


def test_wrong_option_is_told_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", "a.xlsx", "--jason")
    assert code == 2
    assert "知らない引数です: --jason" in err


def test_missing_argument_is_told_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "assess")
    assert code == 2
    assert "次の引数が必要です: ファイル" in err


@pytest.mark.parametrize("verb", ["handout", "collect"])
def test_a_missing_output_is_told_without_a_guess(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, verb, "計画.xlsx")
    assert code == 2
    assert "次の引数が必要です: " in err
    assert "-o/--output" in err
    assert "のことではありませんか" not in err


@pytest.mark.parametrize("years", [("--first", "R8", "--last", "R9"), ("--first", "R8"), ("--last", "R9"), ("--fy", "R6")])
def test_a_sample_has_its_own_years(
    years: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "計画.xlsx"
    code, _, err = run(capsys, "new", "-o", str(path), "--sample", "mobara", *years)
    assert (code, path.exists()) == (2, False)
    assert "見本の計画の期間は決まっています" in err


def test_clean_plan_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", str(plan_book(tmp_path / "計画.xlsx")))
    assert (code, "指摘はありません" in out) == (0, True), out


def test_error_findings_exit_1_and_json_has_every_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plan_book(tmp_path / "計 画.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | 窓口 | 総務部 |
        | 01-01 | 1-1 | 証明 | 市民課 |
    """)
    code, out, _ = run(capsys, "check", str(path), "--json")
    assert code == 1
    rows = json.loads(out)
    keys = {"file", "sheet", "cell", "column", "code", "level", "value", "message", "remedy"}
    assert all(set(row) == keys for row in rows)
    near = next(row for row in rows if row["value"] == "総務部")
    assert near["sheet"] == "施策"
    assert near["file"] == "計 画.xlsx"
    assert "総務課" in near["message"] + near["remedy"]


def test_not_a_workbook_exits_2_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "メモ.xlsx"
    path.write_text("これは表計算ではありません", encoding="utf-8")
    code, _, err = run(capsys, "check", str(path))
    assert code == 2
    assert "メモ.xlsx" in err
    assert "Traceback" not in err


def test_missing_file_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", str(tmp_path / "ない.xlsx"))
    assert code == 2
    assert "ない.xlsx" in err


def test_new_refuses_to_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "計画.xlsx"
    path.write_bytes(b"x")
    code, _, err = run(capsys, "new", "-o", str(path), "--first", "R8", "--last", "R12")
    assert (code, path.read_bytes()) == (2, b"x")
    assert "すでにあります" in err


def test_new_plan_has_the_years_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "計画.xlsx"
    assert run(capsys, "new", "-o", str(path), "--first", "R8", "--last", "令和10年度")[0] == 0
    headers = [cell.value for cell in load_workbook(path)["実績"][4]]
    assert [text for text in headers if text and text.endswith("実績値")] == [
        "令和8年度 実績値", "令和9年度 実績値", "令和10年度 実績値"]


def test_value_reads_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "value", "約330万枚")
    assert code == 0
    assert "値: 3300000" in out
    assert "単位: 枚" in out


def test_value_jsonl_is_a_filter() -> None:
    lines = ['{"raw": "１００%"}', '{"raw": "8,000", "unit": "千円"}', '{"raw": "60人から毎年200人以上へ", "field": "target"}']
    done = subprocess.run([sys.executable, "-m", "dxbook", "value", "--jsonl"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, encoding="utf-8", check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["value"], row["unit"]) for row in rows] == [(100, "%"), (8000000, "円"), (200, "人/年")]
    assert set(rows[0]) == {"raw", "value", "unit", "value_as_written", "unit_as_written", "qualifier",
                            "qualifiers", "direction", "asof", "parts", "findings"}


def test_assess_json_carries_the_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "assess", str(plan_book(tmp_path / "計画.xlsx")), "--json")
    assert code == 0
    rated = json.loads(out)
    assert rated["fy"] == 2025
    assert "38" in rated["kpis"][0]["formula"]


def test_marks_are_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    path = plan_book(tmp_path / "計画.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | 窓口 | 総務部 |
    """)
    before = path.read_bytes()
    marked = tmp_path / "印.xlsx"
    run(capsys, "check", str(path), "--marks", str(marked))
    assert path.read_bytes() == before
    workbook = load_workbook(marked)
    assert workbook.sheetnames[0] == "検証結果"
    comments = [cell.comment.text for line in workbook["施策"].iter_rows() for cell in line if cell.comment]
    assert any("総務" in text for text in comments)
    links = [cell.hyperlink.location or cell.hyperlink.target for (cell,) in workbook["検証結果"]["D5:D9"] if cell.hyperlink]
    assert any("施策" in link for link in links)


def test_the_plan_is_never_overwritten_by_its_check_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan_book(tmp_path / "計画.xlsx")
    before = path.read_bytes()
    for words in ([], ["--overwrite"], ["--overwrite", "--json"], ["--overwrite", "--form", "simple"]):
        code, out, _ = run(capsys, "sheet", str(path), "-o", str(tmp_path / "." / "計画.xlsx"), *words)
        assert (code, "できました" in out) == (2, False)
        assert path.read_bytes() == before


@pytest.mark.parametrize("words", [
    ("sheet", "計画.xlsx", "-o"), ("normalize", "計画.xlsx", "-o"), ("check", "計画.xlsx", "--marks"),
    ("check", "計画.xlsx", "--list"),
])
def test_an_existing_output_is_replaced_only_on_request(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    plan_book(tmp_path / "計画.xlsx")
    important = tmp_path / "大事.xlsx"
    important.write_bytes(b"important")
    code, _, err = run(capsys, *words, "大事.xlsx")
    assert (code, important.read_bytes()) == (2, b"important")
    assert "--overwrite" in err
    run(capsys, *words, "大事.xlsx", "--overwrite")
    assert important.read_bytes() != b"important"


@pytest.mark.parametrize("output", ["a.docx", "a.xls", "a"])
def test_a_check_sheet_is_what_the_registry_names(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plan_book(tmp_path / "計画.xlsx")
    code, _, err = run(capsys, "sheet", str(path), "-o", str(tmp_path / output))
    assert code == 2
    assert f"名前の終わりを {'か '.join(suffixes())} に" in err
    assert not (tmp_path / output).exists()


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = plan_book(tmp_path / "良.xlsx")
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    code, out, _ = run(capsys, "check", str(good), str(empty), "--json")
    rows = json.loads(out)
    assert code == 2
    assert [(row["file"], row["code"]) for row in rows] == [("空.xlsx", "F100")]
    assert rows[0]["message"]
    assert rows[0]["remedy"]


def test_a_new_plan_knows_its_years_and_its_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "計画.xlsx"
    run(capsys, "new", "-o", str(path), "--first", "R8", "--last", "R12", "--profile", "銚子")
    code, out, _ = run(capsys, "check", str(path), "--json")
    assert code == 1
    assert [(row["code"], row["column"]) for row in json.loads(out)] == [("L101", "計画名")]


def test_a_review_year_outside_the_plan_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "計画.xlsx"
    code, _, err = run(capsys, "new", "-o", str(path), "--first", "R8", "--last", "R12", "--fy", "R20")
    assert (code, path.exists()) == (2, False)
    assert "計画期間の外" in err


def test_results_from_a_plan_with_errors_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plan_book(tmp_path / "計画.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | 窓口 | 総務部 |
    """)
    _, out, _ = run(capsys, "assess", str(path))
    assert "エラーが" in out
    assert "dxbook check" in out
    _, out, _ = run(capsys, "sheet", str(path), "-o", str(tmp_path / "s.xlsx"), "--json")
    assert json.loads(out)["errors"] > 0


def test_a_value_may_begin_with_minus(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "value", "-5%", "-310人")
    assert code == 0
    assert "値: -5\n" in out
    assert "値: -310\n" in out


def test_readings_are_told_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "value", "約330万枚（令和7年度末）")
    assert "条件: 約" in out
    assert "時点: 令和7年度末" in out


@pytest.mark.parametrize(("words", "near"), [(("vlaue",), "value"), (("sheet", "x.xlsx", "--form", "PDC"), "pdca")])
def test_misspelt_words_get_a_hint(
    words: tuple[str, ...], near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plan_book(tmp_path / "x.xlsx")
    words = tuple(str(path) if word == "x.xlsx" else word for word in words)
    out = ("-o", str(tmp_path / "out.xlsx")) if len(words) > 1 else ()
    code, _, err = run(capsys, *words, *out)
    assert code == 2
    assert near in err


def test_the_list_of_findings_is_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    path = plan_book(tmp_path / "計画.xlsx", measures="""
        | 施策ID | 体系コード | 施策名 | 所管課 |
        | 01-01 | 1-1 | 窓口 | 総務部 |
    """)
    run(capsys, "check", str(path), "--list", str(tmp_path / "一覧.xlsx"))
    sheet = load_workbook(tmp_path / "一覧.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    levels = [row[0] for row in rows]
    assert levels == sorted(levels, key=["エラー", "警告", "情報"].index)
    assert any("総務部" in str(row) for row in rows)
