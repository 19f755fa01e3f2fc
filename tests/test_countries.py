"""Countries: a whole table, the names that are used, and whatever people type finds what they mean."""

from __future__ import annotations

import re

import pytest

from riskassess import countries


def test_the_table_is_whole() -> None:
    table = countries.countries()
    assert len(table) == len({c.code for c in table}) == len({c.alpha_2 for c in table}) == 249
    assert len({c.zh for c in table}) == len({c.en for c in table}) == 249
    for c in table:
        assert re.fullmatch("[A-Z]{3}", c.code)
        assert re.fullmatch("[A-Z]{2}", c.alpha_2)
        assert re.fullmatch("[\u4e00-\u9fff（）、—]+", c.zh), c.zh
        assert len(c.pinyin) == len(c.initials) >= 1
        assert all(re.fullmatch("[a-zü]+", word) for word in (*c.pinyin, *c.initials)), c


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("HKG", "中国香港", "Hong Kong, China"),
        ("MAC", "中国澳门", "Macao, China"),
        ("TWN", "中国台湾", "Taiwan, China"),
        ("COD", "刚果（金）", "Congo (Kinshasa)"),
        ("COG", "刚果（布）", "Congo (Brazzaville)"),
        ("KOR", "韩国", "South Korea"),
        ("PRK", "朝鲜", "North Korea"),
        ("LAO", "老挝", "Laos"),
        ("RUS", "俄罗斯", "Russia"),
        ("TUR", "土耳其", "Türkiye"),
        ("VNM", "越南", "Vietnam"),
        ("KHM", "柬埔寨", "Cambodia"),
    ],
)
def test_names_are_the_usual_ones(code: str, zh: str, en: str) -> None:
    assert (countries.name(code, "zh"), countries.name(code, "en")) == (zh, en)


def test_a_code_nobody_has_is_itself() -> None:
    assert countries.country("XXX") is None
    assert countries.name("XXX", "en") == "XXX"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("越南", "VNM"),
        ("越", "VNM"),
        ("yuenan", "VNM"),
        ("yue nan", "VNM"),
        ("yn", "VNM"),
        ("vnm", "VNM"),
        ("VN", "VNM"),
        ("viet nam", "VNM"),
        ("印尼", "IDN"),
        ("沙特", "SAU"),
        ("香港", "HKG"),
        ("xianggang", "HKG"),
        ("hong kong", "HKG"),
        ("刚果金", "COD"),
        ("DRC", "COD"),
        ("刚果（布）", "COG"),
        ("cote d'ivoire", "CIV"),
        ("CÔTE", "CIV"),
        ("turkey", "TUR"),
        ("Turkiye", "TUR"),
        ("UK", "GBR"),
        ("us", "USA"),
        ("niger", "NER"),
        ("guinea", "GIN"),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed: str, first: str) -> None:
    assert countries.find(typed)[0].code == first


def test_nothing_typed_finds_nothing_and_little_finds_not_too_much() -> None:
    assert countries.find("") == countries.find(" ' ") == ()
    assert countries.find("qqqq") == ()
    assert len(countries.find("a")) == 20
    assert {c.code for c in countries.find("刚果")} == {"COD", "COG"}


def test_every_country_is_found_by_its_own_names() -> None:
    for c in countries.countries():
        for typed in (c.code, c.zh, c.en, c.pinyin[0]):
            assert c in countries.find(typed, most=3), (c.code, typed)
