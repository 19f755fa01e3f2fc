"""The gate before any table that a committee adds by itself: what can be worked out of all tables together.

Counts in tables over the same names add up to one another, so a withheld cell is often the difference of shown ones.
For each, a linear programme finds the least and the most it can be; where that is a span narrower than k, it is as good
as printed. The number of programmes grows with the number of withheld cells, so the audit can be stopped between two.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.loading.reading import read_file

COUNT: Final = "count"
MOST_CELLS: Final = 200_000

Cell = Mapping[str, str]
"""The names that a cell fixes with their values; over all others it is a sum."""


@dataclass(frozen=True, slots=True)
class Count:
    """Hold one line of a table: a cell with its count, None where it is withheld."""

    cell: Cell
    count: int | None
    place: Place


def read_table(path: Path) -> tuple[Count, ...]:
    """Read a table: a column per name, empty for the sum over it, and ``count``, empty where withheld."""
    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    place = Place(path.as_posix(), 1, 1)
    try:
        heads, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise refuse("table-malformed", place, column=COUNT) from error
    if heads.count(COUNT) != 1 or len(set(heads)) != len(heads) or len(heads) < 2 or "" in heads:
        raise refuse("table-malformed", place, column=COUNT)
    found: list[Count] = []
    problems: list[Problem] = []
    for number, cells in enumerate(lines, 2):
        row, at = dict(zip(heads, cells, strict=False)), Place(path.as_posix(), number, 1)
        said = row.pop(COUNT, "").strip()
        if len(cells) != len(heads) or not (said == "" or (said.isascii() and said.isdigit() and len(said) < 9)):
            problems.append(problem("table-row", at, column=COUNT))
        else:
            found.append(Count({k: v for k, v in row.items() if v}, int(said) if said else None, at))
    if problems:
        raise ProblemsFound(problems)
    return tuple(found)


def audit(tables: Sequence[Count], k: int, stopped: Callable[[], bool] = lambda: False) -> tuple[Problem, ...]:
    """Return what stands against showing some tables together; nothing when they are safe for k.

    Problems name a line and no figure. Raises ProblemsFound when the tables contradict each other, are too large, or
    the audit was stopped: then nothing is known, and nothing may be shown.
    """
    small = [problem("table-small", one.place, k=k) for one in tables if one.count is not None and one.count < k]
    if small:
        return tuple(small)
    return tuple(_exposed(tables, k, stopped))


def _exposed(tables: Sequence[Count], k: int, stopped: Callable[[], bool]) -> Iterator[Problem]:
    finest = _finest(tables)
    solver = _Solver(len(finest))
    for one in tables:
        if one.count is not None:
            solver.fix(_within(one.cell, finest), one.count)
    for one in tables:
        if one.count is None:
            if stopped():
                raise refuse("audit-stopped")
            low, high = solver.span(_within(one.cell, finest))
            if high - low < k - 1e-6:
                yield problem("table-exposed", one.place, k=k)


def _finest(tables: Sequence[Count]) -> list[dict[str, str]]:
    values: dict[str, list[str]] = {}
    for one in tables:
        for name, value in one.cell.items():
            known = values.setdefault(name, [])
            if value not in known:
                known.append(value)
    size = 1
    for known in values.values():
        size *= len(known)
    if size > MOST_CELLS:
        raise refuse("tables-too-large", most=MOST_CELLS)
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


def _within(cell: Cell, finest: Sequence[Cell]) -> list[int]:
    return [n for n, one in enumerate(finest) if all(one[name] == value for name, value in cell.items())]


class _Solver:
    """Find the least and the most of sums of counts that are not negative, given some sums."""

    def __init__(self, size: int) -> None:
        import highspy
        from highspy._core import _Highs  # pyright: ignore[reportPrivateUsage]

        self._optimal = highspy.HighsModelStatus.kOptimal
        self._endless = {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}
        self._most = highspy.kHighsInf
        self._solver: Any = _Highs()  # the base of the public class, which greets on stdout
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._size = size
        for _ in range(size):
            self._solver.addCol(0.0, 0.0, self._most, 0, [], [])

    def fix(self, places: list[int], count: int) -> None:
        """Say what a sum is."""
        self._solver.addRow(float(count), float(count), len(places), places, [1.0] * len(places))

    def span(self, places: list[int]) -> tuple[float, float]:
        """Return the least and the most that a sum can be."""
        return self._least(places, 1.0), -self._least(places, -1.0)

    def _least(self, places: list[int], sign: float) -> float:
        chosen = set(places)
        costs = [sign if n in chosen else 0.0 for n in range(self._size)]
        self._solver.changeColsCost(self._size, list(range(self._size)), costs)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in self._endless and sign < 0 and self._is_possible():
            return -self._most
        if status != self._optimal:
            raise refuse("tables-contradict")
        return float(self._solver.getInfo().objective_function_value)

    def _is_possible(self) -> bool:
        self._solver.changeColsCost(self._size, list(range(self._size)), [0.0] * self._size)
        self._solver.run()
        return self._solver.getModelStatus() == self._optimal
