"""The radar of domains: what is there against what this project needs, on rings of one level each.

Honest about what is missing: a domain without an answer has no point and breaks the line, a hollow point is a domain
that is not complete, and the shape is filled only when every domain has an answer. It is drawn for 5 to 14 domains;
with fewer or more the shape says nothing and bars take its place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.look import Look

FEWEST, MOST = 5, 14
_RINGS = 5
_LABEL_GAP = 10


@dataclass(frozen=True, slots=True)
class Spoke:
    """Hold one domain: its level now (0 to 5, or None), its target, and whether all of it is answered."""

    label: str
    level: float | None
    target: float
    complete: bool


def can_draw(spokes: Sequence[Spoke]) -> bool:
    """Tell whether so many domains make a radar that can be read."""
    return FEWEST <= len(spokes) <= MOST


class Radar(QWidget):
    """Show spokes; `describe` says every point to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._spokes = look, tuple[Spoke, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_spokes(self, spokes: Sequence[Spoke], name: str, description: str) -> None:
        """Show spokes, clockwise from the top; name and description tell their numbers."""
        if tuple(spokes) != self._spokes:
            self._spokes = tuple(spokes)
            self.update()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def spokes(self) -> tuple[Spoke, ...]:
        """Return what is shown."""
        return self._spokes

    def sizeHint(self) -> QSize:
        return QSize(272, 232)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 180)

    def _place(self) -> tuple[QPointF, float]:
        """Return the centre and the radius that leave room for the labels all round."""
        metrics = QFontMetricsF(self._look.font("label"))
        radius = min(self.width(), self.height()) / 2.0
        count = len(self._spokes)
        for number, spoke in enumerate(self._spokes):
            sine, cosine = _direction(number, count)
            wide = metrics.horizontalAdvance(spoke.label)
            if abs(sine) > 0.1:
                radius = min(radius, (self.width() / 2 - wide - 2) / abs(sine) - _LABEL_GAP)
            radius = min(radius, (self.height() / 2 - 16) / max(abs(cosine), 0.1) - _LABEL_GAP + 4)
        return QPointF(self.width() / 2, self.height() / 2), max(radius, 24.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._spokes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = self._place()
        self._paint_rings(painter, centre, radius)
        self._paint_labels(painter, centre, radius)
        targets = [_spot(centre, radius, n, len(self._spokes), s.target) for n, s in enumerate(self._spokes)]
        self._paint_now(painter, centre, radius)
        pen = QPen(self._look.color("text"), 1.25)
        pen.setDashPattern([4 / 1.25, 3 / 1.25])
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(targets))
        self._paint_points(painter, centre, radius)
        painter.end()

    def _paint_rings(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        count = len(self._spokes)
        painter.setPen(QPen(self._look.color("line"), 1))
        for ring in range(1, _RINGS + 1):
            painter.drawPolygon(QPolygonF([_spot(centre, radius, n, count, ring) for n in range(count)]))
        for number in range(count):
            painter.drawLine(centre, _spot(centre, radius, number, count, _RINGS))

    def _paint_labels(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        font, count = self._look.font("label"), len(self._spokes)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.color("text2"))
        for number, spoke in enumerate(self._spokes):
            sine, cosine = _direction(number, count)
            wide = metrics.horizontalAdvance(spoke.label) + 2
            x = centre.x() + sine * (radius + _LABEL_GAP)
            y = centre.y() - cosine * (radius + _LABEL_GAP)
            left = x - wide / 2 if abs(sine) < 0.1 else x - (wide if sine < 0 else 0)
            painter.drawText(QRectF(left, y - 8 - 4 * cosine, wide, 16), Qt.AlignmentFlag.AlignCenter, spoke.label)

    def _paint_now(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        accent, count = self._look.color("accent"), len(self._spokes)
        spots = [
            None if s.level is None else _spot(centre, radius, n, count, s.level) for n, s in enumerate(self._spokes)
        ]
        known = [spot for spot in spots if spot is not None]
        if len(known) == count:
            wash = QColor(accent)
            wash.setAlphaF(0.14)
            painter.setPen(QPen(accent, 2))
            painter.setBrush(wash)
            painter.drawPolygon(QPolygonF(known))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            return
        painter.setPen(QPen(accent, 2))
        for here, there in zip(spots, spots[1:] + spots[:1], strict=True):
            if here is not None and there is not None:
                painter.drawLine(here, there)

    def _paint_points(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        accent, count = self._look.color("accent"), len(self._spokes)
        ground = self._look.color("bg")
        for number, spoke in enumerate(self._spokes):
            if spoke.level is not None:
                spot = _spot(centre, radius, number, count, spoke.level)
                fill, width = (accent, 1.0) if spoke.complete else (ground, 1.5)
                pens.point(painter, spot.x(), spot.y(), 7.5, accent, fill, width)


def _direction(number: int, count: int) -> tuple[float, float]:
    """Return sine and cosine of a spoke, clockwise from the top."""
    angle = 2 * math.pi * number / count
    return math.sin(angle), math.cos(angle)


def _spot(centre: QPointF, radius: float, number: int, count: int, level: float) -> QPointF:
    sine, cosine = _direction(number, count)
    reach = radius * level / _RINGS
    return QPointF(centre.x() + sine * reach, centre.y() - cosine * reach)
