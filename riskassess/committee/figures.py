"""The figures of a publication: quartiles as bands of ten, shares rounded to 5 %, sizes as classes that double.

Everything goes over counts of small whole numbers, so any quantile follows from them. A share of 5 means 5 or less and
95 means 95 or more: nobody is told that all did, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from riskassess.assessment.core import BANDS
from riskassess.committee.counting import Frame, Tally

QUARTILES: Final = {"p25": 1, "p50": 2, "p75": 3}
STEP: Final = 5
STEPS: Final = (STEP, 10, 20, 25)
"""What shares of a part may be rounded to."""


def size_class(size: int, k: int) -> tuple[int, int]:
    """Return the class that a size lies in: k to 2k − 1, 2k to 4k − 1, and so on."""
    low = k
    while size >= 2 * low:
        low *= 2
    return low, 2 * low - 1


def quartile_bands(bands: Iterable[int]) -> dict[str, int]:
    """Return the three quartiles of some bands, each itself a band (the nearest rank)."""
    counted = Counter(bands)
    return quartiles_of([counted[band] for band in range(BANDS)])


def quartiles_of(counts: Sequence[int]) -> dict[str, int]:
    """Return the three quartiles of bands that were counted."""
    total, found = sum(counts), dict[str, int]()
    for name, quarter in QUARTILES.items():
        rank, reached = -(-total * quarter // 4), 0
        for band, number in enumerate(counts):
            reached += number
            if reached >= rank:
                found[name] = band
                break
    return found


def rounded_share(part: int, whole: int, step: int = STEP) -> int:
    """Return a share in per cent, to the nearest step, from one step (or less) to 100 less one step (or more)."""
    return min(max((part * 200 // whole + step) // (2 * step) * step, step), 100 - step)


def least_for(step: int, k: int) -> int:
    """Return how many must speak for one step of a share to hold k of them."""
    return -(-100 * k // step)


def step_for(size: int, k: int) -> int | None:
    """Return the finest step that k of a class fit into, None where the coarsest holds fewer."""
    low, _ = size_class(size, k)
    return next((step for step in STEPS if low >= least_for(step, k)), None)


def shares_of(counts: Sequence[int], names: Sequence[str], step: int = STEP) -> dict[str, int]:
    """Return the rounded share of each name, which were counted in this order."""
    total = sum(counts)
    return {name: rounded_share(number, total, step) for name, number in zip(names, counts, strict=True)}


def domain_quartiles(frame: Frame, tally: Tally) -> dict[str, dict[str, int]]:
    """Return the quartile bands of each compared domain."""
    return {name: quartiles_of(counts) for name, counts in zip(frame.domains, tally.domains.tolist(), strict=True)}


def grade_shares(frame: Frame, tally: Tally, step: int = STEP) -> dict[str, dict[str, int]]:
    """Return the shares of grades, as claimed and as substantiated."""
    tables = {"grades": tally.grades, "grades_substantiated": tally.substantiated}
    return {name: shares_of(table.tolist(), frame.grades, step) for name, table in tables.items()}


def mark_shares(frame: Frame, tally: Tally, least: int, step: int = STEP) -> dict[str, int]:
    """Return the share below base target of each core question that enough speak of."""
    below, asked = (cells.tolist() for cells in frame.below(tally))
    return {name: rounded_share(b, a, step) for name, b, a in zip(frame.core, below, asked, strict=True) if a >= least}
