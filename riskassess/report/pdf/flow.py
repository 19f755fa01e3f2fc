"""Headings that keep company: a heading is never left alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.prose import Prose


def least_height(flowable: Flowable, width: float = style.TEXT_WIDTH) -> float:
    """Return how much of a flowable has to stand together: all of it, or what it says itself."""
    least: Any = getattr(flowable, "least", None)
    return least(width) if least else flowable.wrap(width, style.TEXT_HEIGHT)[1]


def kept(head: Sequence[Flowable], body: Sequence[Flowable], *, with_next: int = 1) -> list[Flowable]:
    """Return head and body, broken to the next page before the head where the body's first parts find no room."""
    need, after = 0.0, 0.0
    for flowable in head:
        need += max(flowable.getSpaceBefore(), after) + flowable.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1]
        after = flowable.getSpaceAfter()
    for number, flowable in enumerate(body[:with_next], start=1):
        last = number == min(with_next, len(body))
        need += max(flowable.getSpaceBefore(), after)
        need += least_height(flowable) if last else flowable.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1]
        after = flowable.getSpaceAfter()
    return [CondPageBreak(min(need, style.TEXT_HEIGHT)), *head, *body]


def titled(title: str, body: Sequence[Flowable], *, with_next: int = 1) -> list[Flowable]:
    """Return a heading inside a section with what it heads."""
    return kept([Prose(title, style.HEADING)], body, with_next=with_next)
