"""The command line: ``dxbook new|check|normalize|value|assess|sheet|handout|addin|udf-server|demo``. No rules live here."""

from __future__ import annotations

import sys
from collections.abc import Sequence

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit codes: nothing wrong, findings of level エラー, could not run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code. A traceback is shown only with ``--debug``."""
    from dxbook.cli.parser import make_parser

    _speak_utf8()
    words = sys.argv[1:] if argv is None else list(argv)
    chosen = next((word for word in words if not word.startswith("-")), "")
    if chosen == "udf-server":
        from dxbook.udf_server import without_excel_words

        words = without_excel_words(words)
    arguments = make_parser(chosen).parse_args(words)
    import gc

    from dxbook.errors import DxbookError, Encrypted

    gc.set_threshold(100_000)  # a short run makes many objects and drops few: a tenth of the time saved
    try:
        from dxbook.cli import verbs

        return int(getattr(verbs, arguments.verb)(arguments))
    except DxbookError as error:
        if arguments.debug:
            raise
        print(f"dxbook: {error.message}", file=sys.stderr)
        if error.remedy:
            print(f"        {error.remedy}", file=sys.stderr)
        if isinstance(error, Encrypted):
            print("        パスワードは --password で指定します。", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("dxbook: 中止しました。もとのファイルは変わっていません。", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stdout = None  # the reader has gone (``| head``): nothing more can be said
        return FAILED
    except OSError as error:
        if arguments.debug:
            raise
        print(f"dxbook: ファイルの読み書きができません({error})。", file=sys.stderr)
        print("        場所・空き容量・アクセス権を確かめてください。もとのファイルは変わっていません。", file=sys.stderr)
        return FAILED
    except Exception as error:
        if arguments.debug:
            raise
        print(f"dxbook: 思わぬ誤りで止まりました({type(error).__name__}: {error})。", file=sys.stderr)
        print("        もとのファイルは変わっていません。--debug を付けて実行した結果を保守担当へ送ってください。",
              file=sys.stderr)
        return FAILED


def _speak_utf8() -> None:
    """Japanese consoles on Windows use cp932, which lacks signs that plans use (⚫ ➤ —)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
        elif stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
