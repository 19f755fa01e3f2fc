"""Tables over more than one page: a head stands at the top of a page, never again in the middle of one."""

from __future__ import annotations

from riskassess.report.pdf import style
from riskassess.report.pdf.rows import Column, Rows


def _table(lines: list[int]) -> Rows:
    return Rows([Column("head")], [["\n".join(["word"] * count)] for count in lines])


def test_a_row_that_keeps_the_last_one_company_goes_overleaf_with_it() -> None:
    table = _table([1, 1, 1, 12, 1])
    table.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)
    here = table.height - 2.0
    first, rest = table.split(style.TEXT_WIDTH, here)
    assert isinstance(first, Rows) and isinstance(rest, Rows)
    assert (len(first.rows), len(rest.rows)) == (3, 2)
    assert rest.split(style.TEXT_WIDTH, here - first.height) == []
    assert len(rest.split(style.TEXT_WIDTH, rest.height)) == 1


def test_any_other_end_of_a_table_may_be_split_again() -> None:
    first, rest = _table([1, 1, 1, 1, 1, 1, 1]).split(style.TEXT_WIDTH, 90.0)
    assert isinstance(first, Rows) and isinstance(rest, Rows)
    assert len(rest.rows) > 2
    assert len(rest.split(style.TEXT_WIDTH, 60.0)) == 2
