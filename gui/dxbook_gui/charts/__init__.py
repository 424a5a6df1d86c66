"""Charts: takes what ``dxbook.outputs.charts`` says of one, paints it."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.charts.view import ChartView
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "view": "ChartView",
    })
