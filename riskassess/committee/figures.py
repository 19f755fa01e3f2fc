"""The figures of a publication: quartiles as bands of ten, shares rounded to 5 %, sizes as classes that double.

Everything goes over counts of small whole numbers, so any quantile follows from them. A share of 5 means 5 or less and
95 means 95 or more: nobody is told that all did, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from riskassess.assessment.core import below_target, core_domains, core_questions, domain_bands
from riskassess.committee.store import NOT_DRAWN, Row
from riskassess.questionnaire.values import Pack

QUARTILES: Final = {"p25": 1, "p50": 2, "p75": 3}
STEP: Final = 5


def size_class(size: int, k: int) -> tuple[int, int]:
    """Return the class that a size lies in: k to 2k − 1, 2k to 4k − 1, and so on."""
    low = k
    while size >= 2 * low:
        low *= 2
    return low, 2 * low - 1


def quartile_bands(bands: Iterable[int]) -> dict[str, int]:
    """Return the three quartiles of some bands, each itself a band (the nearest rank)."""
    ordered = sorted(bands)
    return {name: ordered[-(-len(ordered) * quarter // 4) - 1] for name, quarter in QUARTILES.items()}


def rounded_share(part: int, whole: int) -> int:
    """Return a share in per cent, to the nearest 5, from 5 (or less) to 95 (or more)."""
    return min(max((part * 200 // whole + STEP) // (2 * STEP) * STEP, STEP), 100 - STEP)


def shares(values: Iterable[str | None], names: Sequence[str]) -> dict[str, int]:
    """Return the rounded share of each name among some values."""
    counted = Counter(values)
    return {name: rounded_share(counted[name], counted.total()) for name in names}


class Figures:
    """Work out bands and marks of rows, the same for detailed senders and others."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.core = tuple(question.id for question in core_questions(pack))

    def bands(self, row: Row) -> Mapping[str, int]:
        """Return the band of each compared domain."""
        if row.levels is not None:
            return domain_bands(self._pack, self._levels(row.levels))
        return dict(zip(self._domains(), row.domains or b"", strict=True))

    def domain_quartiles(self, rows: Sequence[Row]) -> dict[str, dict[str, int]]:
        """Return the quartile bands of each compared domain over some rows."""
        bands = [self.bands(row) for row in rows]
        return {name: quartile_bands(one[name] for one in bands) for name in self._domains()}

    def mark_shares(self, rows: Sequence[Row], k: int) -> dict[str, int]:
        """Return the share below base target of each core question that at least k rows speak of."""
        below, asked = Counter[str](), Counter[str]()
        for row in rows:
            for name, mark in self._marks(row):
                asked[name] += 1
                below[name] += mark
        return {name: rounded_share(below[name], asked[name]) for name in self.core if asked[name] >= k}

    def _marks(self, row: Row) -> Iterable[tuple[str, int]]:
        if row.levels is not None:
            return below_target(self._pack, self._levels(row.levels), self.core).items()
        pairs = zip(self.core, row.marks or b"", strict=True)
        return ((name, mark) for name, mark in pairs if mark != NOT_DRAWN)

    def _levels(self, levels: bytes) -> dict[str, int]:
        return dict(zip(self.core, levels, strict=True))

    def _domains(self) -> tuple[str, ...]:
        return tuple(domain.id for domain in core_domains(self._pack))
