"""Departments: splitting, the directory, near misses."""

from __future__ import annotations

import pytest

from dxbook.text.departments import GROUPS, Directory, DirectoryEntry, split

CITY = Directory(
    (
        DirectoryEntry("総務課", ("総務",)),
        DirectoryEntry("情報政策室", ("情政",)),
        DirectoryEntry("財政室"),
        DirectoryEntry("文化財・ジオパーク室"),
        DirectoryEntry("人事室"),
        DirectoryEntry("こども課", ("子育て支援課",), "2024-04"),
        DirectoryEntry("秘書広報課", (), "", "2023-03"),
        DirectoryEntry("デジタル戦略推進課"),
        DirectoryEntry("選挙管理委員会事務局"),
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("総務課", ("総務課",)),
        ("総務課、財政室", ("総務課", "財政室")),
        ("総務課,財政室，人事室", ("総務課", "財政室", "人事室")),
        ("総務課\n財政室", ("総務課", "財政室")),
        ("文化財・ジオパーク室", ("文化財・ジオパーク室",)),
        ("総務課・財政室", ("総務課", "財政室")),
        ("総務課／財政室", ("総務課", "財政室")),
        ("人事室 情報政策室", ("人事室", "情報政策室")),
        ("総務課、総務課", ("総務課",)),
        ("知らない課・財政室", ("知らない課・財政室",)),
        ("", ()),
        ("、", ()),
    ],
)
def test_split(text: str, names: tuple[str, ...]) -> None:
    assert split(text, CITY) == names


def test_split_without_a_directory_never_cuts_a_name() -> None:
    assert split("文化財・ジオパーク室、総務課") == ("文化財・ジオパーク室", "総務課")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("総務課", "総務課"),
        ("総務 課", "総務課"),
        ("総務", "総務課"),
        ("情政", "情報政策室"),
        ("子育て支援課", "こども課"),
        ("ﾃﾞｼﾞﾀﾙ戦略推進課", "デジタル戦略推進課"),
        ("総務部", None),
        ("", None),
        ("関係各課", "関係各課"),
        ("全所属", "全所属"),
    ],
)
def test_find(name: str, found: str | None) -> None:
    assert CITY.find(name) == found


@pytest.mark.parametrize("word", GROUPS)
def test_group_words_are_accepted(word: str) -> None:
    assert Directory().find(word) == word


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("総務部", "総務課"),
        ("情報政策課", "情報政策室"),
        ("デジタル戦略課", "デジタル戦略推進課"),
        ("選管事務局", "選挙管理委員会事務局"),
        ("水道局", None),
        ("xyz", None),
    ],
)
def test_suggest(name: str, near: str | None) -> None:
    assert CITY.suggest(name) == near


def test_a_name_wins_over_another_rows_alias() -> None:
    renamed = Directory((DirectoryEntry("企画課", ("総務課",)), DirectoryEntry("総務課")))
    assert renamed.find("総務課") == "総務課"


def test_validity() -> None:
    assert CITY.is_valid("こども課", "2024-03") is False
    assert CITY.is_valid("こども課", "2024-04") is True
    assert CITY.is_valid("秘書広報課", "2023-04") is False
    assert CITY.is_valid("総務課", "2023-04") is True


def test_validity_in_fiscal_years() -> None:
    old = Directory((DirectoryEntry("旧課", (), "FY2020", "FY2022"),))
    assert [old.is_valid("旧課", month) for month in ("2020-03", "2020-04", "2023-03", "2023-04")] == [
        False,
        True,
        True,
        False,
    ]
