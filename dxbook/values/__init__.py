"""Values: takes a cell's text, gives a Reading: number, unit, qualifiers, date; never a guess."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.values.eras import ERAS, era_of
    from dxbook.values.kpi_value import Part, Reading, jsonl, read_value
    from dxbook.values.told import reading_rows
    from dxbook.values.words import AFTER, DIRECTIONS, DOWN, KEEP, UP
    from dxbook.values.years import fy_label, fy_of, fy_short, read_date, read_fy, read_month
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "eras": "ERAS era_of",
        "kpi_value": "Part Reading jsonl read_value",
        "told": "reading_rows",
        "words": "AFTER DIRECTIONS DOWN KEEP UP",
        "years": "fy_label fy_of fy_short read_date read_fy read_month",
    })
