"""The pandera schemas of the tables that dxbook gives, each built when it is first asked for.

One a sheet of the plan, by its key: ``dxbook.schemas.kpis`` is what ``book.frame("kpis")`` is valid by. They follow from
the declaration of the sheets and know every column's label (``title``) and help (``description``). ``year_reports``,
``year_actuals`` and ``year_files`` guard the Parquet tables of a year (docs/parquet.md), which ``dxbook.read_tables`` reads.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pandera.pandas as pa

    actuals: pa.DataFrameSchema
    evidence: pa.DataFrameSchema
    glossary: pa.DataFrameSchema
    inventory: pa.DataFrameSchema
    kpis: pa.DataFrameSchema
    measures: pa.DataFrameSchema
    meetings: pa.DataFrameSchema
    organisation: pa.DataFrameSchema
    outline: pa.DataFrameSchema
    plan: pa.DataFrameSchema
    reports: pa.DataFrameSchema
    revisions: pa.DataFrameSchema
    steps: pa.DataFrameSchema
    year_actuals: pa.DataFrameSchema
    year_files: pa.DataFrameSchema
    year_reports: pa.DataFrameSchema

__all__ = [
    "actuals", "evidence", "glossary", "inventory", "kpis", "measures", "meetings", "organisation", "outline", "plan",
    "reports", "revisions", "steps", "year_actuals", "year_files", "year_reports",
]


def __getattr__(name: str) -> pa.DataFrameSchema:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name.startswith("year_"):
        from dxbook.rounds.collect import table_schema

        return table_schema(name.removeprefix("year_"))
    from dxbook.plan import BY_KEY, sheet_schema

    return sheet_schema(BY_KEY[name])
