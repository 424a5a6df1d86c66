"""One function a verb: arguments in, texts out, an exit code back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dxbook import jobs
from dxbook.apps.cli import CLEAN, FAILED, FOUND, report, show, verbs_excel
from dxbook.apps.cli.verbs_excel import addin, goto, udf_server
from dxbook.apps.cli.verbs_profile import profile
from dxbook.errors import DxbookError, NotAWorkbook

__all__ = ["addin", "assess", "check", "collect", "demo", "goto", "gui", "handout", "new", "normalize", "overview", "pdf",
           "profile", "sheet", "udf_server", "value"]


def overview(arguments: Namespace) -> int:
    """``dxbook`` alone."""
    if arguments.version:
        from dxbook import __version__

        print(f"dxbook {__version__}")
        return CLEAN
    from dxbook.apps import launcher

    if launcher.double_clicked():
        return launcher.main([])
    from dxbook.apps.cli.parser import make_parser

    make_parser().print_help()
    return CLEAN


def new(arguments: Namespace) -> int:
    """``dxbook new``."""
    output = _free(arguments.output, arguments)
    if arguments.sample:
        if arguments.first or arguments.last or arguments.fy:
            raise DxbookError("見本の計画の期間は決まっています。",
                              "--first、--last、--fy を付けないか、--sample を付けずに新しい計画を作ってください。")
        from dxbook.demo.samples import new_sample

        new_sample(output, arguments.sample)
    else:
        first, last = _fy(arguments.first), _fy(arguments.last)
        if first is None or last is None:
            raise DxbookError("計画の期間が要ります。", "例: dxbook new --first R8 --last R12")
        if not first <= last <= first + 19:
            raise DxbookError("開始年度と終了年度が逆か、20年を超えています。", "年度を確かめてください。")
        review = _fy(arguments.fy) or first
        jobs.new(output, profile=arguments.profile, years=range(first, last + 1), review_fy=review,
                 rows=arguments.rows)
    print(f"計画のブックを作りました: {output}")
    return CLEAN


def check(arguments: Namespace) -> int:
    """``dxbook check``."""
    _file_or_excel(arguments, bool(arguments.files))
    if arguments.excel:
        return verbs_excel.check(arguments)
    if arguments.color:
        raise DxbookError("--color は、--excel を付けたときに使えます。", "ファイルには --marks で、印を付けた写しを作れます。")
    if len(arguments.files) == 1 and Path(arguments.files[0]).is_dir():
        raise NotAWorkbook(f"「{arguments.files[0]}」はフォルダーです。", "調べるブックを指定してください(いくつでも)。\n"
                           "届いたブックを集めて調べるときは: dxbook collect 計画.xlsx フォルダー -o 書き出す場所")
    if arguments.marks and len(arguments.files) > 1:
        raise DxbookError("--marks で印を付けられるのは1つのブックです。", "ファイルを1つずつ指定してください。")
    marks = _free(arguments.marks, arguments) if arguments.marks else None
    listing = _free(arguments.list, arguments) if arguments.list else None
    with _progress(len(arguments.files) > 3) as progress:
        result = jobs.check(
            [Path(name) for name in arguments.files], password=arguments.password, marks=marks,
            listing=listing, progress=progress,
        )
    report.note(arguments, result)
    if arguments.json:
        print(show.as_json(result.findings))
    else:
        print(show.findings(result.findings, [Path(name).name for name in arguments.files]))
        for path in result.files:
            print(f"書き出しました: {path}")
    return FAILED if result.unread else FOUND if result.has_errors else CLEAN


def _file_or_excel(arguments: Namespace, named: bool) -> None:
    if named and arguments.excel:
        raise DxbookError("ファイルと --excel は同時に使えません。", "どちらか1つにしてください。")
    if not named and not arguments.excel:
        raise DxbookError("ブックの指定がありません。", "ファイルの名前か、--excel(Excelで開いているブック)を指定してください。")


def normalize(arguments: Namespace) -> int:
    """``dxbook normalize``."""
    _file_or_excel(arguments, bool(arguments.file))
    if arguments.excel:
        return verbs_excel.normalize(arguments)
    if not arguments.output:
        raise DxbookError("書き出す先がありません。", "-o で指定してください。例: dxbook normalize 計画.xlsx -o 計画_整え.xlsx")
    changes, result = jobs.normalize(
        Path(arguments.file), _free(arguments.output, arguments), password=arguments.password
    )
    report.note(arguments, result, changes)
    if arguments.json:
        print(json.dumps([change.as_dict() for change in changes], ensure_ascii=False, indent=1))
    else:
        print(show.changes(changes))
        print(f"整えた写し: {result.files[0]}(もとのファイルは変えていません)")
        if arguments.password:
            print("写しにはパスワードが付いていません。必要なときはExcelで付けてください。")
    return CLEAN


def value(arguments: Namespace) -> int:
    """``dxbook value``."""
    from dxbook.values import jsonl, read_value

    if arguments.jsonl:
        for line in jsonl(sys.stdin.buffer):
            print(line)
        return CLEAN
    if not arguments.texts:
        raise DxbookError("読み取る値がありません。", "例: dxbook value 約330万枚 --unit 枚")
    worst = CLEAN
    for text in arguments.texts:
        reading = read_value(text, arguments.unit, arguments.field)
        print(show.reading(reading))
        if any(found.level == "エラー" for found in reading.findings):
            worst = FOUND
    return worst


def assess(arguments: Namespace) -> int:
    """``dxbook assess``."""
    path = Path(arguments.file)
    assessment, book, profile = jobs.assess(path, fy=_fy(arguments.fy), password=arguments.password)
    errors = sum(found.level == "エラー" for found in jobs.findings_of(book, profile))
    if arguments.json:
        print(show.assessment_json(assessment, errors))
    else:
        print(show.assessment(assessment))
        if errors:
            print(show.warning_of(path.name, errors))
    return CLEAN


def sheet(arguments: Namespace) -> int:
    """``dxbook sheet``."""
    _file_or_excel(arguments, bool(arguments.file))
    if arguments.excel:
        with _progress(True) as progress:
            return _sheet_told(arguments, *verbs_excel.sheet(arguments, _fy(arguments.fy), progress))
    source = Path(arguments.file)
    output = _free(arguments.output or f"{source.stem}_チェックシート.xlsx", arguments)
    also = ["pdf"] if arguments.pdf else []
    if arguments.pdf:
        _free(str(output.with_suffix(".pdf")), arguments)
    with _progress(True) as progress:
        result = jobs.sheet(
            source, output, form=arguments.form or "", fy=_fy(arguments.fy), also=also,
            password=arguments.password, progress=progress,
        )
    return _sheet_told(arguments, source.name, result)


def _sheet_told(arguments: Namespace, name: str, result: jobs.Result) -> int:
    report.note(arguments, result)
    if arguments.json:
        rows = {"files": [str(path) for path in result.files],
                "errors": result.errors, "findings": [found.as_dict() for found in result.findings]}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        if result.findings:
            print(show.findings(result.findings, []))
        for path in result.files:
            print(f"できました: {path}")
        if result.errors:
            print(show.warning_of(name, result.errors))
    return FOUND if result.has_errors else CLEAN


def pdf(arguments: Namespace) -> int:
    """``dxbook pdf``."""
    _file_or_excel(arguments, bool(arguments.file))
    if arguments.excel:
        return verbs_excel.pdf(arguments)
    source = Path(arguments.file)
    result = jobs.pdf(source, _free(arguments.output or str(source.with_suffix(".pdf")), arguments))
    print(f"できました: {result.files[0]}")
    return CLEAN


def collect(arguments: Namespace) -> int:
    """``dxbook collect``."""
    from dxbook.apps.cli import show_collected

    with _progress(True) as progress:
        collected, result = jobs.collect(
            Path(arguments.file), Path(arguments.folder), Path(arguments.output), fy=_fy(arguments.fy),
            parquet=arguments.parquet, overwrite=arguments.overwrite, workers=arguments.workers,
            password=arguments.password, progress=progress,
        )
    print((show_collected.as_json if arguments.json else show_collected.as_text)(collected, result))
    return CLEAN if show_collected.settled(collected) else FOUND


def handout(arguments: Namespace) -> int:
    """``dxbook handout``."""
    folder = Path(arguments.output)
    with _progress(True) as progress:
        bundle, result = jobs.handout(
            Path(arguments.file), folder, fy=_fy(arguments.fy), deadline=arguments.deadline or "",
            contact=arguments.contact or "", departments=arguments.department, overwrite=arguments.overwrite,
            password=arguments.password, progress=progress,
        )
    print(show.handout_json(bundle, result) if arguments.json else show.handout(bundle, result))
    return CLEAN


def gui(arguments: Namespace) -> int:
    """``dxbook gui``."""
    from dxbook.apps import launcher

    return launcher.main(arguments.files)


def demo(arguments: Namespace) -> int:
    """``dxbook demo``."""
    from dxbook.demo import run

    folder = Path(arguments.output)
    with _progress(True) as progress:
        results = run(folder, arguments.cities, progress=progress)
    print(show.demo(folder, results))
    return CLEAN


def _free(name: str, arguments: Namespace) -> Path:
    """The output's path, unless a file of that name would be lost."""
    path = Path(name)
    if path.exists() and not arguments.overwrite:
        raise DxbookError(
            f"「{path}」はすでにあります。", "別の名前を -o で指定するか、置きかえてよければ --overwrite を付けてください。"
        )
    return path


def _fy(text: str | None) -> int | None:
    """The fiscal year somebody typed as an option."""
    from dxbook.values import read_fy

    if not text:
        return None
    year = read_fy(text).value
    if year is None:
        raise DxbookError(f"「{text}」は年度として読めません。", "R8、令和8年度、2026 のように書いてください。")
    return year


@contextmanager
def _progress(wanted: bool) -> Iterator[jobs.Progress]:
    """A bar on the terminal for work over a second; nothing where nobody looks."""
    if not wanted or not sys.stderr.isatty():
        yield jobs.silent
        return
    from tqdm import tqdm

    with tqdm(total=1, delay=0.5, bar_format="{l_bar}{bar:24}| {n_fmt}/{total_fmt}{postfix}", leave=False) as bar:
        def step(done: int, total: int, what: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(what, refresh=False)
            bar.refresh()

        yield step
