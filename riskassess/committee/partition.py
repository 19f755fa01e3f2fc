"""The groups that are really shown: those of the call, with every one below k taken together with its sibling.

The order in which a call split its whole is the order of ``when``, so siblings are groups that part at the last name.
What is left is again a partition: no two parts overlap, nothing is the difference of two shown figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riskassess.exchange.groups import Group

Part = tuple[Group, ...]


def parts_of(groups: Sequence[Group], sizes: Mapping[str, int], k: int) -> tuple[Part, ...]:
    """Merge groups until every part has k submissions; a single part may still have fewer."""
    return tuple(_below(list(groups), 0, sizes, k))


def size_of(part: Part, sizes: Mapping[str, int]) -> int:
    """Return how many submissions a part has."""
    return sum(sizes.get(group.id, 0) for group in part)


def _below(groups: list[Group], depth: int, sizes: Mapping[str, int], k: int) -> list[Part]:
    if len(groups) == 1:
        return [(groups[0],)]
    branches: dict[object, list[Group]] = {}
    for group in groups:
        steps = tuple(group.when.items())
        branches.setdefault(steps[: depth + 1] if len(steps) > depth else group.id, []).append(group)
    parts = [part for branch in branches.values() for part in _below(branch, depth + 1, sizes, k)]
    return _merged(parts, sizes, k)


def _merged(parts: list[Part], sizes: Mapping[str, int], k: int) -> list[Part]:
    while len(parts) > 1:
        parts.sort(key=lambda part: (size_of(part, sizes), [group.id for group in part]))
        if size_of(parts[0], sizes) >= k:
            break
        parts = [parts[0] + parts[1], *parts[2:]]
    return sorted((tuple(sorted(part, key=lambda g: g.id)) for part in parts), key=lambda part: part[0].id)
