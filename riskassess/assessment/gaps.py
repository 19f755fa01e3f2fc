"""What is missing, and what each gap is worth (section 6)."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from riskassess.assessment.basis import Basis
from riskassess.assessment.figures import attainment_of
from riskassess.assessment.values import Gap, GapInstrument
from riskassess.questionnaire.values import Pack

ORDERING_DECIMALS = 9
"""Worths and relevances are compared at this many decimals, so that the order of a sum decides no order of a list."""


@lru_cache(maxsize=8)
def instruments_of(pack: Pack) -> dict[str, tuple[GapInstrument, ...]]:
    """Return the instruments linked to every question, as the pack writes them."""
    return {
        q.id: tuple(GapInstrument(link.instrument, link.strength) for link in q.closes_with) for q in pack.questions
    }


def find_gaps(basis: Basis) -> tuple[Gap, ...]:
    """List the gaps, failed red lines first, then by worth, then by id; the worths add up to 100 minus readiness."""
    answered = basis.answered
    total = sum(row.value for row in answered)
    instruments = instruments_of(basis.pack)
    gaps = [
        Gap(
            id=row.question.id,
            level=row.level,
            target=row.target,
            level_to_reach=ceil(row.target),
            points=100 * row.value * (1 - attainment_of(row.level, row.target)) / total,
            red_line=row.floor is not None and row.level < row.floor,
            instruments=instruments[row.question.id],
        )
        for row in answered
        if row.level is not None and row.level < row.target
    ]
    return tuple(sorted(gaps, key=lambda gap: (not gap.red_line, -round(gap.points, ORDERING_DECIMALS), gap.id)))
