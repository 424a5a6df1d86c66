"""Read a profile file (TOML). Everything wrong with it is found at once, each with its line.

pydantic and cattrs were looked at: they check the types, not what a city may write, speak English, and importing them
takes longer than reading all profiles. tomlkit, which keeps a file's layout, gives no line numbers either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dxbook.files import template_names
from dxbook.findings import CHECKED, RECORD, SLIP, Finding, Level, Place, moved, tidy
from dxbook.plan import national, scales
from dxbook.plan.choices import Formula
from dxbook.plan.profile_findings import At, FileFindings
from dxbook.plan.profile_keys import GRADE_KEYS, PROFILE_KEYS, Key, Profile
from dxbook.plan.scales import Grade
from dxbook.plan.schema import SHEETS
from dxbook.text import key as folded_name
from dxbook.text import read_code

CHOICES: dict[str, Callable[[], tuple[str, ...]]] = {
    "scale": lambda: tuple(scale.id for scale in scales.presets()),
    "formula": lambda: tuple(Formula),
    "form": lambda: tuple(template_names("form_")),
    "national": lambda: tuple(edition.id for edition in national.editions()),
}
"""What the keys with a fixed choice may say."""

WORKBOOKS = (".xlsx", ".xlsm")
_SHEET_NAME = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
_ONE_LINE = re.compile(r"(?!\s)[^\x00-\x1f\x7f]+(?<!\s)")
TAKEN = ("はじめに", "_dxbook", CHECKED, SLIP, RECORD)
"""Titles of a plan's other sheets: what explains it, what is very hidden (see ``reading``), and dxbook's lists."""
_TERMS_ARE = "計画のシートの名前と欄の名前（「dxbook profile new」で作るファイルに並んでいます）"


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _rate(value: object) -> bool:
    """80 was meant to be 0.8."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -10 <= value <= 10


KINDS: dict[Any, tuple[Callable[[object], bool], str]] = {
    str: (lambda value: isinstance(value, str), "\"…\" で囲んだ文字"),
    tuple[str, ...]: (_texts, "[\"…\", \"…\"] のような文字の並び"),
    float | None: (_rate, "0.8 のような数（1.0 = 100%）"),
    dict[str, str]: (lambda value: isinstance(value, dict), "[words] の下に \"もとの名前\" = \"団体の言い方\" の形"),
    tuple[Grade, ...]: (lambda value: isinstance(value, list) and all(isinstance(each, dict) for each in value),
                        "段階ごとに [[grades]] の形"),
}
"""Whether a value is of a key's type, and how a person writes one."""


def terms() -> list[str]:
    """The names that ``[words]`` may change: titles of sheets and labels of columns, each once, in their order."""
    return list(dict.fromkeys(
        term for sheet in SHEETS for term in (sheet.title, *(column.label for column in sheet.columns))))


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile file as read: ``profile`` is None where an error forbids its use; ``city`` and ``city_code`` are known
    then too, where they can be read."""

    id: str
    city: str
    city_code: str
    profile: Profile | None
    findings: tuple[Finding, ...]


def read(path: Path, *, choices: bool = True) -> ReadProfile:
    """Read and check the file. What is wrong with it, even that it cannot be opened, is a finding (W101 … W113).

    Without ``choices`` it is not asked whether scale, formula, form and edition exist: a test asks it of the package's own
    profiles, and looking costs as long as reading them.
    """
    found = FileFindings(path.name)
    data: dict[str, Any] = {}
    try:
        found.text = path.read_bytes().decode("utf-8-sig")  # an editor of Windows may put a mark first
        data = tomllib.loads(found.text)
    except UnicodeDecodeError:
        found.add("W113", (), reason="文字コードがUTF-8ではありません")
    except OSError as error:
        found.add("W113", (), reason=error.strerror or "読み取りの誤り")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _syntax(found, str(error))
    values = _values(data, PROFILE_KEYS, (), found) if not found.all else {}
    _words(values.get("words", {}), found)
    if not data.get("grades"):
        values.pop("grades", None)
    _grades(values, found)
    code = _code(values, found)
    for name in CHOICES if choices else ():
        _choice(name, values, path.parent, found)
    broken = any(each.level is Level.ERROR for each in found.all)
    profile = None if broken else Profile(id=path.stem, **values)
    return ReadProfile(path.stem, values.get("city", ""), code, profile, tuple(tidy(found.all)))


def _syntax(found: FileFindings, message: str) -> None:
    reason = next((japanese for english, japanese in (
        ("overwrite", "同じ項目が2度書かれています"), ("Cannot declare", "同じ見出しが2度あります"),
    ) if english in message), "TOMLの決まりに合いません")
    found.add("W101", (), reason=reason)
    if line := re.search(r"at line (\d+)", message):
        found.all[-1] = moved(found.all[-1], Place(found.file, "", line[1]))


def _values(data: Mapping[str, Any], keys: tuple[Key, ...], at: At, found: FileFindings) -> dict[str, Any]:
    """The values of a table that have the right type; the others are findings."""
    known = {each.name: each for each in keys}
    for name in data:
        if name not in known:
            _unknown(name, {each.name: each.title for each in known.values()}, (*at, name), found)
    good: dict[str, Any] = {}
    for each in known.values():
        if each.name not in data or (each.required and data[each.name] == ""):
            if each.required:
                found.add("W105", (*at, each.name), title=each.title, name=each.name)
        elif KINDS[each.kind][0](data[each.name]):
            good[each.name] = _converted(each, data[each.name], found)
        else:
            found.add("W106", (*at, each.name), data[each.name], wanted=KINDS[each.kind][1])
    return good


def _converted(key: Key, value: Any, found: FileFindings) -> Any:
    if key.kind == tuple[Grade, ...]:
        before = len(found.all)
        rows = [_values(row, GRADE_KEYS, (key.name, number), found) for number, row in enumerate(value, 1)]
        return tuple(map(scales.grade_of, rows)) if len(found.all) == before else ()  # of a part no order can be told
    return tuple(value) if isinstance(value, list) else value


def _unknown(name: str, known: Mapping[str, str], at: At, found: FileFindings) -> None:
    """A key that is none: the name that was meant, where one is near; a key's title counts as its name."""
    titles = {title: name for name, title in known.items()}
    if near := get_close_matches(name, [*known, *titles], 1, 0.5):
        found.add("W102", at, name, better=titles.get(near[0], near[0]))
    else:
        found.add("W103", at, name, known="、".join(known))


def _words(words: Mapping[str, Any], found: FileFindings) -> None:
    known, top = terms(), {each.name for each in PROFILE_KEYS}
    for name, word in words.items():
        at: At = ("words", name)
        if name not in known and name in top:
            found.add("W104", at, name, table="[words]")
        elif name not in known and (near := get_close_matches(name, known, 1, 0.5)):
            found.add("W102", at, name, better=near[0])
        elif name not in known:
            found.add("W103", at, name, known=_TERMS_ARE)
        elif not isinstance(word, str) or not _ONE_LINE.fullmatch(word):
            found.add("W106", at, word, wanted=KINDS[str][1])
        elif any(name == sheet.title for sheet in SHEETS) and not _SHEET_NAME.fullmatch(word):
            found.add("W110", at, word)
    _clashes({name: word for name, word in words.items() if name in known and isinstance(word, str)}, found)


def _clashes(words: Mapping[str, str], found: FileFindings) -> None:
    """Two sheets, or two columns of one sheet, that would have the same name."""
    named = [("計画のブック", [*(sheet.title for sheet in SHEETS), *TAKEN])]
    named += [(f"「{sheet.title}」シート", [column.label for column in sheet.columns]) for sheet in SHEETS]
    for where, names in named:
        if words.keys() & set(names):
            for first, second, word in _twice([(each, (words.get(each, each),)) for each in names], folded_name):
                found.add("W109", ("words", second if second in words else first), word, where=where, first=first,
                          second=second)


def _twice(rows: Iterable[tuple[str, Iterable[str]]], fold: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """Each (row, later row, text) that two rows have in common."""
    seen: dict[str, tuple[int, str]] = {}
    for number, (name, texts) in enumerate(rows):
        for text in texts:
            row, first = seen.setdefault(fold(text), (number, name))
            if row != number:
                yield first, name, text


def _grades(values: dict[str, Any], found: FileFindings) -> None:
    grades: tuple[Grade, ...] = values.get("grades", ())
    if grades and not scales.in_order(grades):
        found.add("W111", ("grades",), values.get("scale", ""))
    marks = [(grade.mark, [grade.mark, *grade.aliases]) for grade in grades]
    for first, second, text in _twice(marks, scales.folded):
        found.add("W112", ("grades",), text, first=first, second=second)


def _code(values: dict[str, Any], found: FileFindings) -> str:
    """The 団体コード as six digits; "" where there is none, as written where it is wrong."""
    written = str(values.get("city_code", ""))
    code, wrong = read_code(written)
    found.all += [moved(each, found.place(("city_code",))) for each in wrong]
    if code:
        values["city_code"] = code
    return code or written


def _choice(name: str, values: dict[str, Any], folder: Path, found: FileFindings) -> None:
    value, known = values.get(name, ""), CHOICES[name]()
    if name == "form" and value.lower().endswith(WORKBOOKS):
        if (folder / value).is_file():
            values[name] = str(folder / value)
        else:
            found.add("W108", (name,), value, known="、".join(known))
    elif name == "scale" and ("grades" in values or scales.folded(value) in map(scales.folded, scales.names())):
        pass  # a scale of its own, or one of dxbook's by its title
    elif value and value not in known:
        title = next(each.title for each in PROFILE_KEYS if each.name == name)
        found.add("W107", (name,), value, title=title, known="、".join(known))
