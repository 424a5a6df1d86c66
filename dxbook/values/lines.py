"""Values as lines of JSON: what ``dxbook value --jsonl`` reads and writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dxbook.findings import Finding, finding
from dxbook.values.reading import Reading, reading

Read = Callable[[object, str | None, str | None], Reading]

_FIELDS = {"baseline": "現状値", "target": "目標値", "actual": "実績値"}


def read_lines(lines: Iterable[str | bytes], read: Read) -> Iterator[str]:
    """One line with the reading for each line that is not empty. Bad lines are findings; never raises."""
    for number, line in enumerate(lines):
        text, fault = _decoded(line)
        if number == 0:
            text = text.removeprefix("\ufeff")
        if text.strip():
            yield _dumped(reading(text.strip(), findings=(fault,)) if fault else _read(text.strip(), read))


def _decoded(line: str | bytes) -> tuple[str, Finding | None]:
    if isinstance(line, str):
        return line, None
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError:
        text = line.decode("utf-8", errors="backslashreplace")
        return text, finding("V127", value=text.strip()[:80], hint="UTF-8で保存してください。")


def _read(text: str, read: Read) -> Reading:
    try:
        row = json.loads(text)
        if not isinstance(row, dict):
            raise ValueError("not an object")
    except (ValueError, RecursionError):
        return reading(text, findings=(finding("V127", value=text[:80], hint=""),))
    if fault := _fault(row):
        return reading(row.get("raw", text), findings=(fault,))
    unit = row.get("unit")
    return read(row["raw"], None if unit is None else str(unit), row.get("field"))


def _fault(row: dict[str, Any]) -> Finding | None:
    """What is wrong with a line's fields: a "raw" must be there, a "field" be one of three words."""
    what = how = ""
    if "raw" not in row:
        what, how = '"raw" がありません', '読み取る値を {"raw": "120件"} の形で書いてください。'
    elif isinstance(row["raw"], (list, dict)):
        what, how = '"raw" が一つの値ではありません', '値ごとに行を分け、"raw" には文字か数を書いてください。'
    elif isinstance(row.get("unit"), (list, dict, bool)):
        what, how = '"unit" が文字ではありません', '"unit" には「件」「千円」などの単位を書いてください。'
    elif row.get("field") is not None and row["field"] not in list(_FIELDS):
        words = "、".join(f"{word}（{meaning}）" for word, meaning in _FIELDS.items())
        what, how = f'"field" が「{row["field"]}」です', f'"field" には {words} のどれかを書いてください。'
    return finding("V128", what=what, how=how) if what else None


def _dumped(read: Reading) -> str:
    """JSON that UTF-8 can hold: half of a surrogate pair stays an escape."""
    text = json.dumps(read.as_dict(), ensure_ascii=False)
    return text if not any("\ud800" <= char <= "\udfff" for char in text) else json.dumps(read.as_dict())
