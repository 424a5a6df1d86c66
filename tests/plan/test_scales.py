"""Scales: presets are sound, marks are read as people type them, floors are met exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.errors import DxbookError, NotFound
from dxbook.plan import scales
from dxbook.plan.profile import Profile, load_profile, profile_names
from dxbook.plan.scales import Grade, Scale


def test_the_presets_of_the_field_are_there() -> None:
    marks = {scale.id: [grade.mark for grade in scale.grades] for scale in scales.presets()}
    assert marks["abcd"] == ["A", "B", "C", "D"]
    assert marks["marks"] == ["◎", "○", "△", "×"]
    assert marks["sabcd"] == ["S", "A", "B", "C", "D"]
    assert marks["steps4"] == ["順調", "概ね順調", "やや遅れ", "遅れ"]
    assert len(marks["steps3"]) == 3
    assert len(marks["steps5"]) == 5
    assert "75%以上100%未満" in marks["percent"]


@pytest.mark.parametrize("scale", scales.presets(), ids=lambda scale: scale.id)
def test_every_preset_is_sound(scale: Scale) -> None:
    floors = [grade.floor for grade in scale.grades]
    assert floors[-1] is None  # every rate has a grade
    assert all(floor is not None for floor in floors[:-1])
    assert floors[:-1] == sorted(floors[:-1], reverse=True)
    assert all(grade.meaning for grade in scale.grades)
    words = [word for grade in scale.grades for word in (grade.mark, *grade.aliases)]
    assert len({scale.read(word) for word in words}) == len(scale.grades)
    assert all(scale.read(word) is not None for word in words)


@pytest.mark.parametrize("scale", scales.presets(), ids=lambda scale: scale.id)
@given(low=st.floats(-3, 5), high=st.floats(-3, 5))
def test_a_better_rate_never_has_a_worse_grade(scale: Scale, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert scale.rank(scale.grade(high)) <= scale.rank(scale.grade(low))


@pytest.mark.parametrize(("rate", "mark"), [
    (1.5, "A"), (1.0, "A"), (0.9999, "B"), (0.8, "B"), (0.7996, "C"), (0.6, "C"), (0.59, "D"), (0.0, "D"),
    (-2.0, "D"),
    (0.1 + 0.7, "C"),  # the float below 0.8: whoever adds floats loses; rates come from decimals
])
def test_the_floor_itself_earns_the_grade(rate: float, mark: str) -> None:
    assert scales.get("abcd").grade(rate).mark == mark


@pytest.mark.parametrize(("scale", "typed", "mark"), [
    ("marks", "〇", "○"),  # the kanji zero clerks type
    ("marks", "◯", "○"),
    ("marks", " ○ ", "○"),
    ("marks", "✕", "×"),
    ("marks", "▲", "△"),
    ("abcd", "Ａ", "A"),
    ("abcd", "b", "B"),
    ("steps4", "おおむね順調", "概ね順調"),
    ("steps4", "遅延", "遅れ"),
    ("steps5", "５", "5"),
    ("percent", "100％以上", "100%以上"),
    ("percent", "75％〜100％", "75%以上100%未満"),
])
def test_marks_are_read_as_people_type_them(scale: str, typed: str, mark: str) -> None:
    grade = scales.get(scale).read(typed)
    assert grade is not None
    assert grade.mark == mark


@pytest.mark.parametrize("typed", ["E", "", "AB", "順調"])
def test_other_marks_are_not_guessed(typed: str) -> None:
    assert scales.get("abcd").read(typed) is None


def test_the_drop_down_has_titles_and_get_takes_both() -> None:
    titles = scales.names()
    assert "A・B・C・D（4段階）" in titles
    for title, scale in zip(titles, scales.presets(), strict=True):
        assert scales.get(title) is scale
        assert scales.get(scale.id) is scale


def test_an_unknown_scale_names_the_known_ones() -> None:
    with pytest.raises(NotFound) as error:
        scales.get("松竹梅")
    assert "松竹梅" in error.value.message
    assert "◎・○・△・×（4段階）" in error.value.remedy


def test_a_citys_own_scale() -> None:
    profile = Profile("x", "架空市", scale="本市の3区分", grades=(
        Grade("良", 0.9, "よい", ("○",)), Grade("可", 0.5), Grade("要改善"),
    ))
    scale = scales.from_profile(profile)
    assert scale.title == "本市の3区分"
    assert [scale.grade(rate).mark for rate in (0.9, 0.89, 0.2)] == ["良", "可", "要改善"]
    assert scale.read("○") == Grade("良", 0.9, "よい", ("○",))
    assert scales.choose("本市の3区分", profile) == scale
    assert scales.choose(None, profile) == scale
    assert scales.choices(profile) == ("本市の3区分", *scales.names())
    assert scales.choose("abcd", profile).id == "abcd"


@pytest.mark.parametrize("grades", [
    (Grade("良", 0.5), Grade("優", 0.9), Grade("可")),  # worst first
    (Grade("良", 0.5),),  # nothing for the rates below
    (Grade("良"), Grade("可", 0.5)),
])
def test_a_scale_written_wrongly_says_so(grades: tuple[Grade, ...]) -> None:
    with pytest.raises(DxbookError, match="よい順"):
        scales.from_profile(Profile("x", "架空市", scale="独自", grades=grades))


def test_every_profile_names_a_scale_that_exists() -> None:
    for name in profile_names():
        assert scales.from_profile(load_profile(name)).grades, name


def test_the_unrated_states() -> None:
    assert scales.UNRATED == ("評価できない", "対象外", "事業終了", "目標未設定", "実績未判明")


