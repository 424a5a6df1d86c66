"""Excel: takes what its cells, buttons and open workbooks ask, and gives what the jobs and values answer.

``functions`` are the worksheet functions and ``server`` serves them; ``running`` is the one seam to a running Excel,
``live`` the jobs behind it; ``opener`` opens a file at a cell; ``addin`` and ``addin_excel`` put the add-in in and switch
it on.
"""

from dxbook.lazy import lazy_names

__getattr__, __all__ = lazy_names(__name__, {
    "": "addin addin_excel live opener running server",
})
