"""Write a file whole or not at all: beside the target first, then renamed over it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dxbook.errors import DxbookError, Locked, OutputFailed

OWNER_FILES = ("~${name}", ".~lock.{name}#")
"""The files that Excel and LibreOffice keep beside a workbook that they have open."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHARING_VIOLATION = 32  # Windows: another program has the file open


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


def explained(target: Path, error: OSError) -> DxbookError:
    """``error`` while writing ``target``, as a sentence with a remedy."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return Locked(
            f"「{target.name}」はほかのプログラムが使っているため、書き込めません。",
            "閉じてから、もう一度実行してください。",
        )
    if error.errno in _FULL:
        return OutputFailed(
            f"ディスクの空きが足りないため、「{target.name}」を書き込めません。",
            "要らないファイルを消すか、別の場所を指定してください。",
        )
    if error.errno == errno.ENAMETOOLONG:
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
