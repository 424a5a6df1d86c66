"""The samples: the one that shows most comes first, and each says what it is good for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

MIN_DEPARTMENTS = 2
"""With so many departments handing out and collecting show little."""


class SampleMenu(QMenu):
    """Filled when it is first shown: the plans are read for it."""

    def __init__(self, parent: QWidget, wanted: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        from dxbook.demo.samples import city_of

        if not self.isEmpty():
            return
        for name, departments in ordered():
            text = _good_for(departments).format(city=city_of(name))
            self.addAction(text, partial(self._wanted, name))


def ordered() -> list[tuple[str, int]]:
    """(sample, how many departments it names): those that can be handed out first, the larger before the smaller."""
    from dxbook.demo import samples
    from dxbook.text import split

    found = []
    for name in samples.names():
        rows = samples.load(name)
        owners = {owner for table in rows.values() for row in table for owner in split(str(row.get("owner") or ""))}
        found.append((len(owners) <= MIN_DEPARTMENTS, not owners, -len(rows["measures"]) - len(rows["kpis"]), name, len(owners)))
    return [(each[3], each[4]) for each in sorted(found)]


def _good_for(departments: int) -> str:
    if departments > MIN_DEPARTMENTS:
        return QCoreApplication.translate("Samples", "{city}　配布から集約、チェックシートまで試せます")
    if departments:
        return QCoreApplication.translate("Samples", "{city}　評価とチェックシート向き(配る課がほとんどありません)")
    return QCoreApplication.translate("Samples", "{city}　評価とチェックシートを試せます(課が決まっていません)")
