"""One palette and one set of sizes for workbooks, charts, windows and pages.

Colours are design tokens of デジタル庁デザインシステム (npm ``@digital-go-jp/design-tokens``, MIT). Never
colour alone: every state also has a word or a sign.
"""

from __future__ import annotations

TEXT = "1A1A1A"  # gray-900
LINE = "B3B3B3"  # gray-300
QUIET = "4D4D4D"  # gray-700: secondary text, readable on white
PAPER = "FFFFFF"
GROUND = "F2F2F2"  # gray-50: what is only to be read
KEY = "0017C1"  # blue-900
KEY_PALE = "E8F1FE"  # blue-50
SUCCESS = "197A4B"  # green-800
WARNING = "C74700"  # orange-800
WARNING_PALE = "FBF5E0"  # yellow-50: also the ground of entry cells
ERROR = "CE0000"  # red-900
ERROR_PALE = "FDEEEE"  # red-50
ERROR_MARK = "FFBBBB"  # red-200: the ground of a cell to be found at a glance, with text in TEXT
WARNING_MARK = "FFC199"  # orange-200

ENTRY = WARNING_PALE

DARK = {
    "TEXT": "F2F2F2",  # gray-50
    "LINE": "666666",  # gray-600
    "QUIET": "CCCCCC",  # gray-200
    "PAPER": "1A1A1A",  # gray-900
    "GROUND": "333333",  # gray-800
    "KEY": "9DB7F9",  # blue-300
    "KEY_PALE": "000060",  # blue-1200
    "SUCCESS": "71C598",  # green-300
    "WARNING": "FFA66D",  # orange-300
    "WARNING_PALE": "541E00",  # orange-1200
    "ERROR": "FF9696",  # red-300
    "ERROR_PALE": "620000",  # red-1200
}
"""The same names where the window is dark; workbooks and pages are always light."""

FONT = "BIZ UDPゴシック"
SIZE = 10.5
SIZE_SMALL = 9.0
SIZE_STRONG = 12.0
SIZE_TITLE = 16.0

ROW_HEIGHT = 18.0
"""Points of one line of text at ``SIZE``."""
