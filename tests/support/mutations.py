"""Mutated packages for the fuzz test: each is a function of its number alone.

``case(number, seeds)`` damages one of a few small workbooks in one of the ways of :data:`KINDS`. Those of
:data:`FAITHFUL` change the container and no value: where such a file is read, its values are the original's.
"""

# ruff: noqa: E501 (lists of odd things are read as lists)

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.support.formats import ods, xlsb, xlsb_cell, xlsb_row
from tests.support.tables import plan_book, plan_markdown, write_book

Parts = dict[str, bytes]
Mutation = Callable[[Random, bytes], bytes]
KINDS: dict[str, Mutation] = {}
FAITHFUL: set[str] = set()
RAW = ("bits_of_the_file", "bytes_of_the_file", "truncated")
"""What can be done to a file that is no archive."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR = (b"XFD1048576", b"A1048577", b"XFE1", b"ZZZ99999999", b"A0", b"A-1", b"FZ9999", b"GA10000", b"AAAAAA1", b"1A", b"",
       b"\xef\xbc\xa1\xef\xbc\x91", b"A1:B2", b"$A$1", b"a1", b"R1C1")
NUMBERS = (b"-1", b"0", b"1", b"2147483647", b"2147483648", b"4294967295", b"4294967296", b"18446744073709551615",
           b"99999999999999999999", b"1e309", b"NaN", b"inf", b"-0", b"0x10", b"1.5", b"", b" 1", b"\xef\xbc\x91", b"true")
PATHS = ("../evil.xml", "/etc/passwd", "C:\\evil.xml", "C:evil", "xl\\..\\..\\evil.xml", "xl/../../evil.xml", "\\\\host\\share",
         "xl/./sheet.xml", "xl//sheet.xml", "CON", "xl/worksheets/", "..", ".", "xl/\u202etxt.xml", "x" * 3000, "表/シート.xml",
         "nul\x01.xml", "file:///etc/passwd")


# --- the workbooks that are damaged -----------------------------------------------------------------


def seeds(folder: Path, convert: Callable[[Path, str], Path] | None) -> dict[str, bytes]:
    """The whole workbooks by name, each a few kilobytes; an .xls only where ``convert`` (LibreOffice) can make one."""
    from dxbook import jobs

    plan = plan_book(folder / "plan.xlsx", meta={}, merges={"指標": ["A3:B3"]}, hidden_rows={"施策": [3]}).read_bytes()
    jobs.new(folder / "template.xlsx", years=range(2023, 2025), review_fy=2023, rows=2)
    rows = xlsb_row(0) + xlsb_cell(0, "施策ID") + xlsb_cell(1, "施策名") + xlsb_row(1) + xlsb_cell(0, "01-01")
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                    for text in ("施策ID", "施策名", "所管課"))
    out = {
        "plan": plan,
        "template": (folder / "template.xlsx").read_bytes(),
        "xlsxwriter": _xlsxwriter(folder / "writer.xlsx"),
        "comments": _comments(folder / "comments.xlsx"),
        "xlsm": _macros(plan),
        "xlsb": xlsb(folder / "a.xlsb", rows).read_bytes(),
        "ods": ods(folder / "a.ods", f"<table:table-row>{cells}</table:table-row>" * 2).read_bytes(),
    }
    if convert:
        out["xls"] = convert(folder / "plan.xlsx", "xls").read_bytes()
    return out


def _xlsxwriter(path: Path) -> bytes:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("施策")
        for column, text in enumerate(("施策ID", "施策名", "所管課", "現状", "開始年度", "終了年度")):
            sheet.write(0, column, text)
        for row in range(1, 6):
            sheet.write_row(row, 0, [f"01-{row:02}", "窓口の予約", "市民課", "混む。", "令和5年度", "令和9年度"])
        sheet.write_number(6, 0, 0.5, percent)
        sheet.write_number(6, 1, 45000, day)
        sheet.write_formula(6, 2, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(6, 3, True)
        sheet.write_rich_string(6, 4, "令和", book.add_format({"bold": True}), "7年度")
        sheet.write_comment(1, 1, "見本")
        sheet.merge_range("H1:I2", "注")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.autofilter("A1:F6")
        sheet.data_validation("C2:C6", {"validate": "list", "source": ["市民課", "総務課"]})
        sheet.insert_textbox("K2", "図形")
        book.add_chart({"type": "column"})
    return path.read_bytes()


def _comments(path: Path) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    write_book(path, plan_markdown(), meta={})
    book = load_workbook(path)
    for row in range(2, 4):
        book["施策"].cell(row, 2).comment = Comment("確認してください。", "事務局")
    book.save(path)
    return zipped(_shared(unzipped(path.read_bytes())))


def _shared(parts: Parts) -> Parts:
    """The same workbook with its texts in a shared string table, as Excel writes them."""
    texts: dict[bytes, int] = {}

    def shared(match: re.Match[bytes]) -> bytes:
        return b'%b t="s"><v>%d</v></c>' % (match[1], texts.setdefault(match[2], len(texts)))

    inline = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>')
    out = {name: inline.sub(shared, part) for name, part in parts.items()}
    assert len(texts) > 50
    out["xl/sharedStrings.xml"] = b'<?xml version="1.0"?><sst xmlns="%b" count="%d" uniqueCount="%d">%b</sst>' % (
        MAIN.encode(), len(texts), len(texts), b"".join(b"<si>%b</si>" % text for text in texts))
    out["xl/_rels/workbook.xml.rels"] = out["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    out["[Content_Types].xml"] = out["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>')
    return out


def _macros(plan: bytes) -> bytes:
    parts = unzipped(plan)
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    rels = parts["xl/_rels/workbook.xml.rels"]
    link = (b'<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
            b' Target="vbaProject.bin"/></Relationships>')
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", link)
    return zipped(parts)


# --- tools ------------------------------------------------------------------------------------------


def unzipped(data: bytes) -> Parts:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, method)
    return out.getvalue()


def kind(*, faithful: bool = False) -> Callable[[Mutation], Mutation]:
    """Registers a way of damaging a workbook."""
    def register(mutation: Mutation) -> Mutation:
        name = mutation.__name__.strip("_")
        KINDS[name] = mutation
        if faithful:
            FAITHFUL.add(name)
        return mutation
    return register


def case(number: int, whole: Mapping[str, bytes]) -> tuple[str, str, bytes]:
    """(kind, seed, the damaged file) of case ``number``."""
    names, sources = list(KINDS), list(whole)
    name = names[number % len(names)]
    source = sources[number // len(names) % len(sources)]
    if not whole[source].startswith(b"PK"):  # an .xls has no parts
        name = RAW[number % len(RAW)]
    return name, source, KINDS[name](Random(number), whole[source])


def _xml(random: Random, parts: Parts) -> str:
    """An XML part, mostly one that reading looks at."""
    names = [name for name in parts if name.endswith((".xml", ".rels", ".vml"))]
    looked_at = [name for name in names if re.search("sheet|workbook|sharedStrings|content|styles|Types", name)]
    return random.choice(looked_at if looked_at and random.random() < 0.85 else names)


def _sheet(random: Random, parts: Parts) -> str:
    names = [name for name in parts if "worksheets/sheet" in name and name.endswith(".xml")]
    return random.choice(names) if names else _xml(random, parts)


def _changed(data: bytes, name: str, part: bytes) -> bytes:
    return zipped(unzipped(data) | {name: part})


def _flip(random: Random, data: bytes, most: int = 8) -> bytes:
    out = bytearray(data)
    for _ in range(random.randint(1, most) if out else 0):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _one(random: Random, part: bytes, pattern: bytes, new: bytes) -> bytes:
    """``part`` with one match of ``pattern`` (or its first group) replaced."""
    found = list(re.finditer(pattern, part))
    if not found:
        return _flip(random, part)
    match = random.choice(found)
    start, end = match.span(1 if match.re.groups else 0)
    return part[:start] + new + part[end:]


def _entries(data: bytes) -> list[tuple[int, int]]:
    """(offset in the directory, offset of the local header) of every entry."""
    out, at = [], data.find(b"PK\x01\x02")
    while at >= 0:
        out.append((at, struct.unpack_from("<I", data, at + 42)[0]))
        at = data.find(b"PK\x01\x02", at + 46)
    return out


# --- the container ----------------------------------------------------------------------------------


@kind(faithful=True)
def _bits_of_the_file(random: Random, data: bytes) -> bytes:
    return _flip(random, data, 4)


@kind(faithful=True)
def _bytes_of_the_file(random: Random, data: bytes) -> bytes:
    at, size = random.randrange(len(data)), random.randint(1, 40)
    new = random.choice([bytes(size), b"\xff" * size, random.randbytes(size), b""])
    return data[:at] + new + data[at + size:]


@kind(faithful=True)
def _truncated(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data))]


@kind(faithful=True)
def _headers_of_the_file(random: Random, data: bytes) -> bytes:
    """A field of a local header, of a directory entry or of the end record gets an odd value."""
    out = bytearray(data)
    central, local = random.choice(_entries(data))
    base, fields = random.choice([
        (central, ((4, 2), (6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (34, 2), (42, 4))),
        (local, ((4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))),
        (data.rfind(b"PK\x05\x06"), ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
    ])
    at, size = random.choice(fields)
    old = int.from_bytes(out[base + at:base + at + size], "little")
    new = random.choice([0, 1, old + 1, max(old - 1, 0), old ^ 1 << random.randrange(8 * size), 2 ** (8 * size) - 1])
    out[base + at:base + at + size] = (new % 2 ** (8 * size)).to_bytes(size, "little")
    return bytes(out)


@kind(faithful=True)
def _two_archives(random: Random, data: bytes) -> bytes:
    """A second archive before, behind, in the comment, or another directory for the same bytes."""
    other = zipped({"xl/workbook.xml": b"<a/>", "x.xml": b"<a/>"})
    end = data.rfind(b"PK\x05\x06")
    comment = other[-random.randint(1, len(other)):]
    return random.choice([
        other + data, data + other, data + data[end:], data + other[other.rfind(b"PK\x05\x06"):], data + bytes(22),
        data[:end + 20] + struct.pack("<H", len(comment)) + comment, data[:end] + other + data[end:],
        data[:end] + b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, 46, 0)
        + b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1) + data[end:],
    ])


@kind(faithful=True)
def _entries_in_another_order(random: Random, data: bytes) -> bytes:
    names = list(unzipped(data).items())
    random.shuffle(names)
    return zipped(dict(names), random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


@kind(faithful=True)
def _compressed_otherwise(random: Random, data: bytes) -> bytes:
    return zipped(unzipped(data), random.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED]))


@kind()
def _entries_removed(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    for _ in range(random.randint(1, 3)):
        parts.pop(random.choice(list(parts)))
        if not parts:
            break
    return zipped(parts)


@kind()
def _entries_doubled(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = random.choice(list(parts))
    second = random.choice([name, name.upper(), name.replace("/", "\\"), f"./{name}", f"/{name}", name.replace("/", "//")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, part in [*parts.items(), (second, parts[random.choice(list(parts))])]:
            entry = zipfile.ZipInfo("x")
            entry.filename = each
            package.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@kind()
def _paths(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = random.choice(list(parts))
    bad = random.choice(PATHS)
    if random.random() < 0.5:
        return zipped(parts | {bad: parts[name]})
    return zipped({bad if each == name else each: part for each, part in parts.items()})


@kind()
def _names_with_other_bytes(random: Random, data: bytes) -> bytes:
    """A name's bytes in the directory changed: NUL, non-UTF-8, another case; also a second name beside it."""
    out = bytearray(data)
    central, _ = random.choice(_entries(data))
    size = struct.unpack_from("<H", data, central + 28)[0]
    at = central + 46 + random.randrange(max(size, 1))
    out[at] = random.choice([0, 0xFF, 0x5C, 0x2F, 0x2E, 0x3A, out[at] ^ 0x20])
    if random.random() < 0.4:  # Info-ZIP's extra field 0x7075: another name for the same entry
        name = bytes(out[central + 46:central + 46 + size])
        field = struct.pack("<BI", 1, zlib.crc32(name)) + random.choice([b"xl/workbook.xml", b"../x", b"xl/worksheets/sheet1.xml"])
        extra = struct.pack("<HH", 0x7075, len(field)) + field
        out[central + 46 + size:central + 46 + size] = extra
        struct.pack_into("<H", out, central + 30, struct.unpack_from("<H", data, central + 30)[0] + len(extra))
        end = out.rfind(b"PK\x05\x06")
        struct.pack_into("<I", out, end + 12, struct.unpack_from("<I", out, end + 12)[0] + len(extra))
    return bytes(out)


@kind()
def _bombs(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    size = random.choice([2**20 + 1, 3 * 2**20, 9 * 2**20])
    target = random.choice(["xl/media/image1.png", "xl/bomb.xml", _xml(random, parts), _xml(random, parts)])
    filler = random.choice([bytes(size), b" " * size, b"<a>" * (size // 3), b"<!--" + b"-" * size + b"-->", b"&amp;" * (size // 5)])
    body = parts.get(target, b"")
    made = random.choice([filler, body + filler, filler + body, body.replace(b"</sheetData>", filler + b"</sheetData>")])
    bomb = bytearray(zipped(parts | {target: made}))
    if random.random() < 0.4:  # the directory says less than there is
        for central, local in _entries(bytes(bomb)):
            if struct.unpack_from("<I", bomb, central + 24)[0] > 2**20:
                small = struct.pack("<I", random.choice([0, 1, 1000, 2**20]))
                bomb[central + 24:central + 28] = bomb[local + 22:local + 26] = small
    return bytes(bomb)


@kind(faithful=True)
def _parts_nobody_knows(random: Random, data: bytes) -> bytes:
    name = random.choice(["xl/extra.xml", "customXml/item9.xml", "xl/media/x.bin", "docProps/x.xml", "a"])
    return zipped(unzipped(data) | {name: random.choice([b"", b"<a/>", b"\x00", random.randbytes(50), b"<a><b></a>"])})


# --- the parts --------------------------------------------------------------------------------------


@kind()
def _bits_of_a_part(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _xml(random, parts) if random.random() < 0.9 else random.choice(list(parts))
    return _changed(data, name, _flip(random, parts[name], 3))


@kind()
def _bytes_of_a_part(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = random.choice(list(parts)) if random.random() < 0.3 else _xml(random, parts)
    part = parts[name] or b" "
    at, size = random.randrange(len(part)), random.randint(1, 60)
    new = random.choice([b"", b"<", b">", b'"', b"\x00", b"\xff\xfe", b"</c>", b"</row>", b"&", b"&#x0;", b"&lol;", b"]]>",
                         part[at:at + size] * 2, random.randbytes(size)])
    return _changed(data, name, part[:at] + new + part[at + random.choice([0, size]):])


@kind()
def _a_part_cut_off(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = random.choice(list(parts)) if random.random() < 0.3 else _xml(random, parts)
    return _changed(data, name, parts[name][: random.randrange(len(parts[name]) + 1)])


@kind()
def _parts_swapped(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    one, other = random.choices(list(parts), k=2)
    if random.random() < 0.5:
        return zipped(parts | {one: parts[other]})
    return zipped(parts | {one: parts[other], other: parts[one]})


@kind()
def _elements_moved(random: Random, data: bytes) -> bytes:
    """A piece of one part, cut at tags, put somewhere else: doubled cells, rows in rows, lost ends."""
    parts = unzipped(data)
    name = _xml(random, parts)
    ends = [match.end() for match in re.finditer(b">", parts[name])] or [0]
    first, second, where = (random.choice(ends) for _ in range(3))
    first, second = min(first, second), max(first, second)
    part, piece = parts[name], parts[name][first:second]
    if random.random() < 0.5:
        part = part[:first] + part[second:]
        where = min(where, len(part))
    return _changed(data, name, part[:where] + piece * random.randint(0, 3) + part[where:])


@kind()
def _doctypes(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _xml(random, parts)
    head, mark, rest = parts[name].partition(b"?>")
    if not mark:
        head, rest = b"", parts[name]
    bad = random.choice([
        b'<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;"><!ENTITY n "&m;&m;&m;&m;&m;&m;">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">', b'<!DOCTYPE a PUBLIC "x" "http://127.0.0.1/x">', b"<!doctype a>",
        b'<!ENTITY x SYSTEM "file:///etc/passwd">', b"<!-- <!DOCTYPE a> -->", b"<?a <!DOCTYPE a> ?>", b"<! DOCTYPE a>",
        b'<?xml-stylesheet href="file:///etc/passwd"?>', b"<![CDATA[<!DOCTYPE a>]]>",
    ])
    changed = _one(random, rest, rb">[^<]{1,9}<", b">&n;&x;<") if random.random() < 0.5 else rest
    return _changed(data, name, head + mark + bad + changed)


@kind()
def _encodings(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _xml(random, parts)
    text = parts[name].decode("utf-8", "replace")
    coding = random.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp932", "utf-8-sig", "latin-1"])
    declared = random.choice([coding, "UTF-8", "x-none", "utf-16", ""])
    if random.random() < 0.7:
        text = re.sub(r"^<\?xml[^>]*\?>", "", text)
        text = f'<?xml version="1.0" encoding="{declared}"?>{text}'
    if random.random() < 0.3:
        return _changed(data, name, _one(random, text.encode(), rb">([^<]+)<", random.choice(
            [b"\xff\xfe", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\ufffe\uffff".encode(), b"\x00", b"\x1b"])))
    return _changed(data, name, text.encode(coding, "replace"))


@kind()
def _deep(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _xml(random, parts)
    depth = random.choice([50, 1000, 20_000, 60_000])
    tag = random.choice([b"a", b"row", b"c", b"is", b"si", b"sst", b"r", b"sheet", b"table:table", b"text:p"])
    tower = (b"<" + tag + b">") * depth + (b"</" + tag + b">") * random.choice([depth, depth - 1, 0])
    return _changed(data, name, _one(random, parts[name], rb">(?=<)()", tower))


# --- what the parts say -----------------------------------------------------------------------------


@kind()
def _addresses(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _sheet(random, parts)
    part = parts[name]
    for _ in range(random.randint(1, 3)):
        pattern = random.choice([rb'<c r="([^"]*)"', rb'<row r="([^"]*)"', rb' ref="([^"]*)"', rb'<row( r="[^"]*")',
                                 rb'<c( r="[^"]*")', rb'sqref="([^"]*)"', rb'-repeated="([^"]*)"'])
        odd = random.choice([*FAR, *NUMBERS, b"A1:XFD1048576", b"B2:A1", b"A1:", b":"])
        part = _one(random, part, pattern, odd)
    return _changed(data, name, part)


@kind()
def _far_cells(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = _sheet(random, parts)
    row, column = random.choice([1, 9999, 10000, 100_000, 1_048_576]), random.choice([b"A", b"FZ", b"GA", b"ZZ", b"XFD"])
    filled = random.choice([b"<v>1</v>", b"", b"<is><t>x</t></is>", b"<f>1</f>"])
    kind_ = b' t="inlineStr"' if b"<is>" in filled else b""
    cell = b'<row r="%d"><c r="%b%d"%b>%b</c></row>' % (row, column, row, kind_, filled)
    if random.random() < 0.3:
        cell = cell.replace(b'"', b"'")
    if random.random() < 0.3:
        cell = cell.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    if random.random() < 0.3:
        cell = re.sub(rb" r=[\"'][^\"']*[\"']", b"", cell, count=random.randint(1, 2))
    spot = random.choice([b"</sheetData>", b"</worksheet>", b"<sheetData>"])
    return _changed(data, name, parts[name].replace(spot, cell + spot if spot[1:2] == b"/" else spot + cell))


@kind()
def _counts(random: Random, data: bytes) -> bytes:
    """Counts and sizes that lie, in shared strings, styles, merges, and what repeats in an .ods."""
    parts = unzipped(data)
    name = _xml(random, parts)
    if "xl/sharedStrings.xml" in parts and random.random() < 0.5:
        name = "xl/sharedStrings.xml"
    pattern = rb'(?:[cC]ount|repeated|spanned|text:c|xfId|numFmtId|sheetId|min|max|si)="([^"]*)"'
    part = _one(random, parts[name], pattern, random.choice(NUMBERS))
    if random.random() < 0.2:
        part = _one(random, part, rb"<[a-z:]+( )", b' count="4294967295" uniqueCount="%b" ' % random.choice(NUMBERS))
    return _changed(data, name, part)


@kind()
def _values(random: Random, data: bytes) -> bytes:
    """Cell types, values, shared string indexes and style indexes that do not fit."""
    parts = unzipped(data)
    name = _sheet(random, parts)
    part = parts[name]
    for _ in range(random.randint(1, 4)):
        pattern, choices = random.choice([
            (rb'<c r="[^"]*"[^>]* t="([^"]*)"', (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d", b"x", b"")),
            (rb"<v>([^<]*)</v>", (*NUMBERS, b"#REF!", b"#X", b"2026-13-99", b"2026-01-01T25:00:00Z", b"9" * 400, b"-657435",
                                  b"2958466", b"1e-400", b"0.1e5", b"TRUE", b"-5")),
            (rb'<c r="[^"]*" s="([^"]*)"', NUMBERS),
            (rb"(<v>[^<]*</v>)", (b"<v/>", b"<v></v>", b"<f>1+1</f>", b"<f>A1</f><v>1</v>", b"<v>1</v><v>2</v>",
                                  b"<is><t>a</t></is>", b"<v xml:space='preserve'> </v>", b"<f t='shared' si='9'/>")),
            (rb"<t[^>]*>([^<]*)</t>", (b"", b" ", b"_x0000_", b"_x000D_\n", b"=1+1", b"#REF!", b"&#10;", b"&#65534;", b"\xf0\x9f\x98\x80",
                                       b"9" * 400, "９" * 300)),
            (rb'value="([^"]*)"', NUMBERS),
        ])
        new = random.choice(choices)
        part = _one(random, part, pattern, new if isinstance(new, bytes) else new.encode())
    return _changed(data, name, part)


@kind()
def _styles(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = next((each for each in parts if each.endswith("styles.xml")), _xml(random, parts))
    part = parts[name]
    for _ in range(random.randint(1, 4)):
        pattern, new = random.choice([
            (rb'numFmtId="([^"]*)"', random.choice(NUMBERS)), (rb'formatCode="([^"]*)"', random.choice([b"", b"%", b"[", b"yyyy" * 999, b'"'])),
            (rb"(<cellXfs)", b"<cellXfz"), (rb"(<xf [^>]*>)", b""), (rb"(<xf [^>]*>)", b"<xf/>" * 3000), (rb'="([^"]*)"', b"\xff"),
            (rb"(<(?:fills|borders|fonts|dxfs)\b)", b"<nothing"),
        ])
        part = _one(random, part, pattern, new)
    return _changed(data, name, part)


@kind()
def _relationships(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    rels = [name for name in parts if name.endswith(".rels")]
    if not rels:
        return _flip(random, data)
    name = random.choice([*rels, *[each for each in rels if "workbook" in each] * 3])
    part = parts[name]
    targets = [*PATHS, *parts, "http://127.0.0.1:9/x.xml", "file://host/share", "", "#施策", "workbook.xml", "../" * 20 + "x", "%2e%2e/x"]
    for _ in range(random.randint(1, 3)):
        pattern, new = random.choice([
            (rb'Target="([^"]*)"', random.choice(targets).encode("utf-8", "replace")),
            (rb' Id="([^"]*)"', random.choice([b"rId1", b"", b"x" * 5000])), (rb' Type="([^"]*)"', b"http://x"),
            (rb"(<Relationship [^>]*>)", b""), (rb'(/>|>)(?=<Relationship |</)', b' TargetMode="External"/>'),
            (rb"(<Relationship [^>]*>)", b'<Relationship Id="rId1" Type="t" Target="workbook.xml"/>' * 2),
        ])
        part = _one(random, part, pattern, new)
    return _changed(data, name, part)


@kind()
def _content_types(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = next((each for each in parts if "Content_Types" in each or "manifest" in each), _xml(random, parts))
    part = parts[name]
    for _ in range(random.randint(1, 3)):
        pattern = random.choice([rb'ContentType="([^"]*)"', rb'PartName="([^"]*)"', rb'Extension="([^"]*)"', rb"(<Override [^>]*>)"])
        part = _one(random, part, pattern, random.choice([b"", b"text/html", b"/xl/workbook.xml", b"application/vnd.ms-excel.sheet.binary",
                                                          b"../x", b"x" * 9000]))
    return _changed(data, name, part)


@kind()
def _the_workbook_part(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = next((each for each in parts if each in ("xl/workbook.xml", "content.xml")), _xml(random, parts))
    part = parts[name]
    many = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (each, each + 99) for each in range(random.choice([1, 50, 5000])))
    for _ in range(random.randint(1, 3)):
        pattern, new = random.choice([
            (rb'name="([^"]*)"', random.choice([b"", b"x" * 400, "施策".encode(), "実績".encode(), b"a/b:c?*[]", b"&#10;", b"_dxbook", b"=1+1"])),
            (rb'r:id="([^"]*)"', random.choice([b"", b"rId1", b"rId999", "表".encode()])), (rb"(<sheets>)", b"<sheets>" + many),
            (rb"(<sheet [^>]*>)", b""), (rb'state="([^"]*)"', b"odd"), (rb"(<workbookPr[^>]*>)", b'<workbookPr date1904="1"/>'),
            (rb"(<definedNames>)", b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="99">x!#REF!</definedName>'),
        ])
        part = _one(random, part, pattern, new)
    return _changed(data, name, part)


@kind()
def _attributes(random: Random, data: bytes) -> bytes:
    """Quotes, spaces, order, doubled and entity-written attributes; prefixes; comments between tags."""
    parts = unzipped(data)
    name = _xml(random, parts)
    part = parts[name]
    way = random.randrange(7)
    if way == 0:
        part = re.sub(rb'="([^"\']*)"', rb"='\1'", part)
    elif way == 1:
        part = re.sub(rb'="', b' = \n"', part, count=random.randint(1, 50))
    elif way == 2:
        part = _one(random, part, rb'( [A-Za-z:]+="[^"]*")', b' r="B2" r="C3"')
    elif way == 3:
        part = _one(random, part, rb'="([^"])', b"&#%d;" % random.randint(0, 70000))
    elif way == 4:
        part = re.sub(rb"<(/?)(c|row|sheetData|v|is|t)\b", rb"<\1x:\2", part)
        part = part.replace(b"<worksheet ", b'<worksheet xmlns:x="%b" ' % MAIN.encode(), 1)
    elif way == 5:
        part = _one(random, part, rb">()<", random.choice([b"<!-- <c r='XFD1'> -->", b"<?x?>", b"<![CDATA[<c>]]>", b"\x0b", b"text"]))
    else:
        part = _one(random, part, rb' ([A-Za-z:]+)="', b"a" * random.choice([1, 100_000]))
    return _changed(data, name, part)


@kind()
def _giant_texts(random: Random, data: bytes) -> bytes:
    parts = unzipped(data)
    name = "xl/sharedStrings.xml" if "xl/sharedStrings.xml" in parts and random.random() < 0.6 else _sheet(random, parts)
    letters = random.choice(["あ", "1", "9,", "令和", "（", "、", "-", "ー", "％", "1年", " ", "\n", "第1", "①", "ﾊﾞ", "～", "=", "#", "．1", "年度5"])
    size = random.choice([300, 4000, 33_000, 120_000])
    text = (letters * size)[:size].encode()
    if random.random() < 0.3:
        text = "".join(random.choices("0123456789.,年度月令和平成（）件%万千～-ー以上約 、", k=min(size, 4000))).encode()
    part = parts[name]
    for _ in range(random.choice([1, 1, 5])):
        part = _one(random, part, rb"<(?:t|text:p)\b[^>]*>([^<]*)<", text)
    return _changed(data, name, part)


@kind()
def _odd_texts(random: Random, data: bytes) -> bytes:
    """Cells that hold other texts than their column wants: the grammar of values, years and dates."""
    parts = unzipped(data)
    name = "xl/sharedStrings.xml" if "xl/sharedStrings.xml" in parts and random.random() < 0.8 else _sheet(random, parts)
    pieces = ("令和", "平成", "元", "99", "0", "R", "年度", "年", "月末", "～", "-", "約", "以上", "件", "％", "（", "）", "延べ", "万", "億", "千円",
              "1/0", "①", "・", "、", ":", "▲", "1.5", "１２", "策定", "全", "半減", "2", "→", "から", "へ", "増", "減", "倍", "⅓", "㌫", "\u3099")
    part = parts[name]
    for _ in range(random.randint(1, 12)):
        text = "".join(random.choices(pieces, k=random.randint(1, 9)))
        part = _one(random, part, rb"<(?:t|text:p)\b[^>]*>([^<]*)<", text.encode())
    return _changed(data, name, part)


@kind()
def _many(random: Random, data: bytes) -> bytes:
    """Very many parts, sheets, merges, rows, columns or links."""
    parts = unzipped(data)
    way = random.randrange(5)
    if way == 0:
        parts |= {f"xl/worksheets/sheet{number}.xml": b"<worksheet/>" for number in range(900, 900 + random.choice([100, 4000, 6000]))}
        return zipped(parts)
    name = _sheet(random, parts)
    if way == 1:
        cells = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row + 1) for row in range(1, 9000, 3))
        return _changed(data, name, parts[name].replace(b"</sheetData>", b'</sheetData><mergeCells count="3">' + cells + b"</mergeCells>"))
    if way == 2:
        rows = b"".join(b'<row r="%d" hidden="1"><c r="A%d" t="inlineStr"><is><t>01-%d</t></is></c></row>' % (row, row, row)
                        for row in range(20, random.choice([300, 9000])))
        return _changed(data, name, parts[name].replace(b"</sheetData>", rows + b"</sheetData>"))
    if way == 3:
        columns = b'<cols><col min="1" max="16384" width="3" hidden="1"/></cols>' * random.choice([1, 300])
        return _changed(data, name, parts[name].replace(b"<sheetData>", columns + b"<sheetData>"))
    wide = b'<row r="30">' + b"".join(b'<c t="n"><v>%d</v></c>' % each for each in range(random.choice([100, 16_384, 17_000]))) + b"</row>"
    return _changed(data, name, parts[name].replace(b"</sheetData>", wide + b"</sheetData>"))
