"""The VBA side of the worksheet functions, made by xlwings' own generator on any platform."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import Any

import pytest

from scripts import udf_examples, udf_wrappers
from tests.support.excel_calls import excel
from tests.support.paths import ROOT

ISSUE = {"DX_NORMALIZE", "DX_NUMBER", "DX_UNIT", "DX_READING", "DX_FY", "DX_WAREKI", "DX_SEIREKI", "DX_ACHIEVEMENT",
         "DX_GRADE", "DX_EXPECTED", "DX_CODE", "DX_CHECK"}


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    with udf_wrappers.real_decorators() as module:
        return udf_wrappers.functions(module)


def test_the_generated_files_are_fresh() -> None:
    for path, text in udf_wrappers.generate().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python -m scripts.udf_wrappers"


def test_every_function_is_there(found: list[dict[str, Any]]) -> None:
    assert {info["name"] for info in found} == ISSUE
    source = udf_wrappers.WRAPPER.read_text(encoding="utf-8")
    assert set(re.findall(r"^Public Function (DX_\w+)\(", source, re.MULTILINE)) == ISSUE
    assert set(re.findall(r'DxDescribe "(\w+)"', source)) == ISSUE


def shown(cell: Any) -> Any:
    """What a cell shows, in a date format where it holds a date."""
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, dt.datetime) else cell


def test_every_function_has_examples_that_are_true() -> None:
    assert {*udf_examples.EXAMPLES, *udf_examples.SPILLED} == ISSUE
    with excel() as call:
        for name, examples in udf_examples.EXAMPLES.items():
            for arguments, expected in examples:
                assert shown(call(name, *arguments)) == expected, udf_examples.formula(name, arguments)
        for name, (given, expected_table) in udf_examples.SPILLED.items():
            assert call(name, tuple(tuple(row) for row in given)) == expected_table


def test_the_examples_stand_in_the_page() -> None:
    page = udf_wrappers.PAGE.read_text(encoding="utf-8")
    assert '| `=DX_NUMBER("５", "千円")` | 5000 |' in page
    assert '| `=DX_WAREKI("2024/3/31", TRUE)` | R6.3.31 |' in page
    assert "| エラー | 3 | 状態 | 済 |" in page


def test_a_wrapper_word_by_word() -> None:
    source = udf_wrappers.WRAPPER.read_text(encoding="utf-8")
    assert """Public Function DX_NUMBER(value, Optional unit)
    On Error GoTo failed
    DX_NUMBER = DxServerCall("DX_NUMBER", Array(value, unit))
    Exit Function
failed:
    DX_NUMBER = DxFallbackCall("DX_NUMBER", Array(value, unit), Err.Description)
End Function
""" in source


def test_nothing_of_xlwings_own_addin_is_left() -> None:
    source = udf_wrappers.WRAPPER.read_text(encoding="utf-8")
    assert "XLPy" not in source
    assert "#If" not in source
    assert "Caller" not in source


def test_the_dialogs_texts_are_japanese_and_fit(found: list[dict[str, Any]]) -> None:
    for info in found:
        assert info["category"] == "dxbook"
        assert not info["volatile"]
        assert info["async_mode"] is None
        for text in (info["ret"]["doc"], *(argument["doc"] for argument in info["args"])):
            assert 0 < len(text) <= 255
            assert re.search(r"[ぁ-ん一-龠]", text), f"{info['name']}: {text}"
            assert text.encode("cp932").decode("cp932") == text


def test_every_argument_comes_as_rows_with_its_errors(found: list[dict[str, Any]]) -> None:
    for info in found:
        for argument in info["args"]:
            assert argument["options"]["ndim"] == 2, (info["name"], argument["name"])
            assert argument["options"]["err_to_str"] is True


def test_vba_takes_the_sources() -> None:
    """What VBA cannot hold: lines over 1,023 characters, other code pages, names over 31 or of its own words."""
    words = {"text", "date", "string", "name", "type", "next", "end", "property", "get", "set", "let", "is", "to", "step"}
    for name in ("DxUdf", "DxServing", "DxFallback", "DxProgram"):
        source = (ROOT / "macros" / "modules" / f"{name}.bas").read_text(encoding="utf-8")
        assert source.encode("cp932").decode("cp932") == source
        assert max(len(line) for line in source.splitlines()) <= 1023
        assert source.count("Attribute VB_Name") == 1
    with udf_wrappers.real_decorators() as module:
        for info in udf_wrappers.functions(module):
            for argument in info["args"]:
                assert argument["name"] not in words
                assert re.fullmatch(r"[a-z][a-z_]{0,30}", argument["name"])


def test_what_the_wrappers_call_exists() -> None:
    for module, procedure in (("DxServing", "DxServerCall"), ("DxFallback", "DxFallbackCall")):
        source = (ROOT / "macros" / "modules" / f"{module}.bas").read_text(encoding="utf-8")
        assert re.search(rf"^Public Function {procedure}\(ByVal functionName As String", source, re.MULTILINE)


def test_the_vba_side_asks_for_the_verb_and_module_that_exist() -> None:
    from dxbook.apps.cli.parser import make_parser
    from dxbook.apps.excel.functions.cells import MAX_CELLS
    from dxbook.apps.excel.server import MODULE

    source = (ROOT / "macros" / "modules" / "DxServing.bas").read_text(encoding="utf-8")
    verb, option = re.search(r'" (\S+) (\S+) \$\(CLSID\) --from_xl="', source).groups()  # type: ignore[union-attr]
    arguments = make_parser(verb).parse_args([verb, option, "{1}"])
    assert arguments.verb == "udf_server"
    assert f'server.CallUDF("{MODULE}", functionName, arguments)' in source
    assert f"MOST_CELLS = {MAX_CELLS}\n" in source


def test_the_makers_leave_no_trace() -> None:
    import xlwings

    import dxbook.apps.excel.functions

    before = dxbook.apps.excel.functions, xlwings.func, sys.modules.get("pythoncom")
    udf_wrappers.generate()
    assert (sys.modules["dxbook.apps.excel.functions"], xlwings.func, sys.modules.get("pythoncom")) == before


def test_another_generator_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with udf_wrappers.real_decorators() as module:
        import xlwings.udfs

        def other(name: str, module: Any, out: Any, book: Any) -> None:
            out.write('    #If App = "Microsoft Excel" Then\n    #End If\nfailed:\n    DX_FY = Err.Description\n')

        monkeypatch.setattr(xlwings.udfs, "generate_vba_wrapper", other)
        with pytest.raises(ValueError, match="in another way"):
            udf_wrappers.wrapper(module)
