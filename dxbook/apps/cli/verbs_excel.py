"""The verbs that have to do with Excel itself: the open workbook, the add-in and its functions."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from dxbook.apps.cli import CLEAN, FOUND, show
from dxbook.errors import DxbookError
from dxbook.jobs import Progress, Result


def check(arguments: Namespace) -> int:
    """``dxbook check --excel``: the workbook in Excel's front window."""
    from dxbook.apps.excel import live
    from dxbook.apps.excel import running as excel

    if arguments.marks or arguments.list:
        raise DxbookError("--marks と --list は、ファイルを指定したときに使えます。",
                          "--excel のときは --color on で、開いているブックに色を付けます。")
    book = excel.active()
    if arguments.color == "off":
        live.clear(book, arguments.password)
        print(f"「{book.name}」の色を消しました。")
        return CLEAN
    result = live.check(book, mark=arguments.color == "on", password=arguments.password)
    if arguments.json:
        print(show.as_json(result.findings))
    else:
        print(show.findings(result.findings, [book.name]))
        if not book.state().saved:
            print("保存していない変更も含めて検証しました。")
    return FOUND if result.has_errors else CLEAN


def normalize(arguments: Namespace) -> int:
    """``dxbook normalize --excel``: the workbook in Excel's front window."""
    from dxbook.apps.excel import live
    from dxbook.apps.excel import running as excel

    done = live.normalize(excel.active(), password=arguments.password)
    if arguments.json:
        print(json.dumps([change.as_dict() for change in done.changes], ensure_ascii=False, indent=1))
        return CLEAN
    print(show.changes(done.changes))
    if done.left:
        print(f"ロックされているなどで変えられなかったセル: {'、'.join(f'{each.sheet}!{each.cell}' for each in done.left)}")
    if done.backup:
        print(f"前の状態の写し: {done.backup}(整えたブックはまだ保存していません)")
    return CLEAN


def sheet(arguments: Namespace, fy: int | None, progress: Progress) -> tuple[str, Result]:
    """``dxbook sheet --excel``: the name of the workbook in Excel's front window, and what its check sheet gave."""
    from dxbook.apps.excel import live
    from dxbook.apps.excel import running as excel

    book = excel.active()
    result = live.sheet(
        book, Path(arguments.output) if arguments.output else None, form=arguments.form or "", fy=fy,
        pdf=arguments.pdf, password=arguments.password, overwrite=arguments.overwrite, progress=progress,
    )
    return book.name, result


def pdf(arguments: Namespace) -> int:
    """``dxbook pdf --excel``: the workbook in Excel's front window."""
    from dxbook.apps.excel import live
    from dxbook.apps.excel import running as excel

    output = Path(arguments.output) if arguments.output else None
    print(f"できました: {live.export_pdf(excel.active(), output, overwrite=arguments.overwrite)}")
    return CLEAN


def goto(arguments: Namespace) -> int:
    """``dxbook goto``."""
    from dxbook.apps.excel import opener

    sheet, _, cell = (arguments.place or "").rpartition("!")
    if arguments.place and not sheet:
        raise DxbookError(f"「{cell}」では、シートかセルがわかりません。", "シートとセルを「施策!E3」のように書いてください。")
    print(opener.show(Path(arguments.file), sheet.strip("'"), cell.upper()).told)
    return CLEAN


def addin(arguments: Namespace) -> int:
    """``dxbook addin``."""
    from dxbook import __version__
    from dxbook.apps.cli import show_addin
    from dxbook.apps.excel import addin as addins
    from dxbook.apps.excel import addin_excel

    folder, registrar = addins.default_folder(), addin_excel.registrar()
    if arguments.action == "install":
        print(show_addin.installed(addins.install(addins.find(arguments.file or ""), folder, registrar)))
        return CLEAN
    if arguments.action == "remove":
        removed = addins.remove(folder, registrar)
        print("\n".join([f"取り除きました: {path}" for path in removed]) or "アドインは入っていません。")
        return CLEAN
    status = addins.status(folder, registrar)
    print(show_addin.status(status, __version__))
    return CLEAN if status.version == __version__ and status.program_there else FOUND


def udf_server(arguments: Namespace) -> int:
    """``dxbook udf-server``."""
    from dxbook.apps.excel import server

    server.serve(arguments.clsid)
    return CLEAN
