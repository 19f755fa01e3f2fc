"""The catalogue of all texts, for window, report and command line alike.

``resources/texts/<language>/<part>.toml``: a part per room, so that the window's first frame reads only its own.
A key is the dotted path inside its part, with the part's name in front: ``window.home.new``.
Gaps are Python's own ``{name}`` fields; a text with a number may be a table ``{one = …, other = …}``.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from riskassess.locations import resources
from riskassess.problems import Problem

FALLBACK = "zh"


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue, Chinese first."""
    found = sorted(p.name for p in (resources() / "texts").iterdir() if p.is_dir())
    return tuple(sorted(found, key=lambda name: name != FALLBACK))


@cache
def part(language: str, name: str) -> Mapping[str, Any]:
    """Read one part of a language's catalogue, flattened to dotted keys; an unknown part is empty."""
    path = resources() / "texts" / language / f"{name}.toml"
    if not path.is_file():
        return {}
    return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and not _is_plural(value):  # pyright: ignore[reportUnknownArgumentType]
            yield from _flatten(value, f"{prefix}{key}.")  # pyright: ignore[reportUnknownArgumentType]
        else:
            yield f"{prefix}{key}", value


def _is_plural(table: Mapping[str, Any]) -> bool:
    return set(table) == {"one", "other"}


class Texts:
    """Give the texts of one language, filled in; a missing key is a defect and raises KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language if language in languages() else FALLBACK

    def __call__(self, key: str, /, **fields: object) -> str:
        """Return the text under a key such as ``window.home.new`` with its gaps filled; `count` picks a plural form."""
        text = self._find(key)
        if isinstance(text, Mapping):
            text = text["one" if fields.get("count") == 1 else "other"]  # pyright: ignore[reportUnknownVariableType]
        return str(text).format(**fields) if fields else str(text)  # pyright: ignore[reportUnknownArgumentType]

    def has(self, key: str) -> bool:
        """Tell whether the language has this key."""
        name, _, rest = key.partition(".")
        return rest in part(self.language, name)

    def _find(self, key: str) -> Any:
        name, _, rest = key.partition(".")
        return part(self.language, name)[rest]

    def problem(self, found: Problem) -> tuple[str, str]:
        """Return what is wrong and what to do, as two sentences."""
        fields = {key: _shown(value, self.language) for key, value in found.fields.items()}
        return self(f"problems.{found.code}.what", **fields), self(f"problems.{found.code}.do", **fields)

    def problem_line(self, found: Problem) -> str:
        """Return a problem as one line for a terminal: place, code, what, what to do."""
        what, do = self.problem(found)
        place = str(found.place)
        return f"{place}{': ' if place else ''}[{found.code}] {what} {do}"


def _shown(value: object, language: str) -> object:
    """Return a field as it is read: items with commas between, a text of a pack in the language asked for."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_shown(item, language)) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, Mapping) and value:
        return value.get(language, next(iter(value.values())))  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType, reportUnknownArgumentType]
    return value  # pyright: ignore[reportUnknownVariableType]


def gaps_of(text: str) -> frozenset[str]:
    """Return the names of the gaps in a text, so that a test can compare languages."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
