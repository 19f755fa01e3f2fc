"""Capability, readiness and the figures of the domains for one set of levels (sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskassess.assessment.basis import Basis, Row


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


def work_out(rows: Sequence[Row], levels: Sequence[float]) -> Figures:
    """Work out all figures over rows in pack order, each at its level.

    Inside a domain every value is its weight times the same factor, so the sums of a domain serve both the domain's
    own figures and, times that factor, the whole's.
    """
    sums: dict[int, list[float]] = {}
    failed: list[str] = []
    parts: list[float] = []
    current = -1
    for row, level in zip(rows, levels, strict=True):
        weight, target = row.weight, row.target
        if row.domain != current:
            current = row.domain
            parts = sums[current] = [row.factor, 0.0, 0.0, 0.0]
        parts[1] += weight
        parts[2] += weight * level
        parts[3] += weight * level / target if level < target else weight
        if row.floor is not None and level < row.floor:
            failed.append(row.question.id)
    if not sums:
        return Figures(None, None, {}, ())
    value_sum = sum(factor * w for factor, w, _, _ in sums.values())
    level_sum = sum(factor * wl for factor, _, wl, _ in sums.values())
    attained_sum = sum(factor * wa for factor, _, _, wa in sums.values())
    domains = {index: DomainFigures(20 * wl / w, wa / w) for index, (_, w, wl, wa) in sums.items()}
    return Figures(20 * level_sum / value_sum, 100 * attained_sum / value_sum, domains, tuple(failed))


def with_open_at(basis: Basis, level: int) -> Figures:
    """Work out the figures over answered and open questions, the open ones at a level (section 4)."""
    rows = [row for row in basis.rows if row.state != "not_applicable"]
    return work_out(rows, [level if row.level is None else row.level for row in rows])
