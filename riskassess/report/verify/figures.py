"""One result against another, value by value: what differs, where, and how many values were compared.

Both are plain data of ``riskassess-result/1``; lists whose entries have an id are compared entry by entry under that
id, so that one entry too many is said once and not as a difference in all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

TOLERANCE = 1e-9
ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold one value that was compared: its path in the result, what the file says, what scoring again gives."""

    path: str
    found: object
    expected: object

    @property
    def same(self) -> bool:
        return alike(self.found, self.expected)


def alike(found: object, expected: object) -> bool:
    """Tell whether two plain values are the same; numbers within 1e-9, of their own size where they are above 1."""
    if _is_number(found) and _is_number(expected):
        one, other = cast("float", found), cast("float", expected)
        return abs(one - other) <= TOLERANCE * max(1.0, abs(other))
    return type(found) is type(expected) and found == expected


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def compared(found: Any, expected: Any, path: str = "") -> Iterator[Compared]:
    """Yield every value of two results, those of the expected one first and in its order."""
    sides: tuple[Any, Any] = (found, expected)
    if all(isinstance(side, Mapping) for side in sides):
        yield from _entries(*sides, path)
    elif all(map(_is_list, sides)):
        yield from _lists(*sides, path)
    else:
        yield Compared(path, *map(_simple, sides))


def _entries(found: Mapping[str, Any], expected: Mapping[str, Any], path: str) -> Iterator[Compared]:
    for key in dict.fromkeys((*expected, *found)):
        below = f"{path}/{key}" if path else str(key)
        yield from compared(found.get(key, ABSENT), expected.get(key, ABSENT), below)


def _lists(found: Sequence[Any], expected: Sequence[Any], path: str) -> Iterator[Compared]:
    named, wanted = _by_id(found), _by_id(expected)
    if named is None or wanted is None:
        yield from _entries(_numbered(found), _numbered(expected), path)
        return
    yield Compared(f"{path}/id", ", ".join(named), ", ".join(wanted))
    yield from _entries(named, wanted, path)


def _numbered(items: Sequence[Any]) -> dict[str, Any]:
    return {str(place): item for place, item in enumerate(items)}


def _by_id(items: Sequence[Any]) -> dict[str, Any] | None:
    """Return a list's entries by their id; None where one has none, or where two have the same."""
    entries = [cast("Mapping[str, Any]", item) for item in items if isinstance(item, Mapping)]
    named = {str(entry["id"]): entry for entry in entries if "id" in entry}
    return named if len(named) == len(items) else None


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple))


def _simple(value: object) -> object:
    """Return a value as it can be compared and told; a whole part that stands against a value is told as such."""
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
