"""bundle/requirements.txt, what the packaged program is made of, and pyproject.toml say the same. Where not: make lock."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.locked import LOCK, differences, pins, versions
from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [Requirement(each) for each in [
    *PROJECT["dependencies"], *PROJECT["optional-dependencies"]["excel"], *PROJECT["optional-dependencies"]["exe"]]]
MACHINES = [{"sys_platform": platform, "platform_system": system, "os_name": name, "python_version": version,
             "python_full_version": f"{version}.0", "platform_machine": "x86_64", "platform_python_implementation": "CPython",
             "implementation_name": "cpython"}
            for platform, system, name in (("linux", "Linux", "posix"), ("win32", "Windows", "nt"))
            for version in ("3.11", "3.12", "3.13", "3.14")]


def name_of(requirement: Requirement) -> str:
    return canonicalize_name(requirement.name)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: f"{each['sys_platform']}-{each['python_version']}")
def test_what_pyproject_asks_is_locked(machine: dict[str, str]) -> None:
    here = [pin for pin in pins() if pin.marker is None or pin.marker.evaluate(machine)]
    locked = {name_of(pin): str(pin.specifier).removeprefix("==") for pin in here}
    assert len(locked) == len(here), "a package is locked twice for one machine"
    for wanted in WANTED:
        if wanted.marker is None or wanted.marker.evaluate(machine):
            assert wanted.specifier.contains(locked.get(name_of(wanted), "")), f"{wanted}: run make lock"


def test_what_pyproject_no_longer_asks_is_not_locked() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8"))
    direct = {canonicalize_name(block.partition("==")[0]) for block in blocks if "dxbook (pyproject.toml)" in block}
    assert direct == {name_of(each) for each in WANTED}, "run make lock"


def test_every_package_has_one_version_and_hashes_and_comes_from_nowhere_in_particular() -> None:
    for pin in pins():
        assert re.fullmatch(r"==[^,*]+", str(pin.specifier)), pin
    assert not re.search(r"://|^-|@", LOCK.read_text(encoding="utf-8"), re.MULTILINE)


def test_a_package_without_a_hash_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("tqdm==4.70.1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no hash behind tqdm"):
        pins(lock)


def test_another_version_than_the_locked_one_is_told() -> None:
    installed = versions()["openpyxl"]
    assert differences([Requirement(f"openpyxl=={installed}")]) == []
    assert differences([Requirement("openpyxl==3.0.0"), Requirement("no-such-thing==1")]) == [
        f"openpyxl: {installed}, locked is ==3.0.0", "no-such-thing: missing, locked is ==1"]
    assert differences([Requirement("openpyxl==3.0.0; sys_platform == 'none'")]) == []


def test_both_ways_of_making_the_program_check_the_hashes() -> None:
    for name in ("scripts/package-python.sh", "scripts/windows-python.sh", ".github/workflows/release.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--require-hashes --only-binary :all: -r bundle/requirements.txt" in text, name
