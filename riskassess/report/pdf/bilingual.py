"""Two languages side by side: the same story told twice, put together part by part.

Every section is a function of the phrases of one language, so it is built once in each; the two stories have the same
parts in the same order. Prose stands in two columns, cells and labels have the second language under the first, and
what reads the same in both (names, numbers, what somebody typed) stands once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.breaking import Run
from riskassess.report.pdf.heads import Head
from riskassess.report.pdf.lettering import Placed
from riskassess.report.pdf.prose import Labelled, Prose, split_stack
from riskassess.report.pdf.rows import Rows

HEADINGS = {style.SECTION.size, style.HEADING.size, style.COVER_KIND.size}
"""Sizes at which the second language stands behind the first on the same line."""


FACT_LABEL = 0.4 * style.TEXT_WIDTH


def paired(first: Sequence[Flowable], second: Sequence[Flowable]) -> list[Flowable]:
    """Return one story of two; where their parts are not alike, one stands after the other."""
    if [type(part) for part in first] != [type(part) for part in second]:
        return [*first, *second]
    story: list[Flowable] = []
    for one, other in zip(first, second, strict=True):
        part = _pair(one, other)
        if isinstance(part, Columns) and part.tied and story and isinstance(story[-1], Columns):
            story[-1] = story[-1].followed_by(part)
        else:
            story.append(part)
    return story


def _pair(one: Any, other: Any) -> Flowable:
    if isinstance(one, Prose):
        return _prose(one, other)
    if isinstance(one, Labelled):
        return _labelled(one, other)
    if isinstance(one, Rows):
        return one.merged_with(other, _stacked)
    if isinstance(one, Head):
        title, figures = _below(one.title, other.title), _below(one.figures, other.figures)
        return Head(one.mark, title, figures, before=one.spaceBefore, after=one.spaceAfter)
    beside: Any = getattr(one, "beside", None)
    return beside(other) if beside else one


def _same(one: Prose, other: Prose) -> bool:
    return [run.text for run in one.runs] == [run.text for run in other.runs]


def _prose(one: Prose, other: Prose) -> Flowable:
    if _same(one, other):
        return one
    if one.style.bold and one.style.size in HEADINGS:
        return _behind(one, other)
    return Columns([one], [other])


def _behind(one: Prose, other: Prose) -> Prose:
    """Return a line of both languages, the second in the weight of text; once where they say the same."""
    if _same(one, other):
        return one
    second = [run._replace(bold=False, role="text2") for run in other.runs]
    return one.with_runs((*one.runs, Run("  ", one.style.bold), *second))


def _below(one: Prose, other: Prose) -> Prose:
    """Return the second language as lines of their own under the first."""
    if _same(one, other):
        return one
    second = [run._replace(bold=False, role=run.role if run.link else "text2") for run in other.runs]
    second[0] = second[0]._replace(text="\n" + second[0].text)
    return one.with_runs((*one.runs, *second))


def _stacked(one: Sequence[Any], other: Sequence[Any]) -> Sequence[Flowable]:
    """Return one cell of two."""
    if len(one) != len(other):
        return [*one, *other]
    return [
        _below(a, b) if isinstance(a, Prose) and isinstance(b, Prose) else _pair(a, b)
        for a, b in zip(one, other, strict=True)
    ]


def _labelled(one: Labelled, other: Labelled) -> Labelled:
    """Return a row: the label of a fact has both languages on one line, that of a part of an answer or gap two."""
    body = paired(one.body, other.body)
    is_fact = one.label.style.colour is style.TEXT2
    label = _behind(one.label, other.label) if is_fact else _below(one.label, other.label)
    width = FACT_LABEL if is_fact else max(one.label_width, other.label_width)
    merged = Labelled(label, body, width, after=one.spaceAfter)
    merged.spaceBefore = one.getSpaceBefore()
    return merged


class Columns(Placed):
    """Set two stacks of flowables in two columns of one width; splits where both find room."""

    def __init__(self, left: Sequence[Flowable], right: Sequence[Flowable]) -> None:
        super().__init__()
        self.columns = (list(left), list(right))
        firsts = [stack[0] for stack in self.columns if stack]
        lasts = [stack[-1] for stack in self.columns if stack]
        self.spaceBefore = max((part.getSpaceBefore() for part in firsts), default=0)
        self.spaceAfter = max((part.getSpaceAfter() for part in lasts), default=0)
        self.tied = any(getattr(part, "tied", False) for part in firsts)

    def followed_by(self, other: Columns) -> Columns:
        """Return the columns with those of another under them, each under its own language."""
        return Columns(*([*a, *b] for a, b in zip(self.columns, other.columns, strict=True)))

    def _column_width(self, width: float) -> float:
        return (width - style.COLUMN_GAP) / 2

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width, width = avail_width, self._column_width(avail_width)
        self.height = max(_stack_height(stack, width, avail_height) for stack in self.columns)
        return avail_width, self.height

    def least(self, width: float) -> float:
        """Return the height that has to stand together at the foot of a page."""
        column = self._column_width(width)
        return max((_least(stack[0], column) for stack in self.columns if stack), default=0)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        width = self._column_width(avail_width)
        halves = [split_stack(stack, width, avail_height) for stack in self.columns]
        if not any(rest for _, rest in halves):
            return [self]
        if any(stack and not fitting for stack, (fitting, _) in zip(self.columns, halves, strict=True)):
            return []
        return [Columns(*(fitting for fitting, _ in halves)), Columns(*(rest for _, rest in halves))]

    def draw_at(self, x: float, y: float) -> None:
        width = self._column_width(self.width)
        for number, stack in enumerate(self.columns):
            top = y + self.height
            for place, part in enumerate(stack):
                top -= part.wrap(width, style.TEXT_HEIGHT)[1] + (part.getSpaceBefore() if place else 0)
                part.drawOn(self.canv, x + number * (width + style.COLUMN_GAP), top)


def _stack_height(stack: Sequence[Flowable], width: float, height: float) -> float:
    return sum(
        part.wrap(width, height)[1] + (part.getSpaceBefore() if place else 0) for place, part in enumerate(stack)
    )


def _least(part: Any, width: float) -> float:
    return part.least(width) if hasattr(part, "least") else part.wrap(width, style.TEXT_HEIGHT)[1]
