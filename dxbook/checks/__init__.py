"""The checks: takes a Book, gives its findings. One module a family."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.checks.base import Check, Context, label_of, rule
    from dxbook.checks.cleanup import Change
    from dxbook.checks.expected import reports_due
    from dxbook.checks.families import CHECKS, CODES
    from dxbook.checks.run import check, checked
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "cleanup columns expected",
        "base": "Check Context label_of rule",
        "cleanup": "Change",
        "expected": "reports_due",
        "families": "CHECKS CODES",
        "run": "check checked",
    })
