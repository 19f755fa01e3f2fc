"""What the font lacks is seen, never a silent box; what has no shape is left out."""

from __future__ import annotations

import tomllib

import pytest

from riskassess.locations import resources
from riskassess.report.pdf.fonts import cut_to, shown, sign_widths, width_of


def test_missing_signs_become_their_code_points() -> None:
    assert shown("姓𠮷") == "姓[U+20BB7]"
    assert shown("好😀") == "好[U+1F600]"
    assert shown("\x07") == "[U+0007]"


def test_shapeless_signs_and_line_ends() -> None:
    assert shown("a\u200db\ufe0fc\u202e") == "abc"
    assert shown("一\r\n二\r三\t四") == "一\n二\n三 四"
    assert shown("e\u0301") == "é"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_own_texts_are_in_the_font(language: str) -> None:
    path = resources() / "texts" / language / "report.toml"
    tomllib.loads(path.read_text(encoding="utf-8"))
    for sign in set(path.read_text(encoding="utf-8")) - {"\n"}:
        assert ord(sign) in sign_widths(False), sign
        assert ord(sign) in sign_widths(True), sign


def test_cutting_keeps_the_width() -> None:
    cut = cut_to("很长的项目名称" * 20, 100, 8)
    assert cut.endswith("……")
    assert width_of(cut, 8) <= 100
    assert cut_to("短", 100, 8) == "短"
