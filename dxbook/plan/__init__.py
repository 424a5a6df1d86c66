"""The plan declared: sheets, columns, choices, profiles, scales, and the Book that holds what was read of one."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.plan.book import Book, Checked, Origin, Table
    from dxbook.plan.choices import (
        LISTS, ActualStatus, Aggregation, Choice, DepartmentKind, Direction, Formula, InventoryState, MeasureState, NextStep,
        Progress, RevisionKind, StepState,
    )
    from dxbook.plan.column import LAST, ROLE, Column, ColumnOf, Filler, Kind, Rule, RuleKind, Sheet
    from dxbook.plan.frames import sheet_schema
    from dxbook.plan.identity import (
        HandedRow, Identity, cell_text, from_meta, handed, is_open, keyed, mark, order, origin, plan_id, row_digest,
        row_key, texts, to_meta,
    )
    from dxbook.plan.profile import (
        GENERIC, ProfileFile, Source, load_profile, profile_file, profile_files, profile_folders, profile_for,
        profile_names, profiles, read_profile, user_folder,
    )
    from dxbook.plan.profile_check import KINDS
    from dxbook.plan.profile_keys import GRADE_KEYS, Key, PROFILE_KEYS, Profile
    from dxbook.plan.profile_text import as_toml, choices_of
    from dxbook.plan.row import Row
    from dxbook.plan.scales import DEFAULT, UNRATED, Grade, Scale, presets
    from dxbook.plan.schema import (
        BY_KEY, HANDOUT, SCHEMA_VERSION, SHEETS, Actual, Department, Evidence, InventoryItem, Kpi, Measure, Meeting,
        Outline, Plan, Report, Revision, Step, Term,
    )
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "column_rules identity scales",
        "book": "Book Checked Origin Table",
        "choices": "LISTS ActualStatus Aggregation Choice DepartmentKind Direction Formula InventoryState MeasureState NextStep "
                   "Progress RevisionKind StepState",
        "column": "LAST ROLE Column ColumnOf Filler Kind Rule RuleKind Sheet",
        "frames": "sheet_schema",
        "identity": "HandedRow Identity cell_text from_meta handed is_open keyed mark order origin plan_id row_digest "
                    "row_key texts to_meta",
        "profile": "GENERIC ProfileFile Source load_profile profile_file profile_files profile_folders profile_for "
                   "profile_names profiles read_profile user_folder",
        "profile_check": "KINDS",
        "profile_keys": "GRADE_KEYS Key PROFILE_KEYS Profile",
        "profile_text": "as_toml choices_of",
        "row": "Row",
        "scales": "DEFAULT UNRATED Grade Scale presets",
        "schema": "BY_KEY HANDOUT SCHEMA_VERSION SHEETS Actual Department Evidence InventoryItem Kpi Measure Meeting "
                  "Outline Plan Report Revision Step Term",
    })
