"""Whether a 進捗 row holds a report, and its words: the one place that tells a report from a prepared row."""

from __future__ import annotations

from dxbook.plan import Column, Report

NOT_REPORTED, NOT_WRITTEN = "報告なし", "未記入"
"""No report at all; a report that leaves this cell empty."""


def reported(record: Report | None) -> bool:
    """Whether there is a report: a row in which the department has written."""
    return record is not None and not record.blank


def word(record: Report | None, column: Column) -> str:
    """What the report says in ``column``, else NOT_WRITTEN; without a report NOT_REPORTED."""
    if record is None or record.blank:
        return NOT_REPORTED
    return record.word(column) or NOT_WRITTEN
