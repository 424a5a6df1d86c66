"""A city's profile: its words, hierarchy, rating scale and form. One TOML file in ``profiles/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dxbook.errors import NotFound

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from city to city.

    ``words`` maps a sheet title or column label of the schema to the city's own word; ``levels`` names
    the hierarchy from the top; ``scale`` is a preset of ``scales`` or the name of the file's own
    ``[[grades]]``; ``form`` is a form's name (``templates/xlsx/form_NAME.xlsx``); ``national`` the
    edition of the national list the plan refers to.
    """

    id: str
    city: str
    city_code: str = ""
    levels: tuple[str, ...] = ()
    scale: str = ""
    formula: str = ""
    form: str = "standard"
    national: str = ""
    words: dict[str, str] = field(default_factory=dict)
    grades: tuple[dict[str, Any], ...] = ()

    def word(self, term: str) -> str:
        """The city's word for a schema term, or the term itself."""
        return self.words.get(term, term)


@cache
def profile_names() -> list[str]:
    """The ids of all profiles, generic first."""
    names = sorted(
        entry.name.removesuffix(".toml")
        for entry in files("dxbook.plan").joinpath("profiles").iterdir()
        if entry.name.endswith(".toml")
    )
    return sorted(names, key=lambda name: name != GENERIC)


@cache
def load_profile(name: str) -> Profile:
    """The profile with this id, or of the city of this name (with or without 市). Raises NotFound."""
    if name not in profile_names():
        profiles = [load_profile(each) for each in profile_names()]
        for profile in profiles:
            if profile.city_code and name and profile.city in (name, f"{name}市"):
                return profile
        known = "、".join(f"{each.id}({each.city})" for each in profiles)
        raise NotFound(f"団体「{name}」のプロファイルはありません。", f"使えるのは {known} です。")
    source = files("dxbook.plan").joinpath("profiles", f"{name}.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Profile(
        id=name, levels=tuple(data.pop("levels", ())), grades=tuple(data.pop("grades", ())), **data
    )


def profile_for(city_code: str) -> Profile:
    """The profile whose 団体コード is ``city_code``, else the generic one."""
    for name in profile_names():
        if (profile := load_profile(name)).city_code == city_code and city_code:
            return profile
    return load_profile(GENERIC)
