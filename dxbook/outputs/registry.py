"""The kinds of files that a rated plan is written as: jobs, command line and window ask here what there is.

A new one is a module with ``write(report, path)`` and one line in ``OUTPUTS``. Its module is loaded by name, when it is
first used: it knows the Report, nothing here knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dxbook.errors import Missing

if TYPE_CHECKING:
    from dxbook.findings import Finding
    from dxbook.outputs.charts import Chart
    from dxbook.outputs.checksheet import CheckSheet


@dataclass(frozen=True, slots=True)
class Output:
    """``name`` for programs, ``suffix`` of its files, ``title`` for people.

    ``module`` has ``write(report: Report, path: Path) -> list[Finding]`` and, where it needs another program,
    ``require() -> None``, which raises Missing.
    """

    name: str
    suffix: str
    title: str
    module: str

    def write(self, report: Report, path: Path) -> list[Finding]:
        """Write the file; returns the findings of the form. Raises DxbookError."""
        found: list[Finding] = import_module(self.module).write(report, path)
        return found

    def require(self) -> None:
        """Raise Missing where it cannot be written on this computer."""
        if require := getattr(import_module(self.module), "require", None):
            require()

    @property
    def possible(self) -> bool:
        """Whether it can probably be written on this computer."""
        try:
            self.require()
        except Missing:
            return False
        return True


OUTPUTS = (
    Output("xlsx", ".xlsx", "Excel", "dxbook.outputs.xlsx"),
    Output("pdf", ".pdf", "PDF", "dxbook.outputs.pdf"),
)
"""All of them, the usual one first."""


def named(name: str) -> Output:
    """The output of that name. Raises KeyError."""
    return {each.name: each for each in OUTPUTS}[name]


def output_of(path: Path) -> Output | None:
    """The output that ``path`` is to be, by its suffix; None: no such one."""
    return next((each for each in OUTPUTS if each.suffix == path.suffix.lower()), None)


def suffixes() -> list[str]:
    """The suffixes of all outputs."""
    return [each.suffix for each in OUTPUTS]


@dataclass(slots=True)
class Report:
    """What there is to write: the check sheet, its charts, the office's form. ``folder`` takes what is made of it."""

    checksheet: CheckSheet
    charts: list[Chart]
    form: Path
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    made: dict[str, Path] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        """The output ``name`` as a file in ``folder``, written when it is first wanted (a PDF is printed from the workbook)."""
        if name not in self.made:
            output = named(name)
            path = self.folder / f"sheet{output.suffix}"
            self.findings += output.write(self, path)
            self.made[name] = path
        return self.made[name]
