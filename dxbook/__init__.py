"""dxbook: municipal DX plans in Excel — check, normalise, rate, check sheets and charts.

For a script: ``read`` a plan; ``check``, ``changes``, ``rate`` it; take a sheet of it as a pandas frame
(``Book.frame``, valid by ``schemas``); ``normalize`` a text, ``read_value`` a KPI value; ``collect`` what the departments
returned, ``read_tables`` of many plans. docs/python.md shows each. The verbs that write files for people (sheet, handout,
pdf …) are in ``dxbook.jobs``. Every name is loaded when it is first used, so that the command line starts at once.
"""

from __future__ import annotations

from dxbook.lazy import lazy_names

__version__ = "0.2.0"

__all__ = [
    "Actual", "ActualStatus", "Aggregation", "Applied", "Assessment", "Book", "Change", "Choice", "Collected",
    "Column", "ColumnOf", "Conflict", "Department", "DepartmentKind", "Direction", "DxbookError", "Encrypted",
    "Evidence", "Finding", "Formula", "Grade", "Group", "InTheWay", "InventoryItem", "InventoryState", "Kpi",
    "KpiResult", "Level", "Locked", "Measure", "MeasureResult", "MeasureState", "Meeting", "Merged", "Missing",
    "NextStep", "NotAWorkbook", "NotFound", "Outline", "OutputFailed", "Part", "PartResult", "Place", "Plan",
    "Profile", "Progress", "Rated", "Reading", "Report", "Returned", "Revision", "RevisionKind", "Row", "Scale",
    "Step", "StepState", "Table", "Term", "TooLarge", "Verdict", "WrongTable", "WrongVersion", "YearTables", "changes", "check",
    "collect", "load_profile", "normalize", "normalize_book", "rate", "read", "read_tables",
    "read_value", "schemas",
]

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    import dxbook.schemas
    from dxbook.apps import changes, check, collect, normalize_book, rate, read
    from dxbook.checks import Change
    from dxbook.errors import (
        DxbookError, Encrypted, InTheWay, Locked, Missing, NotAWorkbook, NotFound, OutputFailed, TooLarge,
        WrongTable, WrongVersion,
    )
    from dxbook.findings import Finding, Level, Place
    from dxbook.plan import (
        Actual, ActualStatus, Aggregation, Book, Choice, Column, ColumnOf, Department, DepartmentKind,
        Direction, Evidence, Formula, Grade, InventoryItem, InventoryState, Kpi, Measure, MeasureState, Meeting,
        NextStep, Outline, Plan, Profile, Progress, Report, Revision, RevisionKind, Row, Scale, Step, StepState,
        Table, Term, load_profile,
    )
    from dxbook.rating import Assessment, Group, KpiResult, MeasureResult, PartResult, Rated
    from dxbook.rounds.collect import Applied, Collected, Conflict, Merged, Returned, Verdict, YearTables, read_tables
    from dxbook.text import normalize
    from dxbook.values import Part, Reading, read_value
else:
    __getattr__, _ = lazy_names(__name__, {
        "": "schemas",
        "apps": "changes check collect normalize_book rate read",
        "checks": "Change",
        "errors": "DxbookError Encrypted InTheWay Locked Missing NotAWorkbook NotFound OutputFailed TooLarge "
                  "WrongTable WrongVersion",
        "findings": "Finding Level Place",
        "plan": "Actual ActualStatus Aggregation Book Choice Column ColumnOf Department DepartmentKind Direction "
                "Evidence Formula Grade InventoryItem InventoryState Kpi Measure MeasureState Meeting NextStep "
                "Outline Plan Profile Progress Report Revision RevisionKind Row Scale Step StepState Table Term "
                "load_profile",
        "rating": "Assessment Group KpiResult MeasureResult PartResult Rated",
        "rounds.collect": "Applied Collected Conflict Merged Returned Verdict YearTables read_tables",
        "text": "normalize",
        "values": "Part Reading read_value",
    })
