"""Tables: rules above and below, hairlines between, no verticals, no fills.

A Platypus flowable of its own because ReportLab's Table names Helvetica in every cell, splits rows that should stay
whole and lays its rows out again on each page; here a row is laid out once. The head is repeated after a page break,
and only a row that is taller than a page is split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from riskassess.report.pdf import style
from riskassess.report.pdf.charts.strokes import put_line
from riskassess.report.pdf.lettering import Placed
from riskassess.report.pdf.prose import Prose, split_stack
from riskassess.report.pdf.style import Align, TextStyle

Cell = str | Flowable | Sequence[Flowable]
Merge = Callable[[Sequence[Flowable], Sequence[Flowable]], Sequence[Flowable]]


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its head, its width in points (0 takes an equal share of what is left), where its words stand."""

    head: str
    width: float = 0.0
    align: Align = "left"


class _Row:
    """Hold the flowables of one row, laid out once for the columns' widths."""

    def __init__(self, cells: Sequence[Sequence[Flowable]], widths: Sequence[float]) -> None:
        self.cells, self.widths = cells, widths
        heights = [_stack_height(cell, width) for cell, width in zip(cells, widths, strict=True)]
        self.height = max(heights, default=0.0) + 2 * style.CELL_PADDING

    def split(self, height: float) -> tuple[_Row, _Row] | None:
        """Return the row in two where it is taller than a page; None where nothing of it fits."""
        halves = [
            split_stack(c, w, height - 2 * style.CELL_PADDING) for c, w in zip(self.cells, self.widths, strict=True)
        ]
        if not any(first for first, _ in halves):
            return None
        return _Row([f for f, _ in halves], self.widths), _Row([rest for _, rest in halves], self.widths)

    def draw(self, canv: Any, x: float, top: float) -> None:
        for cell, width in zip(self.cells, self.widths, strict=True):
            y = top - style.CELL_PADDING
            for number, part in enumerate(cell):
                y -= part.height + (part.getSpaceBefore() if number else 0)
                part.drawOn(canv, x, y)
            x += width + style.CELL_GAP


def _stack_height(cell: Sequence[Flowable], width: float) -> float:
    if len(cell) == 1:
        return cell[0].wrap(width, style.TEXT_HEIGHT)[1]
    return sum(
        part.wrap(width, style.TEXT_HEIGHT)[1] + (part.getSpaceBefore() if number else 0)
        for number, part in enumerate(cell)
    )


class Rows(Placed):
    """Set a table over the whole width; a cell is a text, a flowable or a stack of them."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        width: float = style.TEXT_WIDTH,
        text: TextStyle = style.TABLE,
    ) -> None:
        super().__init__()
        widths = _widths(columns, width)
        has_head = any(column.head for column in columns)
        head = [[Prose(c.head, style.TABLE_HEAD.but(size=text.size, line=text.line, align=c.align))] for c in columns]
        self.head = _Row(head, widths) if has_head else None
        self.turns_page = False
        """Whether this end of a table has just left a row's room free: it goes on overleaf, not in that room."""
        self.rows = [
            _Row([_flowables(c, col, text) for c, col in zip(row, columns, strict=True)], widths) for row in rows
        ]
        self.width = width
        self.height = self._measure()

    def _measure(self) -> float:
        return (self.head.height if self.head else 0) + sum(row.height for row in self.rows)

    def least(self, _width: float) -> float:
        """Return the height of the head with the first row."""
        first = self.rows[0].height if self.rows else 0
        return min((self.head.height if self.head else 0) + first, style.TEXT_HEIGHT / 2)

    def split(self, _avail_width: float, avail_height: float) -> list[Flowable]:
        left = avail_height - (self.head.height if self.head else 0)
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left + 1e-6:
            left -= self.rows[count].height
            count += 1
        if count == len(self.rows):
            return [self]
        if count == len(self.rows) - 1 and count > 2:
            rest = self._part(self.rows[count - 1 :])  # no row stands alone on the next page
            rest.turns_page = True
            return [self._part(self.rows[: count - 1]), rest]
        if self.turns_page and avail_height < style.TEXT_HEIGHT / 2:
            return []
        if count:
            return [self._part(self.rows[:count]), self._part(self.rows[count:])]
        if avail_height < style.TEXT_HEIGHT / 2:
            return []
        halves = self.rows[0].split(left)
        return [self._part([halves[0]]), self._part([halves[1], *self.rows[1:]])] if halves else []

    def merged_with(self, other: Rows, merge: Merge) -> Rows:
        """Return a table whose cells are those of two tables of the same shape, merged."""
        made = self._part([_merged(a, b, merge) for a, b in zip(self.rows, other.rows, strict=True)])
        if self.head and other.head:
            made.head = _merged(self.head, other.head, merge)
        made.height = made._measure()
        made.spaceBefore, made.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        return made

    def _part(self, rows: list[_Row]) -> Rows:
        part = Rows((), ())
        part.head, part.rows, part.width = self.head, rows, self.width
        part.height = part._measure()
        return part

    def draw_at(self, x: float, y: float) -> None:
        canv, bottom = self.canv, y
        y += self.height
        self._rule(x, y, style.RULE, style.TEXT)
        if self.head:
            self.head.draw(canv, x, y)
            y -= self.head.height
            self._rule(x, y, style.HEAD_RULE, style.TEXT)
        for number, row in enumerate(self.rows):
            if number:
                self._rule(x, y, style.HAIRLINE, style.LINE)
            row.draw(canv, x, y)
            y -= row.height
        self._rule(x, bottom, style.RULE, style.TEXT)

    def _rule(self, x: float, y: float, thickness: float, colour: Color) -> None:
        put_line(self.canv, x, y, x + self.width, y, thickness, colour)


def _merged(one: _Row, other: _Row, merge: Merge) -> _Row:
    return _Row([merge(a, b) for a, b in zip(one.cells, other.cells, strict=True)], one.widths)


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    free = width - style.CELL_GAP * max(len(columns) - 1, 0) - sum(column.width for column in columns)
    open_columns = sum(1 for column in columns if not column.width)
    return [column.width or free / open_columns for column in columns]


def _flowables(cell: Cell, column: Column, text: TextStyle) -> Sequence[Flowable]:
    if isinstance(cell, str):
        return [Prose(cell, text.but(align=column.align))]
    return [cell] if isinstance(cell, Flowable) else cell
