"""The live panel's ruler: one line that says where the readiness is and how far open questions could still move it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.charts.scale import Axis, Scale
from riskassess.desktop.look import Look

_ENDS, _BAR, _CUT, _LETTERS = 18, 8, 20, 18


class SpanRuler(QWidget):
    """Show low, point and high on the ruler of grades in a narrow place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._scale = look, Scale()
        self._figures: tuple[float | None, float | None, float | None] = (None, None, None)
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_span(
        self,
        scale: Scale,
        figures: tuple[float | None, float | None, float | None],
        ends: tuple[str, str],
        name: str,
    ) -> None:
        """Show (low, point, high); `ends` are the words of low and high, empty once nothing is open."""
        shown = (scale, figures, ends)
        if shown != (self._scale, self._figures, self._ends):
            self._scale, self._figures, self._ends = shown
            self.update()
        self.setAccessibleName(name)

    def figures(self) -> tuple[float | None, float | None, float | None]:
        """Return (low, point, high) as shown."""
        return self._figures

    def sizeHint(self) -> QSize:
        return QSize(272, _ENDS + _CUT + _LETTERS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = Axis(0.0, float(self.width()))
        middle = _ENDS + _CUT / 2
        self._paint_scale(painter, axis, middle)
        self._paint_span(painter, axis, middle)
        painter.end()

    def _paint_scale(self, painter: QPainter, axis: Axis, middle: float) -> None:
        look = self._look
        painter.fillRect(QRectF(0, middle - _BAR / 2, self.width(), _BAR), look.color("line"))
        for cut in self._scale.cuts:
            pens.upright(painter, axis.x(cut), middle - _CUT / 2, middle + _CUT / 2, look.color("edge"))
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text2"))
        for letter, start, end in self._scale.bands:
            box = QRectF(axis.x(start), middle + _CUT / 2 + 1, axis.x(end) - axis.x(start), 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_span(self, painter: QPainter, axis: Axis, middle: float) -> None:
        look, (low, now, high) = self._look, self._figures
        accent = look.color("accent")
        if self._ends != ("", "") and low is not None and high is not None:
            band = QColor(accent)
            band.setAlphaF(0.45)
            painter.fillRect(QRectF(axis.x(low), middle - 4, axis.x(high) - axis.x(low), _BAR), band)
            for end in (low, high):
                x = min(max(axis.x(end), 1.0), self.width() - 1.0)
                pens.upright(painter, x, middle - 6, middle + 6, accent, 2)
            self._paint_ends(painter, axis.x(low), axis.x(high))
        if now is not None:
            x = min(max(axis.x(now), 6.5), self.width() - 6.5)
            pens.point(painter, x, middle, 13, look.color("bg"), accent, 2)

    def _paint_ends(self, painter: QPainter, left: float, right: float) -> None:
        """Centre each number over its end; push them apart when they would touch and keep both inside."""
        font = self._look.font("label")
        painter.setFont(font)
        painter.setPen(self._look.color("text2"))
        metrics = QFontMetricsF(font)
        low, high = (metrics.horizontalAdvance(words) + 2 for words in self._ends)
        first, second = left - low / 2, right - high / 2
        overlap = first + low + 6 - second
        if overlap > 0:
            first, second = first - overlap / 2, second + overlap / 2
        second = min(second, self.width() - high)
        first = max(0.0, min(first, second - low - 6))
        second = max(second, first + low + 6)
        for x, wide, words in ((first, low, self._ends[0]), (second, high, self._ends[1])):
            painter.drawText(QRectF(x, 0, wide, 16), Qt.AlignmentFlag.AlignCenter, words)
