"""The result's ruler: the same axis of grades for every way of asking how good the figure is.

A row is a filled bar (claimed), an outlined bar (substantiated), a line with end ticks and a hollow point (what it
would be if…), or a band (what open questions could still do). Number and grade stand again in columns at the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.charts.scale import Axis, Scale
from riskassess.desktop.look import Look

RowKind = Literal["filled", "outlined", "range", "band", "none"]
_HEAD, _ROW, _FOOT = 20, 31, 22
_NUMBER, _GRADE, _GAP = 52, 44, 12
_LABEL_MOST, _LABEL_SHARE = 168, 0.4  # px, or this part of a wide ruler


@dataclass(frozen=True, slots=True)
class RulerRow:
    """Hold one row: figures of 0 to 100 where they are known, and what stands in the columns beside them."""

    label: str
    kind: RowKind
    point: float | None = None
    low: float | None = None
    high: float | None = None
    number: str = ""
    grade: str = ""
    strong: bool = False
    ends: tuple[str, str] = ("", "")  # the numbers of low and high, as words
    note: str = ""  # instead of a mark, when nothing is known


class Ruler(QWidget):
    """Show rows on the ruler of grades; `describe` says the same to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._scale, self._rows = look, Scale(), tuple[RulerRow, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_rows(self, scale: Scale, rows: Sequence[RulerRow], name: str, description: str) -> None:
        """Show rows on a scale; name and description tell their numbers."""
        if (scale, tuple(rows)) != (self._scale, self._rows):
            self._scale, self._rows = scale, tuple(rows)
            self.updateGeometry()
            self.update()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def rows(self) -> tuple[RulerRow, ...]:
        """Return what is shown."""
        return self._rows

    def row_at(self, y: float) -> int | None:
        """Return which row lies at a height in px, or None."""
        number = int((y - _HEAD - 8) // _ROW)
        return number if 0 <= number < len(self._rows) else None

    def sizeHint(self) -> QSize:
        return QSize(536, _HEAD + 8 + _ROW * len(self._rows) + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self.sizeHint().height())

    def _axis(self) -> Axis:
        metrics = QFontMetricsF(self._look.font("body"))
        words = max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0.0)
        most = max(_LABEL_MOST, _LABEL_SHARE * self.width())
        return Axis(min(most, words) + _GAP + 8, self.width() - _NUMBER - self._grade_width())

    def _grade_width(self) -> float:
        """Return how wide the column of grades is; a pack may give them names instead of letters."""
        metrics = QFontMetricsF(self._look.font("body", True))
        return max([float(_GRADE), *(metrics.horizontalAdvance(row.grade) + _GAP for row in self._rows)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = self._axis()
        self._paint_axis(painter, axis)
        for number, row in enumerate(self._rows):
            top = _HEAD + 8 + number * _ROW
            self._paint_words(painter, row, axis, top)
            self._paint_mark(painter, row, axis, top + _ROW / 2)
        painter.end()

    def _text(
        self, painter: QPainter, box: QRectF, flags: Qt.AlignmentFlag, text: str, font: QFont, colour: QColor
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_axis(self, painter: QPainter, axis: Axis) -> None:
        look, label = self._look, self._look.font("label")
        bottom = float(_HEAD + 8 + _ROW * len(self._rows))
        painter.fillRect(QRectF(axis.left, 0, axis.right - axis.left, _HEAD), look.color("inset"))
        for letter, start, end in self._scale.bands:
            head = QRectF(axis.x(start), 0, axis.x(end) - axis.x(start), _HEAD)
            self._text(
                painter, head, Qt.AlignmentFlag.AlignHCenter, letter, look.font("label", True), look.color("text2")
            )
        for figure in (0.0, *self._scale.cuts, 100.0):
            pens.upright(painter, axis.x(figure), 0, bottom, look.color("line"))
            foot = QRectF(axis.x(figure) - 24, bottom + 4, 48, 16)
            self._text(painter, foot, Qt.AlignmentFlag.AlignHCenter, f"{figure:g}", label, look.color("text2"))

    def _paint_words(self, painter: QPainter, row: RulerRow, axis: Axis, top: float) -> None:
        look, right = self._look, Qt.AlignmentFlag.AlignRight
        font = look.font("body")
        words = QFontMetricsF(font).elidedText(row.label, Qt.TextElideMode.ElideRight, axis.left - _GAP)
        self._text(
            painter, QRectF(0, top, axis.left, _ROW), Qt.AlignmentFlag.AlignLeft, words, font, look.color("text")
        )
        column = look.font("body", row.strong)
        grade = self._grade_width()
        end = self.width() - grade
        self._text(painter, QRectF(end - 60, top, 60, _ROW), right, row.number, column, look.color("text"))
        self._text(painter, QRectF(end, top, grade, _ROW), right, row.grade, column, look.color("text"))
        if row.note:
            box = QRectF(axis.left + 8, top, axis.right - axis.left - 8, _ROW)
            self._text(painter, box, Qt.AlignmentFlag.AlignLeft, row.note, look.font("label"), look.color("text3"))

    def _paint_mark(self, painter: QPainter, row: RulerRow, axis: Axis, y: float) -> None:
        if row.kind == "filled" and row.point is not None:
            bar = QRectF(axis.left, round(y - 4), axis.x(row.point) - axis.left, 8)
            painter.fillRect(bar, self._look.color("accent"))
        elif row.kind == "outlined" and row.point is not None:
            painter.setPen(QPen(self._look.color("accent"), 1))
            painter.setBrush(self._look.color("surface"))
            painter.drawRect(QRectF(axis.left + 0.5, round(y - 4) + 0.5, axis.x(row.point) - axis.left - 1, 6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif row.kind in ("range", "band") and row.low is not None and row.high is not None:
            self._paint_span(painter, row, axis, round(y), row.low, row.high)

    def _paint_span(self, painter: QPainter, row: RulerRow, axis: Axis, y: float, low: float, high: float) -> None:
        ink = self._look.color("accent" if row.kind == "band" else "text")
        left, right = axis.x(low), axis.x(high)
        if row.kind == "band":
            faint = QColor(ink)
            faint.setAlphaF(0.45)
            painter.fillRect(QRectF(left, y - 4, right - left, 8), faint)
        else:
            painter.fillRect(QRectF(left, y - 1, right - left, 2), ink)
        for end in (left, right):
            pens.upright(painter, end, y - 6, y + 6, ink, 2)
        if row.point is not None:
            pens.point(painter, axis.x(row.point), y, 10, ink, self._look.color("surface"))
        self._paint_ends(painter, row, axis, y, left, right)

    def _paint_ends(self, painter: QPainter, row: RulerRow, axis: Axis, y: float, left: float, right: float) -> None:
        """Write the ends beside the line; a number that would leave the axis stands above its end."""
        font, colour = self._look.font("label"), self._look.color("text2")
        metrics = QFontMetricsF(font)
        low, high = (metrics.horizontalAdvance(words) for words in row.ends)
        beside = QRectF(left - low - 7, y - 8, low + 2, 16)
        if beside.left() < axis.left + 1:
            beside = QRectF(left, y - 21, low + 2, 16)
        self._text(painter, beside, Qt.AlignmentFlag.AlignLeft, row.ends[0], font, colour)
        beside = QRectF(right + 6, y - 8, high + 2, 16)
        self._text(painter, beside, Qt.AlignmentFlag.AlignLeft, row.ends[1], font, colour)
