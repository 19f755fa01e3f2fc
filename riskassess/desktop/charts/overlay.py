"""Several sets of levels over the same domains: as a radar with a line each, or as points on a track each.

A radar reads with 5 to 14 domains; points on tracks read with any number, so they take its place otherwise. A domain
that a set says nothing of has no point there and breaks the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts.marks import paint_point, stroke
from riskassess.desktop.charts.radar import FEWEST, MOST
from riskassess.desktop.look import Look

_RINGS, _GAP = 5, 12
_ROW, _TRACK_LEAST = 28, 120


@dataclass(frozen=True, slots=True)
class Axis:
    """Hold one domain: its label and the level of each set, 0 to 5 or None."""

    label: str
    levels: tuple[float | None, ...]


class Overlay(QWidget):
    """Show sets of levels over one another; `describe` says every number to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._axes = look, tuple[Axis, ...]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_axes(self, axes: Sequence[Axis], name: str, description: str) -> None:
        """Show domains, clockwise from the top; name and description tell their numbers."""
        if tuple(axes) != self._axes:
            self._axes = tuple(axes)
            self.updateGeometry()
            self.update()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def axes(self) -> tuple[Axis, ...]:
        """Return what is shown."""
        return self._axes

    def is_radar(self) -> bool:
        """Tell whether a radar is drawn."""
        return FEWEST <= len(self._axes) <= MOST

    def sizeHint(self) -> QSize:
        return QSize(340, 320 if self.is_radar() else _ROW * len(self._axes))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 220 if self.is_radar() else _ROW * len(self._axes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._axes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_radar():
            self._paint_radar(painter)
        else:
            self._paint_tracks(painter)
        painter.end()

    # -- the radar

    def _paint_radar(self, painter: QPainter) -> None:
        centre, radius = self._place()
        count = len(self._axes)
        painter.setPen(QPen(self._look.color("line"), 1))
        for ring in range(1, _RINGS + 1):
            painter.drawPolygon(QPolygonF([_spot(centre, radius, n, count, ring) for n in range(count)]))
        for number in range(count):
            painter.drawLine(centre, _spot(centre, radius, number, count, _RINGS))
        self._paint_labels(painter, centre, radius)
        for each in reversed(range(len(self._axes[0].levels))):  # the first lies on top
            self._paint_line(painter, centre, radius, each)

    def _place(self) -> tuple[QPointF, float]:
        metrics = QFontMetricsF(self._look.font("label"))
        radius, count = min(self.width(), self.height()) / 2.0, len(self._axes)
        for number, axis in enumerate(self._axes):
            sine, cosine = _direction(number, count)
            if abs(sine) > 0.1:
                room = self.width() / 2 - metrics.horizontalAdvance(axis.label) - 2
                radius = min(radius, room / abs(sine) - _GAP)
            radius = min(radius, (self.height() / 2 - 16) / max(abs(cosine), 0.1) - _GAP + 4)
        return QPointF(self.width() / 2, self.height() / 2), max(radius, 24.0)

    def _paint_labels(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        font, count = self._look.font("label"), len(self._axes)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.color("text2"))
        for number, axis in enumerate(self._axes):
            sine, cosine = _direction(number, count)
            wide = metrics.horizontalAdvance(axis.label) + 2
            x = centre.x() + sine * (radius + _GAP)
            y = centre.y() - cosine * (radius + _GAP)
            left = x - wide / 2 if abs(sine) < 0.1 else x - (wide if sine < 0 else 0)
            painter.drawText(QRectF(left, y - 8 - 4 * cosine, wide, 16), Qt.AlignmentFlag.AlignCenter, axis.label)

    def _paint_line(self, painter: QPainter, centre: QPointF, radius: float, each: int) -> None:
        count = len(self._axes)
        spots = [
            None if (level := axis.levels[each]) is None else _spot(centre, radius, n, count, level)
            for n, axis in enumerate(self._axes)
        ]
        painter.setPen(stroke(self._look, each))
        known = [spot for spot in spots if spot is not None]
        if len(known) == count:
            painter.drawPolygon(QPolygonF(known))
        else:
            for here, there in pairwise([*spots, spots[0]]):
                if here is not None and there is not None:
                    painter.drawLine(here, there)
        for spot in known:
            paint_point(painter, spot, each, self._look)

    # -- points on tracks

    def _paint_tracks(self, painter: QPainter) -> None:
        look = self._look
        font = look.font("second")
        widest = max(QFontMetricsF(font).horizontalAdvance(axis.label) for axis in self._axes) + _GAP
        label = min(widest, self.width() - _TRACK_LEAST)
        wide = self.width() - label - 12
        for number, axis in enumerate(self._axes):
            top, middle = number * _ROW, number * _ROW + _ROW / 2
            painter.setFont(font)
            painter.setPen(look.color("text"))
            words = painter.fontMetrics().elidedText(axis.label, Qt.TextElideMode.ElideRight, int(label - 4))
            painter.drawText(QRectF(0, top, label, _ROW), Qt.AlignmentFlag.AlignVCenter, words)
            painter.fillRect(QRectF(label, middle - 1, wide, 2), look.color("line"))
            for each in reversed(range(len(axis.levels))):
                level = axis.levels[each]
                if level is not None:
                    paint_point(painter, QPointF(label + wide * level / _RINGS, middle), each, look)


def _direction(number: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / count
    return math.sin(angle), math.cos(angle)


def _spot(centre: QPointF, radius: float, number: int, count: int, level: float) -> QPointF:
    sine, cosine = _direction(number, count)
    reach = radius * level / _RINGS
    return QPointF(centre.x() + sine * reach, centre.y() - cosine * reach)
