"""Jobs on a workbook that may want a password: it is asked for once, and never written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from dxbook.errors import DxbookError, Encrypted
from dxbook.jobs import Progress
from dxbook_gui.desk.desk import Desk


def unlocking(
    parent: QWidget, desk: Desk, doing: str, job: Callable[[Progress, str | None], Any],
    done: Callable[[Any, str | None], None], *, password: str | None = None,
    failed: Callable[[DxbookError], None] | None = None,
) -> None:
    """Run ``job`` (progress, password) beside the window; where the workbook is locked, ask and run it again.

    ``done`` gets the result and the password that opened it. Who gives no password gets the job's own sentence.
    """
    def fails(error: DxbookError) -> None:
        given = ask(parent, error.message) if isinstance(error, Encrypted) else None
        if given is None:
            (failed or desk.banner.tell)(error)
        else:
            unlocking(parent, desk, doing, job, done, password=given, failed=failed)

    desk.run(doing, lambda progress: job(progress, password), lambda result: done(result, password), fails)


def ask(parent: QWidget, why: str) -> str | None:
    """The password a user types; None where the question is closed."""
    text, given = QInputDialog.getText(
        parent, QCoreApplication.translate("Password", "パスワード"),
        why + "\n" + QCoreApplication.translate("Password", "ブックのパスワード:"), QLineEdit.EchoMode.Password)
    return text if given and text else None
