"""As every_code: what a person writes into a profile."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from dxbook.plan import Source, profile_files, read_profile
from tests.support.every_code_rounds import Maker, codes

CITY = 'city = "架空市"\n'
TEXTS = {
    "W101": 'city = "架空市"\n施策 = "取組"\n',
    "W102": f'{CITY}[words]\n"施索" = "取組"\n',
    "W103": f'{CITY}[words]\n"ぬぬぬ" = "取組"\n',
    "W104": f'{CITY}[words]\nscale = "marks"\n',
    "W105": 'scale = "marks"\n',
    "W106": f"{CITY}city_code = 122106\n",
    "W107": f'{CITY}form = "豪華"\n',
    "W108": f'{CITY}form = "ない様式.xlsx"\n',
    "W109": f'{CITY}[words]\n"施策名" = "所管課"\n',
    "W110": f'{CITY}[words]\n"施策" = "取組/施策"\n',
    "W111": f'{CITY}[[grades]]\nmark = "良"\nfloor = 0.9\n',
    "W112": f'{CITY}[[grades]]\nmark = "良"\nfloor = 0.9\n[[grades]]\nmark = "良"\n',
}


def alone(folder: Path, data: bytes) -> list[str]:
    path = folder / "kakuu.toml"
    path.write_bytes(data)
    return codes(read_profile(path).findings)


def twice(folder: Path) -> list[str]:
    """Two profiles of one city in the user's folder."""
    for name in ("a", "b"):
        (folder / f"{name}.toml").write_text(f'{CITY}city_code = "479993"\n', encoding="utf-8")
    with patch.dict("os.environ", DXBOOK_PROFILES=str(folder)):
        return [code for each in profile_files() if each.source is Source.USER for code in codes(each.findings)]


PROFILES: dict[str, Maker] = {
    **{code: lambda folder, text=text: alone(folder, text.encode()) for code, text in TEXTS.items()},
    "W113": lambda folder: alone(folder, CITY.encode("cp932")),
    "W114": twice,
}
