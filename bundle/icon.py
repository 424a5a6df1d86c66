"""The icon, drawn from the palette: a sheet of a workbook with a tick. ``python -m bundle.icon``
writes it for the programs (bundle/dxbook.ico) and for the window (gui/dxbook_gui/dxbook.png).

Each size is drawn on its own (not one picture made smaller), so that 16 dots stay sharp.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any

from dxbook import look

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICON = Path(__file__).resolve().with_name("dxbook.ico")
PICTURE, LARGE = ICON.parent.parent / "gui" / "dxbook_gui" / "dxbook.png", 256


def drawn(size: int) -> bytes:
    """A PNG of ``size`` × ``size`` dots."""
    from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

    def colour(name: str) -> QColor:
        return QColor(f"#{name}")

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    dot = size / 16
    sheet = QPainterPath()
    sheet.addRoundedRect(QRectF(dot, dot, 14 * dot, 14 * dot), 2 * dot, 2 * dot)
    painter.fillPath(sheet, colour(look.KEY))
    painter.fillRect(QRectF(3 * dot, 5 * dot, 10 * dot, 8 * dot), colour(look.PAPER))
    line = colour(look.LINE if size < 32 else look.KEY)
    for row in (7.5, 10.25) if size >= 24 else (8.5,):
        painter.fillRect(QRectF(3 * dot, row * dot, 10 * dot, max(1.0, dot / 4)), line)
    painter.fillRect(QRectF(6 * dot, 5 * dot, max(1.0, dot / 4), 8 * dot), line)
    for ink, width in ((look.PAPER, 3.6), (look.SUCCESS, 2.0)):  # the tick, set off from what lies under it
        pen = QPen(colour(ink), width * dot, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(6.5 * dot, 9.5 * dot), QPointF(9 * dot, 12 * dot), QPointF(13 * dot, 6.5 * dot)])
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def packed(pictures: list[tuple[int, bytes]]) -> bytes:
    """An .ico file: a directory of 16 bytes for each picture, then the pictures."""
    place = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place + len(body))
        body += picture
    return head + body


def main() -> int:
    from PySide6.QtGui import QGuiApplication

    application: Any = QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    ICON.write_bytes(packed([(size, drawn(size)) for size in SIZES]))
    PICTURE.write_bytes(drawn(LARGE))
    del application
    print(ICON, PICTURE, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
