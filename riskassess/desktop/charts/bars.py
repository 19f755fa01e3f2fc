"""Bars of domains: level on a track of 0 to 5, the target as a tick, attainment as a number beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.controls import paint_state
from riskassess.desktop.look import Look
from riskassess.desktop.look.tokens import SMALL_DOT

_ROW, _BAR, _TICK = 28, 8, 16
_SIGN, _NUMBER = 22, 54
_TRACK_LEAST = 100
_LEVELS = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one domain: level (0 to 5, or None), target, attainment in words, and a sign where one is due."""

    label: str
    level: float | None
    target: float
    number: str
    sign: str | None = None  # a state's name for paint_state: red_line, weak
    weak: bool = False
    short: str = ""  # stands in for a label that does not fit


class DomainBars(QWidget):
    """Show a bar for each domain; name and description tell the numbers to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None, ground: str = "inset") -> None:
        super().__init__(parent)
        self._look, self._bars = look, tuple[Bar, ...]()
        self._track = ground
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar], name: str, description: str) -> None:
        """Show bars from the top; name and description tell their numbers."""
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.updateGeometry()
            self.update()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def bars(self) -> tuple[Bar, ...]:
        """Return what is shown."""
        return self._bars

    def row_at(self, y: float) -> int | None:
        """Return which bar lies at a height in px, or None."""
        number = int(y // _ROW)
        return number if 0 <= number < len(self._bars) else None

    def sizeHint(self) -> QSize:
        return QSize(342, _ROW * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _ROW * len(self._bars))

    def _label_width(self) -> float:
        metrics = QFontMetricsF(self._look.font("body"))
        words = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        return min(words + 8, self.width() - _SIGN - _TRACK_LEAST - _NUMBER)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label = self._label_width()
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, label, float(number * _ROW))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, label: float, top: float) -> None:
        look, middle = self._look, top + _ROW / 2
        painter.setPen(look.color("text"))
        painter.setFont(look.font("body"))
        fits = painter.fontMetrics().horizontalAdvance(bar.label) <= label
        words = bar.label if fits or not bar.short else bar.short
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(label))
        painter.drawText(QRectF(0, top, label, _ROW), Qt.AlignmentFlag.AlignVCenter, words)
        if bar.sign is not None:
            paint_state(painter, QRectF(label + 2, middle - SMALL_DOT / 2, SMALL_DOT, SMALL_DOT), bar.sign, look)
        left = round(label + _SIGN)
        wide = self.width() - _NUMBER - left
        painter.fillRect(QRectF(left, middle - _BAR / 2, wide, _BAR), look.color("inset"))
        if bar.level is not None:
            colour = look.color("warn" if bar.weak else "accent")
            painter.fillRect(QRectF(left, middle - _BAR / 2, wide * bar.level / _LEVELS, _BAR), colour)
        x = left + wide * bar.target / _LEVELS
        pens.upright(painter, x, middle - _TICK / 2, middle + _TICK / 2, look.color("surface"), 4)
        pens.upright(painter, x, middle - _TICK / 2, middle + _TICK / 2, look.color("text"), 2)
        painter.setFont(look.font("second"))
        painter.setPen(look.color("text2"))
        number = QRectF(self.width() - _NUMBER, top, _NUMBER, _ROW)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bar.number)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = event.pos().y() // _ROW
            QToolTip.showText(event.globalPos(), self._bars[row].label if 0 <= row < len(self._bars) else "", self)
            return True
        return super().event(event)
