"""The web under a radar: rings of one level each, a spoke and a label a domain, in the room that a widget has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look

RINGS = 5


@dataclass(frozen=True, slots=True)
class Web:
    """Hold where a web lies: its labels clockwise from the top, `gap` px outside the outer ring."""

    labels: tuple[str, ...]
    centre: QPointF
    radius: float
    gap: int

    def spot(self, number: int, level: float) -> QPointF:
        """Return where a level (0 to 5) of a domain lies."""
        sine, cosine = _direction(number, len(self.labels))
        reach = self.radius * level / RINGS
        return QPointF(self.centre.x() + sine * reach, self.centre.y() - cosine * reach)

    def paint(self, painter: QPainter, look: Look) -> None:
        """Draw the rings, the spokes and the labels."""
        numbers = range(len(self.labels))
        painter.setPen(QPen(look.color("line"), 1))
        for ring in range(1, RINGS + 1):
            painter.drawPolygon(QPolygonF([self.spot(number, ring) for number in numbers]))
        for number in numbers:
            painter.drawLine(self.centre, self.spot(number, RINGS))
        self._paint_labels(painter, look)

    def _paint_labels(self, painter: QPainter, look: Look) -> None:
        font, count = look.font("label"), len(self.labels)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(look.color("text2"))
        for number, label in enumerate(self.labels):
            sine, cosine = _direction(number, count)
            wide = metrics.horizontalAdvance(label) + 2
            x = self.centre.x() + sine * (self.radius + self.gap)
            y = self.centre.y() - cosine * (self.radius + self.gap)
            left = x - wide / 2 if abs(sine) < 0.1 else x - (wide if sine < 0 else 0)
            painter.drawText(QRectF(left, y - 8 - 4 * cosine, wide, 16), Qt.AlignmentFlag.AlignCenter, label)


def web_in(widget: QWidget, look: Look, labels: Sequence[str], gap: int) -> Web:
    """Return the largest web that leaves room for its labels all round."""
    metrics = QFontMetricsF(look.font("label"))
    radius, count = min(widget.width(), widget.height()) / 2.0, len(labels)
    for number, label in enumerate(labels):
        sine, cosine = _direction(number, count)
        if abs(sine) > 0.1:
            room = widget.width() / 2 - metrics.horizontalAdvance(label) - 2
            radius = min(radius, room / abs(sine) - gap)
        radius = min(radius, (widget.height() / 2 - 16) / max(abs(cosine), 0.1) - gap + 4)
    return Web(tuple(labels), QPointF(widget.width() / 2, widget.height() / 2), max(radius, 24.0), gap)


def _direction(number: int, count: int) -> tuple[float, float]:
    """Return sine and cosine of a spoke, clockwise from the top."""
    angle = 2 * math.pi * number / count
    return math.sin(angle), math.cos(angle)
