"""Numbers as they are shown: one decimal always, and never a number that contradicts the words beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
_TOLERANCE = 1e-9


def figure(value: float | None, cuts: Iterable[float] = ()) -> str:
    """Write a figure with one decimal; rounding never lifts it over a cut that it does not reach."""
    if value is None:
        return DASH
    shown = f"{value:.1f}"
    if any(value < cut - _TOLERANCE and float(shown) >= cut for cut in cuts):
        shown = f"{math.floor(value * 10) / 10:.1f}"
    return shown.replace("-", MINUS)


def percent(share: float | None, cuts: Iterable[float] = ()) -> str:
    """Write a share of 0 to 1 as a percentage with one decimal; `cuts` are shares too."""
    if share is None:
        return DASH
    return f"{figure(share * 100, (*(cut * 100 for cut in cuts), 100.0))}%"


def column(values: Sequence[float]) -> list[str]:
    """Write levels that stand under one another with the same decimals: one, or two where a quarter is among them."""
    decimals = 1 if all(abs(value * 2 - round(value * 2)) < _TOLERANCE for value in values) else 2
    return [f"{value:.{decimals}f}" for value in values]


def level(value: float) -> str:
    """Write a level without decimals it does not need: 2, 2.5, 3.25."""
    return f"{value:g}"
