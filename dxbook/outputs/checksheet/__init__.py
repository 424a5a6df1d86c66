"""The check sheet: takes a Book and its Assessment, gives what every page says, in no file format yet."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.outputs.checksheet.items import OTHER, formula_text, progress_tone, tone_of
    from dxbook.outputs.checksheet.placeholder import (
        AXES, CARD, Scope, TOKEN, Token, Use, near, parse, scopes,
    )
    from dxbook.outputs.checksheet.wording import HUGE, MILLIONS
    from dxbook.outputs.checksheet.sheet import Card, CheckSheet, build, sheet_title
    from dxbook.outputs.checksheet.printed import Item, BLANK_VALUE, Page, PrintedValue, Spread, Tone, spread_edges
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "items": "OTHER formula_text progress_tone tone_of",
        "placeholder": "AXES CARD Scope TOKEN Token Use near parse scopes",
        "wording": "HUGE MILLIONS",
        "sheet": "Card CheckSheet build sheet_title",
        "printed": "Item BLANK_VALUE Page PrintedValue Spread Tone spread_edges",
    })
