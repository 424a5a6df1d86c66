"""Run by the Windows Python: opens a file dialog as the window does, and prints which keys there are in the registry
before, meanwhile and afterwards."""

from __future__ import annotations

import json
import sys
import winreg
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dxbook_gui.desk.traces import none_left
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog


def there() -> None:
    """Print the keys of Qt and of ours."""
    found = []
    for key in (r"Software\QtProject", r"Software\dxbook"):
        try:
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, key).Close()
        except OSError:
            continue
        found.append(key)
    print(json.dumps(found), flush=True)


app = QApplication([sys.argv[0], "-platform", "offscreen"])
there()
with none_left():
    QTimer.singleShot(500, lambda: app.activeModalWidget().reject())
    QFileDialog.getOpenFileName(None, "", "C:\\")
    there()
there()
