"""The ruler of grades: where on 0 to 100 each grade starts. The one figure that returns on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold the grades of a pack as (letter, from, to) over 0 to 100, worst first."""

    bands: tuple[tuple[str, float, float], ...] = ()

    @classmethod
    def of(cls, grades: Iterable[tuple[str, float]]) -> Scale:
        """Make the scale from (letter, lowest readiness) pairs in any order."""
        ordered = sorted(grades, key=lambda grade: grade[1])
        ends = [start for _, start in ordered[1:]] + [100.0]
        return cls(tuple((letter, start, end) for (letter, start), end in zip(ordered, ends, strict=True)))

    @property
    def cuts(self) -> tuple[float, ...]:
        """Return where one grade turns into the next, without the ends."""
        return tuple(start for _, start, _ in self.bands[1:])


@dataclass(frozen=True, slots=True)
class Axis:
    """Turn figures of 0 to 100 into px between a left and a right end."""

    left: float
    right: float

    def x(self, figure: float) -> float:
        """Return where a figure lies."""
        return self.left + (self.right - self.left) * min(100.0, max(0.0, figure)) / 100.0
