"""What docs/functions.md says of the pure VBA functions and of the words that tell a direction is true."""

from __future__ import annotations

import pytest
from pyopenvba.interpreter import Interpreter

from dxbook.apps.excel.functions import DX_ACHIEVEMENT, DX_FY, DX_NORMALIZE
from macros.build import books
from scripts import udf_fallbacks

PROGRAM = {"NORMALIZE": DX_NORMALIZE, "FY": DX_FY}


def test_each_function_of_the_module_is_told_and_no_other() -> None:
    assert set(udf_fallbacks.DIFFERENCES) == set(udf_fallbacks.signatures())
    assert udf_fallbacks.signatures()["DXV_ACHIEVEMENT"] == "actual, target, [direction], [baseline], [formula]"


def test_the_differences_shown_are_true() -> None:
    vba = Interpreter()
    for module in books.modules(books.SOURCES):
        if module.name in books.FUNCTIONS:
            vba.add_module(module.source, name=module.name)
    for value, name, program, pure in udf_fallbacks.EXAMPLES:
        assert PROGRAM[name]([[value]]) == [[program]]
        assert vba.run(f"DXV_{name}", [value]) == pure


WORDS = [(way, word) for way, words in udf_fallbacks.direction_words().items() for word in words]


def test_the_words_are_those_people_know() -> None:
    words = udf_fallbacks.direction_words()
    assert {"増加", "増やす", "向上", "引き上げ"} <= set(words["増加"])
    assert {"減少", "減らす", "削減", "短縮", "引き下げ"} <= set(words["減少"])
    assert {"維持", "横ばい"} <= set(words["維持"])
    assert not any(set(word) & set("(?:|)[]") for each in words.values() for word in each)


@pytest.mark.parametrize(("way", "word"), WORDS)
def test_each_word_stands_for_its_direction(way: str, word: str) -> None:
    target = f"100件を{word}" if way == "維持" else f"100件に{word}"
    assert DX_ACHIEVEMENT([["80件"]], [[target]]) == DX_ACHIEVEMENT([["80件"]], [[target]], [[way]])
    told = str(DX_ACHIEVEMENT([["80件"]], [[target]])[0][0])
    assert "方向（増加・減少など）が書かれていない" not in told


@pytest.mark.parametrize("word", ["以上", "以下", "未満", "超"])
def test_conditions_are_no_directions(word: str) -> None:
    assert "方向（増加・減少など）が書かれていない" in str(DX_ACHIEVEMENT([["80件"]], [[f"100件{word}"]])[0][0])
