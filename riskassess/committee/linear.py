"""The least and the most that a sum of unknown amounts can be, given what is known of other sums.

Amounts are never negative. HiGHS keeps its last solution, so asking the same unknowns again is cheap; it is imported
when the first question is asked. A question is asked in one go, so a stop is heard between two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from riskassess.problems import refuse

Terms = Mapping[int, float]
"""Unknown → coefficient."""


def never() -> bool:
    """Tell that nobody wants to stop."""
    return False


class Bounds:
    """Hold unknown amounts and what is known of them."""

    def __init__(self, size: int, stopped: Callable[[], bool] = never) -> None:
        import highspy
        from highspy._core import _Highs  # pyright: ignore[reportPrivateUsage]

        self._optimal = highspy.HighsModelStatus.kOptimal
        self._endless = {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}
        self.most = highspy.kHighsInf
        self._stopped = stopped
        self._solver: Any = _Highs()  # the base of the public class, which greets on stdout
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        for _ in range(size):
            self._solver.addCol(0.0, 0.0, self.most, 0, [], [])

    def hold(self, terms: Terms, low: float, high: float | None = None) -> None:
        """Say between what a sum lies; without an upper end it is exactly that."""
        high = low if high is None else high
        self._solver.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def span(self, terms: Terms) -> tuple[float, float]:
        """Return the least and the most that a sum can be; raises ProblemsFound when no amounts fit, or on a stop."""
        return self._least(terms, 1.0), -self._least(terms, -1.0)

    def _least(self, terms: Terms, sign: float) -> float:
        if self._stopped():
            raise refuse("audit-stopped")
        status = self._asked(terms, sign)
        if status in self._endless and self._asked({}, 1.0) == self._optimal:
            return -self.most
        if status != self._optimal:
            raise refuse("tables-contradict")
        return float(self._value)

    def _asked(self, terms: Terms, sign: float) -> Any:
        """Solve for the least of a sum; the costs are taken back, so that a question costs what it names alone."""
        places = list(terms)
        self._solver.changeColsCost(len(places), places, [sign * terms[place] for place in places])
        self._solver.run()
        self._value = self._solver.getInfo().objective_function_value
        status = self._solver.getModelStatus()
        self._solver.changeColsCost(len(places), places, [0.0] * len(places))
        return status
