"""Charts: takes an Assessment, gives what each chart shows and how it looks, in no file format yet."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.outputs.charts.chart import Chart, ChartKind, Role, Series, charts
    from dxbook.outputs.charts.look import LETTERS
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "look",
        "chart": "Chart ChartKind Role Series charts",
        "look": "LETTERS",
    })
