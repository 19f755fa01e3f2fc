"""Own bands beside a group's: ten cells from 0 to 100 %, those of the middle half tinted, the median's full.

Nothing finer than a band is published, so there is no scale and no point inside a cell. What the cells say stands in
words beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.controls import paint_state
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, Use
from riskassess.desktop.look.tokens import SMALL_DOT

BANDS = 10
_ROW, _CELL, _OWN, _GAP = 28, 8, 11, 1
_BETWEEN, _CELLS_LEAST = 16, 120


@dataclass(frozen=True, slots=True)
class BandRow:
    """Hold one domain: the own band, the group's quartiles, and both in words."""

    label: str
    own: int | None
    quartiles: tuple[int, int, int]
    lowest: bool  # in the lowest quarter
    words: tuple[str, ...]  # own band, middle half, median, where that is: numbers on the right, the last on the left
    brief: str  # stands in for the last of the words where there is little room
    short: str = ""  # and this for the label


@dataclass(frozen=True, slots=True)
class _Plan:
    """Hold one way to show rows: which columns of words, and what is said in full."""

    columns: tuple[int, ...]
    full_place: bool
    full_label: bool


_PLACE = 3
_PLANS = (
    _Plan((0, 1, 2, _PLACE), True, True),
    _Plan((0, 1, 2, _PLACE), False, True),
    _Plan((0, 1, 2, _PLACE), False, False),
    _Plan((0, 1, _PLACE), False, False),
    _Plan((0, _PLACE), False, False),
)
"""From the fullest to the one with the least words; what is left out stands in the description all the same."""


class BandRows(QWidget):
    """Show a row for each domain; name and description tell them to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = look, tuple[BandRow, ...]()
        self._heads = tuple[str, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_rows(self, rows: Sequence[BandRow], heads: tuple[str, ...], name: str, description: str) -> None:
        """Show rows under the heads of the columns of words."""
        self._rows, self._heads = tuple(rows), heads
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[BandRow, ...]:
        """Return what is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(640, _ROW * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, _ROW * (len(self._rows) + 1))

    def _fitting(self) -> _Plan:
        """Return the fullest way to show the rows that leaves the cells room; the last one where none does."""
        plan = _PLANS[-1]
        for plan in _PLANS:
            if self._room(plan) >= _CELLS_LEAST:
                break
        return plan

    def _room(self, plan: _Plan) -> float:
        between = (len(plan.columns) + 1) * _BETWEEN
        return self.width() - self._label_width(plan) - sum(self._word_widths(plan)) - between

    def _label_width(self, plan: _Plan) -> float:
        metrics = QFontMetricsF(self._look.font("body"))
        return max((metrics.horizontalAdvance(_label(row, plan)) for row in self._rows), default=0.0) + 1

    def _word_widths(self, plan: _Plan) -> list[float]:
        head, words = QFontMetricsF(self._look.font("label")), QFontMetricsF(self._look.font("second"))
        return [
            max(
                [
                    head.horizontalAdvance(self._heads[at]),
                    *(words.horizontalAdvance(_cell(row, plan, at)) for row in self._rows),
                ]
            )
            + 1
            for at in plan.columns
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plan = self._fitting()
        label, wide = self._label_width(plan), self._word_widths(plan)
        cells = max(self._room(plan), 0.0)
        left = label + cells + 2 * _BETWEEN
        self._paint_words(painter, "label", [self._heads[at] for at in plan.columns], left, wide, 0.0)
        for number, row in enumerate(self._rows, 1):
            top = float(number * _ROW)
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.color("text"))
            painter.drawText(QRectF(0, top, label, _ROW), Qt.AlignmentFlag.AlignVCenter, _label(row, plan))
            self._paint_cells(painter, row, label + _BETWEEN, cells, top + _ROW / 2)
            self._paint_words(painter, "second", [_cell(row, plan, at) for at in plan.columns], left, wide, top)
        painter.end()

    def _paint_words(
        self, painter: QPainter, use: Use, words: Sequence[str], left: float, wide: Sequence[float], top: float
    ) -> None:
        painter.setFont(self._look.font(use))
        painter.setPen(self._look.color("text2"))
        for number, text in enumerate(words):
            way = Qt.AlignmentFlag.AlignLeft if number == len(words) - 1 else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(left, top, wide[number], _ROW), Qt.AlignmentFlag.AlignVCenter | way, text)
            left += wide[number] + _BETWEEN

    def _paint_cells(self, painter: QPainter, row: BandRow, left: float, wide: float, middle: float) -> None:
        step, (p25, p50, p75) = wide / BANDS, row.quartiles
        for band in range(BANDS):
            x, end = round(left + band * step), round(left + (band + 1) * step) - _GAP
            kind = "median" if band == p50 else "middle" if p25 <= band <= p75 else "rest"
            paint_cell(painter, QRectF(x, middle - _CELL / 2, end - x, _CELL), kind, self._look)
        if row.own is not None:
            paint_own(painter, QPointF(left + (row.own + 0.5) * step - _GAP / 2, middle), row.lowest, self._look)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = event.pos().y() // _ROW - 1
            words = plain_hint(self._rows[number].label) if 0 <= number < len(self._rows) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _label(row: BandRow, plan: _Plan) -> str:
    return row.label if plan.full_label or not row.short else row.short


def _cell(row: BandRow, plan: _Plan, at: int) -> str:
    return row.brief if at == _PLACE and not plan.full_place else row.words[at]


def paint_cell(painter: QPainter, place: QRectF, kind: str, look: Look) -> None:
    """Fill one cell: of the median, of the middle half, or of the rest."""
    painter.fillRect(place, look.color("inset"))
    if kind != "rest":
        colour = QColor(look.color("accent"))  # a copy: the look's own is everybody's
        if kind == "middle":
            colour.setAlphaF(0.45)
        painter.fillRect(place, colour)


def paint_own(painter: QPainter, at: QPointF, lowest: bool, look: Look) -> None:
    """Draw the own mark: a ring, or in the lowest quarter the triangle of what is weak, on a ground of its own."""
    around = QRectF(at.x() - SMALL_DOT / 2, at.y() - SMALL_DOT / 2, SMALL_DOT, SMALL_DOT)
    surface = look.color("surface")
    pens.point(painter, at.x(), at.y(), SMALL_DOT + 3, surface, surface)
    if lowest:
        paint_state(painter, around, "weak", look)
    else:
        pens.point(painter, at.x(), at.y(), _OWN, look.color("text"), surface)
