"""Every error a user can meet: a code, a place and fields.

The sentences themselves (what is wrong, what to do) are in ``resources/texts/<language>/problems.toml``
under the code, so that the same problem reads well in every language and nothing here needs one.
Checks return problems as values and never stop at the first; an operation that cannot go on raises
all of them together as `ProblemsFound`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Say where a problem is: a file with line and column (from 1), a sheet with a cell, or a path inside the data."""

    file: str = ""
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""
    path: str = ""  # such as ``answers/GOV-01/level``

    def __str__(self) -> str:
        spot = self.file
        if self.line:
            spot += f":{self.line}:{self.column}"
        if self.sheet:
            spot += f"{'!' if spot else ''}{self.sheet}!{self.cell}"
        if self.path:
            spot += f" ({self.path})" if spot else self.path
        return spot


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one thing that is wrong; `code` names its sentences, `fields` fill their gaps."""

    code: str
    place: Place = Place()
    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    severity: Severity = "error"


class ProblemsFound(Exception):
    """Carry every problem of one operation; nothing was written when it is raised."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(f"{p.code} {p.place} {dict(p.fields)}" for p in self.problems))


def problem(code: str, place: Place = Place(), *, severity: Severity = "error", **fields: object) -> Problem:
    """Make a problem with its fields as keywords."""
    return Problem(code, place, fields, severity)


def refuse(code: str, place: Place = Place(), **fields: Any) -> ProblemsFound:
    """Make the exception for a single problem, to be raised by the caller."""
    return ProblemsFound((problem(code, place, **fields),))


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems as somebody mends them: file by file as they first come, and down each file."""
    found = tuple(problems)
    files = list(dict.fromkeys(p.place.file for p in found))
    return tuple(sorted(found, key=lambda p: (files.index(p.place.file), p.place.line, p.place.column, p.code)))
