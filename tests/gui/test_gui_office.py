"""The DX office's face: the whole year through the real window, on real samples."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from dxbook_gui.desk.settings import OFFICE, Settings
from dxbook_gui.frame.window import MainWindow
from dxbook_gui.office.choice import Choice
from dxbook_gui.office.new import NewPlan
from dxbook_gui.office.page import Step
from dxbook_gui.office.table import ResultTable
from dxbook_gui.office.year import YearPage
from openpyxl import load_workbook
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QPushButton

from dxbook import jobs
from dxbook.demo.answers import answers, fill
from dxbook.files import template
from dxbook.findings import Finding, Level
from dxbook.outputs import named
from dxbook.outputs.charts.chart import charts
from dxbook.rounds.collect.model import Verdict
from dxbook.rounds.collect.results_rows import VERDICTS
from scripts.sample_spring import BROKEN, STRANGER, WRONG, give_back, plan_before, sample

Wait = Callable[[], None]


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(tmp_path / "設定" / "settings.ini"))
    qtbot.addWidget(made)
    made.desk.show = lambda path, sheet="", cell="": f"開いた: {path.name} {sheet} {cell}".rstrip()
    made.show_role(OFFICE)
    made.show()
    yield made
    assert not made.desk.work.busy


@pytest.fixture
def wait(qtbot: Any, window: MainWindow) -> Wait:
    return lambda: qtbot.waitUntil(lambda: not window.desk.work.busy, timeout=90_000)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "令和7年度 進行管理"
    made.mkdir()
    return made


def opened(window: MainWindow, wait: Wait, plan: Path) -> YearPage:
    window.open(plan)
    wait()
    return window.office.year


def column(step: Any, number: int) -> list[str]:
    return [line.texts[number] for line in step.lines]


def tabs(step: Any) -> list[str]:
    return [step.tabs.tabText(place) for place in range(step.tabs.count())]


def press(text: str, asked: list[str] | None = None) -> None:
    """Press a button of the question that will come up; ``asked`` gets what it says."""
    timer = QTimer(QApplication.instance())

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            timer.stop()
            if asked is not None:
                asked.append(box.text() + box.informativeText())
            next(button for button in box.buttons() if button.text() == text).click()

    timer.timeout.connect(look)
    timer.start(50)


# --- the first page -------------------------------------------------------------------------------


def test_the_first_page_says_what_to_do(window: MainWindow) -> None:
    start = window.office.start
    assert start.isVisible()
    assert "計画のブック" in start.zone.accessibleName()
    buttons = {button.text() for button in start.findChildren(QPushButton)}
    assert buttons >= {"計画のブックを選ぶ…", "見本で試す", "新しい計画を作る…"}


def test_a_plan_shows_its_facts_and_is_remembered(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "銚子.xlsx")
    year = opened(window, wait, plan)
    assert window.office.plan is not None
    assert (window.office.plan.measures, window.office.plan.kpis) == (32, 31)
    assert year._title.text() == "銚子市　銚子市DX推進計画　令和7年度"
    assert "取組項目 32" in year._facts.text()  # the city's own word
    assert "未記入 57" in year._checked.text()  # before the departments have answered, blanks are no faults
    assert "エラー" not in year._checked.text()
    assert window.desk.settings.recent("plan") == [plan]
    year._checked.click()
    assert year.findings.isVisible()
    year._other.click()
    links = [button for button in window.office.start.findChildren(QPushButton) if button.property("kind") == "link"]
    assert [button.text() for button in links] == [str(Path("令和7年度 進行管理") / "銚子.xlsx")]


@pytest.mark.parametrize("name", ["会議録.docx", "白紙.xlsx", "ない.xlsx"])
def test_a_file_that_is_no_plan_is_told(window: MainWindow, wait: Wait, home: Path, name: str) -> None:
    from openpyxl import Workbook

    path = home / name
    if name == "会議録.docx":
        path.write_bytes(b"PK\x03\x04")
    elif name == "白紙.xlsx":
        Workbook().save(path)
    window.open(path)
    wait()
    assert window.desk.banner.text.startswith("✕")
    assert window.office.plan is None
    assert window.office.start.isVisible()


def test_a_folder_before_a_plan_is_told(window: MainWindow, home: Path) -> None:
    window.open(home)
    assert "先に、計画のブックを" in window.desk.banner.text


def test_a_sample_can_be_tried_from_handing_out_to_collecting(window: MainWindow, wait: Wait, home: Path) -> None:
    window.office.start.try_sample("mobara", home)
    wait()
    wait()  # made, then read
    assert {path.name for path in home.iterdir()} == {"茂原市_計画（見本）.xlsx", "茂原市_返送（見本）"}
    assert window.office.plan is not None
    assert window.office.plan.city == "茂原市"
    assert window.office.plan.blanks > 20  # nobody has answered yet
    step = window.office.year.collect
    step.main.click()
    wait()
    assert step.ledger.departments.count(Verdict.ACCEPTED) + step.ledger.departments.count(Verdict.CONDITIONAL) > 5
    assert step.out.path is not None
    assert (step.out.path / "集約結果.xlsx").is_file()


def test_a_sample_without_owners_is_its_plan_alone(window: MainWindow, wait: Wait, home: Path) -> None:
    window.office.start.try_sample("kisarazu", home)
    wait()
    wait()
    assert [path.name for path in home.iterdir()] == ["木更津市_計画（見本）.xlsx"]
    assert window.office.plan is not None


def test_a_new_plan_and_its_check_sheet_in_the_words_and_form_of_a_users_profile(
    window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = home / "プロファイル"
    own.mkdir()
    monkeypatch.setenv("DXBOOK_PROFILES", str(own))
    copyfile(template("form_simple.xlsx"), own / "本市の様式.xlsx")
    (own / "honshi.toml").write_text(
        'city = "架空市"\ncity_code = "479993"\nform = "本市の様式.xlsx"\n[words]\n"施策" = "事業"\n', encoding="utf-8")
    (own / "壊れた.toml").write_text("city = 3\n", encoding="utf-8")

    def fill_in(dialog: NewPlan) -> int:
        offered = [dialog._profile.itemText(row) for row in range(dialog._profile.count())]
        assert "架空市と同じ言葉(事業・指標・所管課)" in offered
        assert offered[-1] == "壊れた.toml　誤りが1件あるので選べません"
        model = dialog._profile.model()
        assert isinstance(model, QStandardItemModel)
        assert [model.item(row).isEnabled() for row in range(len(offered))] == [True] * (len(offered) - 1) + [False]
        dialog._profile.setCurrentIndex(offered.index("架空市と同じ言葉(事業・指標・所管課)"))
        dialog._file.put(home / "新計画")
        return 1

    monkeypatch.setattr(NewPlan, "exec", fill_in)
    window.office.start.new_button.click()
    wait()
    wait()
    plan = window.office.plan
    assert plan is not None
    assert plan.words["施策"] == "事業"
    forms = window.office.year.sheet.forms
    assert forms.currentText() == "本市の様式.xlsx (この計画の様式)"
    assert forms.currentData() == str(own / "本市の様式.xlsx")


def test_a_new_plan_is_made_and_taken(
    window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_in(dialog: NewPlan) -> int:
        dialog._file.put(home / "新計画")
        return 1

    monkeypatch.setattr(NewPlan, "exec", fill_in)
    window.office.start.new_button.click()
    wait()
    wait()
    plan = window.office.plan
    assert plan is not None
    assert plan.path == home / "新計画.xlsx"
    assert len(plan.years) == 5
    assert plan.fy == plan.years[0]
    assert "できました" in window.desk.banner.text
    assert [button.text() for button in window.desk.banner.buttons] == ["Excelで開いて書く"]
    assert window.office.year.findings.isVisible()  # nothing can be handed out yet
    assert "まだ何も書かれていません" in window.office.year.findings.lead.text()


# --- the year ---------------------------------------------------------------------------------------


def test_the_whole_year(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    before = plan.read_bytes()
    year = opened(window, wait, plan)
    _hands_out(year, window, wait, home)
    sent = give_back(home / "R7配布", home / "返送", plan)
    _collects(year, window, wait, home, sent)
    assert plan.read_bytes() == before
    year.collect.plan_button.click()
    wait()
    assert window.office.plan is not None
    assert window.office.plan.path == home / "R7集約" / "計画_集約.xlsx"
    assert year.assess.isVisible()
    _rates(year, window, wait)
    _makes_the_sheet(year, wait)
    _draws(year, window)


def _hands_out(year: YearPage, window: MainWindow, wait: Wait, home: Path) -> None:
    step = year.handout
    assert step.isVisible()
    step.main.click()
    assert not any(each.main.isEnabled() for _, each in year.steps)  # one job at a time
    wait()
    assert all(each.main.isEnabled() for _, each in year.steps)
    made = {path.name for path in (home / "R7配布").glob("R*.xlsx")}
    assert len(made) == 17
    assert set(column(step.made, 4)) == made
    assert column(step.made, 0) == list(window.office.plan.due)  # type: ignore[union-attr]
    assert sum(int(text or 0) for text in column(step.made, 1)) >= 32  # every measure is somebody's
    assert "令和8年4月24日" in step.told.text()
    assert step.folder_button.isVisible()
    shown: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dxbook_gui.office.form.open_folder", shown.append)
        step.folder_button.click()
    assert shown == [home / "R7配布"]
    step.made.opened.emit(step.made.lines[0], 0)
    wait()
    assert window.desk.banner.text.endswith(f"開いた: {step.made.lines[0].texts[4]}")


def _collects(year: YearPage, window: MainWindow, wait: Wait, home: Path, sent: Any) -> None:
    step, seen = year.collect, []
    window.open(home / "返送")  # dropped on the window
    assert step.isVisible()
    step._told.received.connect(lambda _: seen.append([line.of is not None for line in step.ledger.lines].count(True)))
    step.main.click()
    wait()
    assert seen == list(range(1, len(sent) + 3))  # the table fills up, file by file
    verdicts = dict(zip(column(step.ledger, 1), column(step.ledger, 0), strict=True))
    absent = set(window.office.plan.due) - set(sent)  # type: ignore[union-attr]
    assert set(verdicts) == {*sent, *absent}
    assert len(absent) == 1
    assert {verdicts[name] for name in absent} == {VERDICTS[Verdict.MISSING].text}
    wrong = next(line for line in step.ledger.lines if line.texts[4] == sorted(sent.values())[0])
    assert wrong.texts[0] == VERDICTS[Verdict.REJECTED].text
    assert WRONG in wrong.detail
    assert wrong.texts[5] == "あり"
    assert set(column(step.strangers, 0)) == {STRANGER, BROKEN}
    assert tabs(step)[-1] == "受け取れないファイル 2"
    counts = [step.ledger.departments.count(verdict) for verdict in Verdict]
    assert sum(counts) == 17
    assert counts[2:] == [2, 1]  # the sample's own 「継続中」 is the second
    assert "未提出 1" in step.counts.accessibleName()
    step.ledger.opened.emit(wrong, 5)  # the slip's column
    wait()
    assert window.desk.banner.text.endswith(wrong.of.slip.rpartition("/")[2])
    assert {path.name for path in (home / "R7集約").iterdir()} >= {"集約結果.xlsx", "計画_集約.xlsx", "差戻し票"}


def _rates(year: YearPage, window: MainWindow, wait: Wait) -> None:
    step, plan = year.assess, window.office.plan
    assert plan is not None
    step.main.click()
    wait()
    rated, _, profile = jobs.assess(plan.path)
    by_id = {line.texts[1]: line for line in step.kpis.lines if line.texts[1]}
    assert [*by_id] == [kpi.kpi_id for kpi in rated.kpis]
    assert all(by_id[kpi.kpi_id].texts[0] == kpi.verdict for kpi in rated.kpis)
    line = by_id["K1-02"]  # 41 of 50 procedures after 3 of 5 years: 82 % ÷ 60 %
    assert (line.texts[0], line.texts[3]) == ("順調", "136.7%")
    assert "41件" in line.detail
    assert "50件" in line.detail
    assert [line.texts[1] for line in step.measures.lines] == [measure.measure_id for measure in rated.measures]
    for mark, count in rated.counts().items():
        assert not count or f"{mark} {count}" in step.told.text()
    assert len(year.charts.charts) == len(charts(rated, profile))  # the charts are of the same


def _makes_the_sheet(year: YearPage, wait: Wait) -> None:
    step = year.sheet
    year.show_step(step)
    assert "この計画の様式" in step.forms.currentText()
    step.main.click()
    wait()
    assert step.out.path is not None
    assert step.out.path.is_file()
    assert column(step.files, 0) == [step.out.path.name] == ["計画_集約_チェックシート.xlsx"]
    assert "できました" in step.told.text()


def _draws(year: YearPage, window: MainWindow) -> None:
    step = year.charts
    year.show_step(step)
    assert step.list.count() == len(step.charts) > 30
    for row, chart in enumerate(step.charts):
        step.list.setCurrentRow(row)
        assert step.view.chart is chart
        assert not step.view.grab().toImage().isNull()
    step.copy_button.click()
    assert QGuiApplication.clipboard().image().width() == 1600
    assert year.collect.folder is None  # nothing of the plan before is left on the other pages


# --- stopping, and what is in the way --------------------------------------------------------------


@pytest.fixture
def returned(home: Path) -> Path:
    """Hand-outs of the plan beside, unanswered, as if they had come back."""
    jobs.handout(plan_before(home / "計画.xlsx"), home / "返送")
    return home / "返送"


def test_cancelling_leaves_no_result(window: MainWindow, wait: Wait, home: Path, returned: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    year = opened(window, wait, home / "計画.xlsx")
    step = year.collect
    year.assess.main.click()
    wait()
    window.open(returned)
    step._told.received.connect(lambda _: window.desk.work.stop())
    step.main.click()
    wait()
    assert {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()} == before
    assert not (home / "R7集約").exists()
    assert "中止しました" in window.desk.banner.text
    assert step.results.currentWidget() is step.empty
    assert not step.folder_button.isVisible()
    assert year.assess.assessment is not None  # other pages keep what they show


@pytest.mark.parametrize("stop", [False, True])
def test_many_files_are_read_by_helpers_and_still_fill_the_table(
    window: MainWindow, wait: Wait, home: Path, returned: Path, stop: bool
) -> None:
    for number in range(20):  # with 17 workbooks more than one process reads
        (returned / f"鑑{number:02}.pdf").write_bytes(b"%PDF")
    step = opened(window, wait, home / "計画.xlsx").collect
    window.open(returned)
    seen = []
    step._told.received.connect(seen.append)
    if stop:
        step._told.received.connect(lambda _: len(seen) == 5 and window.desk.work.stop())
    step.main.click()
    wait()
    if stop:
        assert not (home / "R7集約").exists()
        assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []
    else:
        assert len(seen) == 38  # the register of the hand-outs came back, too
        assert len(step.strangers.lines) == 21
        assert Verdict.MISSING not in step.ledger.departments


def test_results_that_are_there_are_kept_unless_the_user_says_so(
    window: MainWindow, wait: Wait, home: Path
) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).handout
    step.main.click()
    wait()
    before = {path.name: path.read_bytes() for path in (home / "R7配布").iterdir()}
    step.deadline.setText("令和8年5月8日")
    press("やめる")
    step.main.click()
    wait()
    wait()
    assert {path.name: path.read_bytes() for path in (home / "R7配布").iterdir()} == before
    assert "何も書き出していません" in window.desk.banner.text
    press("書き出す")
    step.main.click()
    wait()
    wait()
    assert len([path for path in (home / "R7配布").iterdir() if "（前のもの" in path.name]) >= 17
    assert "令和8年5月8日" in step.told.text()


def test_some_departments_only(window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).handout
    monkeypatch.setattr("dxbook_gui.office.handout.chosen", lambda *_: ["財政室", "市民室"])
    step.who.click()
    assert step.who.text() == "2課だけ…"
    step.main.click()
    wait()
    assert sorted(column(step.made, 0)) == ["市民室", "財政室"]
    step.main.click()  # into the same folder: the others' workbooks could be there
    wait()
    assert "新しいフォルダー" in window.desk.banner.text


def test_the_choice_of_departments(qtbot: Any) -> None:
    dialog = Choice(None, ("総務課", "福祉課", "土木課"), ("福祉課",))
    qtbot.addWidget(dialog)
    assert dialog.names == ["福祉課"]
    buttons = {button.text(): button for button in dialog.findChildren(QAbstractButton)}
    buttons["すべて外す"].click()
    assert not buttons["決める"].isEnabled()
    buttons["すべて付ける"].click()
    assert dialog.names == ["総務課", "福祉課", "土木課"]


@pytest.mark.parametrize(("field", "text", "told"), [
    ("deadline", "あした", "日付として読めません"), ("out", "{home}/ない/配布", "フォルダー"), ("out", "", "決めてください"),
])
def test_what_cannot_be_done_is_told(
    window: MainWindow, wait: Wait, home: Path, field: str, text: str, told: str
) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).handout
    widget = getattr(step, field)
    getattr(widget, "edit", widget).setText(text.format(home=home))
    step.main.click()
    wait()
    assert told in window.desk.banner.text
    assert [path.name for path in home.glob("*配布*")] == []


def test_a_plan_without_owners_says_what_to_write(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, sample(home / "計画.xlsx", "kisarazu")).handout
    step.main.click()
    wait()
    assert "所管課に部署名を書いて" in window.desk.banner.text


def test_what_is_to_be_decided_is_listed(window: MainWindow, wait: Wait, home: Path, returned: Path) -> None:
    handed, _ = jobs.read(sorted(returned.glob("R*.xlsx"))[0])
    target = next(iter(answers(handed, jobs.read(sample(home / "年度末.xlsx"))[0])))
    fill(handed, home / "回答.xlsx", {target: "課の文"})
    (home / "回答.xlsx").replace(handed.path)
    plan, _ = jobs.read(home / "計画.xlsx")
    fill(plan, home / "直した計画.xlsx", {target: "事務局の文"})  # the office wrote there after handing out
    year = opened(window, wait, home / "直した計画.xlsx")
    window.open(returned)
    year.collect.main.click()
    wait()
    line, = year.collect.conflicts.lines
    assert line.texts[2] == "事務局の文"
    assert f"{handed.meta['department']}「課の文」" in line.texts[3]
    assert "食い違い 1" in tabs(year.collect)
    assert "▲ 食い違いが1か所" in year.collect.told.text()
    year.collect.conflicts.opened.emit(line, 0)
    wait()
    assert window.desk.banner.text.endswith(f"開いた: 直した計画.xlsx {line.of.sheet} {line.of.cell}")


def test_an_empty_folder_is_told(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).collect
    (home / "返送").mkdir()
    window.open(home / "返送")
    step.main.click()
    wait()
    assert "にファイルがありません" in window.desk.banner.text
    assert not (home / "R7集約").exists()


# --- locked, and small -----------------------------------------------------------------------------


def test_a_locked_plan_asks_once(
    window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, plan = plan_before(home / "計画.xlsx"), home / "施錠.xlsx"
    with plan.open("wb") as target:
        OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("himitsu", target)
    given = iter(["ちがう", "himitsu"])
    asked = []
    monkeypatch.setattr("dxbook_gui.desk.password.ask", lambda parent, why: asked.append(why) or next(given))
    window.open(plan)
    for _ in range(3):
        wait()
    assert window.office.plan is not None
    assert window.office.plan.city == "銚子市"
    window.office.year.handout.main.click()
    wait()
    assert len(list((home / "R7配布").glob("R*.xlsx"))) == 17
    assert len(asked) == 2


def test_no_password_leaves_the_start(
    window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plan = home / "施錠.xlsx"
    with plan.open("wb") as target:
        OOXMLFile(io.BytesIO(plan_before(home / "計画.xlsx").read_bytes())).encrypt("himitsu", target)
    monkeypatch.setattr("dxbook_gui.desk.password.ask", lambda *_: None)
    window.open(plan)
    wait()
    assert "パスワード" in window.desk.banner.text
    assert window.office.start.isVisible()


def test_in_the_smallest_window_no_button_is_cut(window: MainWindow, wait: Wait, home: Path, returned: Path) -> None:
    window.resize(720, 520)
    year = opened(window, wait, home / "計画.xlsx")
    window.open(returned)
    year.collect.main.click()
    wait()
    year.show_step(year.assess)
    year.assess.main.click()
    wait()
    for _, step in year.steps:
        year.show_step(step)
        QApplication.processEvents()
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width() - 1, (type(step).__name__, button.text())
                assert button.mapTo(window, button.rect().bottomRight()).x() <= 720
    assert (window.width(), window.height()) == (720, 520)


def test_tab_goes_as_the_eye_does(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).handout
    step.out.edit.setFocus()
    reached = []
    for _ in range(6):
        window.focusNextChild()
        reached.append(QApplication.focusWidget())
    assert reached == [step.out.button, step.years, step.who, step.deadline, step.contact, step.main]


def test_the_plan_of_another_year_gets_other_folders(window: MainWindow, wait: Wait, home: Path) -> None:
    year = opened(window, wait, plan_before(home / "計画.xlsx"))
    year.handout.years.setCurrentIndex(0)
    assert year.handout.out.path == home / "R5配布"


def test_every_page_says_what_it_is_for(window: MainWindow, wait: Wait, home: Path) -> None:
    year = opened(window, wait, plan_before(home / "計画.xlsx"))
    for text, step in year.steps:
        assert isinstance(step, Step)
        year.show_step(step)
        assert step._lead.isVisible()
        assert step._lead.text().endswith("。")
        assert step.empty.isVisible()
        assert text
    assert not any(isinstance(found, Finding) and not found.message for found in year.plan.findings)  # type: ignore[union-attr]


# --- the plan changes, results are there, places are remembered -------------------------------------


def retitled(plan: Path, title: str) -> None:
    """Save the plan with another title, as Excel would."""
    book, _ = jobs.read(plan)
    record, = book.tables["plan"]
    workbook = load_workbook(plan)
    workbook[book.tables["plan"].title][record.cells["title"]].value = title
    workbook.save(plan)


def test_a_plan_changed_in_excel_is_read_again_when_the_window_comes_back(
    window: MainWindow, wait: Wait, qtbot: Any, home: Path
) -> None:
    plan = plan_before(home / "計画.xlsx")
    year = opened(window, wait, plan)
    year.handout.deadline.setText("令和8年5月8日")
    retitled(plan, "直した計画")
    window.office.look_again()  # what the window does when it becomes active
    qtbot.waitUntil(lambda: "直した計画" in year._title.text(), timeout=30_000)
    wait()
    assert "読みなおしました" in window.desk.banner.text
    assert year.handout.deadline.text() == "令和8年5月8日"  # what was typed stays
    window.office.look_again()
    qtbot.wait(100)
    assert not window.desk.work.busy  # nothing has changed since


def test_the_plan_is_read_again_by_a_key_and_a_button(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    year = opened(window, wait, plan)
    retitled(plan, "一度目")
    window.check_again()  # F5
    wait()
    assert "一度目" in year._title.text()
    retitled(plan, "二度目")
    next(each for each in year.findChildren(QPushButton) if each.text() == "もう一度読む").click()
    wait()
    assert "二度目" in year._title.text()


def test_a_steps_work_brings_the_header_up_to_date(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    year = opened(window, wait, plan)
    retitled(plan, "直した計画")
    year.handout.main.click()
    wait()
    assert "直した計画" in year._title.text()
    assert "✓" in year.handout.told.text()


def test_a_step_that_finds_another_year_goes_on_with_what_was_asked(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    year = opened(window, wait, plan)
    book, _ = jobs.read(plan)
    record, = book.tables["plan"]
    workbook = load_workbook(plan)
    workbook[book.tables["plan"].title][record.cells["review_fy"]].value = "令和8年度"
    workbook.save(plan)
    year.handout.main.click()
    wait()
    assert "✓" in year.handout.told.text()
    assert (home / "R7配布").is_dir()  # as the page said when the button was pressed
    assert "令和8年度" in year._title.text()
    assert year.handout.years.currentText() == "令和8年度"
    assert year.handout.out.path == home / "R8配布"


def test_a_plan_that_cannot_be_read_just_now_is_tried_again(
    window: MainWindow, wait: Wait, qtbot: Any, home: Path
) -> None:
    plan = plan_before(home / "計画.xlsx")
    year = opened(window, wait, plan)
    retitled(plan, "直した計画")
    whole = plan.read_bytes()
    plan.write_bytes(whole[:3000])  # as if it were still being saved
    window.office.look_again()
    qtbot.waitUntil(lambda: window.desk.banner.text.startswith("✕"), timeout=30_000)
    plan.write_bytes(whole)
    window.office.look_again()
    qtbot.waitUntil(lambda: "直した計画" in year._title.text(), timeout=30_000)
    wait()


def test_errors_and_blanks_are_counted_alike_in_the_header_and_in_the_list(
    window: MainWindow, wait: Wait, home: Path
) -> None:
    year = opened(window, wait, plan_before(home / "計画.xlsx"))
    year._checked.click()
    plan = year.plan
    assert plan is not None
    assert year.findings.isVisible()
    assert year._tabs.checkedButton().text() == "計画の指摘"  # the list of steps shows where one is
    titles = {year.findings.tabs.tabText(place) for place in range(year.findings.tabs.count())}
    assert f"未記入 {plan.blanks}" in titles
    assert f"未記入 {plan.blanks}" in year._checked.text()
    assert len(year.findings.found.model.all) + len(year.findings.blanks.model.all) == len(plan.findings)
    for level, count in plan.levels.items():
        assert sum(found.level is level for found in year.findings.found.model.all) == count
    assert not year.findings.blanks.filter.button(Level.ERROR).isVisible()  # every one is a blank


def test_late_files_are_collected_into_the_plan_before(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    jobs.handout(plan, home / "配布")
    give_back(home / "配布", home / "返送", plan)
    year = opened(window, wait, plan)
    window.open(home / "返送")
    year.collect.main.click()
    wait()
    year.collect.plan_button.click()
    wait()
    year.show_step(year.collect)
    assert year.collect.notice.isVisible()
    assert "計画.xlsx" in year.collect.notice.text
    assert "もう集めた記入が入っています" in year.collect.notice.text
    year.collect.notice.button.click()
    wait()
    assert year.plan is not None
    assert year.plan.path == plan
    assert year.collect.isVisible()
    assert year.collect.returned.path == home / "返送"
    assert not year.collect.notice.isVisible()


def test_the_way_back_is_found_without_having_switched(window: MainWindow, wait: Wait, home: Path) -> None:
    plan = plan_before(home / "計画.xlsx")
    jobs.handout(plan, home / "配布")
    give_back(home / "配布", home / "返送", plan)
    jobs.collect(plan, home / "返送", home / "R7集約")
    year = opened(window, wait, home / "R7集約" / "計画_集約.xlsx")
    year.show_step(year.collect)
    assert year.collect.notice.isVisible()
    year.collect.notice.button.click()
    wait()
    assert year.plan is not None
    assert year.plan.path == plan


def test_returned_workbooks_are_remembered_for_each_plan(window: MainWindow, wait: Wait, home: Path) -> None:
    first, second = plan_before(home / "計画.xlsx"), plan_before(home / "別の計画.xlsx")
    (home / "届いた").mkdir()
    year = opened(window, wait, first)
    window.open(home / "届いた")
    opened(window, wait, second)
    assert year.collect.returned.path is None
    opened(window, wait, first)
    assert year.collect.returned.path == home / "届いた"


def test_a_check_sheet_that_is_there_is_asked_about_once(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, sample(home / "計画.xlsx")).sheet
    old, printed = home / "計画_チェックシート.xlsx", home / "計画_チェックシート.pdf"
    for path in (old, printed):
        path.write_bytes(b"old")
    step.also[named("pdf")].setChecked(True)
    press("やめる")
    step.run()
    wait()
    assert old.read_bytes() == printed.read_bytes() == b"old"
    step.also[named("pdf")].setChecked(False)
    press("別の名前で作る")
    step.run()
    wait()
    assert old.read_bytes() == printed.read_bytes() == b"old"
    assert (home / "計画_チェックシート2.xlsx").is_file()
    assert column(step.files, 0) == ["計画_チェックシート2.xlsx"]
    step.out.put(old)
    press("置きかえる")
    step.run()
    wait()
    assert old.read_bytes()[:2] == b"PK"


def test_nothing_is_opened_unasked(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, sample(home / "計画.xlsx")).sheet
    shown: list[str] = []
    window.desk.show = lambda path, sheet="", cell="": shown.append(path.name) or f"開いた: {path.name}"
    window.office.year.show_step(step)
    step.run()
    wait()
    assert not shown
    assert step.open_button.isVisible()
    step.open_button.click()
    wait()
    assert shown == ["計画_チェックシート.xlsx"]


def test_dialogs_begin_where_the_user_was(
    window: MainWindow, wait: Wait, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def ask(_: object, __: str, start: str = "", *___: object) -> tuple[str, str]:
        begun.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: ask(*given)[0])
    window.office.start.zone.ask()
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    assert Path(begun[-1]) == (documents if documents.is_dir() else Path.home())
    year = opened(window, wait, plan_before(home / "計画.xlsx"))
    year.show_step(year.collect)
    year.collect.returned.ask()
    assert Path(begun[-1]) == home
    window.office.close_plan()
    window.office.start.zone.ask()
    assert Path(begun[-1]) == home


@pytest.mark.parametrize("which", ["drive", "program", "many"])
def test_a_folder_that_is_clearly_wrong_is_asked_about(
    window: MainWindow, wait: Wait, home: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).collect
    folder = {"drive": Path(home.anchor), "program": Path(jobs.__file__).parent.parent, "many": home / "多い"}[which]
    if which == "many":
        folder.mkdir()
        for number in range(12):
            (folder / f"{number}.txt").write_bytes(b"")
        monkeypatch.setattr("dxbook_gui.office.folder.MANY", 10)
    step.returned.put(folder)
    asked: list[str] = []
    press("やめる", asked)
    step.main.click()
    wait()
    assert "集約しますか" in asked[0]
    assert not (home / "R7集約").exists()
    assert not step.folder_button.isVisible()


def test_samples_say_what_they_are_good_for(window: MainWindow) -> None:
    menu = window.office.start.sample_button.menu()
    menu.aboutToShow.emit()
    texts = [each.text() for each in menu.actions()]
    assert texts[0].startswith("銚子市")
    assert "配布から" in texts[0]
    assert texts[-1].startswith("木更津市")
    assert "配布" not in texts[-1]
    assert "評価" in texts[-1]


def test_a_plan_without_departments_begins_at_the_ratings(window: MainWindow, wait: Wait, home: Path) -> None:
    year = opened(window, wait, sample(home / "計画.xlsx", "kisarazu"))
    assert year.assess.isVisible()


def test_handing_out_the_same_again_says_so(window: MainWindow, wait: Wait, home: Path) -> None:
    step = opened(window, wait, plan_before(home / "計画.xlsx")).handout
    step.main.click()
    wait()
    assert "作りました" in step.told.text()
    step.main.click()
    wait()
    assert "作りました" not in step.told.text()
    assert "変わったところはありません" in step.told.text()


def test_tables_speak_the_citys_words(window: MainWindow, wait: Wait, home: Path) -> None:
    year = opened(window, wait, plan_before(home / "計画.xlsx"))
    assert heads(year.assess.measures)[2:4] == ["取組項目", "中心となる部署"]
    assert "取組項目" in year.assess._lead.text()
    year.handout.main.click()
    wait()
    assert "取組項目" in heads(year.handout.made)
    assert year.handout.made.view.isColumnHidden(3)  # no department has entries of a list
    assert "取組項目" in str(year.handout.made.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def heads(table: ResultTable) -> list[str]:
    return [str(table.model.headerData(place, Qt.Orientation.Horizontal)) for place in range(table.model.columnCount())]
