"""What stops the work: one sentence and what to do about it, in Japanese.

    DxbookError
    ├── NotFound        no such file, folder, profile, sample
    ├── NotAWorkbook    not a spreadsheet, truncated, unreadable
    ├── Encrypted       a password is needed or was wrong
    ├── Locked          Excel holds the file open
    ├── TooLarge        unpacks past a stated limit, or is spread too wide
    ├── WrongVersion    made by a template this program does not know
    ├── WrongTable      a sheet as a frame, or a Parquet file, that breaks its schema
    ├── OutputFailed    cannot write: folder, rights, disk, same file as the input
    │   └── InTheWay    files are in the way that ``overwrite`` would move aside
    └── Missing         a program or library that this job needs is not here

What a person wrote wrong inside a workbook is never an exception: see ``dxbook.findings``.
"""

from __future__ import annotations


class DxbookError(Exception):
    """Stops the work. ``message`` says what happened, ``remedy`` what the reader can do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)  # both, so that it can be sent between processes
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}{self.remedy}" if self.remedy else self.message


class NotFound(DxbookError):
    """A file, folder, profile or sample that is not there."""


class NotAWorkbook(DxbookError):
    """Not a spreadsheet, or one that is cut off or damaged."""


class Encrypted(DxbookError):
    """Protected by a password that was not given or is wrong."""


class Locked(DxbookError):
    """Opened by Excel (an owner file ``~$name`` lies beside it) or by the system."""


class TooLarge(DxbookError):
    """Past a stated limit of size, ratio or extent."""


class WrongVersion(DxbookError):
    """Made by a template version that this program does not know."""


class WrongTable(DxbookError):
    """A table for further use that does not fit its schema (``dxbook.schemas``)."""


class OutputFailed(DxbookError):
    """The output could not be written; the inputs are as they were."""


class InTheWay(OutputFailed):
    """Files are in the way. The same with ``overwrite`` keeps them beside the new ones: a person may be asked."""


class Missing(DxbookError):
    """Something this job needs is not installed."""


def explained(error: Exception) -> DxbookError:
    """``error`` as a sentence: itself where it is one, else what the system calls it, or that the program has an error."""
    if isinstance(error, DxbookError):
        return error
    if isinstance(error, OSError):
        return DxbookError(f"ファイルの読み書きができません({error})。",
                           "場所・空き容量・アクセス権を確かめてください。もとのファイルは変わっていません。")
    return DxbookError(f"思わぬ誤りで止まりました({type(error).__name__}: {error})。", "もとのファイルは変わっていません。")
