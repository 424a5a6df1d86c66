"""Where profiles lie, and which one a plan's words come from.

Three folders, each going before the one above it: the package's ``profiles``, the folder ``profiles`` beside the packaged
program, the user's own. A later profile with the same id or 団体コード is used instead of an earlier one. Files are read
again when they change, so that a window that stays open sees what was mended.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from dxbook.errors import DxbookError, NotFound
from dxbook.files import frozen
from dxbook.findings import Finding, Level, Place, finding
from dxbook.plan.profile_keys import Profile

GENERIC = "generic"
FOLDER = "DXBOOK_PROFILES"
"""The environment variable that names another folder than the user's own: a share of the office, say."""
SUFFIX = ".toml"


class Source(StrEnum):
    """Where a profile lies, from the first to the last that is asked."""

    PACKAGE = "付属"
    BESIDE = "プログラムの横"
    USER = "利用者のフォルダー"

    @property
    def rank(self) -> int:
        """0 for the package's."""
        return list(Source).index(self)


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """One profile file. ``profile`` is None where errors among the ``findings`` forbid its use; ``city`` and ``city_code``
    are known then too, where they can be read. ``instead`` is the id of the profile that is used in its place, or ""."""

    path: Path
    source: Source
    id: str
    city: str
    city_code: str
    profile: Profile | None
    findings: tuple[Finding, ...] = ()
    instead: str = ""

    @property
    def errors(self) -> int:
        """How many findings of level エラー there are."""
        return sum(each.level is Level.ERROR for each in self.findings)

    def usable(self) -> Profile:
        """The profile. Raises DxbookError where it is broken."""
        if self.profile is None:
            worst = next(each for each in self.findings if each.level is Level.ERROR)
            line = f"{worst.cell}行目: " if worst.cell else ""
            raise DxbookError(
                f"プロファイル「{self.id}」に誤りが{self.errors}件あるので使えません（{line}{worst.message}）。",
                f"「dxbook profile check {self.id}」で確かめて、直してください: {self.path}",
            )
        return self.profile


def user_folder() -> Path:
    """The folder of the user's own profiles (it need not exist): what ``DXBOOK_PROFILES`` says, else
    %LOCALAPPDATA%\\dxbook\\profiles, ~/.config/dxbook/profiles."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("dxbook", appauthor=False) / "profiles"


def profile_folders() -> dict[Source, Path]:
    """The folders that are searched."""
    found = {Source.PACKAGE: Path(__file__).with_name("profiles")}
    if frozen():
        found[Source.BESIDE] = Path(sys.executable).with_name("profiles")
    return {**found, Source.USER: user_folder()}


def profile_files() -> tuple[ProfileFile, ...]:
    """Every profile file, also the broken and the replaced, in the folders' order."""
    return _files(tuple((source, *stamp) for source, folder in profile_folders().items() for stamp in _stamps(folder)))


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    """(path, time of its last change, size) of each profile file; a listing alone tells them on Windows."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:  # no such folder, a share that is not there now
        for entry in entries:
            if entry.name.lower().endswith(SUFFIX) and entry.is_file():
                found.append((entry.path, entry.stat().st_mtime_ns, entry.stat().st_size))
    return sorted(found)


@lru_cache(maxsize=2)
def _files(stamps: tuple[tuple[Source, str, int, int], ...]) -> tuple[ProfileFile, ...]:
    read = [_read(*stamp) for stamp in stamps]
    return tuple(replace(each, instead=_instead(each, read), findings=(*each.findings, *_same_code(each, read)))
                 for each in read)


@lru_cache(maxsize=256)
def _read(source: Source, path: str, _changed: int, _size: int) -> ProfileFile:
    return read_profile(Path(path), source, choices=source is not Source.PACKAGE)


def read_profile(path: Path, source: Source = Source.USER, *, choices: bool = True) -> ProfileFile:
    """Read and check one file, wherever it lies; for ``choices`` see :func:`dxbook.plan.profile_check.read`."""
    from dxbook.plan.profile_check import read  # the window's first screen needs no profile

    found = read(path, choices=choices)
    return ProfileFile(path, source, found.id, found.city, found.city_code, found.profile, found.findings)


def _instead(file: ProfileFile, files: Iterable[ProfileFile]) -> str:
    later = [each for each in files if each.source.rank > file.source.rank
             and (each.id == file.id or (each.city_code and each.city_code == file.city_code))]
    return max(later, key=lambda each: each.source.rank).id if later else ""


def _same_code(file: ProfileFile, files: Iterable[ProfileFile]) -> list[Finding]:
    same = [each for each in files if each.source is file.source and each.city_code == file.city_code]
    if not file.city_code or len(same) == 1:
        return []
    others = "、".join(each.path.name for each in same if each is not file)
    place = Place(file.path.name, column="city_code")
    return [finding("W114", place, file.city_code, others=others, used=same[0].id)]


def profile_file(name: str) -> ProfileFile:
    """The file of the profile with this id, else of the city of this name (with or without 市) or 団体コード.

    Raises NotFound, with the list.
    """
    files = list(reversed(profile_files()))
    found = [each for each in files if each.id == name]
    found += [each for each in files if each.city_code and name in (each.city, each.city[:-1], each.city_code)]
    if found:
        return profile_file(found[0].instead) if found[0].instead else found[0]
    known = "、".join(f"{each.id}({each.city})" for each in profiles())
    raise NotFound(f"団体「{name}」のプロファイルはありません。", f"使えるのは {known} です。")


def profiles() -> list[Profile]:
    """All profiles that can be used: the generic one, the user's, those beside the program, the package's."""
    files = sorted(profile_files(), key=lambda file: (file.id != GENERIC, -file.source.rank))
    return [file.profile for file in files if file.profile and not file.instead]


def profile_names() -> list[str]:
    """The ids of all profiles that can be used, generic first."""
    return [profile.id for profile in profiles()]


def load_profile(name: str) -> Profile:
    """The profile with this id, or of the city of this name (with or without 市) or 団体コード.

    Raises NotFound, and DxbookError where its file is broken.
    """
    return profile_file(name).usable()


def profile_for(city_code: str) -> Profile:
    """The profile whose 団体コード is ``city_code``, else the generic one. Raises DxbookError where its file is broken."""
    if city_code:
        for file in profile_files():
            if file.city_code == city_code and not file.instead:
                return file.usable()
    return load_profile(GENERIC)
