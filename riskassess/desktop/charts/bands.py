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
from riskassess.desktop.look import Look
from riskassess.desktop.look.tokens import SMALL_DOT

BANDS = 10
_ROW, _CELL, _OWN, _GAP = 28, 8, 11, 1
_BETWEEN, _CELLS_LEAST, _LABEL_MOST = 16, 120, 320


@dataclass(frozen=True, slots=True)
class BandRow:
    """Hold one domain: the own band, the group's quartiles, and both in words."""

    label: str
    own: int | None
    quartiles: tuple[int, int, int]
    lowest: bool  # in the lowest quarter
    words: tuple[str, ...]  # own band, middle half, median, where that is: numbers on the right, the last on the left
    short: str = ""  # stands in for a label that does not fit


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
        return QSize(480, _ROW * (len(self._rows) + 1))

    def _columns(self) -> tuple[float, float, list[float]]:
        """Return how wide label and cells are, and the columns of words."""
        words, body = QFontMetricsF(self._look.font("second")), QFontMetricsF(self._look.font("body"))
        head = QFontMetricsF(self._look.font("label"))
        wide = [
            max([head.horizontalAdvance(title), *(words.horizontalAdvance(row.words[at]) for row in self._rows)]) + 1
            for at, title in enumerate(self._heads)
        ]
        left = self.width() - sum(wide) - (len(wide) + 1) * _BETWEEN
        label = max((body.horizontalAdvance(row.label) for row in self._rows), default=0.0) + 1
        label = max(0.0, min(label, _LABEL_MOST, left - _CELLS_LEAST))
        return label, max(left - label, _CELLS_LEAST), wide

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label, cells, wide = self._columns()
        painter.setFont(self._look.font("label"))
        painter.setPen(self._look.color("text2"))
        self._paint_words(painter, self._heads, label + cells + 2 * _BETWEEN, wide, 0.0)
        for number, row in enumerate(self._rows, 1):
            top = float(number * _ROW)
            self._paint_label(painter, row, label, top)
            self._paint_cells(painter, row, label + _BETWEEN, cells, top + _ROW / 2)
            painter.setFont(self._look.font("second"))
            painter.setPen(self._look.color("text2"))
            self._paint_words(painter, row.words, label + cells + 2 * _BETWEEN, wide, top)
        painter.end()

    def _paint_label(self, painter: QPainter, row: BandRow, wide: float, top: float) -> None:
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.color("text"))
        fits = painter.fontMetrics().horizontalAdvance(row.label) <= wide
        words = row.label if fits or not row.short else row.short
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(wide))
        painter.drawText(QRectF(0, top, wide, _ROW), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_words(
        self, painter: QPainter, words: tuple[str, ...], left: float, wide: list[float], top: float
    ) -> None:
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
