"""The national lists, against what the plans of the time print."""

from __future__ import annotations

import pytest

from dxbook.errors import NotFound
from dxbook.plan import national
from dxbook.plan.profile import load_profile, profile_names


@pytest.mark.parametrize(("edition", "groups"), [
    ("2020", [6, 2]),  # 重点取組事項6 + あわせて取り組むべき事項2
    ("2022", [6, 3, 2]),  # + あわせて実施する取組3 + 必要に応じて検討する取組2
    ("2025", [8]),
])
def test_each_edition_has_the_printed_number_of_items(edition: str, groups: list[int]) -> None:
    sizes: dict[str, int] = {}
    for item in national.items(edition):
        sizes[item.group] = sizes.get(item.group, 0) + 1
    assert list(sizes.values()) == groups
    assert next(iter(sizes)) == "重点取組事項"
    assert len(national.edition(edition).main) == groups[0]


def test_the_eight_items_of_2025_in_order() -> None:
    assert [item.title for item in national.items("2025")] == [
        "①自治体フロントヤード改革の推進",
        "②地方公共団体情報システムの標準化",
        "③「国・地方デジタル共通基盤の整備・運用に関する基本方針」に基づく共通化等の推進",
        "④公金収納におけるeL-QRの活用",
        "⑤マイナンバーカードの取得支援・利用の推進",
        "⑥セキュリティ対策の徹底",
        "⑦自治体のAIの利用推進",
        "⑧テレワークの推進",
    ]


@pytest.mark.parametrize(("edition", "cited", "name"), [
    ("2025", "④公金収納における eL-QR の活用", "公金収納におけるeL-QRの活用"),  # spaces as one plan prints
    ("2025", "⑧", "テレワークの推進"),
    ("2022", "AI・RPAの利用促進★", "自治体のAI・RPAの利用推進"),
    ("2022", "ＡＩ・ＲＰＡの利用推進", "自治体のAI・RPAの利用推進"),
    ("2022", "①自治体情報システムの標準化・共通化", "自治体の情報システムの標準化・共通化"),
    ("2020", "行政手続のオンライン化", "自治体の行政手続のオンライン化"),
])
def test_an_item_is_found_as_plans_cite_it(edition: str, cited: str, name: str) -> None:
    found = national.find(edition, cited)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("edition", "cited"), [
    ("2020", "公金収納におけるeL-QRの活用"),  # not yet in that edition
    ("2025", "②テレワークの推進"),  # number and name contradict each other
    ("2025", "⑨"), ("2022", ""), ("2022", "テレワーク"),
])
def test_what_is_not_on_the_list_is_not_guessed(edition: str, cited: str) -> None:
    assert national.find(edition, cited) is None


def test_editions_are_dated_and_in_order() -> None:
    assert [edition.published for edition in national.editions()] == ["2020-12", "2022-09", "2025"]


def test_an_unknown_edition_names_the_known_ones() -> None:
    with pytest.raises(NotFound, match="2020、2022、2025"):
        national.items("2030")


def test_every_profile_names_an_edition_that_exists() -> None:
    for name in profile_names():
        if edition := load_profile(name).national:
            assert national.items(edition), name
