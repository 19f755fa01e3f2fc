"""What the font lacks is seen, never a silent box; what has no shape is left out."""

from __future__ import annotations

import tomllib

import pytest

from riskassess.locations import resources
from riskassess.report.pdf.fonts import BOLD, GAP, NARROW, REGULAR, SIGNS, cut_to, outlines, shown, width_of


def test_missing_signs_become_their_code_points() -> None:
    assert shown("姓𠮷") == "姓[U+20BB7]"
    assert shown("ไ") == "[U+0E44]"
    assert shown("\x07") == "[U+0007]"
    assert shown(GAP + NARROW["“"]) == "[U+F0020][U+F201C]"  # ours alone


def test_rare_signs_and_emoji_come_from_the_fallback_faces() -> None:
    assert shown("张䶮好😀") == "张䶮好😀"
    assert shown("대한민국") == shown("\u1103\u1162한민국") == "대한민국"  # as one typed it, and as another system does
    for sign in "䶮😀한ㄱ":
        for bold in (False, True):
            assert SIGNS[bold][sign].face not in {REGULAR, BOLD}


def test_latin_text_has_narrow_quotation_marks() -> None:
    narrow = shown("the “Green Channel” isn’t ‘new’…")
    assert not set(narrow) & set(NARROW)
    assert width_of(narrow, 10) < width_of("the “Green Channel” isn’t ‘new’…", 10)
    assert shown("支持“走出去”，即“to go out”的") == "支持“走出去”，即“to go out”的"
    assert shown("“走出去”") == "“走出去”"


def test_chinese_and_latin_typed_without_a_space_have_a_gap() -> None:
    assert shown("公司ABC的2026年") == f"公司{GAP}ABC{GAP}的{GAP}2026{GAP}年"
    assert shown("公司 ABC，2026") == "公司 ABC，2026"


def test_shapeless_signs_and_line_ends() -> None:
    assert shown("a\u200db\ufe0fc\u202e") == "abc"
    assert shown("一\r\n二\r三\t四") == "一\n二\n三 四"
    assert shown("e\u0301") == "é"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_own_texts_are_in_the_font(language: str) -> None:
    path = resources() / "texts" / language / "report.toml"
    tomllib.loads(path.read_text(encoding="utf-8"))
    for sign in set(path.read_text(encoding="utf-8")) - {"\n"}:
        assert outlines(REGULAR).glyph(ord(sign)), sign
        assert outlines(BOLD).glyph(ord(sign)), sign


def test_cutting_keeps_the_width() -> None:
    cut = cut_to("很长的项目名称" * 20, 100, 8)
    assert cut.endswith("……")
    assert width_of(cut, 8) <= 100
    assert cut_to("短", 100, 8) == "短"
