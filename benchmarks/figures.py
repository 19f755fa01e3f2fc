"""One figure: how it is named, measured against a goal and printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Hold one measured figure; it is good when it is at most its goal."""

    name: str
    value: float
    goal: float
    unit: str

    @property
    def ok(self) -> bool:
        return self.value <= self.goal

    def __str__(self) -> str:
        verdict = "ok" if self.ok else "NOT ok"
        return f"{self.name:<58} {self.value:>9.2f} {self.unit:<3} goal {self.goal:>7.2f} {self.unit:<3} {verdict}"


def median_ms(call: Callable[[], object], times: int) -> float:
    """Return the median duration of a call in milliseconds, after one warm call."""
    call()
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
