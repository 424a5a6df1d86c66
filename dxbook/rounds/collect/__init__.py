"""Collecting: takes the plan and a folder of returned workbooks, gives the merged plan, verdicts and slips."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.rounds.collect.gather import collect
    from dxbook.rounds.collect.model import Applied, Collected, Conflict, Merged, Returned, Verdict, Watcher
    from dxbook.rounds.collect.outputs import write_outputs
    from dxbook.rounds.collect.plan_out import recorded, refuse_formats
    from dxbook.rounds.collect.results_rows import VERDICTS, View, verdict_of, why
    from dxbook.rounds.collect.tables import TABLES, YearTables, read_tables, table_schema
    from dxbook.rounds.collect.verdicts import MISSING
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "parquet",
        "gather": "collect",
        "model": "Applied Collected Conflict Merged Returned Verdict Watcher",
        "outputs": "write_outputs",
        "plan_out": "recorded refuse_formats",
        "results_rows": "VERDICTS View verdict_of why",
        "tables": "TABLES YearTables read_tables table_schema",
        "verdicts": "MISSING",
    })
