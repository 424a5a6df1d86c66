"""Where profiles are looked for, and which one is used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dxbook.errors import DxbookError, NotFound
from dxbook.plan import (
    GENERIC,
    Source,
    load_profile,
    profile_file,
    profile_files,
    profile_folders,
    profile_for,
    profile_names,
    profiles,
    user_folder,
)

KAKUU = 'city = "架空市"\ncity_code = "479993"\n[words]\n"施策" = "取組"\n'
PACKAGE = [GENERIC, *sorted(path.stem for path in profile_folders()[Source.PACKAGE].glob("*.toml") if path.stem != GENERIC)]
"""The ids of the profiles that come with dxbook."""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of profiles."""
    folder = tmp_path / "プロファイル"
    folder.mkdir()
    monkeypatch.setenv("DXBOOK_PROFILES", str(folder))
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_own_ones_there_are_the_packages(own: Path) -> None:
    assert profile_names() == PACKAGE
    own.rmdir()
    assert profile_names() == PACKAGE


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DXBOOK_PROFILES")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert user_folder() == tmp_path / "dxbook" / "profiles"
        put(tmp_path / "dxbook" / "profiles", "kakuu", KAKUU)
        assert load_profile("kakuu").city == "架空市"
    monkeypatch.setenv("DXBOOK_PROFILES", str(tmp_path / "課の共有"))
    assert user_folder() == tmp_path / "課の共有"


@pytest.mark.parametrize("name", ["kakuu", "架空市", "架空", "479993"])
def test_a_users_profile_is_found_by_name_city_and_code(name: str, own: Path) -> None:
    put(own, "kakuu", KAKUU)
    assert load_profile(name).word("施策") == "取組"
    assert profile_for("479993").id == "kakuu"
    assert profile_names()[:2] == [GENERIC, "kakuu"]


def test_an_unknown_name_is_told_the_known_ones(own: Path) -> None:
    put(own, "kakuu", KAKUU)
    with pytest.raises(NotFound) as error:
        load_profile("どこかの市")
    assert "kakuu(架空市)" in error.value.remedy


def test_the_users_profile_replaces_the_packages_of_its_code(own: Path) -> None:
    put(own, "honshi", KAKUU.replace("479993", "122106"))
    assert profile_for("122106").id == "honshi"
    assert load_profile("mobara").id == "honshi"  # a plan that was made with the package's still opens
    assert load_profile("茂原").id == "honshi"
    assert "mobara" not in profile_names()
    assert profile_file("mobara").source is Source.USER
    replaced = next(each for each in profile_files() if each.id == "mobara")
    assert replaced.instead == "honshi"


def test_the_users_profile_replaces_the_packages_of_its_name(own: Path) -> None:
    put(own, "mobara", 'city = "茂原市"\ncity_code = "122106"\nform = "simple"\n')
    assert load_profile("mobara").form == "simple"
    assert profile_for("122106").form == "simple"
    assert profile_names().count("mobara") == 1
    put(own, "generic", 'city = "（本市）"\n[words]\n"施策" = "事業"\n')
    assert profile_for("").word("施策") == profile_for("011002").word("施策") == "事業"


def test_what_lies_beside_the_program_goes_before_the_package_and_behind_the_users(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "道具", "beside", "")  # no folder named profiles: not looked at
    put(tmp_path / "道具" / "profiles", "mobara", 'city = "茂原市"\ncity_code = "122106"\nform = "simple"\n')
    put(tmp_path / "道具" / "profiles", "kakuu", KAKUU)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "道具" / "dxbook.exe"))
    assert Source.BESIDE not in profile_folders()  # a Python that is installed somewhere
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert (profile_file("mobara").source, load_profile("mobara").form) == (Source.BESIDE, "simple")
    put(own, "mine", 'city = "架空市"\ncity_code = "479993"\nform = "pdca"\n')
    assert load_profile("kakuu").id == "mine"
    assert load_profile("mobara").form == "simple"


def test_a_changed_file_is_read_again(own: Path) -> None:
    path = put(own, "kakuu", KAKUU)
    assert load_profile("kakuu").word("施策") == "取組"
    path.write_text(KAKUU.replace("取組", "事業"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert load_profile("kakuu").word("施策") == "事業"
    path.unlink()
    with pytest.raises(NotFound):
        load_profile("kakuu")


BROKEN = 'city = "架空市"\ncity_code = "479993"\nscale = "松竹梅"\n'


def test_a_broken_profile_stops_only_what_uses_it(own: Path) -> None:
    put(own, "kakuu", BROKEN)
    put(own, "memo", "これはTOMLではない")
    (own / "読めない.toml").mkdir()
    assert [profile.id for profile in profiles()] == PACKAGE
    assert profile_for("122106").id == "mobara"
    assert load_profile("銚子").id == "choshi"
    for use in (lambda: load_profile("kakuu"), lambda: load_profile("架空"), lambda: profile_for("479993")):
        with pytest.raises(DxbookError) as error:
            use()
        assert "3行目" in error.value.message
        assert "松竹梅" in error.value.message
        assert "dxbook profile check kakuu" in error.value.remedy


def test_a_broken_one_is_not_passed_over_for_the_packages(own: Path) -> None:
    """Else the plan would be read with words that its office has changed."""
    put(own, "mobara", BROKEN)
    with pytest.raises(DxbookError, match="松竹梅"):
        load_profile("mobara")
    put(own, "mobara", 'city = "茂原市"\ncity_code = "122106"\nform = "豪華"\n')
    with pytest.raises(DxbookError, match="豪華"):
        profile_for("122106")


def test_two_of_the_same_code_are_told(own: Path) -> None:
    put(own, "a", KAKUU)
    put(own, "b", KAKUU)
    first, second = (each for each in profile_files() if each.source is Source.USER)
    assert [each.code for each in first.findings] == [each.code for each in second.findings] == ["W114"]
    assert "b.toml" in first.findings[0].message
    assert "「a」" in second.findings[0].remedy
    assert profile_for("479993").id == "a"
    assert load_profile("b").id == "b"
