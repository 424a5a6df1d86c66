"""The window in English: every text has its translation, and switching shows it at once, there and back."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from dxbook_gui.clerk.verdict import Verdict
from dxbook_gui.desk.guide import Help
from dxbook_gui.desk.settings import CLERK, OFFICE, Settings
from dxbook_gui.frame import app
from dxbook_gui.frame.menus import ENGLISH, JAPANESE
from dxbook_gui.frame.smoke import texts
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.office.choice import Choice
from dxbook_gui.office.new import NewPlan
from dxbook_gui.office.returned import worded
from dxbook_gui.office.year import YearPage
from dxbook_gui.widgets import theme
from dxbook_gui.widgets.theme import LIGHT
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dxbook.findings import Finding, Level
from dxbook.plan.book import Checked, Origin
from dxbook.rounds.collect.model import Verdict as Outcome
from dxbook.rounds.collect.results_rows import VERDICTS
from scripts import translations
from scripts.sample_spring import sample
from tests.support.gui_books import handed
from tests.support.gui_drive import assert_nothing_cut, wait
from tests.support.paths import ROOT

JAPANESE_LETTER = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]")
DATA = ("R7配布", "R7集約", "_チェックシート.xlsx", "令和")
"""What the plan itself says, or a file's name made of it."""


# --- the file of translations ---------------------------------------------------------------------


def messages() -> Iterator[tuple[str, str, str, bool]]:
    """Context, Japanese, English, and whether the English is finished."""
    for context in ET.parse(translations.ENGLISH).getroot().iter("context"):
        for each in context.iter("message"):
            english = each.find("translation")
            assert english is not None
            yield (context.findtext("name") or "", each.findtext("source") or "", english.text or "",
                   english.get("type") is None)


def test_every_text_has_its_english() -> None:
    assert len(list(messages())) > 250
    assert not [text for _, text, english, finished in messages() if not finished or not english.strip()]


def test_places_for_values_and_edges_are_the_same() -> None:
    for _, text, english, _ in messages():
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", english)), text
        assert text.startswith("\n") == english.startswith("\n"), text
        bare = re.sub(r"\(&\w\)", "", text)
        assert bare.endswith("…") == english.endswith("…"), text
        assert ("(&" in text) <= (english.count("&") == 1), text  # a key of its own stays one


def test_the_english_is_english() -> None:
    there = ("言語", "指摘", "前のもの", "令和8年4月24日", "企画課 内線123")  # as the reader meets them elsewhere
    for _, text, english, _ in messages():
        left = english
        for each in there:
            left = left.replace(each, "")
        assert not JAPANESE_LETTER.search(left), text


def test_the_file_is_what_lupdate_makes_of_the_source_now(tmp_path: Path) -> None:
    """Where this fails, ``make docs`` brings the files up to date, and says which English is wanting."""
    copy = Path(shutil.copy(translations.ENGLISH, tmp_path))
    translations.update(copy)
    now = {(context, text) for context, text, _, _ in messages()}
    wanted = {(context.findtext("name"), each.findtext("source"))
              for context in ET.parse(copy).getroot().iter("context") for each in context.iter("message")}
    assert now == wanted
    made = translations.compiled(translations.ENGLISH, tmp_path / "dxbook_en.qm")
    assert made.read_bytes() == translations.ENGLISH.with_suffix(".qm").read_bytes()


def spoken() -> Iterator[tuple[str, str]]:
    """The texts in the source that are given to be translated: module, text."""
    for path in sorted((ROOT / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("self.tr", "translate", "QCoreApplication.translate"):
                text = node.args[-1]
                assert isinstance(text, ast.Constant), f"{path.name}:{node.lineno}"
                yield path.name, text.value
            else:
                assert not (isinstance(node, ast.Attribute) and node.attr == "tr" and ast.unparse(node) != "self.tr")


def test_no_text_escapes_lupdate() -> None:
    known = {text for _, text, _, _ in messages()}
    assert not [(name, text) for name, text in spoken() if text not in known]
    assert not [text for context, text, _, _ in messages() if not context]


# --- the window -----------------------------------------------------------------------------------


@pytest.fixture
def whole(qtbot: QtBot, tmp_path: Path) -> Iterator[app.WindowSession]:
    """The application in English, as the program starts it."""
    settings = Settings(tmp_path / "settings.ini")
    settings.language, settings.colours = ENGLISH, LIGHT
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    whole = app.WindowSession(application, settings)
    yield whole
    wait(qtbot, whole.window)
    whole.window.close()
    for each in whole._translators:
        application.removeTranslator(each)
    theme.apply(application, LIGHT)


def all_texts(window: QWidget) -> list[str]:
    """What can be read, what appears under the mouse, what is read out."""
    shown = [each for each in [window, *window.findChildren(QWidget)] if each.isVisible()]
    said = [*texts(window), *(each.toolTip() for each in shown), *(each.accessibleName() for each in shown)]
    said += [each.placeholderText() for each in shown if isinstance(each, QLineEdit)]
    said += [each.text() for each in shown if isinstance(each, QLineEdit | QCheckBox)]
    said += [each.itemText(row) for each in shown if isinstance(each, QComboBox) for row in range(each.count())]
    said += [str(each.model().headerData(place, each.orientation())) for each in shown if isinstance(each, QHeaderView)
             and each.orientation() == each.orientation().Horizontal for place in range(each.count())]
    return [text for text in said if text]


def japanese(found: list[str], *data: str) -> list[str]:
    """Texts with something Japanese in them that is neither named nor data."""
    return [text for text in found if JAPANESE_LETTER.search(text) and not any(each in text for each in (*data, *DATA))]


def action(window: MainWindow, text: str) -> QAction:
    return next(each for each in window.findChildren(QAction) if each.text() == text)


def test_nothing_japanese_is_left_before_a_book_is_chosen(qtbot: QtBot, whole: app.WindowSession) -> None:
    window = whole.window
    assert "Choose your role" in texts(window)
    assert not japanese(all_texts(window))
    window.show_role(CLERK)
    assert "Drop the workbook that you have filled in here" in texts(window)
    assert not japanese(all_texts(window))
    window.show_role(OFFICE)
    assert "Choose the plan…" in texts(window)
    assert not japanese(all_texts(window))
    menus = [each.text() for menu in window.menuBar().findChildren(QMenu) for each in menu.actions()]
    assert {"&Open…", "&Guide", "E&xit"} <= set(menus)
    assert set(japanese(menus)) == {"&Language / 言語", "日本語"}


def test_the_other_language_and_back_in_the_running_window(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession) -> None:
    first = whole.window
    first.show_role(CLERK)
    first.open(handed(tmp_path / "計画.xlsx", cells={("実績", "I5"): "たくさん"}))
    wait(qtbot, first)
    assert any(re.search(r"^✕ To correct before submitting: \d+$", text) for text in texts(first))
    assert {"Check again", "Other workbook…"} <= set(texts(first))
    action(first, "日本語").trigger()
    qtbot.waitUntil(lambda: whole.window is not first)
    wait(qtbot, whole.window)
    assert any(re.search(r"^✕ あと \d+ 件直すと提出できます$", text) for text in texts(whole.window))
    assert {"もう一度検証", "別のブック…"} <= set(texts(whole.window))
    second = whole.window
    action(second, "English").trigger()
    qtbot.waitUntil(lambda: whole.window is not second)
    wait(qtbot, whole.window)
    assert {"Check again", "Other workbook…"} <= set(texts(whole.window))


def test_the_office_keeps_its_plan_and_every_step_is_english(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession) -> None:
    window = whole.window
    window.show_role(OFFICE)
    plan = sample(tmp_path / "計画.xlsx")
    window.open(plan)
    wait(qtbot, window)
    action(window, "日本語").trigger()
    qtbot.waitUntil(lambda: whole.window is not window)
    wait(qtbot, whole.window)
    assert whole.window.paths == [plan]
    assert "課ごとのブックを作る" in texts(whole.window)
    now = whole.window
    action(now, "English").trigger()
    qtbot.waitUntil(lambda: whole.window is not now)
    wait(qtbot, whole.window)
    year = whole.window.office.year
    assert isinstance(year, YearPage)
    for _, step in year.steps:
        year.show_step(step)
        told = year.plan
        assert told is not None
        assert not japanese(all_texts(step), str(plan.parent), told.deadline or " ", told.contact or " ", *told.words.values())
    assert "Make the workbooks" in {step.main.text() for _, step in year.steps}


def test_dialogs_are_english(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession) -> None:
    new, choice = NewPlan(whole.window), Choice(whole.window, ["総務課"], [])
    for dialog in (new, choice):
        dialog.show()
        assert dialog.windowTitle() in ("Make a new plan", "Choose departments")
    assert not japanese(all_texts(choice), "総務課")
    assert not japanese(texts(new))
    for dialog in (new, choice):
        dialog.close()
    action(whole.window, "&Guide").trigger()
    page = next(each for each in whole.window.findChildren(Help) if each.isVisible())
    assert "Departments: how to use dxbook" in page.page.toPlainText()
    assert "Full guide in the browser (in Japanese)" in texts(page)
    page.close()


def test_qts_own_buttons_speak_the_language_too(qtbot: QtBot, whole: app.WindowSession) -> None:
    def words() -> list[str]:
        box = QMessageBox()
        qtbot.addWidget(box)
        button = QMessageBox.StandardButton
        return [box.addButton(each).text() for each in (button.Yes, button.No, button.Cancel)]

    assert words() == ["&Yes", "&No", "Cancel"]
    first = whole.window
    action(first, "日本語").trigger()
    qtbot.waitUntil(lambda: whole.window is not first)
    assert words() == ["はい(&Y)", "いいえ(&N)", "キャンセル"]


def test_numbers_and_outcomes_are_put_into_words(qtbot: QtBot, whole: app.WindowSession) -> None:
    said = Verdict()
    qtbot.addWidget(said)
    warning = Finding("計画.xlsx", "実績", "I5", "実績値", "T103", Level.WARNING, "", "", "")
    said.say([Checked("計画.xlsx", Origin.HANDED, [warning, warning])])
    assert said.text == "✓ Ready to submit\nWarnings: 2. Look at them; what is right can be submitted as it is."
    said.say([Checked(f"{number}.xlsx", Origin.HANDED, []) for number in range(3)])
    assert said.text.startswith("✓ All 3 workbooks are ready to submit")
    said.say([Checked("献立表.xlsx", Origin.STRANGER, [])])
    assert said.text.startswith("✕ This is not a plan workbook")
    assert [worded(VERDICTS[each].text) for each in Outcome] == ["○ Accepted", "△ Warnings", "✕ Sent back", "－ Missing"]


def test_in_japanese_an_outcome_is_called_as_in_the_results_workbook(qapp: QApplication) -> None:
    assert [worded(VERDICTS[each].text) for each in Outcome] == [VERDICTS[each].text for each in Outcome]


@pytest.mark.parametrize("language", [ENGLISH, JAPANESE])
def test_nothing_is_cut_in_the_smallest_window(qtbot: QtBot, tmp_path: Path, whole: app.WindowSession, language: str) -> None:
    first = whole.window
    if language == JAPANESE:
        action(first, "日本語").trigger()
        qtbot.waitUntil(lambda: whole.window is not first)
    window = whole.window
    window.resize(720, 520)
    assert_nothing_cut(qtbot, window)
    window.show_role(CLERK)
    window.open(sample(tmp_path / "計画.xlsx", cells={("実績", "I5"): "たくさん"}))
    wait(qtbot, window)
    assert_nothing_cut(qtbot, window)
    assert not short_heads(window)
    window.show_role(OFFICE)
    window.open(sample(tmp_path / "全体.xlsx"))
    wait(qtbot, window)
    for _, step in window.office.year.steps:
        window.office.year.show_step(step)
        assert_nothing_cut(qtbot, window)
    window.office.year.show_step(window.office.year.assess)
    window.office.year.assess.run()
    wait(qtbot, window)
    qtbot.waitUntil(lambda: not short_heads(window))


def short_heads(window: QWidget) -> list[str]:
    """Names of columns that are wider than their columns."""
    heads = [each for each in window.findChildren(QHeaderView) if each.isVisible()
             and each.orientation() == each.orientation().Horizontal]
    return [str(each.model().headerData(place, each.orientation())) for each in heads for place in range(each.count())
            if not each.isSectionHidden(place) and each.sectionSize(place) < each.fontMetrics().horizontalAdvance(
                str(each.model().headerData(place, each.orientation()))) + 8]
