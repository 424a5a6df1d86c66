"""The plan declared: sheets, columns, choices, profiles, scales, and the Book that holds what was read of one."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.plan.book import Book, Checked, Origin, Record, Table
    from dxbook.plan.column import Column, Filler, Kind, LAST, ROLE, Rule, RuleKind, Sheet
    from dxbook.plan.identity import (
        HandedRow, Identity, cell_text, from_meta, handed, is_open, keyed, mark, order, origin,
        plan_id, row_digest, row_key, texts, to_meta,
    )
    from dxbook.plan.profile import GENERIC, Profile, load_profile, profile_for, profile_names
    from dxbook.plan.scales import DEFAULT, Grade, Scale, UNRATED, presets
    from dxbook.plan.schema import (
        ACTUALS, BY_KEY, HANDOUT, LISTS, REPORTS, SCHEMA_VERSION, SHEETS, referenced,
    )
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "identity scales schema",
        "book": "Book Checked Origin Record Table",
        "column": "Column Filler Kind LAST ROLE Rule RuleKind Sheet",
        "identity": "HandedRow Identity cell_text from_meta handed is_open keyed mark order origin "
                    "plan_id row_digest row_key texts to_meta",
        "profile": "GENERIC Profile load_profile profile_for profile_names",
        "scales": "DEFAULT Grade Scale UNRATED presets",
        "schema": "ACTUALS BY_KEY HANDOUT LISTS REPORTS SCHEMA_VERSION SHEETS referenced",
    })
