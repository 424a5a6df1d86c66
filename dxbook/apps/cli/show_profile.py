"""What ``dxbook profile`` tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dxbook.apps.cli import show
from dxbook.plan import (
    PROFILE_KEYS,
    Profile,
    ProfileFile,
    Source,
    profile_files,
    profile_folders,
    scales,
    user_folder,
)


def listing(files: Sequence[ProfileFile]) -> str:
    """The profiles by the folder that they lie in, the user's first, and which are replaced."""
    lines = []
    for source, folder in reversed(profile_folders().items()):
        lines.append(f"■ {source}  {folder}")
        own = [each for each in files if each.source is source]
        lines += [_line(each) for each in own]
        if not own:
            lines.append("  （ありません）")
    return "\n".join(lines)


def _line(file: ProfileFile) -> str:
    parts = [file.id, file.city, file.city_code]
    if file.errors:
        parts.append(f"✕ 誤り{file.errors}件")
    if file.instead:
        used = f"「{file.instead}」" if file.instead != file.id else "同じ名前のもの"
        parts.append(f"（かわりに{used}を使います）")
    return "  " + "  ".join(part for part in parts if part)


def checked(file: ProfileFile) -> str:
    """The findings of one file, each with its line."""
    found = [replace(each, cell=f"{each.cell}行目" if each.cell else "") for each in file.findings]
    return show.findings(found, [file.path.name])


def no_own() -> str:
    """Where the user's profiles would be."""
    return (f"自分のプロファイルはありません（{user_folder()}）。\n"
            "「dxbook profile new 名前」で作れます。ついてきたものは「dxbook profile check 名前」で確かめます。")


def profile(file: ProfileFile, read: Profile) -> str:
    """Where the profile lies and what it says, key by key."""
    lines = [f"{read.id}  {read.city}", f"  場所: {file.source}  {file.path}"]
    for key in PROFILE_KEYS:
        value = getattr(read, key.name)
        if key.name == "words":
            told = "、".join(f"{term} → {word}" for term, word in value.items())
        elif key.name == "grades":
            told = ""  # said with the scale
        else:
            told = "、".join(value) if isinstance(value, tuple) else value
        if told:
            lines.append(f"  {key.title}({key.name}): {told}")
    scale = scales.from_profile(read)
    lines.append(f"  段階: {scale.title}")
    lines += [f"    {grade.mark}  {scale.explained(grade)}" for grade in scale.grades]
    return "\n".join(lines)


def made(path: Path) -> str:
    """What to do with the new file."""
    name = path.stem
    replaced = [each.id for each in profile_files() if each.source is Source.PACKAGE and each.instead == name]
    lines = [f"プロファイルを作りました: {path}"]
    if replaced:
        lines.append(f"付属の「{'」「'.join(replaced)}」のかわりに、これが使われます。")
    return "\n".join([*lines, f"「dxbook profile open {name}」で開いて直し、「dxbook profile check {name}」で確かめます。",
                      f"使うときは、新しい計画を作るときに選びます: dxbook new --profile {name} --first R8 --last R12"])
