"""Marks that stand for a state: dots, the weak domain's triangle, the grade's square, the box of a span.

Shape comes first, so that everything reads in grey; while something is open there is no square, only the span.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import both_words, put_bar, put_line, put_shape, put_text
from riskassess.report.pdf.fonts import width_of
from riskassess.report.pdf.lettering import Placed

Mark = Literal["open", "met", "below", "red_line", "not_applicable", "weak", "floor"]


def _open(canv: Any, x: float, y: float, r: float) -> None:
    canv.setStrokeColor(style.EDGE)
    canv.setLineWidth(1)
    canv.circle(x, y, r - 0.5, stroke=1, fill=0)


def _met(canv: Any, x: float, y: float, r: float) -> None:
    canv.setFillColor(style.ACCENT)
    canv.circle(x, y, r, stroke=0, fill=1)
    canv.setLineCap(1)
    put_line(canv, x - 0.45 * r, y, x - 0.1 * r, y - 0.35 * r, 1, style.SURFACE)
    put_line(canv, x - 0.1 * r, y - 0.35 * r, x + 0.5 * r, y + 0.4 * r, 1, style.SURFACE)
    canv.setLineCap(0)


def _below(canv: Any, x: float, y: float, r: float) -> None:
    canv.setFillColor(style.WARN)
    canv.wedge(x - r + 0.5, y - r + 0.5, x + r - 0.5, y + r - 0.5, 180, 180, stroke=0, fill=1)
    canv.setStrokeColor(style.WARN)
    canv.setLineWidth(1)
    canv.circle(x, y, r - 0.5, stroke=1, fill=0)


def _diamond(x: float, y: float, r: float) -> list[tuple[float, float]]:
    return [(x - r, y), (x, y + r), (x + r, y), (x, y - r)]


def _red_line(canv: Any, x: float, y: float, r: float) -> None:
    put_shape(canv, _diamond(x, y, 1.15 * r), fill=style.RED, stroke=None)
    put_line(canv, x, y + 0.6 * r, x, y - 0.1 * r, 1.1, style.SURFACE)
    put_line(canv, x, y - 0.35 * r, x, y - 0.62 * r, 1.1, style.SURFACE)


def _floor(canv: Any, x: float, y: float, r: float) -> None:
    canv.setLineWidth(1)
    put_shape(canv, _diamond(x, y, r), fill=None, stroke=style.RED)


def _not_applicable(canv: Any, x: float, y: float, r: float) -> None:
    put_line(canv, x - 0.8 * r, y, x + 0.8 * r, y, 1.4, style.EDGE)


def _weak(canv: Any, x: float, y: float, r: float) -> None:
    put_shape(
        canv, [(x - 0.9 * r, y + 0.7 * r), (x + 0.9 * r, y + 0.7 * r), (x, y - 0.8 * r)], fill=style.WARN, stroke=None
    )


_MARKS: dict[Mark, Callable[[Any, float, float, float], None]] = {
    "open": _open,
    "met": _met,
    "below": _below,
    "red_line": _red_line,
    "floor": _floor,
    "not_applicable": _not_applicable,
    "weak": _weak,
}


@lru_cache(maxsize=64)
def _code(mark: Mark, size: float) -> str:
    """Return a mark around the origin as it stands in a page: a report has hundreds, of few kinds."""
    recorder = Canvas(BytesIO())
    before = len(recorder._code)
    _MARKS[mark](recorder, 0, 0, size / 2)
    return "\n".join(recorder._code[before:])


def put_mark(canv: Any, mark: Mark, x: float, y: float, size: float = 8.0) -> None:
    """Draw a mark around a point."""
    canv._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm\n{_code(mark, size)}\nQ")


class MarkCell(Placed):
    """Hold one mark on a table's line."""

    def __init__(self, mark: Mark, line: float = style.TABLE.line) -> None:
        super().__init__()
        self.mark = mark
        self.width, self.height = 9.0, line

    def draw_at(self, x: float, y: float) -> None:
        put_mark(self.canv, self.mark, x + 4.5, y + self.height / 2)

    def beside(self, _other: MarkCell) -> MarkCell:
        """Return the mark for both languages: it has no words."""
        return self


class GradeSquare(Flowable):
    """Draw a grade: the letter on its colour, under it as many cells as there are grades, more filled the better."""

    SIDE = 60.0

    def __init__(self, grade: str, index: int, count: int) -> None:
        super().__init__()
        self.grade, self.index, self.count = grade, index, count
        self.width, self.height = self.SIDE, self.SIDE + 9

    def draw(self) -> None:
        canv, colour = self.canv, style.grade_colour(self.index, self.count)
        canv.setFillColor(colour)
        canv.roundRect(0, 9, self.SIDE, self.SIDE, 4.5, stroke=0, fill=1)
        size = (
            36.0
            if width_of(self.grade, 36, True) < self.SIDE - 8
            else 36 * (self.SIDE - 8) / width_of(self.grade, 36, True)
        )
        put_text(
            canv,
            self.SIDE / 2,
            9 + self.SIDE / 2 - size * 0.365,
            self.grade,
            size,
            bold=True,
            colour=style.SURFACE,
            align="centre",
        )
        self._cells(colour)

    def _cells(self, colour: Any) -> None:
        canv = self.canv
        step = (self.SIDE + 2.5) / self.count
        canv.setLineWidth(0.6)
        for number in range(self.count):
            x = number * step
            if number < self.count - self.index:
                put_bar(canv, x, 0, step - 2.5, 4, colour)
            else:
                canv.setStrokeColor(style.EDGE)
                canv.rect(x + 0.3, 0.3, step - 3.1, 3.4, stroke=1, fill=0)


class SpanBox(Flowable):
    """Draw the grades that are still possible, worse first, in an outlined box."""

    def __init__(self, span: str) -> None:
        super().__init__()
        self.span = span
        self.width = max(GradeSquare.SIDE, width_of(span, 22, True) + 16)
        self.height = GradeSquare.SIDE

    def draw(self) -> None:
        canv = self.canv
        canv.setStrokeColor(style.EDGE)
        canv.setLineWidth(1)
        canv.roundRect(0.5, 0.5, self.width - 1, self.height - 1, 4.5, stroke=1, fill=0)
        put_text(canv, self.width / 2, self.height / 2 - 8, self.span, 22, bold=True, align="centre")


class Legend(Flowable):
    """Draw marks with their words in one line, from the right."""

    def __init__(self, items: list[tuple[Mark | Literal["bar", "tick", "dashed", ""], str]], width: float) -> None:
        super().__init__()
        self.items, self.width, self.height = items, width, 12.0

    def beside(self, other: Legend) -> Legend:
        """Return the legend with the words of both languages."""
        pairs = zip(self.items, other.items, strict=True)
        return Legend([(mark, both_words(a, b)) for (mark, a), (_, b) in pairs], self.width)

    def draw(self) -> None:
        x = self.width
        for mark, words in reversed(self.items):
            put_text(self.canv, x, 3, words, 8, colour=style.TEXT2, align="right")
            x -= width_of(words, 8) + (13 if mark else 0)
            self._sign(mark, x)
            x -= 10

    def _sign(self, mark: str, x: float) -> None:
        if mark == "bar":
            put_bar(self.canv, x - 1, 3, 11, 5, style.ACCENT)
        elif mark == "tick":
            put_line(self.canv, x + 6, 1, x + 6, 10, 1.5, style.TEXT)
        elif mark == "dashed":
            self.canv.setDash(3, 2)
            put_line(self.canv, x - 4, 5.5, x + 10, 5.5, 1, style.TEXT)
            self.canv.setDash()
        elif mark:
            put_mark(self.canv, mark, x + 5, 6, 7)  # type: ignore[arg-type]
