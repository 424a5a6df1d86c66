"""チェックシート: the yearly report as a workbook, and as PDF where that can be printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from dxbook import jobs
from dxbook.files import template_names
from dxbook.outputs import OUTPUTS, Output, output_of
from dxbook_gui.desk import Desk, ask_file
from dxbook_gui.findings import FindingsTable
from dxbook_gui.office.ask import empty_note, may_write
from dxbook_gui.office.facts import Plan
from dxbook_gui.office.page import Step
from dxbook_gui.office.path import PathField
from dxbook_gui.office.table import Head, Line, ResultTable

OTHER = "?"


class SheetStep(Step):
    """Which form, which year, where to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("チェックシート"), self.tr(
            "本部会議などに出す、評価の一覧と個票をExcelで作ります。グラフも入ります。"),
                         self.tr("チェックシートを作る"),
                         empty_note(self.tr("ボタンを押すと、表紙・一覧・個票・グラフの入ったブックができます。")))
        kinds = ";;".join(f"{each.title} (*{each.suffix})" for each in OUTPUTS)
        self.out = PathField(self.tr("チェックシートの名前"), kinds)
        self.forms = QComboBox()
        self.forms.activated.connect(self._chosen)
        self.field(0, 0, self.tr("作るファイル"), self.out, wide=True)
        self.field(1, 0, self.tr("様式"), self.forms)
        self.field(1, 1, self.tr("年度"), self.years)
        self.also = {each: self._box(each) for each in OUTPUTS[1:]}
        for row, box in enumerate(self.also.values(), start=2):
            self.form.addWidget(box, row, 1, 1, 3)
        self.files = ResultTable(self.tr("できたファイル"), (Head(self.tr("できたファイル"), 0),))
        self.files.opened.connect(lambda line: desk.show_cell(line.of))
        self.open_button = QPushButton(self.tr("開く"))
        self.open_button.clicked.connect(lambda: desk.show_cell(self.files.lines[0].of))
        self.buttons.insertWidget(1, self.open_button)
        self.open_button.hide()
        desk.only_idle(self.open_button)
        self.found = FindingsTable()
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.files, 1)
        column.addWidget(self.found, 2)
        self.results.addWidget(self._page)
        self.years.currentIndexChanged.connect(lambda _: self._propose())

    def _box(self, output: Output) -> QCheckBox:
        """Whether the output is to be made beside the first one."""
        box = QCheckBox(self.tr("{title}も作る").format(title=output.title))
        if output.possible:
            self.desk.only_idle(box)
        else:
            box.setEnabled(False)
            box.setText(self.tr("{title}も作る(ExcelかLibreOfficeがあるときに使えます)").format(title=output.title))
        return box

    def take(self, plan: Plan) -> None:
        super().take(plan)
        names = {"standard": self.tr("標準"), "simple": self.tr("簡易"), "pdca": self.tr("PDCA")}
        self.forms.clear()
        shipped = template_names("form_")
        own = plan.form.lower() if plan.form.lower() in shipped else plan.form  # else the office's own workbook
        for name in shipped if own in shipped else [*shipped, own]:
            mark = self.tr(" (この計画の様式)") if name == own else ""
            self.forms.addItem(names.get(name, Path(name).name) + mark, name)
        self.forms.addItem(self.tr("ファイルを選ぶ…"), OTHER)
        self.forms.setCurrentIndex(max(self.forms.findData(own), 0))
        self._propose()

    def clear(self) -> None:
        super().clear()
        if hasattr(self, "open_button"):
            self.open_button.hide()

    def _propose(self) -> None:
        if self.plan is not None:
            self.out.put(self.plan.path.with_name(f"{self.plan.path.stem}_チェックシート.xlsx"))

    def _chosen(self, row: int) -> None:
        if self.forms.itemData(row) != OTHER:
            return
        path = ask_file(self, self.tr("様式のファイル"), "Excel (*.xlsx *.xlsm)")
        if path:
            self.forms.insertItem(row, path.name, str(path))
        self.forms.setCurrentIndex(row if path else 0)

    def run(self) -> None:
        plan, out = self.plan, self.out.path
        if plan is None or out is None:
            self.desk.banner.say(self.tr("作るファイルの名前を決めてください。"))
            return
        if output_of(out) is None:
            out = out.with_name(out.name + OUTPUTS[0].suffix)
            self.out.put(out)
        also, form, fy = [each for each, box in self.also.items() if box.isChecked()], str(self.forms.currentData()), self.fy
        names = [each.name for each in also]
        named = out if out == plan.path else may_write(self, out, [out.suffix, *(each.suffix for each in also)])
        if named is None:
            return
        out = named
        self.out.put(out)
        self.begin(self.tr("チェックシートを作っています"), lambda progress, password, overwrite: jobs.sheet(
            plan.path, out, form=form, fy=fy, also=names, password=password, progress=progress), self._show_made)

    def _show_made(self, result: jobs.Result) -> None:
        self.files.fill([Line((path.name,), of=path) for path in result.files])
        self.found.fill(result.findings)
        self.found.setVisible(bool(result.findings))
        self.open_button.show()
        text = self.tr("✓ できました: {name}").format(name="、".join(path.name for path in result.files))
        if result.errors:
            text += self.tr("\n▲ もとの計画に、未記入や直すところが{n}件あります。直したら、作りなおしてください。").format(
                n=result.errors)
        self.finish(self._page, result.files[0].parent, text)
