"""Rating: takes a Book and a year, gives an Assessment: a rate, its formula and a grade for every KPI and measure."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.rating.actuals import Actuals, COUNTED, last_fy
    from dxbook.rating.assessment import Assessment, Group, KpiResult, MeasureResult, NO_KPI, PartResult
    from dxbook.rating.formulas import ENDED, NOT_APPLICABLE, NOTHING_WRITTEN, PLANNED, Rated
    from dxbook.rating.kpi import Question, answer, unit_of
    from dxbook.rating.reported import NOT_REPORTED, NOT_WRITTEN
    from dxbook.rating.whole_plan import assess
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "formulas",
        "actuals": "Actuals COUNTED last_fy",
        "assessment": "Assessment Group KpiResult MeasureResult NO_KPI PartResult",
        "formulas": "ENDED NOT_APPLICABLE NOTHING_WRITTEN PLANNED Rated",
        "kpi": "Question answer unit_of",
        "reported": "NOT_REPORTED NOT_WRITTEN",
        "whole_plan": "assess",
    })
