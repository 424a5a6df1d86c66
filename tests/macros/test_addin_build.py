"""The add-in's files, read back by other programs: olevba, olefile, pyOpenVBA, the OOXML SDK."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyopenvba import ExcelFile
from pyopenvba.interpreter import parse_module

from macros.build import BuildError, books, config, modules, package, project
from macros.build.compound import Entry, write
from macros.build.compress import compress
from tests.support.paths import ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # olevba uses names that pyparsing will drop
    from oletools.olevba import VBA_Parser, decompress_stream

RIBBON = (ROOT / "macros" / "customUI14.xml").read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    books.addin(folder / "dxbook.xlam")
    books.demo(folder / "dxbook_demo.xlsm")
    return folder


def vba(path: Path) -> bytes:
    with zipfile.ZipFile(path) as book:
        return book.read("xl/vbaProject.bin")


def without_attributes(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


@pytest.mark.parametrize("name", ["dxbook.xlam", "dxbook_demo.xlsm"])
def test_olevba_reads_every_module_as_it_was_written(built: Path, name: str) -> None:
    parser = VBA_Parser(str(built / name))
    read = {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_macros()}
    parser.close()
    wanted = {module.name: module.source for module in books.modules(books.SOURCES)}
    if name.endswith("xlsm"):
        wanted = {key: wanted[key] for key in books.FUNCTIONS}
    assert set(read) == {*wanted, "ThisWorkbook", "Sheet1", *(["Sheet2"] if name.endswith("xlsm") else [])}
    for key, source in wanted.items():
        assert read[key].replace("\r\n", "\n") == source, key


@pytest.mark.parametrize("name", ["dxbook.xlam", "dxbook_demo.xlsm"])
def test_a_second_reader_finds_the_same_modules(built: Path, name: str) -> None:
    with ExcelFile(str(built / name)) as book:
        read = book.vba_modules()
        assert book.validate() == []
        assert [each.name for each in book.references()] == ["stdole", "Office"]
    assert {"DxSettings", "DxText", "DxYears", "DxRates", "DxFunctions"} <= set(read)
    for module in books.modules(books.SOURCES):
        if module.name in read:
            assert without_attributes(read[module.name]) == without_attributes(module.source), module.name


def test_every_module_parses() -> None:
    for module in books.modules(books.SOURCES):
        parse_module(module.source)
        assert "\nOption Explicit\n" in module.source, module.name
        assert all(len(line.encode("cp932")) < 1000 for line in module.source.split("\n")), module.name


@pytest.mark.parametrize("name", ["dxbook.xlam", "dxbook_demo.xlsm"])
def test_structure_is_what_ms_ovba_asks_of_a_writer(built: Path, name: str) -> None:
    with olefile.OleFileIO(BytesIO(vba(built / name))) as ole:
        assert ole.openstream("VBA/_VBA_PROJECT").read() == b"\xcc\x61\xff\xff\x00\x00\x00"
        directory = bytes(decompress_stream(bytearray(ole.openstream("VBA/dir").read())))
        listed, offsets = records(directory)
        streams = {path[1] for path in ole.listdir() if path[0] == "VBA"} - {"dir", "_VBA_PROJECT"}
        assert set(listed) == streams
        assert set(offsets) == {0}
        for module in listed:
            source = bytes(decompress_stream(bytearray(ole.openstream(f"VBA/{module}").read()))).decode("cp932")
            assert re.findall(r'^Attribute VB_Name = "(\w+)"\r$', source, re.M) == [module]
            assert "\n" not in source.replace("\r\n", "")
        properties = ole.openstream("PROJECT").read().decode("cp932")
        wide = ole.openstream("PROJECTwm").read()
    identity = re.search(r'ID="(.*?)"', properties)
    assert identity
    fields = dict(re.findall(r'(CMG|DPB|GC)="([0-9A-F]+)"', properties))
    assert {key: unprotected(identity[1], text) for key, text in fields.items()} == {
        "CMG": b"\0\0\0\0", "DPB": b"\0", "GC": b"\xff"}
    assert wide.count(b"DxText\0" + "DxText".encode("utf-16-le") + b"\0\0") == 1


def records(directory: bytes) -> tuple[list[str], list[int]]:
    """Names and offsets of the modules in a dir stream, walked record by record to its very end."""
    at, names, offsets, last = 0, [], [], 0
    while at < len(directory):
        number, size = struct.unpack_from("<HI", directory, at)
        size = 6 if number == 9 else size
        data = directory[at + 6 : at + 6 + size]
        if number == 3:
            assert data == struct.pack("<H", 932)
        if number == 0x47:
            names.append(data.decode("utf-16-le"))
        if number == 0x31:
            offsets.append(struct.unpack("<I", data)[0])
        at, last = at + 6 + size, number
    assert (at, last) == (len(directory), 0x10)
    return names, offsets


def unprotected(identity: str, text: str) -> bytes:
    """Data decryption of MS-OVBA 2.4.3.3."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert version == 2
    assert key == sum(identity.encode()) % 256
    plain, before, last, out = key, data[1], data[2], bytearray()
    for coded in data[3:]:
        byte = coded ^ ((before + plain) % 256)
        out.append(byte)
        plain, before, last = byte, last, coded
    skipped = (seed & 6) // 2
    size = int.from_bytes(out[skipped : skipped + 4], "little")
    assert len(out) == skipped + 4 + size
    return bytes(out[skipped + 4 :])


def test_the_example_of_ms_ovba_decrypts() -> None:
    identity = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"  # MS-OVBA 3.1.7 and 2.3.1.15 to 2.3.1.17
    assert unprotected(identity, "0705D8E3D8EDDBF1DBF1DBF1DBF1") == b"\0\0\0\0"
    assert unprotected(identity, "0E0CD1ECDFF4E7F5E7F5E7") == b"\0"
    assert unprotected(identity, "1517CAF1D6F9D7F9D706") == b"\xff"
    assert unprotected(identity, project.protect(identity, b"abc", seed=0x07)) == b"abc"


@pytest.mark.parametrize("name", ["dxbook.xlam", "dxbook_demo.xlsm"])
def test_the_ooxml_sdk_finds_nothing(built: Path, name: str, validate: Callable[[Path], list[str]]) -> None:
    assert validate(built / name) == []


def test_the_addin_is_an_addin_with_a_ribbon(built: Path) -> None:
    with zipfile.ZipFile(built / "dxbook.xlam") as book:
        types, links = book.read("[Content_Types].xml"), book.read("_rels/.rels")
        workbook, sheet = book.read("xl/workbook.xml"), book.read("xl/worksheets/sheet1.xml")
        assert book.read("customUI/customUI14.xml") == RIBBON
    assert package.ADDIN in types
    assert package.MACRO_WORKBOOK not in types
    assert b'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"' in links
    assert b'codeName="ThisWorkbook"' in workbook
    assert b'codeName="Sheet1"' in sheet


def test_every_button_has_its_sub() -> None:
    source = {module.name: module.source for module in books.modules(books.SOURCES)}
    tree = ElementTree.fromstring(RIBBON)
    buttons = [each for each in tree.iter() if each.tag.endswith("}button")]
    assert [button.get("label") for button in buttons] == [
        "この表を検証", "前の指摘へ", "次の指摘へ", "提出前チェック",
        "全角・半角を整える", "チェックシートを作る", "グラフを作る", "使い方"]
    for button in buttons:
        module, _, name = str(button.get("onAction")).partition(".")
        assert f"\nPublic Sub {name}(control As IRibbonControl)\n" in source[module], name
        assert button.get("supertip")
    module, _, name = str(tree.get("onLoad")).partition(".")
    assert f"\nPublic Sub {name}(ribbon As IRibbonUI)\n" in source[module]
    assert len({button.get("id") for button in buttons}) == len(buttons)


def test_names_called_across_modules_exist() -> None:
    sources = {module.name: module.source for module in books.modules(books.SOURCES)}
    declared = set(re.findall(r"(?m)^(?:Public|Private) (?:(?:Function|Sub|Const|Declare PtrSafe Function) )?(\w+)",
                              "\n".join(sources.values())))
    for name, source in sources.items():
        code = "\n".join(re.sub(r'"(?:[^"]|"")*"', '""', line).partition("'")[0].rstrip() for line in source.split("\n"))
        used = set(re.findall(r"\b(Dx[A-Z]\w+|DX_[A-Z_]+|DXV_\w+)\b", code))
        assert used - declared - set(sources) == set(), name


WORDS = (
    "Abs Access And Application ArgumentDescriptions Array As AscW Binary Boolean Byte Case Category CDate CDbl "
    "ChrW CLng Close CreateObject CStr Date DateAdd DateDiff DatePart DateSerial Dim Do DoEvents Double Each Else "
    "ElseIf End Environ Err Error Exit False Fix For Format FreeFile Function Get GetAttr GoTo If IIf In InStr "
    "InStrRev Integer Is IsArray IsEmpty IsError IsMissing IsNumeric IsObject Kill LBound LCase Left Len LenB LOF "
    "Long Loop Macro Mid MkDir Mod MsgBox Next Not Nothing Now Object On Open Or Read ReDim Replace Resume Right "
    "RmDir Round Select Set Split StrComp String StrPtr Sub Then ThisWorkbook TimeSerial To Trim True UBound UCase "
    "Until Val Variant VarType vbBoolean vbCr vbCrLf vbDate vbDirectory vbInformation vbLf vbNo vbNullChar "
    "vbObjectError vbQuestion vbString vbTab vbTextCompare vbYes vbYesNo While Year xlDisabled xlErrorHandler "
    "xlInterrupt xlSheetVisible xlWBATWorksheet"
)
"""What VBA and Excel declare themselves, as far as the modules use it: a new word is added after a look at its spelling."""


def code_of(source: str) -> str:
    """A module without comments, texts, attributes and broken lines."""
    lines = (line for line in source.replace(" _\n", " ").split("\n") if not line.startswith(("Attribute", "#")))
    return "\n".join(re.sub(r'"(?:[^"]|"")*"', '""', line).partition("'")[0].rstrip() for line in lines)


def names_in(declarations: str) -> set[str]:
    pattern = r"(\w+)(?:\([^)]*\))?(?: As (?:New )?[\w.]+)?(?:,|$)"
    return {name.lower() for name in re.findall(pattern, declarations, re.M)}


def test_every_name_is_declared() -> None:
    codes = {module.name: code_of(module.source) for module in books.modules(books.SOURCES)}
    declared = r"(?m)^(?:{} )?(?:Declare PtrSafe )?(?:Function|Sub|Const|Type) (\w+)"
    everywhere = {name.lower() for name in [*WORDS.split(), *codes]}
    for code in codes.values():
        everywhere |= {name.lower() for name in re.findall(declared.format("Public"), code)}
        everywhere |= names_in("\n".join(re.findall(r"(?m)^Public (?!Function|Sub|Const|Type|Declare)(.*)$", code)))
    for module, code in codes.items():
        own = {name.lower() for name in re.findall(declared.format("Private"), code)}
        own |= names_in("\n".join(re.findall(r"(?m)^(?:Private|Public) (?!Function|Sub|Const|Type|Declare)(.*)$", code)))
        procedures = r"(?ms)^(?:Public |Private )?(?:Function|Sub) (\w+)\((.*?)\)(?: As \w+)?\n(.*?)^End (?:Function|Sub)"
        for name, parameters, body in re.findall(procedures, code):
            local = names_in(parameters) | names_in("\n".join(re.findall(r"(?m)^\s*Dim (.*)$", body)))
            local |= {label.lower() for label in re.findall(r"(?m)^(\w+):$", body)}
            used = set(re.findall(r"(?<![\w.&])[A-Za-z_]\w*", body))
            assert {word for word in used if word.lower() not in local | own | everywhere} == set(), f"{module}.{name}"


def test_the_windows_types_have_the_sizes_windows_uses() -> None:
    source = (ROOT / "macros" / "modules" / "DxProcess.bas").read_text(encoding="utf-8")
    sizes = {}
    for name, body in re.findall(r"(?ms)^Private Type (\w+)\n(.*?)^End Type", source):
        kinds = re.findall(r"As (\w+)", body)
        sizes[name] = tuple(struct.calcsize("@" + "".join(
            {"Long": "i", "Integer": "h", "LongPtr": pointer}[kind] for kind in kinds) + f"0{pointer}")
            for pointer in ("q", "i"))
    assert sizes == {"StartupInfo": (104, 68), "ProcessInformation": (24, 16)}  # STARTUPINFOW, 64 and 32 bit


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, built: Path) -> None:
    code = "import time; time.time = lambda: 2e9\nfrom macros.build.__main__ import main; raise SystemExit(main())"
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, "-o", str(tmp_path / "x")], cwd=tmp_path, env=environment, check=True,
                   capture_output=True)
    for name in ("dxbook.xlam", "dxbook_demo.xlsm"):
        assert (tmp_path / "x" / name).read_bytes() == (built / name).read_bytes(), name


def test_the_generated_module_holds_the_programs_own_words() -> None:
    source = config.source()
    assert '"計画|体系|施策|工程|指標|実績|根拠|進捗|一覧|改定|組織|会議|用語"' in source
    assert "Public Const DX_HEADER_ROW As Long = 4\n" in source
    assert config.quoted('a"b') == '"a""b"'


GOOD = 'Attribute VB_Name = "M"\nOption Explicit\n'


@pytest.mark.parametrize(("text", "message"), [
    ("Option Explicit\n", "there are 0"),
    (GOOD + 'Attribute VB_Name = "M"\n', "there are 2"),
    ('Attribute VB_Name = "1M"\n', "is no name for a VBA module"),
    (f'Attribute VB_Name = "{"M" * 32}"\n', "at most 31"),
    ('Attribute VB_Name = "表"\n', "is no name for a VBA module"),
    (GOOD + "' 〜\n", "line 3: '〜' (U+301C) is not in code page 932"),
    (GOOD + "' ㋿\n", "U+32FF"),
    (GOOD + "a\rb\n", "carriage return"),
])
def test_a_source_that_cannot_go_in_is_told(text: str, message: str) -> None:
    with pytest.raises(BuildError, match=re.escape(message)):
        modules.from_text(text, "M.bas")


def test_a_file_must_bear_its_modules_name(tmp_path: Path) -> None:
    (tmp_path / "N.bas").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BuildError, match=r'N\.bas: Attribute VB_Name says "M"'):
        modules.from_file(tmp_path / "N.bas")


def test_two_modules_of_one_name_are_refused() -> None:
    pair = [modules.from_text(GOOD, "a"), modules.from_text(GOOD.replace('"M"', '"m"'), "b")]
    with pytest.raises(BuildError, match="two modules are called m"):
        project.project("p", pair)


def test_a_class_gets_its_base() -> None:
    text = 'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = "C"\nAttribute VB_Exposed = False\n'
    made = modules.from_text(text, "C.cls", "class")
    assert made.source.startswith(f'Attribute VB_Name = "C"\nAttribute VB_Base = "{modules.CLASS_BASE}"\n')


@given(st.text(alphabet="ab施策 \n\"'", max_size=9000))
def test_compression_round_trip(text: str) -> None:
    data = text.encode("cp932")
    packed = compress(data)
    assert (bytes(decompress_stream(bytearray(packed))) if data else b"") == data


@pytest.mark.parametrize("size", [1, 2, 3, 4095, 4096, 4097, 8192, 30000])
def test_compression_of_runs_and_chunk_borders(size: int) -> None:
    for pattern in (b"x", b"abc", bytes(range(65, 91)) * 3 + b"\r\n"):
        data = (pattern * size)[:size]
        assert bytes(decompress_stream(bytearray(compress(data)))) == data


@given(st.lists(st.integers(0, 12_000), min_size=1, max_size=40))
def test_compound_files_give_every_stream_back(sizes: list[int]) -> None:
    entries = [Entry(f"S{number}", bytes([number % 251]) * size) for number, size in enumerate(sizes)]
    data = write([Entry("VBA", children=entries), Entry("PROJECT", b"p")])
    with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        for entry in entries:
            assert ole.openstream(f"VBA/{entry.name}").read() == entry.data
        assert ole.parsing_issues == []


RESERVED = (
    "Call Case Close Const Declare DefBool DefByte DefCur DefDate DefDbl DefInt DefLng DefLngLng DefLngPtr DefObj DefSng "
    "DefStr DefVar Dim Do Else ElseIf End EndIf Enum Erase Event Exit For Friend Function Get Global GoSub GoTo If Implements "
    "Input Let Lock Loop LSet Next On Open Option Print Private Public Put RaiseEvent ReDim Resume Return RSet Seek Select Set "
    "Static Stop Sub Type Unlock Wend While With Write Rem Any As ByRef ByVal Each In New Shared Until WithEvents Optional "
    "ParamArray Preserve Spc Tab Then To AddressOf And Eqv Imp Is Like Mod Not Or TypeOf Xor Abs CBool CByte CCur CDate CDbl "
    "CDec CInt CLng CLngLng CLngPtr CSng CStr CVar CVErr Date Debug DoEvents Fix Int Len LenB Me PSet Scale Sgn String Array "
    "Circle InputB LBound UBound Boolean Byte Currency Double Integer Long LongLong LongPtr Single Variant True False Nothing "
    "Empty Null Attribute LineInput CDecl Decimal DefDec"
)
"""Names that nothing may bear (MS-VBAL 3.3.5.2). LibreOffice and pyOpenVBA take some of them, Excel takes none."""


def declared_names(code: str) -> list[tuple[str, list[str]]]:
    """(where, names declared there) for a module and each of its procedures; in a procedure no name may come twice."""
    found = [("", re.findall(r"(?m)^(?:Public |Private )?(?:Function|Sub|Const|Type|Declare PtrSafe Function) (\w+)", code))]
    module = "\n".join(re.findall(r"(?m)^(?:Private|Public) (?!Function|Sub|Const|Type|Declare)(.*)$", code))
    found[0][1].extend(re.findall(r"(\w+)(?:\(.*?\))? As \w+", module))
    procedures = r"(?ms)^(?:Public |Private )?(?:Function|Sub) (\w+)\((.*?)\)(?: As \w+)?\n(.*?)^End (?:Function|Sub)"
    for name, parameters, body in re.findall(procedures, code):
        words = [part.split(" As ")[0].split()[-1].removesuffix("()") for part in parameters.split(",") if part.strip()]
        dims = ", ".join(re.findall(r"(?m)^\s*(?:Dim|Static|Const) (.*)$", body))
        words += [part.split(" As ")[0].split("=")[0].strip() for part in re.sub(r"\(.*?\)", "", dims).split(",") if part.strip()]
        found.append((name, [name, *words]))
    return found


def test_no_name_is_reserved_twice_there_or_a_modules() -> None:
    reserved = {word.lower() for word in RESERVED.split()}
    codes = {module.name: code_of(module.source) for module in books.modules(books.SOURCES)}
    public = re.findall(r"(?m)^Public (?:Function|Sub|Const) (\w+)", "\n".join(codes.values()))
    everywhere = [name.lower() for name in [*public, *codes]]
    assert sorted(set(everywhere)) == sorted(everywhere), "Excel: ambiguous name, or a procedure hidden by a module's name"
    wrong = []
    for module, code in codes.items():
        for where, names in declared_names(code):
            low = [name.lower() for name in names]
            wrong += [f"{module}.{where}: {name}" for name in names if name.lower() in reserved]
            wrong += [f"{module}.{where}: twice {name}" for name in set(low) if where and low.count(name) > 1]
    assert wrong == []


def test_what_excel_calls_by_name_can_be_reached_and_nothing_else_shows_in_its_dialogs() -> None:
    """OnTime, OnUndo and the ribbon find no procedure of a private module; the function dialog lists every other function."""
    sources = {module.name: module.source for module in books.modules(books.SOURCES)}
    called = set(re.findall(r'"(Dx\w+)\.(Dx\w+)"', "\n".join(sources.values())))
    called |= set(re.findall(r"'!(Dx\w+)\.(Dx\w+)\"", "\n".join(sources.values())))
    assert called == {("DxButtons", "DxOnUndo"), ("DxUdf", "DxUdfRegister")}
    open_modules = {name for name, source in sources.items() if "\nOption Private Module\n" not in source}
    assert open_modules == {"DxButtons", "DxUdf", "DxFunctions"}
    for module, name in called:
        assert re.search(rf"(?m)^Public Sub {name}\(\)$", sources[module])
    shown = re.findall(r"(?m)^Public Function (\w+)", "\n".join(sources[name] for name in open_modules))
    assert [name for name in shown if not name.startswith(("DX_", "DXV_"))] == []


def test_describing_the_functions_never_stops_excel() -> None:
    """MacroOptions fails on a hidden add-in in some versions: whatever happens, the sub that OnTime calls goes on."""
    source = next(each.source for each in books.modules(books.SOURCES) if each.name == "DxUdf")
    body = source.partition("Public Sub DxUdfRegister()\n")[2].partition("End Sub")[0]
    lines = [line.strip() for line in body.splitlines() if not line.strip().startswith("'")]
    assert lines[0] == "On Error Resume Next"
    assert not any(line.startswith("On Error") for line in lines[1:])
