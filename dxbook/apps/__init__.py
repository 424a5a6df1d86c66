"""The doors: command line, Excel, the window's start. They ask the jobs and show what comes back; no rules of their own."""

from dxbook.lazy import lazy_names

__getattr__, __all__ = lazy_names(__name__, {
    "": "launcher",
})
