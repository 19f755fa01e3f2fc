"""Rows to counts, by group: all that a publication is made from, and all that is ever added noise to.

Answers are small whole numbers, so a few thousand counts hold whatever quantile or share is asked for, and a million
rows are gone through once, in batches. Detailed senders and others count in the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riskassess.assessment.core import BANDS, base_target, core_domains, core_questions
from riskassess.committee.store import NOT_DRAWN, Row
from riskassess.exchange.submission import drawn_marks
from riskassess.questionnaire.values import LEVELS, Pack, Question

Cells = NDArray[np.int64]
BATCH: Final = 20_000
"""Rows that are held at once."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Hold the counts of some rows: each table a row for what is asked about, a column for what was said."""

    size: int
    readiness: Cells  # bands
    grades: Cells  # grades of the pack
    substantiated: Cells
    domains: Cells  # compared domains × bands
    marks: Cells  # core questions × (at or above base target, below); of those who are not detailed
    levels: Cells  # core questions × levels; of detailed senders

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


class Frame:
    """Know what the counts of one pack stand for: the names of rows and columns, and what is below target."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.core = tuple(question.id for question in core_questions(pack))
        self.domains = tuple(domain.id for domain in core_domains(pack))
        self.grades = tuple(grade.id for grade in pack.grades)
        targets = np.array([base_target(pack, pack.question_by_id[name]) for name in self.core])
        self.is_below: NDArray[np.bool_] = np.array(LEVELS)[None, :] < targets[:, None]

    def empty(self) -> Tally:
        """Return the counts of no rows."""
        shapes = ((BANDS,), (len(self.grades),), (len(self.grades),), (len(self.domains), BANDS))
        core = len(self.core)
        return Tally(0, *(np.zeros(shape, np.int64) for shape in (*shapes, (core, 2), (core, len(LEVELS)))))

    def filled(self, **tables: Any) -> Tally:
        """Return counts with some tables and nothing in the others."""
        return replace(self.empty(), **tables)

    def below(self, tally: Tally) -> tuple[Cells, Cells]:
        """Return for each core question how many are below base target, and how many speak of it."""
        below = tally.marks[:, 1] + (tally.levels * self.is_below).sum(axis=1)
        return below, tally.marks.sum(axis=1) + tally.levels.sum(axis=1)

    def bands(self, levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the band of each compared domain from the levels of core questions, a row for each sender.

        Added up question by question in the pack's order, as one enterprise does it, so that both get the same.
        """
        found = np.empty((len(levels), len(self.domains)), np.uint8)
        for at, domain in enumerate(core_domains(self.pack)):
            asked = [question for question in domain.questions if question.is_core]
            reached = sum((self._worth(question)[levels[:, self.core.index(question.id)]] for question in asked), 0.0)
            share = reached / sum(question.weight for question in asked)
            found[:, at] = np.minimum(BANDS - 1, np.floor(share * BANDS + 1e-9))
        return found

    def _worth(self, question: Question) -> NDArray[np.float64]:
        target = base_target(self.pack, question)
        return np.array([question.weight * min(1.0, level / target) for level in LEVELS])


def count(pack: Pack, groups: Sequence[str], rows: Iterable[Row]) -> dict[str, Tally]:
    """Count rows by group; every group is there, those without rows too."""
    frame = Frame(pack)
    total = {group: frame.empty() for group in groups}
    for some in batches(rows):
        for group, tally in _counted(frame, groups, some):
            total[group] += tally
    return total


def with_drawn_marks(pack: Pack, call: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows of detailed senders as if they had not been: noise must cover what one row can do at most."""
    frame = Frame(pack)
    place = {name: at for at, name in enumerate(frame.core)}
    for row in rows:
        if row.levels is None:
            yield row
            continue
        levels = np.frombuffer(row.levels, np.uint8)
        marks = bytearray([NOT_DRAWN]) * len(frame.core)
        for name in drawn_marks(frame.core, call, row.token.hex()):
            marks[place[name]] = bool(frame.is_below[place[name], levels[place[name]]])
        yield row._replace(domains=frame.bands(levels[None, :]).tobytes(), marks=bytes(marks), levels=None)


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Cut rows into lists of at most `BATCH`."""
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some


def matrix(content: Iterable[bytes | None], width: int) -> NDArray[np.uint8]:
    """Return a row of numbers for each byte string of some width."""
    return np.frombuffer(b"".join(one or b"" for one in content), np.uint8).reshape(-1, width)


def _counted(frame: Frame, groups: Sequence[str], rows: list[Row]) -> Iterator[tuple[str, Tally]]:
    plain, detailed = [row for row in rows if row.levels is None], [row for row in rows if row.levels is not None]
    levels = matrix((row.levels for row in detailed), len(frame.core))
    domains = np.concatenate((matrix((row.domains for row in plain), len(frame.domains)), frame.bands(levels)))
    marks = matrix((row.marks for row in plain), len(frame.core))
    ordered = plain + detailed
    place, grade = {name: at for at, name in enumerate(groups)}, {name: at for at, name in enumerate(frame.grades)}
    of = np.array([place[row.group_id or ""] for row in ordered])
    singles = (
        (np.array([row.readiness for row in ordered]), BANDS),
        (np.array([grade[row.grade or ""] for row in ordered]), len(grade)),
        (np.array([grade[row.substantiated or ""] for row in ordered]), len(grade)),
    )
    heads = [_cells(of, values[:, None], groups, width)[:, 0] for values, width in singles]
    tables = (
        _cells(of, domains, groups, BANDS),
        _cells(of[: len(plain)], marks, groups, NOT_DRAWN + 1)[:, :, :2],
        _cells(of[len(plain) :], levels, groups, len(LEVELS)),
    )
    sizes = np.bincount(of, minlength=len(groups))
    for at, group in enumerate(groups):
        if sizes[at]:
            yield group, Tally(int(sizes[at]), *(one[at] for one in (*heads, *tables)))


def _cells(of: NDArray[Any], values: NDArray[Any], groups: Sequence[str], width: int) -> Cells:
    """Count values by group and column: groups × columns × width."""
    shape = (len(groups), width)
    columns = [
        np.bincount(of * width + column, minlength=shape[0] * width).reshape(shape)  # a column at a time stays small
        for column in values.T
    ]
    return np.stack(columns, axis=1).astype(np.int64) if columns else np.zeros((len(groups), 0, width), np.int64)


def total_of(frame: Frame, tallies: Mapping[str, Tally], groups: Iterable[str]) -> Tally:
    """Return the counts of some groups taken together."""
    return sum((tallies[group] for group in groups), frame.empty())
