"""A program of 0/1 variables with linear rows, solved to proven optimality, and its ties settled one after the other.

The solver accepts small violations, so every solution is shown to a judge before it is believed. What the judge refuses
is cut off together with everything that takes less; the judge must therefore never refuse more of the same.

The solver is imported when a program is made, never before: it costs as much as a whole start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import fsum

Taken = tuple[bool, ...]  # by variable
Terms = Mapping[int, float]  # variable → coefficient

_TOLERANCE = 1e-9

_MARGIN = 1e-5
"""How far past its bound a reduced cost must go to be believed: far more than the solver's tolerance."""

_AT_ONCE = 20
"""How many places of a tie one solve settles, by powers of two as costs, which doubles hold with room to spare."""


class Program:
    """Find which variables to take at the least cost; rows may be added between two solves."""

    def __init__(self, size: int, judge: Callable[[Taken], bool]) -> None:
        import highspy
        from highspy._core import _Highs  # pyright: ignore[reportPrivateUsage]

        self._size = size
        self._judge = judge
        self._fixed: set[int] = set()
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._endless = highspy.kHighsInf
        self._solver = _Highs()  # the base of the public class, which greets on stdout before it can be told not to
        options = {
            "output_flag": False,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
            "mip_feasibility_tolerance": _TOLERANCE,
            "primal_feasibility_tolerance": _TOLERANCE,
            "dual_feasibility_tolerance": _TOLERANCE,
        }
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        for n in range(size):
            self._solver.addCol(0.0, 0.0, 1.0, 0, [], [])
            self._solver.changeColIntegrality(n, highspy.HighsVarType.kInteger)

    def at_least(self, terms: Terms, bound: float) -> None:
        """Ask that a sum over what is taken is at least a bound."""
        self._solver.addRow(bound, self._endless, len(terms), list(terms), list(terms.values()))

    def at_most(self, terms: Terms, bound: float) -> None:
        """Ask that a sum over what is taken is at most a bound."""
        self._solver.addRow(-self._endless, bound, len(terms), list(terms), list(terms.values()))

    def solve(self, costs: Terms) -> Taken:
        """Return what to take at the least cost; what has no cost is free."""
        self._solver.changeColsCost(self._size, list(range(self._size)), [costs.get(n, 0.0) for n in range(self._size)])
        while True:
            self._run()
            taken = tuple(value > 0.5 for value in self._solver.getSolution().col_value)
            if self._judge(taken):
                return taken
            self.at_least({n: 1.0 for n, is_in in enumerate(taken) if not is_in}, 1.0)

    def hold(self, costs: Terms, slack: float) -> None:
        """Solve, and from now on ask for a cost of at most the least plus a slack."""
        taken = self.solve(costs)
        bound = fsum(cost for n, cost in costs.items() if taken[n]) + slack
        self._narrow(bound)
        self.at_most(costs, bound)

    def _narrow(self, bound: float) -> None:
        """Fix what no solution within a bound can have otherwise, by the reduced costs of the relaxation.

        Taking a variable that the relaxation leaves out costs at least its reduced cost more, and leaving out one that
        it takes the negative of that; where this goes past the bound the question is settled. It only saves time.
        """
        self._solver.setOptionValue("solve_relaxation", True)
        self._run()
        room = bound - self._solver.getInfo().objective_function_value + _MARGIN
        reduced = self._solver.getSolution().col_dual
        self._solver.setOptionValue("solve_relaxation", False)
        for n, cost in enumerate(reduced):
            if abs(cost) > room and n not in self._fixed:  # of what is fixed already the sign says nothing
                self._fix(n, cost < 0)

    def _run(self) -> None:
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            raise RuntimeError(f"no optimum: {self._solver.getModelStatus()}")

    def _fix(self, variable: int, taken: bool) -> None:
        self._fixed.add(variable)
        self._solver.changeColBounds(variable, float(taken), float(taken))

    def settle(self, wishes: Sequence[tuple[int, bool]]) -> Taken:
        """Decide variables one after the other, each as wished where that is still possible; return what is taken."""
        taken: Taken = ()
        for start in range(0, len(wishes), _AT_ONCE):
            group = wishes[start : start + _AT_ONCE]
            places = zip(reversed(range(len(group))), group, strict=True)
            taken = self.solve({n: (-1.0 if wanted else 1.0) * 2.0**place for place, (n, wanted) in places})
            for n, _ in group:
                self._fix(n, taken[n])
        return taken
