"""Lines: no closing sign first, no opening sign last, nothing lost, nothing too wide."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.report.pdf.breaking import CLOSERS, OPENERS, Run, break_lines, units_of
from riskassess.report.pdf.fonts import GAP, shown, text_width

SIGNS = "企业海外风险，。、；：？！（）“”《》……——〔〕 abc risk-line 2026 年 12 级 GOV-01 / & 沪"
texts = st.lists(st.sampled_from(SIGNS.split(" ") + list("，。（）“”《》、；") + [" ", "企", "业"]), max_size=80).map(
    "".join
)


def lines(text: str, limit: int = 12_000, *, bold: bool = False) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in break_lines((Run(text, bold),), limit)]


def test_long_chinese_prose_keeps_signs_where_they_belong() -> None:
    text = (
        "企业在《境外投资管理办法》（商务部令2014年第3号）施行后，应当如实报告“重大事项”；未报告的，由主管部门责令改正……"
        "情节严重的——例如瞒报、谎报——依法处理。见 GOV-02、ODI-04（第 12 条）。"
    ) * 20
    for limit in range(8_000, 30_000, 700):
        for line in lines(text, limit):
            assert line[0] not in CLOSERS, line
            assert line[-1] not in OPENERS, line


def spaceless(text: str) -> str:
    return text.replace(" ", "").replace(GAP, "")


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(6_000, 30_000))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, limit: int) -> None:
    text = shown(text)
    set_lines = lines(text, limit)
    assert spaceless("".join(set_lines)) == spaceless(text)
    for line in set_lines:
        torn = any(text_width(unit, False) > limit for unit in units_of(text))
        assert torn or text_width(line, False) <= limit


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_line_feed_is_the_only_place_a_closer_may_begin_a_line(text: str) -> None:
    text = shown(text)
    if any(text_width(unit, False) > 14_000 for unit in units_of(text)):
        return
    for line in lines(text, 14_000)[1:]:
        assert line[0] not in CLOSERS


def test_numbers_keep_their_units_and_identifiers_stay_whole() -> None:
    units = units_of("截至 2026 年 11 月，GOV-02 为 3 级，见 2026-11-23")
    assert "2026 年" in units
    assert "GOV-02" in units
    assert "2026-11-23" in units
    assert any(unit.startswith("3 级") for unit in units)


def test_a_word_wider_than_a_line_is_torn() -> None:
    assert all(text_width(line, False) <= 5_000 for line in lines("a" * 200, 5_000))


def test_no_last_line_of_one_sign() -> None:
    text = "一二三四五六七八九十甲"
    assert [len(line) for line in lines(text, 10_000)] != [10, 1]


def test_runs_of_both_weights_keep_their_text() -> None:
    runs = (Run("红线", bold=True), Run("：低于 "), Run("2 级", bold=True), Run("，须先补齐。"))
    found = break_lines(runs, 6_000)
    joined = ["".join(p.text for line in found for p in line.pieces if p.run == n) for n in range(4)]
    assert "".join(joined).replace(" ", "") == "".join(run.text for run in runs).replace(" ", "")
    assert all(line.width <= 6_000 for line in found)


def test_line_feeds_begin_lines() -> None:
    assert lines("一\n\n二") == ["一", "", "二"]


def test_a_no_break_space_holds() -> None:
    assert units_of("见 Art.\u00a010 与") == ("见", " ", "Art.\u00a010", " ", "与")
