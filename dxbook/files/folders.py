"""Write a folder of files whole or not at all, and replace in it only what this program wrote.

The files are made in a room of their own beside the target (``.NAME.dxbook``; inside the target where its
parent may not be written to) and take their places when all of them are there:

- A target that does not exist appears by one rename.
- In an existing one the files are swapped one by one; every one is whole at every moment. A hidden list
  (``.dxbook.json``) says which files are ours, by digest. Before the first swap it holds the old and the new
  digests, after the last one the new: a run killed in between is completed by the next one.
- A file of ours that somebody has changed, or a stranger's in the way, stops the work before anything is
  replaced. With ``overwrite`` it stays beside the new one as ``NAME（前のもの）.xlsx``: nothing is ever lost.
- The list also says of what ``kind`` the files are. Those of another kind (hand-outs where results of
  collecting are to go, another year's), and with ``renew=False`` those that would change, are treated alike.

Whoever works in the room holds a lock of the operating system, which dies with its process.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from dxbook.errors import InTheWay, Locked, OutputFailed
from dxbook.files.locks import alone
from dxbook.files.whole import FULL, explained, move_aside, put, replaceable

MANIFEST = ".dxbook.json"
_CHANGED = "は、前の出力のあとで書き換えられています。"
_STRANGE = "は、このプログラムが作ったものではありません。"
_RENEWED = "は、前に作ったものです。今回できるものとは違います。"
_LONGEST = 200  # bytes of a name that still leave room for what is added to it

Known = Mapping[str, list[str]]
"""Our files in the target by path ("差戻し票/福祉課.xlsx") with the digests they may have."""


@contextlib.contextmanager
def filling(
    target: Path, *, inputs: Iterable[Path] = (), overwrite: bool = False, kind: str = "", renew: bool = True
) -> Iterator[Path]:
    """Yield an empty folder; the files the block puts there take their places in ``target`` when it ends well.

    ``kind`` says in a clerk's words what the files are; an error names it. ``renew`` False: files of an earlier
    run that would change or vanish stop the work, too.

    On any error, and on Ctrl-C, the target is as it was. Raises Locked where another run works on the target
    or a program has one of our files in it open; OutputFailed where ``target`` is a file or lies in a folder of
    ``inputs``, where one of ``inputs`` would be replaced, where a file is in the way, where files of another kind are there,
    and where rights or disk do not allow it.
    """
    target = Path(os.path.realpath(target))
    sources = [Path(os.path.realpath(each)) for each in inputs]
    _refuse(target, sources)
    with _room(target) as room:
        known, was = _listed(target)
        if known and was != kind and not overwrite:
            raise _another(target, was)
        _obstacles(target, known, {}, sources, overwrite, renew=True)  # told before the work, not after it
        staging = room / f"{os.getpid()}"  # a killed run's helpers, still alive, cannot write into this one
        staging.mkdir()
        try:
            yield staging
        except OSError as error:
            ours = error.filename is None or Path(str(error.filename)).is_relative_to(staging)
            if ours or error.errno in FULL:  # the disk of temporary files may be the full one
                raise explained(target, error) from error
            raise  # some other file the block was using
        try:
            _take_places(target, staging, room, sources, overwrite, kind, renew)
        except OSError as error:
            raise explained(target, error) from error


def _refuse(target: Path, sources: list[Path]) -> None:
    if target.exists() and not target.is_dir():
        raise OutputFailed(f"「{target.name}」はフォルダーではありません。", "出力先にはフォルダーを指定してください。")
    if any(_holds(source, target) for source in sources):
        raise OutputFailed(
            f"「{target.name}」は読み込むファイルのフォルダーの中です。", "出力先には別のフォルダーを指定してください。"
        )
    if not target.parent.is_dir():
        raise OutputFailed(
            f"フォルダー「{target.parent}」がありません。", "フォルダーを作るか、別の場所を指定してください。"
        )


def _another(target: Path, kind: str) -> InTheWay:
    return InTheWay(
        f"「{target.name}」には、ほかの処理{f'（{kind}）' if kind else ''}の結果があります。",
        "別のフォルダーを -o で指定するか、--overwrite を付けてください（今のものは名前に（前のもの）を付けて残します）。",
    )


def _holds(source: Path, path: Path) -> bool:
    """Whether ``path`` is ``source`` or lies in it. On Windows capitals do not tell names apart."""
    one, other = Path(os.path.normcase(source)), Path(os.path.normcase(path))
    return other == one or one in other.parents


@contextlib.contextmanager
def _room(target: Path) -> Iterator[Path]:
    """The room, ours alone and empty; it is gone afterwards."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    room = target.with_name(f".{name}.dxbook")
    if target.is_dir() and (os.path.ismount(target) or not _makes(room)):
        room = target / ".dxbook"
    busy = Locked(f"ほかの処理が「{target.name}」に書き出しています。", "終わるのを待って、もう一度実行してください。")
    try:
        with alone(room, busy):
            yield room
    except OSError as error:
        if error.filename is not None and Path(str(error.filename)).is_relative_to(room):
            raise explained(target, error) from error
        raise


def _makes(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return True


def _listed(target: Path) -> tuple[Known, str]:
    """What the target's list says is ours, and of what kind; a damaged list makes strangers of all files."""
    try:
        told = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        files = {name: list(map(str, digests)) for name, digests in told["files"].items()
                 if ":" not in name and not {"", "..", "."} & set(name.replace("\\", "/").split("/"))}
        return files, str(told.get("kind", ""))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}, ""


def _obstacles(
    target: Path, known: Known, new: Mapping[str, str], sources: list[Path], overwrite: bool, *, renew: bool
) -> tuple[dict[str, str], list[Path]]:
    """Our own files as they stand (path → digest), and what is in the way of ``new`` (empty without
    ``overwrite``: it raises): without ``renew`` also our own ones that ``new`` has not just so. Raises for
    inputs, open files and read-only ones, too."""
    ours: dict[str, str] = {}
    found: dict[Path, str] = {}
    for name in sorted({*known, *new}):
        path = target / name
        above = [each for each in path.parents if each.is_relative_to(target) and each.is_file()]
        here = _digest(path)
        if here in known.get(name, ()) and (renew or here == new.get(name)):
            ours[name] = here
        elif above or os.path.lexists(path):
            said = _RENEWED if here in known.get(name, ()) else _CHANGED if name in known else _STRANGE
            found[above[0] if above else path] = said
        if not os.path.lexists(path) or here == new.get(name):
            found.pop(path, None)
            continue
        if any(_holds(source, path) or _holds(path, source) for source in sources):
            raise OutputFailed(f"「{path.name}」は読み込むファイルです。元のファイルには書き込みません。",
                               "出力先には別のフォルダーを指定してください。")
        if path.is_file():
            replaceable(path)
    if found and not overwrite:
        path, said = next(iter(found.items()))
        more = f"ほか{len(found) - 1}件" if len(found) > 1 else ""
        way = "別のフォルダーを -o で指定する" if said == _RENEWED else "別の場所へ移す"
        raise InTheWay(
            f"出力先の「{path.relative_to(target)}」{more}{said}",
            f"{way}か、--overwrite を付けてください（今のものは名前に（前のもの）を付けて残します）。",
        )
    return ours, list(found)


def _digest(path: Path) -> str:
    """The digest of a file; "" for what is no file. Raises Locked where Windows lets nobody read it."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except PermissionError as error:
        raise explained(path, error) from error


def _take_places(
    target: Path, staging: Path, room: Path, sources: list[Path], overwrite: bool, kind: str, renew: bool
) -> None:
    if not staging.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(staging))
    new = {path.relative_to(staging).as_posix(): _digest(path)
           for path in sorted(staging.rglob("*")) if path.is_file()}
    final = {name: [code] for name, code in new.items()}
    if not target.exists() or not any(target.iterdir()):
        _list(staging, final, kind)
        with contextlib.suppress(OSError):  # Windows does not rename onto a folder: then one by one
            if target.exists():
                shutil.copystat(target, staging)
            os.rename(staging, target)
            return
        staging.chmod(0o700)  # it may have got the target's rights, and be read-only
        target.mkdir(exist_ok=True)
    known, was = _listed(target)
    renew = renew and was == kind
    ours, in_the_way = _obstacles(target, known, new, sources, overwrite, renew=renew)
    both = {name: sorted({each for each in (ours.get(name), new.get(name)) if each}) for name in {*ours, *new}}
    if ours == new and (known, was) == (final, kind):
        return  # nothing has changed since the last run
    with contextlib.ExitStack() as undo:
        for path in in_the_way:
            move_aside(path, undo)
        put(_list(room, both, kind), target / MANIFEST, room, undo)
        for name, code in new.items():
            if ours.get(name) != code:
                put(staging / name, target / name, room, undo)
        made = {os.path.normcase(name) for name in new}
        for name in ours:
            if os.path.normcase(name) not in made:
                put(None, target / name, room, undo)
        put(_list(room, final, kind), target / MANIFEST, room, undo)
        undo.pop_all()
    for folder in {target / each for name in known for each in PurePosixPath(name).parents} - {target}:
        with contextlib.suppress(OSError):  # not empty, or gone already
            folder.rmdir()


def _list(folder: Path, files: Known, kind: str) -> Path:
    path = folder / MANIFEST
    text = json.dumps({"by": "dxbook", "kind": kind, "files": files}, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
