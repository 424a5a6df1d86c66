"""The command line: one verb of ``dxbook`` each in ``verbs`` and ``verbs_excel``. No rules live here."""

from __future__ import annotations

import sys
from collections.abc import Sequence

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["CLEAN", "FAILED", "FOUND", "main"]

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit codes: nothing wrong, findings of level エラー, could not run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code. A traceback is shown only with ``--debug``."""
    from dxbook.apps.cli.parser import make_parser

    _speak_utf8()
    words = sys.argv[1:] if argv is None else list(argv)
    chosen = next((word for word in words if not word.startswith("-")), "")
    if chosen == "udf-server":
        from dxbook.apps.excel import server

        words = server.without_excel_words(words)
    arguments = make_parser(chosen).parse_args(words)
    code, problem = _run(arguments)
    if problem:
        message, remedy = problem
        print(f"dxbook: {message}", file=sys.stderr)
        for line in remedy.splitlines():
            print(f"        {line}", file=sys.stderr)
    if getattr(arguments, "report", None):
        return _reported(arguments, code, problem)
    return code


def _run(arguments: Namespace) -> tuple[int, tuple[str, str] | None]:
    """The exit code of the verb, and what stopped it: a sentence and what to do."""
    import gc

    from dxbook.errors import DxbookError, Encrypted, explained

    gc.set_threshold(100_000)  # a short run makes many objects and drops few: a tenth of the time saved
    try:
        from dxbook.apps.cli import verbs

        return int(getattr(verbs, arguments.verb)(arguments)), None
    except DxbookError as error:
        if arguments.debug:
            raise
        more = ["パスワードは --password で指定します。"] if isinstance(error, Encrypted) else []
        return FAILED, (error.message, "\n".join([error.remedy, *more]) if error.remedy else "\n".join(more))
    except KeyboardInterrupt:
        return FAILED, ("中止しました。もとのファイルは変わっていません。", "")
    except BrokenPipeError:
        sys.stdout = None  # the reader has gone (``| head``): nothing more can be said
        return FAILED, None
    except Exception as error:
        if arguments.debug:
            raise
        told = explained(error)
        if isinstance(error, OSError):
            return FAILED, (told.message, told.remedy)
        return FAILED, (told.message, f"{told.remedy}--debug を付けて実行した結果を保守担当へ送ってください。")


def _reported(arguments: Namespace, code: int, problem: tuple[str, str] | None) -> int:
    from dxbook.apps.cli import report
    from dxbook.errors import DxbookError

    try:
        report.write(arguments, code, problem)
    except DxbookError as error:
        print(f"dxbook: {error.message}\n        {error.remedy}", file=sys.stderr)
        return FAILED
    return code


def _speak_utf8() -> None:
    """Japanese consoles on Windows use cp932, which lacks signs that plans use (⚫ ➤ —)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
        elif stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
