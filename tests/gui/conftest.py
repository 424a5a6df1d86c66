"""What every test of the window needs: that the windows of the tests before it are gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _no_old_windows(qapp: QApplication) -> Iterator[None]:
    """pytest-qt leaves a closed window to the next event loop, and tables that were in no tab have no window.

    Else each change of style would dress them all: most of the time that these tests took.
    """
    yield
    for each in qapp.topLevelWidgets():
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
