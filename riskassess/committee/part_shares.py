"""Shares of single groups, which a committee may choose to show, and what that costs those who are in them.

A share of a part is rounded so coarsely that one step holds at least k enterprises; a part too small for the coarsest
step shows none. The cost is worked out on the figures themselves: how often somebody who knows every enterprise of the
group but one would be certain of that one. Without such shares he would have to know everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from riskassess.committee.counting import Frame, Tally
from riskassess.committee.figures import grade_shares, least_for, mark_shares, rounded_share, step_for


@dataclass(frozen=True, slots=True)
class Cost:
    """Say of how many parts shares are shown, and of 100 answers in them, how many one could be certain of."""

    parts: int
    grades: float
    marks: float


def part_shares(frame: Frame, tally: Tally, k: int) -> dict[str, Any]:
    """Return the shares of a part with the step they are rounded to; nothing where it is too small."""
    step = step_for(tally.size, k)
    if step is None:
        return {}
    marks = mark_shares(frame, tally, least_for(step, k), step)
    return {"step": step, **grade_shares(frame, tally, step), "below_target": marks}


def cost_of(frame: Frame, shown: Sequence[tuple[Tally, int]], k: int) -> Cost:
    """Work out what the shares of some parts cost, each given with its step."""
    grades = _per_cent(
        one
        for tally, step in shown
        for table in (tally.grades, tally.substantiated)
        for one in (certain(table.tolist(), step),)
    )
    return Cost(len(shown), grades, _per_cent(_marks(frame, shown, k)))


def certain(counts: Sequence[int], step: int) -> tuple[int, int]:
    """Return of how many one could be certain, knowing all the others and the rounded shares; and how many there are.

    Whoever knows the others tries every answer for the one that is left: certain is who leaves a single answer over.
    """
    total, sure = sum(counts), 0
    said = [rounded_share(number, total, step) for number in counts]
    for own, number in enumerate(counts):
        if number and not any(_same(counts, said, own, other, step) for other in range(len(counts)) if other != own):
            sure += number
    return sure, total


def _same(counts: Sequence[int], said: Sequence[int], own: int, other: int, step: int) -> bool:
    total = sum(counts)
    less = rounded_share(counts[own] - 1, total, step) == said[own]
    return less and rounded_share(counts[other] + 1, total, step) == said[other]


def _marks(frame: Frame, shown: Sequence[tuple[Tally, int]], k: int) -> Iterator[tuple[int, int]]:
    for tally, step in shown:
        below, speak = (cells.tolist() for cells in frame.below(tally))
        yield from (certain((b, s - b), step) for b, s in zip(below, speak, strict=True) if s >= least_for(step, k))


def _per_cent(found: Iterator[tuple[int, int]]) -> float:
    pairs = list(found)
    total = sum(whole for _, whole in pairs)
    return 100 * sum(sure for sure, _ in pairs) / total if total else 0.0
