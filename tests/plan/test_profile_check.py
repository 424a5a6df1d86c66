"""What is wrong with a profile file is found at once, in Japanese, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxbook.findings import Finding, Level
from dxbook.plan import LISTS, PROFILE_KEYS, Profile, as_toml, profile_check, profile_folders, scales, schema
from dxbook.plan.profile import Source
from dxbook.plan.profile_check import TAKEN, read, terms
from dxbook.plan.scales import Grade
from dxbook.reading.workbook import GUIDE, HIDDEN

GOOD = """\
city = "架空市"
city_code = "479993"
levels = ["柱"]
scale = "steps4"
formula = "達成率"
form = "simple"
national = "2025"

[words]
"施策" = "取組"
"施策名" = "取組名"
"""


def written(folder: Path, text: str, name: str = "kakuu.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(folder: Path, text: str) -> list[Finding]:
    return list(read(written(folder, text)).findings)


def only(folder: Path, text: str) -> Finding:
    (one,) = found(folder, text)
    return one


def test_a_good_file_is_a_profile(tmp_path: Path) -> None:
    checked = read(written(tmp_path, GOOD))
    assert checked.findings == ()
    assert checked.profile == Profile(
        "kakuu", "架空市", "479993", ("柱",), "steps4", "達成率", "simple", "2025", {"施策": "取組", "施策名": "取組名"})


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kakuu.toml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read(path).profile is not None


def test_everything_wrong_is_found_at_once_with_its_line(tmp_path: Path) -> None:
    text = """\
city = "架空市"
citycode = "479993"
levels = "柱"
scale = "steps9"
form = "standerd"

[words]
"施索" = "取組"
"指標" = 3
"""
    checked = read(written(tmp_path, text))
    assert [(each.code, each.cell, each.column) for each in checked.findings] == [
        ("W102", "2", "citycode"), ("W106", "3", "levels"), ("W107", "4", "scale"), ("W107", "5", "form"),
        ("W102", "8", "words.施索"), ("W106", "9", "words.指標")]
    assert checked.profile is None
    assert checked.city == "架空市"


@pytest.mark.parametrize(("text", "value", "better"), [
    ('city = "架空市"\nformla = "達成率"\n', "formla", "formula"),
    ('city = "架空市"\n"様式" = "simple"\n', "様式", "form"),
    ('city = "架空市"\n[words]\n"施索" = "取組"\n', "施索", "施策"),
    ('city = "架空市"\n[words]\n"所轄課" = "担当課"\n', "所轄課", "所管課"),
    ('city = "架空市"\n[word]\n"施策" = "取組"\n', "word", "words"),
    ('city = "架空市"\n[[grades]]\nmark = "良"\nflor = 0.5\n[[grades]]\nmark = "可"\n', "flor", "floor"),
])
def test_a_misspelt_key_names_what_was_meant(text: str, value: str, better: str, tmp_path: Path) -> None:
    one = next(each for each in found(tmp_path, text) if each.code == "W102")
    assert (one.value, one.level) == (value, Level.ERROR)
    assert f"「{better}」のことではありませんか" in one.remedy


def test_a_key_like_none_is_told_the_known_ones(tmp_path: Path) -> None:
    one = only(tmp_path, 'city = "架空市"\nxyz = 1\n')
    assert (one.code, one.cell) == ("W103", "2")
    assert "city_code" in one.remedy
    one = only(tmp_path, 'city = "架空市"\n[words]\n"ぬぬぬ" = "取組"\n')
    assert (one.code, one.cell) == ("W103", "3")
    assert "dxbook profile new" in one.remedy


def test_a_key_below_the_words_belongs_above_them(tmp_path: Path) -> None:
    one = only(tmp_path, 'city = "架空市"\n[words]\n"施策" = "取組"\nscale = "marks"\n')
    assert (one.code, one.cell, one.value) == ("W104", "4", "scale")
    assert "より上に" in one.remedy


def test_the_city_is_needed(tmp_path: Path) -> None:
    assert only(tmp_path, 'scale = "marks"\n').code == "W105"
    one = only(tmp_path, 'city = ""\n')
    assert (one.code, one.cell) == ("W105", "1")
    assert "団体名" in one.message


@pytest.mark.parametrize(("line", "wanted"), [
    ("city = 3", '"…" で囲んだ文字'),
    ("city_code = 122106", '"…" で囲んだ文字'),
    ('city = "架空市"\nlevels = ["柱", 2]', "文字の並び"),
    ('city = "架空市"\ngrades = "A"', "[[grades]]"),
    ('city = "架空市"\nwords = "A"', "[words]"),
])
def test_a_value_of_another_kind(line: str, wanted: str, tmp_path: Path) -> None:
    one = next(each for each in found(tmp_path, f"{line}\n") if each.code == "W106")
    assert wanted in one.remedy


@pytest.mark.parametrize("floor", ["80", '"80%"', "true"])
def test_a_floor_is_a_rate(floor: str, tmp_path: Path) -> None:
    text = f'city = "架空市"\n[[grades]]\nmark = "良"\nfloor = {floor}\n[[grades]]\nmark = "可"\n'
    one = found(tmp_path, text)[0]
    assert (one.code, one.cell, one.column) == ("W106", "4", "grades.floor（1番目）")
    assert "1.0 = 100%" in one.remedy


@pytest.mark.parametrize(("line", "known"), [
    ('scale = "松竹梅"', "steps4"), ('formula = "だいたい"', "時点改善率"), ('form = "豪華"', "standard"),
    ('national = "1999"', "2025"),
])
def test_a_choice_that_does_not_exist_names_those_that_do(line: str, known: str, tmp_path: Path) -> None:
    one = only(tmp_path, f'city = "架空市"\n{line}\n')
    assert (one.code, one.cell) == ("W107", "2")
    assert known in one.remedy


def test_a_scale_may_be_called_by_its_title(tmp_path: Path) -> None:
    assert found(tmp_path, f'city = "架空市"\nscale = "{scales.names()[1]}"\n') == []


def test_a_form_of_its_own_lies_beside_it(tmp_path: Path) -> None:
    text = 'city = "架空市"\nform = "様式.xlsx"\n'
    one = only(tmp_path, text)
    assert (one.code, one.value) == ("W108", "様式.xlsx")
    (tmp_path / "様式.xlsx").touch()
    profile = read(written(tmp_path, text)).profile
    assert profile is not None
    assert profile.form == str(tmp_path / "様式.xlsx")


@pytest.mark.parametrize(("words", "said"), [
    ('"施策" = "指標"', "計画のブック"), ('"施策名" = "所管課"', "「施策」シート"), ('"施策" = "はじめに"', "計画のブック"),
    ('"施策名" = "取組"\n"所管課" = "取 組"', "「施策」シート"),  # headers are matched without spaces
])
def test_two_of_one_name(words: str, said: str, tmp_path: Path) -> None:
    one = found(tmp_path, f'city = "架空市"\n[words]\n{words}\n')[0]
    assert one.code == "W109"
    assert one.cell in ("3", "4")
    assert said in one.message


def test_the_titles_that_are_taken_are_those_of_the_workbook() -> None:
    assert {GUIDE, HIDDEN} <= set(TAKEN)


@pytest.mark.parametrize("word", ["取組/施策", "取組?", "あ" * 32, "'取組"])
def test_a_sheets_name_must_suit_excel(word: str, tmp_path: Path) -> None:
    one = only(tmp_path, f'city = "架空市"\n[words]\n"施策" = "{word}"\n')
    assert (one.code, one.cell, one.value) == ("W110", "3", word)


def test_a_columns_name_may_be_what_a_sheets_may_not(tmp_path: Path) -> None:
    assert found(tmp_path, 'city = "架空市"\n[words]\n"施策名" = "取組/施策"\n') == []


@pytest.mark.parametrize("word", ["", "  ", "取\\n組", " 取組"])
def test_a_word_is_one_line(word: str, tmp_path: Path) -> None:
    assert only(tmp_path, f'city = "架空市"\n[words]\n"施策名" = "{word}"\n').code == "W106"


@pytest.mark.parametrize("grades", [
    '[[grades]]\nmark = "可"\nfloor = 0.5\n[[grades]]\nmark = "良"\nfloor = 0.9\n[[grades]]\nmark = "不可"\n',
    '[[grades]]\nmark = "良"\nfloor = 0.9\n',
    '[[grades]]\nmark = "良"\n[[grades]]\nmark = "可"\n',
])
def test_grades_in_another_order(grades: str, tmp_path: Path) -> None:
    one = only(tmp_path, f'city = "架空市"\nscale = "本市の区分"\n{grades}')
    assert (one.code, one.cell, one.value) == ("W111", "3", "本市の区分")


@pytest.mark.parametrize(("second", "both"), [
    ('mark = "B"\naliases = ["ａ"]', "「A」と「B」"), ('mark = "A"', "「A」と「A」"),
])
def test_a_mark_of_two_grades(second: str, both: str, tmp_path: Path) -> None:
    one = only(tmp_path, f'city = "架空市"\n[[grades]]\nmark = "A"\nfloor = 1.0\naliases = ["A"]\n[[grades]]\n{second}\n')
    assert one.code == "W112"
    assert both in one.message


def test_a_grade_without_its_mark_is_one_finding(tmp_path: Path) -> None:
    text = 'city = "架空市"\nscale = "本市"\n[[grades]]\nfloor = 1.0\n[[grades]]\nmark = "B"\n'
    one = only(tmp_path, text)
    assert (one.code, one.cell, one.column) == ("W105", "3", "grades.mark（1番目）")


@pytest.mark.parametrize(("code", "finding"), [("47999", "V123"), ("479994", "V124"), ("市役所", "V121")])
def test_a_wrong_city_code(code: str, finding: str, tmp_path: Path) -> None:
    one = only(tmp_path, f'city = "架空市"\ncity_code = "{code}"\n')
    assert (one.code, one.cell, one.column) == (finding, "2", "city_code")


def test_a_city_code_in_wide_digits_is_read(tmp_path: Path) -> None:
    profile = read(written(tmp_path, 'city = "架空市"\ncity_code = "４７９９９３"\n')).profile
    assert profile is not None
    assert profile.city_code == "479993"


@pytest.mark.parametrize(("text", "line", "reason"), [
    ('city = "架空市"\n施策 = "取組"\n', "2", "TOML"),  # a Japanese key needs its quotes
    ('city = “架空市”\n', "1", "TOML"),
    ('city = "架空市"\ncity = "別市"\n', "2", "同じ項目が2度"),
    ('city = "架空市"\n[words]\n[words]\n', "3", "同じ見出しが2度"),
    ("city = " + "[" * 5000, "", "TOML"),
])
def test_what_is_no_toml_says_where(text: str, line: str, reason: str, tmp_path: Path) -> None:
    one = only(tmp_path, text)
    assert (one.code, one.cell) == ("W101", line)
    assert reason in one.message


def test_a_file_that_is_not_utf_8_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "kakuu.toml"
    path.write_bytes(GOOD.encode("cp932"))
    (one,) = read(path).findings
    assert one.code == "W113"
    assert "UTF-8" in one.message
    (one,) = read(tmp_path / "ない.toml").findings
    assert one.code == "W113"


@pytest.mark.parametrize("path", sorted(profile_folders()[Source.PACKAGE].glob("*.toml")), ids=lambda path: path.stem)
def test_the_packages_own_are_without_fault(path: Path, tmp_path: Path) -> None:
    checked = read(path)
    assert checked.findings == ()
    assert checked.profile is not None
    again = read(written(tmp_path, as_toml(checked.profile), path.name))  # the commented file says the same
    assert (again.profile, again.findings) == (checked.profile, ())


def test_the_commented_file_explains_every_key_and_offers_every_word(tmp_path: Path) -> None:
    text = as_toml(Profile("x", "架空市"))
    for key in PROFILE_KEYS:
        assert f"# {key.title}: {key.help}" in text
    for term in terms():
        assert f'# "{term}" = "{term}"' in text
    freed = text.replace('# "', '"').replace("# [[", "[[").replace("# mark", "mark").replace("# floor", "floor")
    freed = freed.replace("# meaning", "meaning").replace("# aliases", "aliases")
    checked = read(written(tmp_path, freed))  # what stands behind # may be used as it stands
    assert checked.findings == ()
    assert checked.profile is not None
    assert checked.profile.grades == scales.get(scales.DEFAULT).grades


def test_a_grade_from_zero_keeps_its_floor(tmp_path: Path) -> None:
    profile = Profile("kakuu", "架空市", scale="二段", grades=(Grade("可", 0.0), Grade("不可\x7f", None, "", ("×",))))
    assert read(written(tmp_path, as_toml(profile))).profile == profile


def test_the_terms_are_the_schemas() -> None:
    assert len(terms()) == len(set(terms()))
    assert {sheet.title for sheet in schema.SHEETS} < set(terms())
    assert profile_check.CHOICES["formula"]() == LISTS["評価方式"]
