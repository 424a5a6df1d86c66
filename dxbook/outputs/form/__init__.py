"""Forms: takes an office's workbook with placeholders, gives where what is to stand; ``make`` makes the shipped ones."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.outputs.form.form import CHARTS, DATA, FRONT, Form, FormSheet, Piece, locate, read
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "kit make",
        "form": "CHARTS DATA FRONT Form FormSheet Piece locate read",
    })
