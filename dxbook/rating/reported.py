"""Whether a 進捗 row holds a report, and its words: the one place that tells a report from a prepared row."""

from __future__ import annotations

from dxbook.plan import Column, Filler, Report, Row
from dxbook.text import is_empty

NOT_REPORTED, NOT_WRITTEN = "報告なし", "未記入"
"""No report at all; a report that leaves this cell empty."""

_OWN = tuple(column for column in Report.sheet.stored if column.filler is Filler.OWNER)


def written(record: Row, column: Column) -> bool:
    """Whether anything stands in the cell, readable or not."""
    return record[column] is not None or not is_empty(record.stored(column))


def blank_report(record: Report) -> bool:
    """True for a prepared 進捗 row in which a department has written nothing yet."""
    return not any(written(record, column) for column in _OWN)


def reported(record: Report | None) -> bool:
    """Whether there is a report: a row in which the department has written."""
    return record is not None and not blank_report(record)


def word(record: Report | None, column: Column) -> str:
    """What the report says in ``column``, else NOT_WRITTEN; without a report NOT_REPORTED."""
    if record is None or blank_report(record):
        return NOT_REPORTED
    return record.word(column) or NOT_WRITTEN
