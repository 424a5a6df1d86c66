"""The verbs: what the command line, the window and the add-in all call. They take paths, tell a ``Progress`` where they
stand, and give a ``Result``: what was found and written.

No rules of their own. What stops the work is a ``DxbookError``. Inputs are never overwritten; outputs appear whole or not
at all.
"""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.jobs.assess_plan import assess
    from dxbook.jobs.check_books import check, findings_of
    from dxbook.jobs.check_sheet import sheet
    from dxbook.jobs.collect_books import collect
    from dxbook.jobs.hand_out import handout
    from dxbook.jobs.new_plan import new
    from dxbook.jobs.user_profile import new_profile
    from dxbook.jobs.normalize_book import Change, normalize
    from dxbook.jobs.print_pdf import pdf
    from dxbook.jobs.read_plan import read
    from dxbook.jobs.result import Progress, Result, silent
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "assess_plan": "assess",
        "check_books": "check findings_of",
        "check_sheet": "sheet",
        "collect_books": "collect",
        "hand_out": "handout",
        "new_plan": "new",
        "user_profile": "new_profile",
        "normalize_book": "Change normalize",
        "print_pdf": "pdf",
        "read_plan": "read",
        "result": "Progress Result silent",
    })
