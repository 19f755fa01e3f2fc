"""Noise on counts, for exact protection against somebody who knows every submission but one. By OpenDP alone.

A submission stands in a known number of cells of each table, so noise that hides so many cells hides whether it was
there at all. Every table spends its part of one budget, as OpenDP itself works it out; parts never overlap, so a table
that is made for each of them is paid for once. Discrete Laplace noise on whole numbers: no trace of floats.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from riskassess.committee.counting import Cells, Frame, Tally, count, total_of, with_drawn_marks
from riskassess.committee.partition import Part, parts_of
from riskassess.committee.store import Row
from riskassess.exchange.call import MARKS, Call
from riskassess.problems import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST: Final = 2_000
"""Below so many submissions the noise drowns what it protects."""
HIGHEST: Final = 10.0
"""An epsilon above it protects nobody."""
LOWEST: Final = 0.1
BUDGET: Final[Mapping[str, float]] = {
    "sizes": 0.05,
    "domains": 0.45,
    "readiness": 0.05,
    "grades": 0.05,
    "grades_substantiated": 0.05,
    "below_target": 0.35,
}
"""What part of the budget each table spends."""
_RANKS: Final = 32
"""A part has so many times the scale of its tables: then a quartile lies within a tenth of the ranks, mostly."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Hold what one table spent: epsilon as OpenDP gives it for the cells that one submission stands in."""

    table: str
    epsilon: float
    scale: float


@dataclass(frozen=True, eq=False)
class Noisy:
    """Hold counts with noise: of everybody, and of parts that were cut by sizes with noise."""

    whole: Tally
    parts: Sequence[tuple[Part, Tally]]
    spent: Sequence[Spent]
    by: str


class Mechanism:
    """Add noise to tables, each with its part of a budget; raises ProblemsFound where OpenDP is not installed."""

    def __init__(self, epsilon: float, frame: Frame) -> None:
        self._dp, self.by = _opendp()
        self._epsilon, self._frame = epsilon, frame

    def noisy(self, table: str, cells: Cells) -> Cells:
        """Return cells with noise, none below nought."""
        said = self._measurement(table)(cells.ravel().tolist())
        return np.maximum(np.array(said, np.int64).reshape(cells.shape), 0)

    def spent(self) -> tuple[Spent, ...]:
        """Return what each table spends, as OpenDP works it out."""
        return tuple(Spent(table, self._epsilon_of(table), self._scale(table)) for table in BUDGET)

    def _epsilon_of(self, table: str) -> float:
        return self._measurement(table).map(cells_of_one(self._frame)[table])

    def _scale(self, table: str) -> float:
        return scale_of(self._frame, self._epsilon, table)

    def _measurement(self, table: str) -> Any:
        dp = self._dp
        cells = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
        return dp.m.make_laplace(*cells, scale=self._scale(table))


def cells_of_one(frame: Frame) -> Mapping[str, int]:
    """Return in how many cells of each table one submission stands."""
    return dict.fromkeys(BUDGET, 1) | {"domains": len(frame.domains), "below_target": MARKS}


def scale_of(frame: Frame, epsilon: float, table: str) -> float:
    """Return the scale of the noise of a table's cells."""
    return cells_of_one(frame)[table] / (epsilon * BUDGET[table])


def add_noise(call: Call, frame: Frame, rows: Iterable[Row], epsilon: float) -> Noisy:
    """Count rows and add noise; raises ProblemsFound for a budget out of range and for too few rows."""
    if not (math.isfinite(epsilon) and LOWEST <= epsilon <= HIGHEST):
        raise refuse("noise-budget", lowest=LOWEST, highest=HIGHEST)
    ids = [group.id for group in call.groups]
    tallies = count(frame.pack, ids, with_drawn_marks(frame.pack, call.id, rows))
    total = sum(tally.size for tally in tallies.values())
    if total < call.k:
        raise refuse("publish-too-few", least=call.k)
    if total < LEAST:
        error = share_error(scale_of(frame, epsilon, "grades"), total)
        raise refuse("noise-too-few", least=LEAST, error=max(min(round(error), 100), 1))
    mechanism = Mechanism(epsilon, frame)
    noisy_sizes = mechanism.noisy("sizes", np.array([tallies[name].size for name in ids]))
    sizes = dict(zip(ids, noisy_sizes.tolist(), strict=True))
    least = max(call.k, math.ceil(_RANKS * scale_of(frame, epsilon, "domains")))
    parts = [(part, _part(mechanism, frame, tallies, part, sizes)) for part in parts_of(call.groups, sizes, least)]
    return Noisy(_whole(mechanism, frame, tallies, parts), parts, mechanism.spent(), mechanism.by)


def share_error(scale: float, size: int) -> float:
    """Return within how many points a share of so many lies, 95 times of 100."""
    return 100 * scale * math.log(20) / size


def _part(
    mechanism: Mechanism, frame: Frame, tallies: Mapping[str, Tally], part: Part, sizes: Mapping[str, int]
) -> Tally:
    ids = [group.id for group in part]
    domains = mechanism.noisy("domains", total_of(frame, tallies, ids).domains)
    return frame.filled(size=sum(sizes[name] for name in ids), domains=domains)


def _whole(
    mechanism: Mechanism, frame: Frame, tallies: Mapping[str, Tally], parts: Iterable[tuple[Part, Tally]]
) -> Tally:
    exact = total_of(frame, tallies, tallies)
    shown = [tally for _, tally in parts]
    tables: tuple[tuple[str, Callable[[Tally], Cells], str], ...] = (
        ("readiness", lambda tally: tally.readiness, "readiness"),
        ("grades", lambda tally: tally.grades, "grades"),
        ("grades_substantiated", lambda tally: tally.substantiated, "substantiated"),
        ("below_target", lambda tally: tally.marks, "marks"),
    )
    noisy = {name: mechanism.noisy(table, cells(exact)) for table, cells, name in tables}
    domains = sum((tally.domains for tally in shown), frame.empty().domains)  # costs nothing more
    return frame.filled(size=sum(tally.size for tally in shown), domains=domains, **noisy)


def _opendp() -> tuple[Any, str]:
    """Return OpenDP and how it is named in a benchmark; raises ProblemsFound where it is not installed."""
    from importlib.metadata import version

    try:
        from opendp import prelude
    except ImportError as error:
        raise refuse("extra-missing", extra="opendp") from error
    dp: Any = prelude
    dp.enable_features("contrib")
    return dp, f"OpenDP {version('opendp')}"
