"""The gate before any table that a committee adds by itself: what can be worked out of all tables together.

Counts in tables over the same names add up to one another, so a withheld cell is often the difference of shown ones.
For each, a linear programme finds the least and the most it can be; where that is a span narrower than k, it is as good
as printed. Tables that share no name know of each other only how many there are in all, and cells that no sum joins
know nothing of each other: each such piece is asked by itself, so the work grows with the number of pieces.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from riskassess.committee.linear import Bounds, never
from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.loading.reading import read_file

COUNT: Final = "count"
MOST_CELLS: Final = 200_000
_NEAR: Final = 1e-6
"""What a solver may be off by."""

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


def audit(tables: Sequence[Count], k: int, stopped: Callable[[], bool] = never) -> tuple[Problem, ...]:
    """Return what stands against showing some tables together; nothing when they are safe for k.

    Problems name a line and no figure. Raises ProblemsFound when the tables contradict each other, are too large, or
    the audit was stopped: then nothing is known, and nothing may be shown.
    """
    small = [problem("table-small", one.place, k=k) for one in tables if one.count is not None and one.count < k]
    if small:
        return tuple(small)
    return tuple(_exposed(tables, k, stopped))


def _exposed(tables: Sequence[Count], k: int, stopped: Callable[[], bool]) -> Iterator[Problem]:
    pieces = [_Piece(some, stopped) for some in _by_shared_names(tables)]
    low, high = zip(*(piece.total() for piece in pieces), strict=True)
    for one in tables:
        if not one.cell and one.count is None and min(high) - max(low) < k - _NEAR:
            yield problem("table-exposed", one.place, k=k)
    for piece in pieces if len(pieces) > 1 else ():
        piece.hold_total(max(low), min(high))
    for piece in pieces:
        yield from piece.exposed(k)


def _by_shared_names(tables: Sequence[Count]) -> list[list[Count]]:
    """Cut what is said into lists that share no name; what is shown of everybody belongs to each."""
    whole = list({one.count: one for one in tables if not one.cell and one.count is not None}.values())
    pieces: list[tuple[set[str], list[Count]]] = []
    for one in tables:
        if not one.cell:
            continue
        names, joined = set(one.cell), [one]
        apart: list[tuple[set[str], list[Count]]] = []
        for piece in pieces:
            if piece[0] & names:
                names, joined = names | piece[0], piece[1] + joined
            else:
                apart.append(piece)
        pieces = [*apart, (names, joined)]
    return [whole + counts for _, counts in pieces] or [whole]


class _Piece:
    """Hold the tables over some names: the finest cells they speak of, and what is known of those that sums join."""

    def __init__(self, tables: Sequence[Count], stopped: Callable[[], bool]) -> None:
        self._tables, self._stopped = tables, stopped
        self._finest = _finest(tables)
        self._within = [_within(one.cell, self._finest) for one in tables]
        self._total: tuple[float, float] | None = None
        self._bounds: dict[int, tuple[Bounds, dict[int, int]]] = {}
        shown = [places for one, places in zip(tables, self._within, strict=True) if one.count is not None]
        self._block = _blocks(len(self._finest), shown)

    def total(self) -> tuple[float, float]:
        """Return the least and the most that there can be in all."""
        return self._span(range(len(self._finest)))

    def hold_total(self, low: float, high: float) -> None:
        """Say what other tables know of how many there are in all."""
        if low > high + _NEAR:
            raise refuse("tables-contradict")
        least, most = self.total()
        if low > least + _NEAR or high < most - _NEAR:
            self._total, self._bounds = (low, max(low, high)), {}
            self._block = [0] * len(self._finest)  # the sum over everything joins every cell

    def exposed(self, k: int) -> Iterator[Problem]:
        """Yield each withheld cell that can be narrowed to less than k."""
        for one, places in zip(self._tables, self._within, strict=True):
            if one.count is None:
                low, high = self._span(places)
                if high - low < k - _NEAR:
                    yield problem("table-exposed", one.place, k=k)

    def _span(self, places: Iterable[int]) -> tuple[float, float]:
        low = high = 0.0
        of: dict[int, list[int]] = {}
        for place in places:
            of.setdefault(self._block[place], []).append(place)
        for block, some in of.items():
            bounds, column = self._bounds_of(block)
            least, most = bounds.span({column[place]: 1.0 for place in some})
            low, high = low + least, high + most
        return low, high

    def _bounds_of(self, block: int) -> tuple[Bounds, dict[int, int]]:
        if block not in self._bounds:
            own = [place for place, of in enumerate(self._block) if of == block]
            column = {place: at for at, place in enumerate(own)}
            bounds = Bounds(len(own), self._stopped)
            for one, places in zip(self._tables, self._within, strict=True):
                if one.count is not None and places and self._block[places[0]] == block:
                    bounds.hold({column[place]: 1.0 for place in places}, one.count)
            if self._total is not None:
                bounds.hold(dict.fromkeys(range(len(own)), 1.0), *self._total)
            self._bounds[block] = bounds, column
        return self._bounds[block]


def _blocks(size: int, sums: Iterable[Sequence[int]]) -> list[int]:
    """Return for each cell the first of those that sums join it with, over however many steps."""
    leads = list(range(size))

    def lead(cell: int) -> int:
        while leads[cell] != cell:
            leads[cell] = leads[leads[cell]]
            cell = leads[cell]
        return cell

    for places in sums:
        for place in places[1:]:
            one, other = sorted((lead(places[0]), lead(place)))
            leads[other] = one
    return [lead(cell) for cell in range(size)]


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
