"""What a publication gives away when all its figures are read together, found as somebody curious would.

Only what is published is looked at. Sizes are classes, shares are rounded, so each is an interval; a linear programme
over all of them says how much narrower one gets by the others. A size that others narrow is shown as a wider class; the
shares of a part that others narrow to fewer than k enterprises are not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from riskassess.committee.figures import STEP, least_for
from riskassess.committee.linear import Bounds, never

SHARES: Final = ("grades", "grades_substantiated", "below_target")
SOME_SPEAK: Final = SHARES[2:]
"""Of what not every enterprise says something."""
_NEAR: Final = 1e-6

Shown = Mapping[str, Any]
"""The whole or a part as it is published."""


def wider_sizes(whole: Shown, parts: Sequence[Shown], k: int, stopped: Callable[[], bool] = never) -> list[list[int]]:
    """Return the classes of the whole and of each part, widened until none can be narrowed to less than k."""
    sizes = [list(one["size"]) for one in (whole, *parts)]
    while exposed := _narrowed(sizes, _slack(whole, parts, k), k, stopped):
        for at in exposed:
            sizes[at][1] = 2 * sizes[at][1] + 1
    return sizes


def _narrowed(sizes: list[list[int]], slack: int, k: int, stopped: Callable[[], bool]) -> list[int]:
    (low, high), *classes = sizes
    bounds = Bounds(len(classes), stopped)
    for at, (least, most) in enumerate(classes):
        bounds.hold({at: 1.0}, least, most)
    everybody = dict.fromkeys(range(len(classes)), 1.0)
    bounds.hold(everybody, max(low - slack, 0), high + slack)
    asked = [everybody, *({at: 1.0} for at in range(len(classes)))]
    spans = [bounds.span(terms) for terms in asked]
    return [at for at, (least, most) in enumerate(spans) if most - least < k - 1 - _NEAR and len(classes) > 1]


def _slack(whole: Shown, parts: Sequence[Shown], k: int) -> int:
    """Return by how much sizes may miss adding up: each that was kept from another day may have moved by k − 1."""
    days = {one["as_of"] for one in (whole, *parts)}
    return 0 if len(days) == 1 else (k - 1) * (len(parts) + 1)


def exposed_shares(whole: Shown, parts: Sequence[Shown], k: int, stopped: Callable[[], bool] = never) -> frozenset[int]:
    """Return the places of parts whose shares can be narrowed to fewer than k enterprises by what else is shown."""
    left: list[Shown] = list(parts)
    found = set[int]()
    hidden: Shown = {table: {} for table in SHARES}
    while True:
        more = {
            at
            for table in SHARES
            for name in whole[table]
            for at in _exposed_by(whole, left, k, (table, name), stopped)
        }
        if not more:
            return frozenset(found)
        found |= more
        left = [{**part, **hidden} if at in found else part for at, part in enumerate(left)]


def _exposed_by(
    whole: Shown, parts: Sequence[Shown], k: int, figure: tuple[str, str], stopped: Callable[[], bool]
) -> list[int]:
    """Ask one figure; unknown are the size of each part, how many of it speak, and how many of these are counted."""
    table, name = figure
    shown = {at: part[table][name] for at, part in enumerate(parts) if name in part.get(table, {})}
    if not shown or len({one["as_of"] for one in (whole, *parts)}) > 1:
        return []  # of different days nothing can be subtracted
    count = len(parts)
    speak, counted = range(count, 2 * count), range(2 * count, 3 * count)
    bounds = Bounds(3 * count, stopped)
    for at, part in enumerate(parts):
        bounds.hold({at: 1.0}, *part["size"])
        bounds.hold({at: 1.0, speak[at]: -1.0}, 0.0, bounds.most if table in SOME_SPEAK else 0.0)
        bounds.hold({speak[at]: 1.0, counted[at]: -1.0}, 0.0, bounds.most)
        if at in shown:
            _hold_share(bounds, (shown[at], part["step"]), [speak[at]], [counted[at]])
            bounds.hold({speak[at]: 1.0}, least_for(part["step"], k), bounds.most)
    bounds.hold(dict.fromkeys(range(count), 1.0), *whole["size"])
    _hold_share(bounds, (whole[table][name], STEP), speak, counted)
    spans = {at: bounds.span({counted[at]: 1.0}) for at in shown}
    return [at for at, (low, high) in spans.items() if high - low < k - _NEAR]


def _hold_share(bounds: Bounds, share: tuple[int, int], speak: Sequence[int], counted: Sequence[int]) -> None:
    """Say that a share of those who speak, rounded to a step, is counted; the first step begins at none."""
    per_cent, step = share
    low = 0.0 if per_cent == step else (per_cent - step / 2) / 100
    high = 1.0 if per_cent == 100 - step else (per_cent + step / 2) / 100
    for limit, least in ((low, True), (high, False)):
        terms = {**dict.fromkeys(counted, 1.0), **dict.fromkeys(speak, -limit)}
        bounds.hold(terms, 0.0 if least else -bounds.most, bounds.most if least else 0.0)
