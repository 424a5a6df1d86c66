"""The guides say what the window says, show what it shows, and are carried along."""

from __future__ import annotations

import ast
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import pytest
from dxbook_gui.desk import guide
from dxbook_gui.desk.settings import CLERK, OFFICE
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from dxbook import __version__
from dxbook.apps.cli.parser import make_parser
from scripts import guide_pages, guide_pictures
from scripts.guide_scenes import digest, neutral, scenes, shown, words
from tests.support.paths import ROOT

FOLDER = ROOT / "docs" / "guide"
NAMES = sorted(guide_pages.GUIDES)
PAGES = sorted(guide_pages.PAGES)
ROOM_IN_A_WINDOW = 10 * 500
"""Characters of Japanese that are read in ten minutes, with pictures and tables between them."""


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def plain(word: str) -> str:
    """A word without what is put around it: 「整える…(&T)」, 「エラー 3」, 「✕ エラー 3」 are 整える, エラー, エラー."""
    word = re.sub(r"\(&\w\)|[…:：]|[✕✓▲ℹ○△－]", "", word.replace("\n", " "))
    return re.sub(r"\s*\{?\w?\d*\}?$", "", word.strip()) if re.search(r"\s\{?\w?\d*\}?$", word.strip()) else word.strip()


def known(texts: Iterable[str]) -> set[str]:
    parts = [part for text in texts for part in (text, *re.split(r"\n|\s{2,}|　", text))]
    return {plain(part) for part in parts}


class Seen(NamedTuple):
    words: list[str]
    shown: list[str]
    digest: str


@pytest.fixture(scope="module")
def seen(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Every scene of the guides: the words of the real window, what of them is seen, and the digest of that.

    All of it without a network: the page for the IT section says so.
    """
    def watch(event: str, args: object) -> None:
        if watched and event.startswith("socket."):
            raise AssertionError(f"{event} {args}")

    watched = [True]
    sys.addaudithook(watch)  # stays; ``watched`` ends it
    room = tmp_path_factory.mktemp("guide")
    found = {}
    try:
        for name, widget in scenes(room):
            with neutral(widget, room):
                found[name] = Seen(words(widget), shown(widget), digest(widget))
    finally:
        watched.clear()
    return found


def spoken() -> list[str]:
    """The texts in the window's source: some come up in questions and rare cases only."""
    found = []
    for path in sorted((ROOT / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in ("tr", "translate"):
                found += [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return found


def test_every_word_of_the_window_that_a_guide_names_is_there(seen: dict[str, Seen]) -> None:
    there = known([text for each in seen.values() for text in each.words]) | known(spoken())
    named = {(name, word) for name in NAMES for word in re.findall(r"［([^］　]+)］", text_of(name))}
    assert len(named) > 50
    assert sorted((name, word) for name, word in named if plain(word) not in there) == []


def test_most_of_them_were_seen_in_the_real_window(seen: dict[str, Seen]) -> None:
    there = known([text for each in seen.values() for text in each.words])
    named = {plain(word) for name in NAMES for word in re.findall(r"［([^］　]+)］", text_of(name))}
    assert named - there <= {"Excelで開いて書く", "別の名前で作る", "置きかえる", "配る前に確かめること", "食い違い",
                             "書き出す", "ファイルを選ぶ", "最近使ったファイル", "中止",
                             "Excelのアドイン", "取り除く", "計画のブックではありません"}


def test_pictures_are_of_the_window_as_it_is_now(seen: dict[str, Seen]) -> None:
    """Where this fails, "make docs" takes them anew (and a look at the guides' text is due)."""
    taken = json.loads(guide_pictures.DIGESTS.read_text(encoding="utf-8"))
    assert taken == {name: each.digest for name, each in seen.items() if name not in guide_pictures.NOT_TAKEN}


def test_pictures_are_made_used_and_small(seen: dict[str, Seen]) -> None:
    made = {name for name in seen if name not in guide_pictures.NOT_TAKEN} | {page.name for page in guide_pictures.PAGES}
    used = {link for name in NAMES for link in re.findall(r"!\[[^\]]+\]\(img/([\w-]+)\.png\)", text_of(name))}
    files = {path.stem for path in guide_pictures.FOLDER.iterdir()}
    assert made == used == files
    for path in guide_pictures.FOLDER.iterdir():
        assert path.stat().st_size <= guide_pictures.LARGEST, path.name
        assert QImage(str(path)).format() == QImage.Format.Format_Indexed8
    assert not guide_pictures.NOT_TAKEN - set(seen)


def test_no_place_of_the_machine_that_made_them_is_shown(seen: dict[str, Seen]) -> None:
    texts = [text for name, each in seen.items() if name not in guide_pictures.NOT_TAKEN for text in each.shown]
    texts += [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.*")]
    assert [text for text in texts if re.search(r"/(tmp|home|root|var|Users)\b|pytest-of", text)] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str) -> None:
    """Where this fails, "make docs" makes the pages anew."""
    assert (FOLDER / f"{name}.html").read_text(encoding="utf-8") == guide_pages.html(name)


@pytest.mark.parametrize("name", PAGES)
def test_links_of_pages_lead_somewhere(name: str) -> None:
    page = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert [link for link in re.findall(r'(?:href|src)="([^"]+)"', page) if not (FOLDER / link).is_file()] == []
    source = guide_pages.source(name)
    written = re.findall(r"\]\(([^)]+)\)", source.read_text(encoding="utf-8"))
    assert [link for link in written if not (source.parent / link).is_file()] == []
    assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")  # it opens where there is no internet


def test_whoever_rolls_it_out_finds_the_pages_about_the_addin() -> None:
    page = (FOLDER / "it.html").read_text(encoding="utf-8")
    body = page.partition("</p>")[2]  # in its text, not only in the row at its top
    assert [name for name in guide_pages.FURTHER if f'href="{name}.html"' not in body] == []


def test_the_registry_is_spoken_of_in_the_same_words_everywhere() -> None:
    said = "設定はレジストリに書きません。Excelのアドインを入れるとExcelが1つ書き、取り除くと消えます。"
    pages = [FOLDER / "it.md", ROOT / "docs" / "addin.md", ROOT / "bundle" / "お読みください.txt"]
    assert [path.name for path in pages if said not in path.read_text(encoding="utf-8")] == []
    assert "レジストリは使いません" not in "".join(path.read_text(encoding="utf-8") for path in pages)


def test_drawn_pictures_stand_in_the_page() -> None:
    assert "<svg" in (FOLDER / "addin.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["clerk", "office"])
def test_a_guide_is_read_in_ten_minutes(name: str) -> None:
    letters = [each for each in text_of(name) if unicodedata.east_asian_width(each) in "WFA"]
    assert len(letters) < ROOM_IN_A_WINDOW


@pytest.mark.parametrize("role", [CLERK, OFFICE])
def test_help_in_the_window_is_the_guide(qtbot: QtBot, role: str) -> None:
    page = guide.Help(role)
    qtbot.addWidget(page)
    page.show()
    assert page.page.toPlainText().splitlines()[1] == guide_pages.GUIDES[role]
    assert not page.page.horizontalScrollBar().maximum()


def test_commands_can_be_typed_as_they_stand() -> None:
    for words_ in re.findall(r"^dxbook\.exe (.+)$", text_of("it"), re.M):
        verb, *rest = words_.split()
        make_parser(verb).parse_args([verb, *rest])
    assert f"dxbook-{__version__}-windows.zip" in text_of("it")
