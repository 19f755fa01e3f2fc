"""A paragraph as a Platypus flowable: runs of text set by `breaking`, never parsed as markup.

ReportLab's own Paragraph reads its text as markup and breaks Chinese wrongly; this one draws what was typed, as typed.
Equal text at an equal width is broken once (a pure cache of `breaking`), which is where a report's time goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.platypus import Flowable

from riskassess.report.pdf.breaking import Line, Lines, Run, break_lines
from riskassess.report.pdf.fonts import shown, text_width
from riskassess.report.pdf.lettering import Lettering, Placed, Written
from riskassess.report.pdf.style import ACCENT, TEXT, TEXT2, TEXT3, WARN, TextStyle

ROLES = {"text": TEXT, "text2": TEXT2, "text3": TEXT3, "accent": ACCENT, "warn": WARN}
BASELINE = 0.76
"""Where the letters stand between two lines: share of the size below the middle of the leading."""


def strong(text: str) -> Run:
    """Return a run in bold."""
    return Run(text, bold=True)


def quiet(text: str) -> Run:
    """Return a run in the colour of labels."""
    return Run(text, role="text2")


def linked(text: str, place: str) -> Run:
    """Return a run that leads to a place of the report."""
    return Run(text, role="accent", link=place)


def _drawable(part: str | Run, bold: bool) -> Run:
    if isinstance(part, str):
        return Run(shown(part), bold)
    return Run(shown(part.text), part.bold or bold, part.role, part.link)


@lru_cache(maxsize=20_000)
def _one_run(text: str, bold: bool) -> tuple[Run, ...]:
    return (Run(shown(text), bold),)


class Prose(Placed):
    """Set runs of text in one style; splits between lines, at least two on either side.

    A paragraph that is `tied` explains the one before it and never begins a page.
    """

    def __init__(
        self, text: str | Run | Sequence[str | Run], style: TextStyle, *, indent: float = 0.0, tied: bool = False
    ) -> None:
        super().__init__()
        self.tied = tied
        if isinstance(text, str):
            self.runs = _one_run(text, style.bold)
        else:
            parts: Sequence[str | Run] = (text,) if isinstance(text, Run) else text
            self.runs = tuple([_drawable(part, style.bold) for part in parts if part]) or _one_run("", style.bold)
        self.style = style
        self.indent = indent
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self._lines: Lines | None = None  # given to what is left after a split
        self._at: tuple[float, Lines] | None = None  # the width last asked for, with its lines

    def with_runs(self, runs: Sequence[Run]) -> Prose:
        """Return a paragraph of the same style with other runs, already drawable."""
        made = Prose("", self.style, indent=self.indent, tied=self.tied)
        made.runs = tuple(runs)
        made.spaceBefore, made.spaceAfter = self.spaceBefore, self.spaceAfter
        return made

    def lines_at(self, width: float) -> Lines:
        """Return the lines at a width in points."""
        if self._lines is not None:
            return self._lines
        if self._at is None or self._at[0] != width:
            limit = max(int((width - self.indent) * 1000 / self.style.size), 1000)
            self._at = (width, break_lines(self.runs, limit))
        return self._at[1]

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        self.height = len(self.lines_at(avail_width)) * self.style.line
        return avail_width, self.height

    def least(self, width: float) -> float:
        """Return the height of the fewest lines that may stand alone at the foot of a page."""
        count = len(self.lines_at(width))
        return (count if count <= 3 else 2) * self.style.line

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        lines = self.lines_at(avail_width)
        fit = int((avail_height + 1e-6) // self.style.line)
        if fit >= len(lines):
            return [self]
        fit = min(fit, len(lines) - 2)
        if fit < 2:
            return []
        return [self._part(lines[:fit], first=True), self._part(lines[fit:], first=False)]

    def _part(self, lines: Sequence[Line], *, first: bool) -> Prose:
        part = Prose("", self.style, indent=self.indent, tied=self.tied and first)
        part.runs, part._lines = self.runs, Lines(lines)
        part._lines.remembered = {}
        part.spaceBefore = self.spaceBefore if first else 0
        part.spaceAfter = 0 if first else self.spaceAfter
        return part

    def draw_at(self, x: float, y: float) -> None:
        style, lines = self.style, self.lines_at(self.width)
        base = y + self.height - (style.line - style.size) / 2 - style.size * BASELINE - style.size * 0.06
        self._written(lines).put(self.canv, x, base)
        for run in self.runs:
            if run.link:
                self._draw_links(lines, x, y)
                break

    def _written(self, lines: Lines) -> Written:
        key = (self.style, self.indent, None if self.style.align == "left" else self.width)
        found = lines.remembered.get(key)
        if found is None:
            found = lines.remembered[key] = self._write(lines)
        return found

    def _write(self, lines: Lines) -> Written:
        letters, last, line_height = Lettering(self.style.size), 0.0, 0.0
        for line in lines:
            start = self._start(line)
            letters.move(start - last, -line_height)
            last, line_height = start, self.style.line
            for piece in line.pieces:
                run = self.runs[piece.run]
                letters.put(piece.text, ROLES.get(run.role, self.style.colour), bold=run.bold)
        return letters.finish()

    def _start(self, line: Line) -> float:
        if self.style.align == "left":
            return self.indent
        free = self.width - line.width * self.style.size / 1000
        return free if self.style.align == "right" else free / 2

    def _draw_links(self, lines: Lines, left: float, bottom: float) -> None:
        top = bottom + self.height
        for line in lines:
            x = left + self._start(line)
            for piece in line.pieces:
                run = self.runs[piece.run]
                width = text_width(piece.text, run.bold) * self.style.size / 1000
                if run.link:
                    self.canv.lead(run.link, x, top - self.style.line, x + width, top)
                x += width
            top -= self.style.line


def split_stack(stack: Sequence[Any], width: float, height: float) -> tuple[list[Any], list[Any]]:
    """Return what of a stack of flowables fits into a height, and the rest."""
    fitting: list[Any] = []
    for number, part in enumerate(stack):
        before = part.getSpaceBefore() if number else 0
        needed = part.wrap(width, height)[1] + before
        if needed > height + 1e-6:
            halves = part.split(width, height - before)
            if halves:
                return [*fitting, halves[0]], [*halves[1:], *stack[number + 1 :]]
            while fitting and getattr(stack[len(fitting)], "tied", False):
                fitting.pop()
            return fitting, list(stack[len(fitting) :])
        fitting.append(part)
        height -= needed
    return fitting, []


def _least(stack: Sequence[Any], width: float) -> float:
    """Return what of a stack stands together: its first part, with all that is tied to it."""
    height = 0.0
    for place, part in enumerate(stack):
        if place and not getattr(part, "tied", False):
            break
        follows = place + 1 < len(stack) and getattr(stack[place + 1], "tied", False)
        height += part.wrap(width, 0)[1] if follows else part.least(width)
        height += part.getSpaceBefore() if place else 0
    return height


class Labelled(Placed):
    """Set a label in a column of its own and paragraphs beside it; splits where they split."""

    def __init__(self, label: Prose, body: Sequence[Any], label_width: float, *, after: float = 2.0) -> None:
        super().__init__()
        self.label, self.body, self.label_width = label, list(body), label_width
        self.spaceAfter = after

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        beside = avail_width - self.label_width
        height = 0.0
        for number, part in enumerate(self.body):
            height += part.wrap(beside, avail_height)[1] + (part.getSpaceBefore() if number else 0)
        self.height = max(height, self.label.wrap(self.label_width - 6, avail_height)[1])
        return avail_width, self.height

    def least(self, width: float) -> float:
        """Return the height that has to stand together at the foot of a page."""
        label = self.label.wrap(self.label_width - 6, 0)[1]
        return max(label, _least(self.body, width - self.label_width))

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        label, label_rest = split_stack([self.label], self.label_width - 6, avail_height)
        body, body_rest = split_stack(self.body, avail_width - self.label_width, avail_height)
        if not label or (self.body and not body):
            return []
        if not label_rest and not body_rest:
            return [self]
        left = label_rest[0] if label_rest else Prose("", self.label.style)
        return [
            Labelled(label[0], body, self.label_width, after=0),
            Labelled(left, body_rest, self.label_width, after=self.spaceAfter),
        ]

    def draw_at(self, x: float, y: float) -> None:
        self.label.drawOn(self.canv, x, y + self.height - self.label.height)
        top = y + self.height
        for number, part in enumerate(self.body):
            top -= part.height + (part.getSpaceBefore() if number else 0)
            part.drawOn(self.canv, x + self.label_width, top)
