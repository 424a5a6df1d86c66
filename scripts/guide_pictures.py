"""Take the guides' pictures anew: the real window, and real workbooks as LibreOffice prints them. ``make docs`` runs it.

Where a font for Japanese, LibreOffice or poppler is missing, it says so and leaves the pictures as they are.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from dxbook_gui.frame import picture
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from scripts.guide_scenes import digest, neutral, scenes

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "img"
DIGESTS = ROOT / "scripts" / "guide_pictures.json"
"""Of every picture of the window, the digest of the texts that it shows: a test compares them."""
NOT_TAKEN = {"office-new", "office-choice", "clerk-tidied", "office-handout", "office-collect", "office-strangers"}
"""Scenes whose words the guides may use, and that need no picture."""
FINE, LARGEST, MARGIN = 110, 100_000, 12
HEAD, FOOT = 0.55, 0.7
"""Inches of paper that hold the printed headers and footers."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a workbook in the scenes' folder; ``part`` of its printed area that is shown: left, top, right, bottom."""

    name: str
    book: str
    number: int
    part: tuple[float, float, float, float] = (0, 0, 1, 1)


PAGES = (
    Page("clerk-book", "R7配布/R7進捗_市民室.xlsx", 1),
    Page("clerk-slip", "R7集約/差戻し票/R7進捗_情報政策室_差戻し票.xlsx", 1),
    Page("office-register", "R7配布/配布台帳.xlsx", 1, (0, 0, 0.593, 0.46)),
    Page("office-check-sheet", "R7集約/DX推進計画_集約_チェックシート.xlsx", 8, (0, 0, 1, 0.7)),
)


def main() -> None:
    """Take all pictures that can be taken here."""
    app = QApplication([])
    if not any(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)):
        print("No font for Japanese here: the guides' pictures stay as they are. (Debian: fonts-noto-cjk)")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="dx") as room:
        take_windows(Path(room))
        if all(map(shutil.which, ("soffice", "pdftoppm"))):
            take_pages(Path(room))
        else:
            print("No LibreOffice or no poppler here: pictures of workbooks stay as they are.")
    app.quit()


def take_windows(room: Path) -> None:
    """Every scene with a picture, and the digests."""
    digests = {}
    for name, widget in scenes(room):
        if name in NOT_TAKEN:
            continue
        with neutral(widget, room):
            picture(widget, room / "taken.png")
            digests[name] = digest(widget)
        save(QImage(str(room / "taken.png")), FOLDER / f"{name}.png")
    DIGESTS.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def take_pages(room: Path) -> None:
    """The pages of workbooks, without the paper's empty edges."""
    for page in PAGES:
        book = room / "book.xlsx"
        shutil.copyfile(room / page.book, book)
        subprocess.run(["soffice", f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore",
                        "--convert-to", "pdf", "--outdir", str(room), str(book)], check=True, capture_output=True)
        number = str(page.number)
        subprocess.run(["pdftoppm", "-r", str(FINE), "-png", "-f", number, "-l", number, "-singlefile",
                        str(book.with_suffix(".pdf")), str(room / "page")], check=True)
        save(cropped(QImage(str(room / "page.png")), page.part), FOLDER / f"{page.name}.png")


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) bytes."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()  # the image's memory goes


def cropped(image: QImage, part: tuple[float, float, float, float]) -> QImage:
    """The printed area with a small margin, or a part of it; header and footer lines are left out."""
    ink = (pixels(image) < 250).any(axis=2)
    ink[: int(HEAD * FINE)] = ink[-int(FOOT * FINE):] = False
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    left, top, wide, high = columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0]
    edges = [int(left + part[0] * wide), int(top + part[1] * high), int(left + part[2] * wide), int(top + part[3] * high)]
    beyond = [MARGIN if share == 1 else 0 for share in part[2:]]  # where the picture is cut, it is cut
    return image.copy(edges[0] - MARGIN, edges[1] - MARGIN, edges[2] - edges[0] + MARGIN + beyond[0],
                      edges[3] - edges[1] + MARGIN + beyond[1])


def save(image: QImage, path: Path) -> None:
    """Write a PNG of 256 colours: a third of the size. (Pillow could; openpyxl behaves differently where it is installed.)"""
    seen = pixels(image).reshape(-1, 3).astype(np.int32)
    coarse = (seen + 4) // 8  # edges of letters have a thousand shades
    _, first, places, counts = np.unique(
        coarse @ (4096, 64, 1), return_index=True, return_inverse=True, return_counts=True)
    colours = seen[first]
    chosen = np.argsort(-counts)[:256]
    nearest = np.array([np.abs(colours[chosen] - colour).sum(axis=1).argmin() for colour in colours], np.uint8)
    flat = nearest[places].reshape(image.height(), image.width())
    padded = np.zeros((image.height(), -(-image.width() // 4) * 4), np.uint8)  # Qt's rows are of whole words
    padded[:, : image.width()] = flat
    data = padded.tobytes()  # Qt reads it, and does not keep it
    small = QImage(data, image.width(), image.height(), padded.shape[1], QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in colours[chosen]])
    small.save(str(path), "PNG", 0)  # type: ignore[call-overload]
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size // 1000} kB{'  TOO LARGE' if size > LARGEST else ''}")


if __name__ == "__main__":
    main()
