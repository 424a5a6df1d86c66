"""A profile as the commented file that a person edits.

tomlkit was looked at: it would save the one line that writes a value, and would have to be carried by the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from dxbook.plan import scales
from dxbook.plan.profile_check import CHOICES
from dxbook.plan.profile_keys import GRADE_KEYS, PROFILE_KEYS, Profile
from dxbook.plan.schema import SHEETS

_HEAD = """\
# dxbookのプロファイル: 団体ごとの言葉・評価尺度・様式です。
# # で始まる行は説明で、読まれません。直したら「dxbook profile check」で確かめてください。
"""


def as_toml(profile: Profile) -> str:
    """The text of a profile file: every key with its explanation, every word that may be changed."""
    parts = [_HEAD]
    for key in PROFILE_KEYS:
        told = f"# {key.title}: {key.help}{_allowed(key.name)}"
        value = getattr(profile, key.name)
        if key.name == "words":
            parts.append("\n".join([told, "[words]", *_words(profile)]))
        elif key.name == "grades":
            parts.append("\n".join([told, *_grades(profile)]))
        else:
            parts.append(f"{told}\n{key.name} = {_written(value)}")
    return "\n\n".join(parts) + "\n"


def choices_of(name: str) -> tuple[str, ...]:
    """What a key with a fixed choice may say, a scale with its title: 「steps3（達成・一部達成・未達成（3段階））」."""
    titles = {scale.id: f"{scale.id}（{scale.title}）" for scale in scales.presets()} if name == "scale" else {}
    return tuple(titles.get(each, each) for each in CHOICES[name]()) if name in CHOICES else ()


def _allowed(name: str) -> str:
    return f"\n#   使えるもの: {'、'.join(choices)}" if (choices := choices_of(name)) else ""


def _written(value: object) -> str:
    """JSON writes texts, numbers and lists of texts as TOML does, save one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _words(profile: Profile) -> Iterator[str]:
    """A line a word, those that are not changed behind a #; a word that several sheets have stands with the first."""
    seen: set[str] = set()
    for sheet in SHEETS:
        yield f"# 「{sheet.title}」シート"
        for term in (sheet.title, *(column.label for column in sheet.columns)):
            if term not in seen:
                mark = "" if term in profile.words else "# "
                yield f"{mark}{_written(term)} = {_written(profile.word(term))}"
            seen.add(term)


def _grades(profile: Profile) -> Iterator[str]:
    """The profile's own grades, else one of dxbook's scales as an example behind #."""
    mark, grades = ("", profile.grades) if profile.grades else ("# ", scales.get(scales.DEFAULT).grades)
    for key in GRADE_KEYS:
        yield f"#   {key.name}（{key.title}）: {key.help}"
    for grade in grades:
        yield ""
        yield f"{mark}[[grades]]"
        yield from (f"{mark}{key.name} = {_written(value)}" for key in GRADE_KEYS
                    if (value := getattr(grade, key.name)) not in (None, "", ()))
