"""The icon of the programs and that of the window are the same drawing, and as it is drawn now."""

from __future__ import annotations

import os
import struct

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from bundle import icon


def dots(picture: bytes) -> list[int]:
    """The colours of every dot. (The bytes of a PNG differ with the library that packs them.)"""
    image = QImage.fromData(picture, "PNG")
    return [image.pixel(x, y) for y in range(image.height()) for x in range(image.width())]


@pytest.mark.usefixtures("qapp")
class TestIcon:
    """Where this fails: ``python -m bundle.icon``."""

    def test_the_windows_picture_is_fresh(self) -> None:
        assert dots(icon.PICTURE.read_bytes()) == dots(icon.drawn(icon.LARGE))

    def test_the_programs_icon_has_the_same_drawing_in_every_size(self) -> None:
        packed = icon.ICON.read_bytes()
        for number, size in enumerate(icon.SIZES):
            wide, high, *_, length, place = struct.unpack_from("<BBBBHHII", packed, 6 + 16 * number)
            assert wide == high == size % 256
            assert dots(packed[place:place + length]) == dots(icon.drawn(size))

    def test_the_application_shows_it(self, qapp: QApplication) -> None:
        from dxbook_gui.frame import app

        assert app.ICON.samefile(icon.PICTURE)
