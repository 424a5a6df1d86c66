"""``dxbook profile``: list, check, show, new, open; and the other verbs with a user's profile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from dxbook.apps.cli import CLEAN, FAILED, FOUND, main
from tests.support.tables import plan_book

KAKUU = """\
city = "架空市"
city_code = "479993"
scale = "marks"

[words]
"施策" = "取組"
"施策名" = "取組名"
"所管課" = "担当課"
"""


class Done(NamedTuple):
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


class Desk:
    """A folder of a clerk, with profiles of the clerk's own, and the command as it is typed there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.own, self.capsys = folder, folder / "設定" / "プロファイル", capsys

    def put(self, name: str, text: str) -> Path:
        self.own.mkdir(parents=True, exist_ok=True)
        path = self.own / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *words: str | Path) -> Done:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Done(code, *self.capsys.readouterr())


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path, capsys)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DXBOOK_PROFILES", str(desk.own))
    return desk


def test_the_command_finds_the_users_folder_by_itself(tmp_path: Path) -> None:
    """With nothing said about it but where the user's settings are."""
    settings = tmp_path / "設定"
    environment = {**os.environ, "XDG_CONFIG_HOME": str(settings)}
    del environment["DXBOOK_PROFILES"]

    def run(*words: str) -> str:
        return subprocess.run([sys.executable, "-m", "dxbook", "profile", *words], cwd=tmp_path, env=environment,
                              capture_output=True, encoding="utf-8", check=True).stdout

    made = run("new", "honshi", "--from", "choshi")
    assert str(settings if sys.platform == "linux" else "honshi.toml") in made
    assert "  choshi  銚子市  122025  （かわりに「honshi」を使います）" in run("list")


def test_list_tells_where_each_lies_and_which_is_used(desk: Desk) -> None:
    desk.put("honshi", KAKUU.replace("479993", "122106"))
    for words in (("profile",), ("profile", "list")):
        done = desk.run(*words)
        assert (done.returncode, done.stderr) == (CLEAN, "")
        lines = done.stdout.splitlines()
        assert f"■ 利用者のフォルダー  {desk.own}" in lines
        assert "  honshi  架空市  122106" in lines
        assert "  mobara  茂原市  122106  （かわりに「honshi」を使います）" in lines
        assert "  choshi  銚子市  122025" in lines


def test_list_tells_of_a_broken_one_and_shows_the_others(desk: Desk) -> None:
    desk.put("kakuu", KAKUU.replace("marks", "松竹梅"))
    done = desk.run("profile", "list")
    assert done.returncode == FOUND
    assert "  kakuu  架空市  479993  ✕ 誤り1件" in done.stdout
    assert "  choshi  銚子市  122025" in done.stdout
    assert "dxbook profile check kakuu" in done.stderr


def test_check_finds_everything_at_once(desk: Desk) -> None:
    desk.put("kakuu", 'city = "架空市"\ncity_code = "479994"\n[words]\n"施索" = "取組"\n')
    desk.put("ほか", KAKUU)
    done = desk.run("profile", "check")
    assert done.returncode == FOUND
    assert "■ kakuu.toml  エラー 2件、警告 0件、情報 0件" in done.stderr
    assert "✕ エラー V124  2行目  city_code" in done.stderr
    assert "✕ エラー W102  4行目  words.施索" in done.stderr
    assert "「施策」のことではありませんか" in done.stderr
    assert done.stdout == "■ ほか.toml  指摘はありません。\n"
    assert desk.run("profile", "check", "ほか").returncode == CLEAN


def test_check_of_a_file_that_lies_anywhere(desk: Desk) -> None:
    path = desk.folder / "もらったもの.toml"
    path.write_text(KAKUU, encoding="utf-8")
    assert desk.run("profile", "check", path).returncode == CLEAN
    path.write_text(KAKUU.replace("marks", "松竹梅"), encoding="utf-8")
    done = desk.run("profile", "check", path.name, "--json")
    (row,) = json.loads(done.stdout)
    assert (done.returncode, row["file"], row["cell"], row["column"], row["code"], row["value"]) == (
        FOUND, "もらったもの.toml", "3", "scale", "W107", "松竹梅")
    done = desk.run("profile", "check", "ない.toml")
    assert (done.returncode, "「ない.toml」がありません" in done.stderr) == (FAILED, True)


def test_check_without_own_ones_says_where_they_would_be(desk: Desk) -> None:
    done = desk.run("profile", "check")
    assert done.returncode == CLEAN
    assert str(desk.own) in done.stdout
    assert desk.run("profile", "check", "mobara").returncode == CLEAN


def test_show(desk: Desk) -> None:
    path = desk.put("kakuu", KAKUU)
    done = desk.run("profile", "show", "架空")
    assert done.returncode == CLEAN
    for text in (str(path), "団体コード(city_code): 479993", "施策 → 取組", "◎・○・△・×（4段階）", "◎  "):
        assert text in done.stdout
    done = desk.run("profile", "show", "どこかの市")
    assert (done.returncode, "kakuu(架空市)" in done.stderr) == (FAILED, True)


def test_new_writes_a_commented_file_and_never_over_one(desk: Desk) -> None:
    done = desk.run("profile", "new", "本市", "--from", "tatsuno")
    path = desk.own / "本市.toml"
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert str(path) in done.stdout
    assert "付属の「tatsuno」のかわりに" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert '"施策" = "取組"' in text
    assert "# 団体名: " in text
    assert desk.run("profile", "check", "本市").returncode == CLEAN
    path.write_text(text + "# 手で直した\n", encoding="utf-8")
    done = desk.run("profile", "new", "本市")
    assert (done.returncode, "すでにあります" in done.stderr) == (FAILED, True)
    assert path.read_text(encoding="utf-8").endswith("# 手で直した\n")


def test_new_from_generic(desk: Desk) -> None:
    assert desk.run("profile", "new", "honshi").returncode == CLEAN
    assert 'city = "（団体名）"' in (desk.own / "honshi.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../外", "a/b", "con", "本市.toml", "", "あ" * 41])
def test_new_refuses_what_is_no_file_name(name: str, desk: Desk) -> None:
    done = desk.run("profile", "new", name)
    assert (done.returncode, "名前に使えません" in done.stderr) == (FAILED, True)
    assert not desk.own.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="SKIPPED: the opening program is put into the PATH of a Linux")
def test_open_hands_the_users_file_to_the_systems_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = desk.folder / "開いたもの"
    program = desk.folder / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    path = desk.put("kakuu", "壊れていても開く")
    done = desk.run("profile", "open", "kakuu")
    assert (done.returncode, opened.read_text(encoding="utf-8").strip()) == (CLEAN, str(path))
    opened.unlink()
    done = desk.run("profile", "open", "mobara")
    assert (done.returncode, opened.exists()) == (FAILED, False)
    assert "dxbook profile new mobara --from mobara" in done.stderr
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    done = desk.run("profile", "open", "kakuu")
    assert (done.returncode, str(path) in done.stderr) == (FAILED, True)


def test_help_is_japanese_and_a_slip_is_told(desk: Desk) -> None:
    for words in (("profile", "--help"), ("profile", "new", "--help")):
        done = desk.run(*words)
        assert done.stdout.startswith("使い方: dxbook profile")
        assert not [english for english in ("usage", "options", "positional") if english in done.stdout]
    done = desk.run("profile", "chek")
    assert (done.returncode, "check のことではありませんか" in done.stderr) == (FAILED, True)


def test_a_plan_is_made_and_read_in_the_users_words(desk: Desk) -> None:
    """The workbook names the profile that it was made with."""
    desk.put("kakuu", KAKUU)
    assert desk.run("new", "-o", "計画.xlsx", "--first", "R8", "--last", "R12", "--profile", "架空市").returncode == CLEAN
    workbook = load_workbook(desk.folder / "計画.xlsx")
    assert "取組" in workbook.sheetnames
    assert {"取組名", "担当課"} <= {str(cell.value).rstrip("※ ") for cell in workbook["取組"][4]}
    rows = json.loads(desk.run("check", "計画.xlsx", "--json").stdout)
    assert [(row["code"], row["column"]) for row in rows] == [("L101", "計画名")]  # no F118, no unknown sheet


def test_a_form_beside_the_profile_is_used_and_is_never_written_over(desk: Desk) -> None:
    from dxbook.files import template

    form = desk.own / "本市の様式.xlsx"
    desk.put("kakuu", f'form = "{form.name}"\n{KAKUU}')
    workbook = load_workbook(template("form_simple.xlsx"))
    workbook["表紙"]["A1"] = "本市だけの見出し"
    workbook.save(form)
    before = form.read_bytes()
    plan_book(desk.folder / "計画.xlsx", profile="kakuu")
    done = desk.run("sheet", "計画.xlsx", "-o", "結果.xlsx")
    assert done.returncode in (CLEAN, FOUND), done.stderr
    assert load_workbook(desk.folder / "結果.xlsx")["表紙"]["A1"].value == "本市だけの見出し"
    done = desk.run("sheet", "計画.xlsx", "-o", form, "--overwrite")
    assert (done.returncode, form.read_bytes() == before) == (FAILED, True)


def test_a_broken_profile_stops_its_own_plans_alone(desk: Desk) -> None:
    desk.put("kakuu", KAKUU)
    for city in ("kakuu", "generic"):
        desk.run("new", "-o", f"{city}.xlsx", "--first", "R8", "--last", "R12", "--profile", city)
    fine = desk.run("check", "generic.xlsx", "--json").stdout
    desk.put("kakuu", KAKUU.replace("marks", "松竹梅"))
    assert desk.run("check", "generic.xlsx", "--json").stdout == fine
    assert desk.run("new", "-o", "別.xlsx", "--sample", "mobara").returncode == CLEAN
    done = desk.run("check", "kakuu.xlsx")
    assert done.returncode == FAILED
    assert "松竹梅" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_samples_are_made_in_the_words_of_the_users_profile_for_that_city(desk: Desk) -> None:
    desk.put("honshi", 'city = "茂原市"\ncity_code = "122106"\n[words]\n"施策" = "事業"\n')
    assert desk.run("new", "-o", "見本.xlsx", "--sample", "茂原").returncode == CLEAN
    assert "事業" in load_workbook(desk.folder / "見本.xlsx").sheetnames
    rows = json.loads(desk.run("check", "見本.xlsx", "--json").stdout)
    assert not [row for row in rows if row["code"].startswith("F")]


def test_what_the_functions_of_excel_know(desk: Desk) -> None:
    from dxbook.apps.excel.functions.table import findings_of

    desk.put("kakuu", KAKUU.replace("取組名", "とりくみのなまえ"))
    desk.put("壊れた", "city = 3")
    found = findings_of([["施策ID", "とりくみのなまえ", "担当課"], ["01-01", "", "市民課"]])
    assert any("とりくみのなまえ" in str(row) for row in found)
