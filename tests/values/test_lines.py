"""``dxbook value --jsonl``: what is said of a line that cannot be read, word for word."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dxbook.values import jsonl

HOW = '1行に1つ、{"raw": "120件"} の形で書いてください。'


def answer(line: str | bytes) -> dict[str, Any]:
    (row,) = [json.loads(each) for each in jsonl([line])]
    assert isinstance(row, dict)
    return row


@pytest.mark.parametrize(
    ("line", "raw", "message", "remedy"),
    [
        ("こわれた行", "こわれた行", "この行はJSONとして読めません: こわれた行", HOW),
        ("[1]", "[1]", "この行はJSONとして読めません: [1]", HOW),
        ("あ" * 200, "あ" * 200, f"この行はJSONとして読めません: {'あ' * 80}", HOW),
        (b"  \xff\xfe\n", r"\xff\xfe", r"この行はJSONとして読めません: \xff\xfe", f"{HOW}UTF-8で保存してください。"),
        (b"\xff" + b"1" * 100, r"\xff" + "1" * 100, rf"この行はJSONとして読めません: \xff{'1' * 76}",
         f"{HOW}UTF-8で保存してください。"),
        ('{"x":1}', '{"x":1}', 'この行のJSONは、"raw" がありません。', '読み取る値を {"raw": "120件"} の形で書いてください。'),
        ('{"raw":["5件"]}', ["5件"], 'この行のJSONは、"raw" が一つの値ではありません。',
         '値ごとに行を分け、"raw" には文字か数を書いてください。'),
        ('{"raw":"5件","unit":true}', "5件", 'この行のJSONは、"unit" が文字ではありません。',
         '"unit" には「件」「千円」などの単位を書いてください。'),
        ('{"raw":"5件","field":"foo"}', "5件", 'この行のJSONは、"field" が「foo」です。',
         '"field" には baseline（現状値）、target（目標値）、actual（実績値） のどれかを書いてください。'),
    ],
)
def test_a_line_that_cannot_be_read_is_told_how_to_write_it(
    line: str | bytes, raw: object, message: str, remedy: str
) -> None:
    row = answer(line)
    assert (row["raw"], row["value"]) == (raw, None)
    assert [(found["message"], found["remedy"]) for found in row["findings"]] == [(message, remedy)]


@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
def test_half_a_character_can_be_written_as_utf8(half: int) -> None:
    raw = f"{chr(half)}件"
    (line,) = jsonl([json.dumps({"raw": raw})])
    assert json.loads(line.encode("utf-8"))["raw"] == raw


def test_only_the_first_line_may_begin_with_a_byte_order_mark() -> None:
    first, second = [json.loads(line) for line in jsonl(['\ufeff{"raw":"5件"}', '\ufeff{"raw":"5件"}'])]
    assert (first["value"], second["value"]) == (5, None)


def test_the_side_of_from_to_is_picked_by_the_field() -> None:
    lines = [json.dumps({"raw": "60人から200人へ", "field": field}) for field in ("baseline", "target", "actual", None)]
    assert [json.loads(line)["value"] for line in jsonl(lines)] == [60, 200, 200, None]
