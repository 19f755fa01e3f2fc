"""Numbers as shown never contradict the words beside them."""

from __future__ import annotations

import pytest

from riskassess.desktop.numbers import column, figure, level, percent


@pytest.mark.parametrize(
    ("value", "cuts", "shown"),
    [
        (74.5, (), "74.5"),
        (69.96, (), "70.0"),
        (69.96, (70,), "69.9"),
        (69.9999999999, (70,), "70.0"),  # within the tolerance in the enterprise's favour
        (70.0, (70,), "70.0"),
        (-0.5, (), "\N{MINUS SIGN}0.5"),
        (None, (), "–"),
    ],
)
def test_rounding_never_lifts_a_figure_over_a_cut(value: float | None, cuts: tuple[float, ...], shown: str) -> None:
    assert figure(value, cuts) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0.74996, "74.9%"), (0.75, "75.0%"), (0.99999, "99.9%"), (1.0, "100.0%"), (0.99949, "99.9%")]
)
def test_a_share_below_a_threshold_does_not_read_as_reaching_it(share: float, shown: str) -> None:
    assert percent(share, (0.75,)) == shown


def test_a_column_has_the_same_decimals_throughout() -> None:
    assert column([3.0, 0.5, 3.5]) == ["3.0", "0.5", "3.5"]
    assert column([3.0, 0.25, 3.25]) == ["3.00", "0.25", "3.25"]


def test_a_level_has_no_decimals_that_it_does_not_need() -> None:
    assert [level(value) for value in (2.0, 2.5, 3.25)] == ["2", "2.5", "3.25"]
