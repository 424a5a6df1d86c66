"""Writers of the check sheet. A new format is one module here and one entry in ``WRITERS``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxbook.findings import Finding
    from dxbook.outputs.charts import Chart
    from dxbook.outputs.checksheet import CheckSheet

Writer = Callable[["CheckSheet", "list[Chart]", Path, Path], "list[Finding]"]
"""(check sheet, charts, form's path, output's path) → findings of the form."""


def _xlsx(checksheet: CheckSheet, charts: list[Chart], form: Path, output: Path) -> list[Finding]:
    from dxbook.outputs import xlsx

    return xlsx.write(checksheet, charts, form, output)


WRITERS: dict[str, Writer] = {"xlsx": _xlsx}
