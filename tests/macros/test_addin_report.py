"""``--report``: what a verb did, for the macros; the macros' own reader reads it back."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from pyopenvba.interpreter import Interpreter

from dxbook import __version__, jobs
from dxbook.apps.cli import main
from dxbook.apps.cli.parser import make_parser
from dxbook.demo.samples import new_sample
from macros.build import books


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "計画.xlsx"
    new_sample(path, "choshi")
    return path


def lines(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data[:2] == b"\xff\xfe"
    text = data[2:].decode("utf-16-le")
    assert text.endswith("\r\n")
    return [line.split("\t") for line in text.split("\r\n")[:-1]]


def test_findings_come_worst_first_and_complete(plan: Path, tmp_path: Path) -> None:
    code = main(["check", str(plan), "--report", str(tmp_path / "r.tsv")])
    first, *rest = lines(tmp_path / "r.tsv")
    assert first == ["dxbook", __version__, str(code)]
    assert {each[0] for each in rest} == {"finding"}
    assert {len(each) for each in rest} == {10}
    levels = [each[6] for each in rest]
    assert levels == sorted(levels, key=["エラー", "警告", "情報"].index)
    assert len(rest) == len(jobs.check([plan]).findings)
    assert ["進捗", "H13"] in [each[2:4] for each in rest]


def test_changes_and_files(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "整えた.xlsx"
    main(["normalize", str(plan), "-o", str(out), "--report", str(tmp_path / "r.tsv")])
    _, *rest = lines(tmp_path / "r.tsv")
    assert rest[-1] == ["file", str(out)]
    changes = [each for each in rest if each[0] == "change"]
    assert {len(each) for each in changes} == {7}
    assert ["—", "－", ""] in [each[4:] for each in changes]
    multiline = [each for each in changes if "\\n" in each[4]]
    assert all("\n" not in field for each in multiline for field in each)


def test_what_stops_the_work_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "ない.xlsx"), "--report", str(tmp_path / "r.tsv")]) == 2
    assert lines(tmp_path / "r.tsv") == [
        ["dxbook", __version__, "2"],
        ["error", f"「{tmp_path / 'ない.xlsx'}」がありません。", "ファイルの名前と場所を確かめてください。"]]
    assert "がありません。" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_an_error(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(plan), "--report", str(tmp_path / "no" / "r.tsv")]) == 2
    assert "フォルダー" in capsys.readouterr().err


def test_the_macros_read_every_field(plan: Path, tmp_path: Path) -> None:
    main(["check", str(plan), "--report", str(tmp_path / "r.tsv")])
    vba = Interpreter()
    for module in books.modules(books.SOURCES):
        if module.name in ("DxSettings", "DxReports"):
            vba.add_module(module.source, name=module.name)
    text = (tmp_path / "r.tsv").read_bytes().decode("utf-16-le")
    assert vba.run("DxParseReport", [text])
    found = sorted(jobs.check([plan]).findings, key=lambda each: each.level.rank)
    assert int(vba.run("DxReportCount", ["finding"])) == len(found)
    for number in (1, 2, len(found)):
        read = [str(vba.run("DxReportField", ["finding", number, field])) for field in range(1, 10)]
        assert read == list(found[number - 1].as_dict().values())
    assert vba.run("DxReportField", ["dxbook", 1, 1]) == __version__
    assert vba.run("DxVersionProblem", [__version__, __version__]) == ""


def command_lines() -> list[tuple[str, str]]:
    """(verb, options) of every run in the macros, with names in place of variables."""
    found = []
    for module in books.modules(books.SOURCES):
        for verb, text in re.findall(r'DxRunVerb\(book, "(\w+)", (.+), "[^"]+"\)', module.source):
            given = {"suffix": ".xlsx", "path": "D:/表 1.xlsx", "overwrite": " --overwrite"}
            parts = [part[1:-1].replace('""', '"') if part.startswith('"') else given[part] for part in text.split(" & ")]
            found.append((verb, "".join(parts)))
    return found


def test_the_program_understands_the_macros_command_lines() -> None:
    lines_ = command_lines()
    assert sorted(verb for verb, _ in lines_) == ["check", "normalize", "sheet"]
    for verb, options in lines_:
        text = options.replace("{copy}", '"C:/仮 置き/計画.xlsx"').replace("{folder}", "C:/仮 置き").replace("\\", "/")
        words = [verb, *shlex.split(text), "--report", "C:/仮 置き/report.tsv"]
        arguments = make_parser(verb).parse_args(words)
        assert arguments.verb == verb
        assert "C:/仮 置き/計画.xlsx" in (getattr(arguments, "file", ""), *getattr(arguments, "files", []))
        assert arguments.report == "C:/仮 置き/report.tsv"
