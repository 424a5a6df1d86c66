"""Write a file whole or not at all: beside the target first, then renamed over it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

from dxbook.errors import DxbookError, Locked, OutputFailed

OWNER_FILES = ("~${name}", ".~lock.{name}#")
"""The files that Excel and LibreOffice keep beside a workbook that they have open."""

ASIDE = "（前のもの%s）"
"""Is put after the name of a file that makes room for a new one."""

_NUMBERS = count()
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GONE = (errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENETDOWN)
_SHARING_VIOLATION = 32  # Windows: another program has the file open
_GONE_WINDOWS = (53, 59, 64, 1231)  # bad network path, unexpected network error, name deleted, unreachable
_TOO_LONG_WINDOWS = 206


def owner_file(path: Path) -> Path | None:
    """The owner file of a program that has ``path`` open, or None."""
    for pattern in OWNER_FILES:
        beside = path.with_name(pattern.format(name=path.name))
        with contextlib.suppress(OSError):
            if beside.is_file():
                return beside
    return None


@contextlib.contextmanager
def writing(path: str | Path, inputs: Iterable[str | Path] = ()) -> Iterator[Path]:
    """Yield a temporary path in the target's folder; when the block ends well it takes the target's place.

    On any error the temporary file is removed and the target is as it was. Raises Locked where Excel has
    the target open, OutputFailed where it is one of ``inputs`` or the folder, rights or disk do not allow it.
    """
    target = Path(path)
    refuse(target, inputs)
    beside = _beside(target)
    try:
        yield beside
        _keep_mode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        if error.filename not in (None, str(beside), str(target)):
            raise  # some other file the block was using
        raise explained(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def refuse(target: Path, inputs: Iterable[str | Path] = (), *, suffixes: Iterable[str] = ()) -> None:
    """Raise before any work is done: OutputFailed for an input, a folder, a missing folder or a wrong
    suffix (where ``suffixes`` are given), Locked where Excel has ``target`` open."""
    if suffixes and target.suffix.lower() not in suffixes:
        wanted = "か ".join(suffixes)
        raise OutputFailed(f"「{target.name}」には書き出せません。", f"名前の終わりを {wanted} にしてください。")
    if target.is_dir():
        raise OutputFailed(f"「{target.name}」はフォルダーです。", "ファイルの名前を指定してください。")
    if any(_same(target, Path(each)) for each in inputs):
        raise OutputFailed(
            f"「{target.name}」は読み込んだファイルです。元のファイルには書き込みません。",
            "別の名前で出力してください。",
        )
    if not target.parent.is_dir():
        raise OutputFailed(
            f"フォルダー「{target.parent}」がありません。", "フォルダーを作るか、別の場所を指定してください。"
        )
    if owner_file(target):
        raise Locked(
            f"「{target.name}」はExcelなどで開かれているため、書き込めません。",
            "閉じてから、もう一度実行してください。",
        )


def replaceable(path: Path) -> None:
    """Raise before an existing file is replaced or removed: Locked where a program has it open,
    OutputFailed where somebody made it read-only."""
    held = Locked(f"「{path.name}」はExcelなどで開かれているため、書き込めません。", "閉じてから、もう一度実行してください。")
    if owner_file(path):
        raise held
    if not os.access(path, os.W_OK):
        raise explained(path, PermissionError(errno.EACCES, "read-only"))
    try:
        with path.open("r+b"):
            pass
    except PermissionError as error:  # Windows: allowed by its rights, refused by who has it open
        raise held from error
    except OSError as error:
        raise explained(path, error) from error


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


def _beside(target: Path) -> Path:
    """An empty file with a short name (the target's may be as long as can be) and its suffix."""
    try:
        handle, name = tempfile.mkstemp(prefix=".dx", suffix=target.suffix[:12], dir=target.parent)
    except OSError as error:
        raise explained(target, error) from error
    os.close(handle)
    return Path(name)


def _keep_mode(target: Path, beside: Path) -> None:
    """mkstemp makes files for the owner alone: give the target's own rights, or the usual ones."""
    if os.name == "nt":
        return
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.chmod(beside, mode)


def _held(path: Path) -> bool:
    """Whether a program of Windows has the file open. Replacing or opening such a file is refused as if rights
    were missing; renaming it to its own name changes nothing and tells the two apart."""
    if os.name != "nt" or not path.is_file():
        return False
    try:
        os.rename(path, path)
    except OSError as error:
        return getattr(error, "winerror", None) == _SHARING_VIOLATION
    return False


def explained(target: Path, error: OSError) -> DxbookError:
    """``error`` while writing ``target``, as a sentence with a remedy."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION or (error.errno == errno.EACCES and _held(target)):
        return Locked(
            f"「{target.name}」はほかのプログラムが使っているため、書き込めません。",
            "閉じてから、もう一度実行してください。",
        )
    if error.errno in FULL:
        return OutputFailed(
            f"ディスクの空きが足りないため、「{target.name}」を書き込めません。",
            "要らないファイルを消すか、別の場所を指定してください。",
        )
    if error.errno in _GONE or getattr(error, "winerror", None) in _GONE_WINDOWS:
        return OutputFailed(
            f"ディスクかネットワークの障害のため、「{target.name}」を書き込めません。",
            "接続を確かめて、もう一度実行してください。",
        )
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == _TOO_LONG_WINDOWS:
        return OutputFailed("ファイルの名前が長すぎます。", "短い名前を指定してください。")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputFailed(
            f"「{target}」に書き込む権限がありません。",
            "書き込みできるフォルダーを指定するか、読み取り専用を解除してください。",
        )
    return OutputFailed(
        f"「{target.name}」を書き込めませんでした（{error.strerror or error}）。",
        "別の場所を指定して、もう一度実行してください。",
    )


def put(source: Path | None, place: Path, room: Path, undo: contextlib.ExitStack) -> None:
    """``source`` takes the place (None: what is there goes). How to undo it, with the help of a copy in
    ``room``, is noted before it is done."""
    if os.path.lexists(place):
        backup = room / f"old-{next(_NUMBERS)}"
        shutil.copy2(place, backup)
        undo.callback(_quietly, os.replace, backup, place)
    else:
        for parent in reversed([each for each in place.parents if not each.exists()]):
            undo.callback(_quietly, parent.rmdir)
            parent.mkdir()
        undo.callback(_quietly, place.unlink)
    if source is None:
        place.unlink()
    else:
        os.replace(source, place)


def move_aside(path: Path, undo: contextlib.ExitStack) -> None:
    """Rename ``path`` to the first free NAME（前のもの）, NAME（前のもの2）…"""
    names = (path.with_name(f"{path.stem}{ASIDE % (each if each > 1 else '')}{path.suffix}") for each in count(1))
    aside = next(each for each in names if not os.path.lexists(each))
    undo.callback(_quietly, os.rename, aside, path)
    os.rename(path, aside)


def _quietly(step: Callable[..., object], *paths: Path) -> None:
    with contextlib.suppress(OSError):
        step(*paths)
