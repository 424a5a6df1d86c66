"""``dxbook profile``: the words, scale and form of a city, in the user's own folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from dxbook import jobs
from dxbook.apps.cli import CLEAN, FOUND, show, show_profile
from dxbook.errors import DxbookError, NotFound
from dxbook.plan import ProfileFile, Source, profile_file, profile_files, read_profile


def profile(arguments: Namespace) -> int:
    """``dxbook profile``: what is wrong with a file goes to the standard error output."""
    return {"list": _list, "check": _check, "show": _show, "new": _new, "open": _open}[arguments.action](arguments)


def _list(_: Namespace) -> int:
    files = profile_files()
    print(show_profile.listing(files))
    broken = [each for each in files if each.errors]
    for each in broken:
        print(f"✕ {each.path.name} に誤りが{each.errors}件あります。「dxbook profile check {each.id}」で確かめてください。",
              file=sys.stderr)
    return FOUND if broken else CLEAN


def _check(arguments: Namespace) -> int:
    files = [_named(arguments.name)] if arguments.name else [
        each for each in profile_files() if each.source is not Source.PACKAGE]
    if arguments.json:
        print(show.as_json(found for each in files for found in each.findings))
    else:
        for each in files:
            print(show_profile.checked(each), file=sys.stderr if each.findings else sys.stdout)
        if not files:
            print(show_profile.no_own())
    return FOUND if any(each.errors for each in files) else CLEAN


def _named(name: str) -> ProfileFile:
    """A profile by its file or its name: a name with the suffix, or with a folder, is a file's."""
    path = Path(name)
    if path.suffix.lower() != ".toml" and path.name == name:
        file = profile_file(name)
        return file if file.source is not Source.PACKAGE else read_profile(file.path, Source.PACKAGE)
    if not path.is_file():
        raise NotFound(f"ファイル「{name}」がありません。", "「dxbook profile list」で、プロファイルとその場所を表示します。")
    return next((each for each in profile_files() if each.path.resolve() == path.resolve()), read_profile(path))


def _show(arguments: Namespace) -> int:
    file = profile_file(arguments.name)
    print(show_profile.profile(file, file.usable()))
    return CLEAN


def _new(arguments: Namespace) -> int:
    path = jobs.new_profile(arguments.name, arguments.source).files[0]
    print(show_profile.made(path))
    return CLEAN


def _open(arguments: Namespace) -> int:
    from dxbook.apps.excel import opener

    file = profile_file(arguments.name)
    if file.source is Source.PACKAGE:
        raise DxbookError(f"「{file.id}」はdxbookについてきたプロファイルなので、直せません。",
                          f"「dxbook profile new {file.id} --from {file.id}」で写しを作ってから、開いてください。")
    opener.start_text(file.path)
    print(f"開きました: {file.path}\n直して保存したら、「dxbook profile check {file.id}」で確かめてください。")
    return CLEAN
