"""Handing out: takes a Book, gives a workbook for every department and the register."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.rounds.handout.handout import Bundle, Sent, day_label, prepare, write
    from dxbook.rounds.handout.portion import asked, portions
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "handout": "Bundle Sent day_label prepare write",
        "portion": "asked portions",
    })
