"""``--report FILE``: the outcome for Excel's macros, which read neither JSON nor UTF-8 without help.

UTF-16 (little endian, with a byte order mark: a VBA String is just that), one record a line, fields parted
by tabs; ``\\\\``, ``\\t``, ``\\n`` and ``\\r`` stand for a backslash, a tab and line ends. The first field is the kind:

    dxbook   version, exit code                    always there, always first
    error    message, remedy                       what stopped the work
    finding  file, sheet, cell, column, code, level, value, message, remedy     the worst first
    change   sheet, cell, column, before, after, 1 where the result is a number
    file     path of a file written
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxbook.checks import Change
    from dxbook.jobs import Result

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def note(arguments: Namespace, result: Result, changes: Iterable[Change] = ()) -> None:
    """Remember what a verb found, changed and wrote, for :func:`write`."""
    found = sorted(result.findings, key=lambda each: each.level.rank)
    arguments.outcome = [
        *(("finding", *each.as_dict().values()) for each in found),
        *(("change", *each.as_dict().values(), "1" if each.number else "") for each in changes),
        *(("file", str(path.absolute())) for path in result.files),
    ]


def write(arguments: Namespace, code: int, problem: tuple[str, str] | None) -> None:
    """Write the report that ``--report`` asks for. Raises OutputFailed."""
    from dxbook import __version__
    from dxbook.files import writing

    records: list[Sequence[str]] = [("dxbook", __version__, str(code))]
    if problem:
        records.append(("error", *problem))
    records += getattr(arguments, "outcome", [])
    lines = ("\t".join(field.translate(_ESCAPES) for field in record) for record in records)
    with writing(Path(arguments.report)) as beside:
        beside.write_bytes("\ufeff".encode("utf-16-le") + "".join(f"{line}\r\n" for line in lines).encode("utf-16-le"))
