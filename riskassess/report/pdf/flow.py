"""Headings that keep company: a heading is never left alone at the foot of a page.

`kept` only marks what belongs together; how much room that takes is worked out when the whole story is known, since a
report in two languages is put together from two stories first. A section begins a page where that leaves none nearly
empty: what is short goes on under what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.prose import Prose


class Room(Flowable):
    """Mark that the next flowables belong together: a head, and what has to stand under it; it is never drawn."""

    def __init__(self, head: int, with_next: int) -> None:
        super().__init__()
        self.head, self.with_next = head, with_next


def least_height(flowable: Flowable, width: float = style.TEXT_WIDTH) -> float:
    """Return how much of a flowable has to stand together: all of it, or what it says itself."""
    least: Any = getattr(flowable, "least", None)
    return least(width) if least else flowable.wrap(width, style.TEXT_HEIGHT)[1]


def kept(head: Sequence[Flowable], body: Sequence[Flowable], *, with_next: int = 1) -> list[Flowable]:
    """Return head and body, marked to begin on the next page where the body's first parts find no room."""
    return [Room(len(head), with_next), *head, *body]


def titled(title: str, body: Sequence[Flowable], *, with_next: int = 1) -> list[Flowable]:
    """Return a heading inside a section with what it heads."""
    return kept([Prose(title, style.HEADING)], body, with_next=with_next)


def page_or_rest(part: Iterable[Flowable]) -> CondPageBreak:
    """Return what begins a page, unless all of a part finds room under what is there, or half a page is left for it."""
    need, after, enough = 0.0, 0.0, style.TEXT_HEIGHT / 2
    for flowable in part:
        if need > enough:
            break
        if not isinstance(flowable, Room):
            need += max(flowable.getSpaceBefore(), after) + flowable.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1]
            after = flowable.getSpaceAfter()
    return CondPageBreak(min(need, enough))


def settled(story: Sequence[Flowable]) -> Iterator[Flowable]:
    """Yield a story with every mark turned into a page break that happens where there is too little room."""
    for place, flowable in enumerate(story):
        if isinstance(flowable, Room):
            yield CondPageBreak(min(_room(flowable, story[place + 1 :]), style.TEXT_HEIGHT))
        else:
            yield flowable


def _room(room: Room, following: Iterable[Flowable]) -> float:
    need, after, left = 0.0, 0.0, room.head + room.with_next
    for flowable in following:
        if isinstance(flowable, Room):
            continue
        left -= 1
        need += max(flowable.getSpaceBefore(), after)
        need += flowable.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1] if left else least_height(flowable)
        after = flowable.getSpaceAfter()
        if not left:
            break
    return need
