"""Normalising by policy, matching keys, and findings about characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxbook.text.characters import OLD_FORMS
from dxbook.text.policies import POLICIES, character_findings, key, normalize


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [
        # what blanket functions break
        ("name", "令和５～９年度", "令和5～9年度"),
        ("name", "令和５〜９年度", "令和5～9年度"),
        ("name", "Ｗｉ－Ｆｉ", "Wi-Fi"),
        ("name", "WiーFi", "Wi-Fi"),
        ("name", "①茂原", "①茂原"),
        ("code", "①茂原", "1茂原"),
        ("prose", "㈱銚子 100㎡", "㈱銚子 100㎡"),
        ("code", "㈱銚子", "(株)銚子"),
        ("code", "１００㎡", "100m2"),
        ("value", "100㎡", "100㎡"),
        ("value", "80㌫", "80%"),
        # no kanji is replaced
        *[
            (policy, "髙橋﨑神辻󠄀\ue000國⼀", "髙橋﨑神辻󠄀\ue000國⼀")
            for policy in ("code", "name", "prose", "value")
        ],
        # hyphens, minus signs and long vowels by their neighbours
        ("name", "サ－バ－", "サーバー"),
        ("name", "デ―タ", "データ"),
        ("name", "らーめん", "らーめん"),
        ("name", "０１−０１", "01-01"),
        ("name", "e‐Tax", "e-Tax"),
        ("code", "０１―０１", "01-01"),
        ("code", "Ａーサーバー", "A-サーバー"),
        ("value", "－５％", "-5%"),
        ("value", "−5%", "-5%"),
        ("value", "—", "－"),
        ("name", "ー", "－"),
        ("name", "-", "－"),
        ("prose", "デジタル――その先へ", "デジタル――その先へ"),
        ("name", "5~9年度", "5～9年度"),
        # kana
        ("name", "ﾃﾞｼﾞﾀﾙ ﾊﾟｿｺﾝ", "デジタル パソコン"),
        ("name", "｢ﾃﾞｰﾀ｣､ｶﾞｰﾄﾞ｡", "「データ」、ガード。"),
        ("name", "か\u3099き\u3099は\u309a", "がぎぱ"),
        ("code", "ｶﾅ", "カナ"),
        # spaces and line breaks
        ("name", "　総務　課 ", "総務 課"),
        ("name", "マイナンバー\r\nカード", "マイナンバーカード"),
        ("name", "Free\nWi-Fi", "Free Wi-Fi"),
        ("name", "A\u200bB\ufeff\x07", "AB"),
        ("code", " 01 - 01\n", "01-01"),
        ("prose", "　一行目　\r\n\r\n\r\n\r\n　二行目\u00a0です  ", "一行目\n\n　二行目 です"),
        ("prose", "⚫ 取組\n⚫ 課題", "⚫ 取組\n⚫ 課題"),
        # punctuation stays Japanese in names and prose, numbers do not
        ("prose", "はい，（仮称）です！", "はい，（仮称）です！"),
        ("prose", "３．５％、１０，０００件", "3.5%、10,000件"),
        ("value", "（１０，０００件）", "(10,000件)"),
        ("number", "１，２３４", "1234"),
        ("number", "▲１２．５", "-12.5"),
        ("number", " 1 234 ", "1234"),
        ("number", "12,34", "12,34"),
        # what is no number is left for a person: nothing of it is mended
        ("number", "1,200千円", "1,200千円"),
        ("number", "約１００", "約１００"),
        ("number", "△", "△"),
        ("number", "—", "－"),
        ("number", "１，２００．５", "1200.5"),
        ("keep", "　１２　ｱ－ ", "　１２　ｱ－ "),
    ],
)
def test_normalize(policy: str, before: str, after: str) -> None:
    assert normalize(before, policy) == after


def test_unknown_policy_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        normalize("a", "nothing")


MESSY = st.text(
    st.one_of(
        st.sampled_from(
            "-‐–—―−－ーｰ～〜~ 　\n\t０９5ＡaあァﾃﾞﾞｶハﾟはカがーかＰ（）(),，.．：・①㈱㎡髙\u3099\u309a゛゜ヽ▲"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=24,
)


@given(MESSY, st.sampled_from(sorted(POLICIES)))
def test_normalize_is_idempotent(text: str, policy: str) -> None:
    once = normalize(text, policy)
    assert normalize(once, policy) == once


@given(MESSY, st.sampled_from(["name", "prose", "value", "keep"]))
def test_no_kanji_is_lost_or_replaced(text: str, policy: str) -> None:
    def kanji(string: str) -> list[str]:
        return [
            c for c in string if unicodedata.name(c, "").startswith("CJK") and unicodedata.category(c) == "Lo"
        ]

    assert kanji(normalize(text, policy)) == kanji(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("予算額(千円)", "予算額（千円）"),
        ("予算額 千円", "予算額（千円）"),
        ("ＫＰＩ", "kpi"),
        ("ﾃﾞｰﾀ", "データ"),
        ("施策\nID", "施策ＩＤ"),
        ("Wi-Fi", "Ｗｉ－Ｆｉ"),
        ("サーバー", "サ－バ－"),
        ("【現状値】", "現状値"),
        ("令和5～9年度", "令和５〜９年度"),
    ],
)
def test_key_matches(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("高橋", "髙橋"), ("現状値", "目標値"), ("1-1", "11"), ("福祉", "\ufa1b祉")]
)
def test_key_tells_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("山\ue000", "T101", "U+E000"),
        ("辻\U000e0100", "T102", "U+E0100"),
        ("髙橋", "T103", "髙"),
        ("⚫ 取組", "T104", "⚫"),
        ("𠮷野", "T104", "𠮷"),
        ("市\x07", "T105", "U+0007"),
        ("市\ufffd", "T106", "U+FFFD"),
        ("市民سの", "T107", "س"),
        ("데市", "T107", "데"),
        ("先銳的", "T108", "銳"),
        ("页面", "T108", "页"),
        ("無線ﾃｽﾄ", "T109", "「ﾃｽﾄ」"),
        ("３8.56%", "T110", "３8.56%"),
        ("⼀部", "T111", "⼀"),
        ("A\u200bB", "T112", "U+200B"),
        ("継繼", "T113", "継"),
        ("か\u3099", "T114", "U+3099"),
    ],
)
def test_character_findings(text: str, code: str, shown: str) -> None:
    found = character_findings(text)
    assert [f.code for f in found] == [code]
    assert shown in found[0].message
    assert found[0].value == text
    assert found[0].cell == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII",
        "マイナンバーカードの交付率",
        "①㈱㎡～〜—",
        "Ⅲ・…※→α",
        "한국어",
        "総務課\n企画課",
        "﨑",
        "\ufa1b祉",
    ],
)
def test_ordinary_text_has_no_findings(text: str) -> None:
    assert character_findings(text) == []


def test_level_tells_damage_from_names() -> None:
    assert str(character_findings("\ufffd")[0].level) == "エラー"
    assert str(character_findings("髙")[0].level) == "情報"


def test_old_forms_are_one_to_one_and_printable_in_shift_jis() -> None:
    assert OLD_FORMS["繼"] == "継"
    assert OLD_FORMS["灣"] == "湾"
    assert OLD_FORMS["澤"] == "沢"
    assert OLD_FORMS["亞"] == "亜"
    assert not set(OLD_FORMS) & set(OLD_FORMS.values())
    "".join(OLD_FORMS.values()).encode("shift_jis")


@given(MESSY)
def test_character_findings_never_fail(text: str) -> None:
    codes = [f.code for f in character_findings(text)]
    assert codes == sorted(set(codes))


def test_a_voiced_mark_of_its_own_stays_one_character() -> None:
    assert normalize("゛ｳ", "value") == "゛ウ"
    assert normalize("ｶﾞと゜", "prose") == "ガと゜"
