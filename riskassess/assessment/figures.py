"""Capability, readiness and the figures of the domains for one set of levels (sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riskassess.assessment.basis import Basis, Row

LevelOf = Callable[[Row], float]


@dataclass(frozen=True, slots=True)
class DomainFigures:
    score: float  # 0 to 100
    attainment: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold one pass: capability and readiness 0 to 100, None when nothing counts; domains by their index."""

    capability: float | None
    readiness: float | None
    domains: dict[int, DomainFigures]
    failed: tuple[str, ...]  # questions below their floor, in pack order


def attainment_of(level: float, target: float) -> float:
    """Return how much of a target is reached, 0 to 1; a surplus earns nothing."""
    return level / target if level < target else 1.0


def work_out(pairs: Iterable[tuple[Row, float]]) -> Figures:
    """Work out all figures over rows with their levels, given in pack order."""
    value_sum = level_sum = attained_sum = 0.0
    sums: dict[int, list[float]] = {}
    failed: list[str] = []
    for row, level in pairs:
        attained = attainment_of(level, row.target)
        value_sum += row.value
        level_sum += row.value * level
        attained_sum += row.value * attained
        parts = sums.get(row.domain)
        if parts is None:
            parts = sums[row.domain] = [0.0, 0.0, 0.0]
        parts[0] += row.weight
        parts[1] += row.weight * level
        parts[2] += row.weight * attained
        if row.floor is not None and level < row.floor:
            failed.append(row.question.id)
    domains = {index: DomainFigures(20 * wl / w, wa / w) for index, (w, wl, wa) in sums.items()}
    if not sums:
        return Figures(None, None, domains, ())
    return Figures(20 * level_sum / value_sum, 100 * attained_sum / value_sum, domains, tuple(failed))


def of_answered(basis: Basis, level_of: LevelOf) -> Figures:
    """Work out the figures over answered questions, each at the level the caller says."""
    return work_out((row, level_of(row)) for row in basis.rows if row.level is not None)


def with_open_at(basis: Basis, level: int) -> Figures:
    """Work out the figures over answered and open questions, the open ones at a level (section 4)."""
    return work_out(
        (row, level if row.level is None else row.level) for row in basis.rows if row.state != "not_applicable"
    )
