"""What scanners of macros say of the two files, and what the macros do outside Excel: all of it stands in docs/macros.md."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from macros.build import books
from tests.support.paths import ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # olevba uses names that pyparsing will drop
    from oletools.mraptor import MacroRaptor
    from oletools.olevba import VBA_Parser

PAGE = ROOT / "docs" / "macros.md"
ALLOWED = {
    "dxbook.xlam": {"environ", "open", "binary", "kill", "mkdir", "createobject", "lib", "chrw", "hex strings",
                    "dxbook.exe", "xlwings64.dll", "xlwings32.dll"},
    "dxbook_demo.xlsm": {"chrw", "hex strings"},
}
FLAGS = {"dxbook.xlam": "-WX", "dxbook_demo.xlsm": "---"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    books.addin(folder / "dxbook.xlam")
    books.demo(folder / "dxbook_demo.xlsm")
    return folder


def scanned(path: Path) -> tuple[set[str], str]:
    """olevba's indicators and mraptor's flags."""
    parser = VBA_Parser(str(path))
    found = {keyword.lower() for _, keyword, _ in parser.analyze_macros()}
    raptor = MacroRaptor("\n".join(code for *_, code in parser.extract_all_macros()))
    parser.close()
    raptor.scan()
    assert raptor.suspicious is False, raptor.matches
    return found, raptor.get_flags()


@pytest.mark.parametrize("name", list(ALLOWED))
def test_scanners_find_what_the_page_explains_and_nothing_else(built: Path, name: str) -> None:
    assert scanned(built / name) == (ALLOWED[name], FLAGS[name])


def explained() -> dict[str, str]:
    """The page's last table: indicator → the files it is found in."""
    rows = re.findall(r"(?m)^\| (`.*?) \| (アドイン|両方) \|", PAGE.read_text(encoding="utf-8").partition("## 検査の道具")[2])
    return {word.lower(): files for words, files in rows for word in re.findall(r"`(.*?)`", words)}


def test_the_page_explains_each_indicator() -> None:
    table = explained()
    assert set(table) == ALLOWED["dxbook.xlam"]
    assert {word for word, files in table.items() if files == "両方"} == ALLOWED["dxbook_demo.xlsm"]
    for flags in FLAGS.values():
        assert f"Macro OK（{flags}）" in PAGE.read_text(encoding="utf-8")


DOING = r"\b(MkDir|RmDir|Kill|FileCopy|SetAttr|GetAttr|SaveCopyAs|SaveAs|DeleteFolder|Workbooks\.Open|Workbooks\.Add)\b"


def row(word: str) -> str:
    """The cells after the row's name, of the one row that names the word; "" where there is none or there are two."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").partition("## 検査の道具")[0].splitlines()
            if line.startswith("|") and f"`{word}" in line.split(" | ")[0]]
    return rows[0].split(" | ")[-1] if len(rows) == 1 else ""


def test_everything_the_macros_do_outside_excel_stands_in_the_page_with_its_module() -> None:
    """Win32 calls, objects of other programs, files, environment: each has one row that names its module."""
    missing = []
    for module in books.modules(books.SOURCES):
        code = "\n".join(line.split(" '")[0] for line in module.source.split("\n") if not line.lstrip().startswith("'"))
        used = re.findall(r"Declare PtrSafe Function (\w+)", code)
        used += re.findall(r"Environ\$?\(\"(\w+)\"\)", code)
        used += [f'CreateObject("{name}")' for name in re.findall(r"(?:CreateObject|GetObject)\(\"(.*?)\"", code)]
        used += re.findall(DOING, code)
        used += ["Open … For Binary Access Read"] * len(re.findall(r"\bOpen .* For Binary Access Read\b", code))
        assert len(re.findall(r"(?m)^\s*Open\b", code)) == len(re.findall(r"\bFor Binary Access Read\b", code)), module.name
        assert len(re.findall(r"\bEnviron\b", code)) == len(re.findall(r"Environ\$?\(\"", code)), module.name
        missing += [(module.name, word) for word in used if module.name not in row(word)]
    assert missing == []


def test_no_macro_starts_by_itself_but_the_ribbons(built: Path) -> None:
    sources = "\n".join(module.source for module in books.modules(books.SOURCES))
    assert re.findall(r"(?i)\b(?:auto_?open|workbook_\w+|worksheet_\w+)\b", sources) == []
    assert len(re.findall(r"\bOnTime\b", sources)) == 1
