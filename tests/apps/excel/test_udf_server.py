"""``dxbook udf-server``: what may be called, what it tolerates, and what it loads. (COM itself: under Wine.)"""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import Any

import pytest

from dxbook.apps.cli import FAILED, main
from dxbook.apps.excel import server as udf_server
from dxbook.errors import DxbookError
from tests.support.excel_calls import excel

CLSID = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"

FUNCTIONS = "dxbook.apps.excel.functions"
"""The one module that the server calls."""


class Base:
    """Stands for xlwings' COM object, with two of its many methods."""

    _public_methods_ = ("Eval", "Exec", "CallUDF")

    def Eval(self, text: str) -> Any:
        return eval(text)

    def CallUDF(self, script: str, fname: str, args: Any, this_workbook: Any = None, caller: Any = None) -> Any:
        return script, fname, args, this_workbook, caller


def test_only_call_udf_is_served() -> None:
    assert udf_server.server_class(Base)._public_methods_ == ("CallUDF",)
    assert not udf_server.server_class(Base)._public_attrs_


def test_only_our_functions_can_be_called() -> None:
    server = udf_server.server_class(Base)()
    called = server.CallUDF(FUNCTIONS, "DX_FY", ("R5",), "book", "caller")
    assert called == (FUNCTIONS, "DX_FY", ("R5",), None, None)
    for script, name in (("os", "system"), (FUNCTIONS, "spoken"), (FUNCTIONS, "__builtins__"),
                         (f"{FUNCTIONS};os", "DX_FY"), (FUNCTIONS, "CATEGORY")):
        assert "この版のプログラムにありません" in server.CallUDF(script, name, ())


def test_no_exception_reaches_the_cell() -> None:
    class Broken(Base):
        def CallUDF(self, *args: Any) -> Any:
            raise KeyError("x")

    assert udf_server.server_class(Broken)().CallUDF("dxbook.apps.excel.functions", "DX_FY", ()) == \
        "計算できません（KeyError）。値を確かめてください。"


def test_xlwings_own_object_is_replaced() -> None:
    with excel() as call:
        assert call("DX_FY", "R5") == 2023
        server = sys.modules["xlwings.com_server"]
        assert server.XLPython._public_methods_ == ("CallUDF",)  # type: ignore[attr-defined]


def test_off_windows_it_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["udf-server", "--clsid", CLSID]) == FAILED
    assert "udf-server はWindowsのExcelのためのものです。" in capsys.readouterr().err


def test_what_xlwings_adds_to_the_command_is_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[str] = []
    monkeypatch.setattr(udf_server, "serve", served.append)
    added = ["--wb=計画 (1).xlsx", "--from_xl=1", "--app=C:\\Program Files\\Microsoft Office\\Microsoft Excel", "--hwnd=12"]
    assert main(["udf-server", "--clsid", CLSID, *added]) == 0
    assert main(["udf-server", *added, "--clsid", CLSID]) == 0
    assert served == [CLSID, CLSID]


def test_other_extra_words_are_refused() -> None:
    with pytest.raises(SystemExit):
        main(["udf-server", "--clsid", CLSID, "--exec=1"])


@pytest.mark.parametrize("text", ["", "506e67c3", "{506e67c3-55b5-48c3-a035-eed5deea7d6}", CLSID + " & calc", "$(CLSID)"])
def test_a_clsid_is_checked(text: str) -> None:
    with pytest.raises(DxbookError, match="CLSID"):
        udf_server.serve(text)


def test_without_xlwings_it_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert main(["udf-server", "--clsid", CLSID]) == FAILED
    assert "Excelとつなぐ部品がありません（xlwings）。" in capsys.readouterr().err


def test_the_server_loads_nothing_heavy() -> None:
    """Under a second means: no tables, no numbers, no charts before somebody asks for them."""
    code = ("import sys\n"
            "from dxbook.apps.excel import server as udf_server\n"
            "with udf_server.light(): import xlwings\n"
            f"import {FUNCTIONS} as dx\n"
            "dx.DX_NUMBER([['約330万枚']]), dx.DX_FY([['R5']]), dx.DX_GRADE([[0.8]])\n"
            "print(sorted({name.split('.')[0] for name, module in sys.modules.items() if module}))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert loaded >= {"xlwings", "dxbook"}
    assert not loaded & {*udf_server.HEAVY, "pandera", "openpyxl", "python_calamine", "msoffcrypto", "tqdm", "xlsxwriter"}


def test_what_was_hidden_is_there_again() -> None:
    code = ("import sys\n"
            "from dxbook.apps.excel import server as udf_server\n"
            "with udf_server.light(): import xlwings\n"
            "import pandas\n"
            "print(pandas.DataFrame({'a': [1]}).shape)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(1, 1)"


def test_the_verb_is_in_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "udf-server" in capsys.readouterr().out
