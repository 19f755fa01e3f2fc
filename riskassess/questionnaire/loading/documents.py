"""A file that was read: plain data, with the place of every part beside it.

Data and places are kept apart so that what goes into a pack or a digest is plain data, while every check can still
say line and column. Checks do not walk dictionaries by hand: they move through a `Spot`, which knows where it is and
never fails on a part that is missing or of the wrong kind (that was reported where the form of the file is checked).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from riskassess.problems import Place, Problem, problem

Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, from 1."""


class _Unsound:
    """Stand where a value was that its schema refuses, so that list positions stay what they are."""

    def __repr__(self) -> str:
        return "UNSOUND"


UNSOUND: Final = _Unsound()


@dataclass(frozen=True)
class Document:
    """Hold the data of one file with its marks: of values, and of the keys they stand under."""

    file: str
    data: Any
    marks: Mapping[Path, Mark] = field(default_factory=dict[Path, Mark])
    key_marks: Mapping[Path, Mark] = field(default_factory=dict[Path, Mark])
    unreadable: frozenset[Path] = frozenset()
    """Values that were reported while reading (an alias, a number too long); later checks leave them alone."""

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Return the place of a value (or of its key); a part that is missing is where its nearest parent is."""
        line, column = self._mark(path, self.key_marks if key else self.marks)
        return Place(self.file, line, column, path=self._spoken(path))

    def _mark(self, path: Path, marks: Mapping[Path, Mark]) -> Mark:
        if path in marks:
            return marks[path]
        while path:
            path = path[:-1]
            if path in self.marks:
                return self.marks[path]
        return self.marks.get((), (0, 0))

    def _spoken(self, path: Path) -> str:
        """Name list items by their id where they have one: ``questions/GOV-01/weight`` says more than a number."""
        parts: list[str] = []
        data = self.data
        for step in path:
            data = _child(data, step)
            name = cast("dict[str, Any]", data).get("id") if isinstance(step, int) and isinstance(data, dict) else None
            parts.append(name if isinstance(name, str) and name else str(step))
        return "/".join(parts)

    def root(self) -> Spot:
        """Return the spot of the whole document."""
        return Spot(self, (), self.data)


def _child(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return cast("dict[str, Any]", data).get(str(step))
    if isinstance(data, list) and isinstance(step, int):
        items = cast("list[Any]", data)
        return items[step] if step < len(items) else None
    return None


@dataclass(frozen=True)
class Spot:
    """Hold one value together with where it stands; a missing value is None."""

    document: Document
    path: Path
    value: Any

    def at(self, key: str) -> Spot:
        """Move to the value under a key."""
        return Spot(self.document, (*self.path, key), _sound(_child(self.value, key)))

    def each(self, key: str) -> Iterator[Spot]:
        """Go through the items of the list under a key, leaving out unsound ones."""
        return self.at(key).listed()

    def listed(self) -> Iterator[Spot]:
        """Go through the items of this list, leaving out unsound ones."""
        value = self.value
        items = cast("list[Any]", value) if isinstance(value, list) else []
        for index, item in enumerate(items):
            if item is not UNSOUND:
                yield Spot(self.document, (*self.path, index), item)

    def entries(self, key: str) -> Iterator[tuple[str, Spot]]:
        """Go through the keys and values of the mapping under a key, leaving out unsound values."""
        yield from self.at(key).items()

    def items(self) -> Iterator[tuple[str, Spot]]:
        """Go through the keys and values of this mapping, leaving out unsound values."""
        value = self.value
        items = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        for name, entry in items.items():
            if entry is not UNSOUND:
                yield name, Spot(self.document, (*self.path, name), entry)

    def text(self, key: str) -> str | None:
        """Return the text under a key, or None."""
        value = self.at(key).value
        return value if isinstance(value, str) else None

    def number(self, key: str) -> float | None:
        """Return the number under a key, or None."""
        value = self.at(key).value
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    @property
    def was_refused(self) -> bool:
        """Tell whether something stands here that was reported before."""
        return self.value is None and self.path in self.document.marks

    @property
    def place(self) -> Place:
        """Return where the value stands."""
        return self.document.place(self.path)

    @property
    def key_place(self) -> Place:
        """Return where the key of this value stands."""
        return self.document.place(self.path, key=True)

    def problem(self, code: str, **fields: Any) -> Problem:
        """Make a problem at this value."""
        return problem(code, self.place, **fields)

    def key_problem(self, code: str, **fields: Any) -> Problem:
        """Make a problem at the key of this value."""
        return problem(code, self.key_place, **fields)


def _sound(value: Any) -> Any:
    return None if value is UNSOUND else value


def without(document: Document, paths: frozenset[Path]) -> Document:
    """Return the document with the values at these paths taken out; list positions stay."""
    if not paths:
        return document

    def cut(data: Any, path: Path) -> Any:
        if path in paths:
            return UNSOUND
        return _rebuilt(data, path, cut)

    return Document(document.file, cut(document.data, ()), document.marks, document.key_marks, document.unreadable)


def _rebuilt(data: Any, path: Path, cut: Callable[[Any, Path], Any]) -> Any:
    if isinstance(data, dict):
        entries = {key: cut(value, (*path, key)) for key, value in cast("dict[str, Any]", data).items()}
        return {key: value for key, value in entries.items() if value is not UNSOUND}
    if isinstance(data, list):
        return [cut(item, (*path, index)) for index, item in enumerate(cast("list[Any]", data))]
    return data
