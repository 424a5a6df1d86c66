"""What holds for every sample plan: plain files, words that fit the schema, headers without doubles."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dxbook.demo import samples
from dxbook.plan import scales, schema
from dxbook.plan.profile import load_profile, profile_for


@pytest.mark.parametrize("city", samples.names())
def test_files_are_plain_utf8_with_lf(city: str) -> None:
    for path in files("dxbook.demo.samples").joinpath(city).iterdir():
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data, path.name
        data.decode("utf-8")


@pytest.mark.parametrize("city", samples.names())
def test_the_profile_s_words_fit_the_schema(city: str) -> None:
    profile = load_profile(city)
    titles = {sheet.title for sheet in schema.SHEETS}
    labels = {column.label for sheet in schema.SHEETS for column in sheet.columns}
    assert set(profile.words) <= titles | labels
    for sheet in schema.SHEETS:
        headers = [profile.word(column.label) for column in sheet.columns]
        assert len(headers) == len(set(headers)), sheet.title
    names = [profile.word(sheet.title) for sheet in schema.SHEETS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("city", samples.names())
def test_the_plan_names_its_profile_and_its_scale(city: str) -> None:
    plan, profile = samples.load(city)["plan"][0], load_profile(city)
    assert profile_for(plan["city_code"]) == profile
    assert plan["city"] == profile.city
    assert scales.choose(plan["scale"], profile) == scales.from_profile(profile)
