"""The doors: command line, Excel, scripts, the window. They ask the jobs and show what comes back; no rules of their own."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.apps.scripting import changes, check, collect, normalize_book, rate, read
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "launcher",
        "scripting": "changes check collect normalize_book rate read",
    })
