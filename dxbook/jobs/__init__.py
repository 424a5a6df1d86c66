"""The verbs: what the command line, the window and the add-in all call. They take paths, tell a ``Progress`` where they
stand, and give a ``Result``: what was found and written.

No rules of their own. What stops the work is a ``DxbookError``. Inputs are never overwritten; outputs appear whole or not
at all. What a verb needs is loaded when it is called: the window's first screen and ``dxbook --help`` load none of it.
"""

from dxbook.jobs.assess import assess
from dxbook.jobs.check import check, findings_of
from dxbook.jobs.collect import collect
from dxbook.jobs.handout import handout
from dxbook.jobs.new import new
from dxbook.jobs.normalize import normalize
from dxbook.jobs.pdf import pdf
from dxbook.jobs.read import read
from dxbook.jobs.result import Progress, Result, silent
from dxbook.jobs.sheet import sheet

__all__ = ["Progress", "Result", "assess", "check", "collect", "findings_of", "handout", "new", "normalize", "pdf", "read",
           "sheet", "silent"]
