"""The catalogue of all texts, for window, report and command line alike.

``resources/texts/<language>/<part>.toml``: a part per room, so that the window's first frame reads only its own.
A key is the dotted path inside its part, with the part's name in front: ``window.home.new``.
Gaps are Python's own ``{name}`` fields; a text with a number may be a table ``{one = …, other = …}``.

A further language needs no more than such a folder in `added_languages`. What somebody adds is never trusted: a text
that is missing, or whose gaps are not those of the English one, stands in English, so no catalogue breaks a page.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from riskassess.locations import added_languages, resources
from riskassess.problems import Problem

FALLBACK = "zh"
_BASIS = "en"  # what stands where an added language says nothing fitting
_TAG = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")  # how a folder of a language is named


@cache
def shipped_languages() -> tuple[str, ...]:
    """List the languages that come with the program, Chinese first."""
    found = sorted(p.name for p in (resources() / "texts").iterdir() if p.is_dir())
    return tuple(sorted(found, key=lambda name: name != FALLBACK))


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue: those that come with the program, then those added."""
    folder = added_languages()
    try:
        found = sorted(p.name for p in folder.iterdir() if _TAG.fullmatch(p.name) and p.is_dir())
    except OSError:  # it is not there, as almost always, or cannot be read
        found = []
    return (*shipped_languages(), *(name for name in found if name not in shipped_languages()))


def is_known(language: str) -> bool:
    """Tell whether a language has a catalogue; the folder of added ones is looked for only when it must be."""
    return language in shipped_languages() or language in languages()


def catalogue(language: str) -> Path:
    """Return the folder of a language's catalogue; one that comes with the program wins over an added one."""
    return (resources() / "texts" if language in shipped_languages() else added_languages()) / language


@cache
def part(language: str, name: str) -> Mapping[str, Any]:
    """Read one part of a language's catalogue, flattened to dotted keys; an unknown part is empty."""
    path = catalogue(language) / f"{name}.toml"
    if language in shipped_languages():
        return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), "")) if path.is_file() else {}
    basis, theirs = part(_BASIS, name), _read_added(path)
    return {key: theirs[key] if _fits(theirs.get(key), text) else text for key, text in basis.items()}


def _read_added(path: Path) -> Mapping[str, Any]:
    """Read a part that somebody added; what cannot be read says nothing."""
    try:
        return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    except (OSError, ValueError):  # TOML and UTF-8 complain by kinds of ValueError
        return {}


def _forms(text: object) -> tuple[object, ...]:
    return tuple(text.values()) if isinstance(text, Mapping) else (text,)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _fits(theirs: object, ours: object) -> bool:
    """Tell whether an added text may stand for ours: it has words, and no gap that ours does not fill."""
    filled = frozenset[str]().union(*(gaps_of(str(form)) for form in _forms(ours)))
    return all(isinstance(form, str) and _has_gaps_only(form, filled) for form in _forms(theirs))


def _has_gaps_only(form: str, filled: frozenset[str]) -> bool:
    try:
        gaps = [gap for gap in string.Formatter().parse(form) if gap[1] is not None]
    except ValueError:
        return False
    return all(name in filled and not spec and not conversion for _, name, spec, conversion in gaps)


def unfit(language: str) -> tuple[str, ...]:
    """List the keys that stand in English although the language is another: missing, or with other gaps."""
    if language in shipped_languages():
        return ()
    found: list[str] = []
    for path in sorted((resources() / "texts" / _BASIS).glob("*.toml")):
        theirs = _read_added(catalogue(language) / path.name)
        basis = part(_BASIS, path.stem)
        found += [f"{path.stem}.{key}" for key, text in basis.items() if not _fits(theirs.get(key), text)]
    return tuple(found)


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
        self.language = language if is_known(language) else FALLBACK

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
