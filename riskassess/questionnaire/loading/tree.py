"""Plain data grown from the beginnings, ends and values that a reader of YAML or JSON meets, with their marks.

One grower for both notations, so that a repeated key, a depth without end or a broken number is the same problem in
either. It works with its own stack: no file can exhaust the interpreter's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.loading.documents import Document, Mark, Path

DEEPEST = 40
"""Levels of nesting; packs and answers need eight."""


@dataclass(slots=True)
class _Open:
    """Hold a list or mapping that has not ended yet."""

    data: Any
    path: Path
    key: str | None = None
    lost: bool = False  # it stands under a repeated key: read on, kept nowhere


class ReadingEnded(Exception):
    """End the reading of a file nested too deep: what follows is no file of ours, and costs the parser dearly."""


@dataclass
class Tree:
    """Take what a reader meets, in order; `document` gives the result."""

    file: str
    problems: list[Problem] = field(default_factory=list[Problem])
    _stack: list[_Open] = field(default_factory=list[_Open])
    _data: Any = None
    _marks: dict[Path, Mark] = field(default_factory=dict[Path, Mark])
    _key_marks: dict[Path, Mark] = field(default_factory=dict[Path, Mark])
    _unreadable: set[Path] = field(default_factory=set[Path])

    def document(self) -> Document:
        """Return what has grown."""
        return Document(self.file, self._data, self._marks, self._key_marks, frozenset(self._unreadable))

    def awaits_key(self) -> bool:
        """Tell whether the next value is the key of a mapping."""
        return bool(self._stack) and isinstance(self._stack[-1].data, dict) and self._stack[-1].key is None

    def key(self, name: str, mark: Mark) -> None:
        """Take the key of a mapping's next value; a key that stands there already is reported with both lines."""
        top = self._stack[-1]
        path = (*top.path, name)
        top.key = name
        if top.lost:
            return
        if path in self._key_marks:
            self.report("key-repeated", mark, path, key=name, first=self._key_marks[path][0])
        else:
            self._key_marks[path] = mark

    def value(self, value: object, mark: Mark, *, readable: bool = True) -> None:
        """Take a single value; one that is not `readable` was reported and is left alone by later checks."""
        path = self._place_for(value, mark)
        if path is not None and not readable:
            self._unreadable.add(path)

    def begin(self, container: dict[str, Any] | list[Any], mark: Mark) -> None:
        """Take the beginning of a mapping or list."""
        if len(self._stack) == DEEPEST:
            self.report("nested-too-deep", mark, self._path(), most=DEEPEST)
            raise ReadingEnded
        path = self._place_for(container, mark)
        self._stack.append(_Open(container, path or (), lost=path is None))

    def end(self) -> None:
        """Take the end of the innermost mapping or list."""
        self._stack.pop()

    def report(self, code: str, mark: Mark, path: Path | None = None, **fields: Any) -> None:
        """Keep a problem met while reading."""
        where = self.document().place(self._path() if path is None else path)
        self.problems.append(problem(code, Place(self.file, *mark, path=where.path), **fields))

    def _path(self) -> Path:
        """Return where the next value will stand."""
        if not self._stack:
            return ()
        top = self._stack[-1]
        return (*top.path, top.key or "") if isinstance(top.data, dict) else (*top.path, len(top.data))

    def _place_for(self, value: object, mark: Mark) -> Path | None:
        """Put a value where it belongs and return its path, or None where it is kept nowhere."""
        if not self._stack:
            self._data, self._marks[()] = value, mark
            return ()
        top, path = self._stack[-1], self._path()
        if isinstance(top.data, list):
            top.data.append(value)  # pyright: ignore[reportUnknownMemberType]
        else:
            name, top.key = top.key or "", None
            if name in top.data:
                return None
            top.data[name] = value
        if top.lost:
            return None
        self._marks[path] = mark
        return path
