"""Several sets of levels over the same domains: as a radar with a line each, or as points on a track each.

A radar reads with 5 to 14 domains; points on tracks read with any number, so they take its place otherwise. A domain
that a set says nothing of has no point there and breaks the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts.marks import paint_point, stroke
from riskassess.desktop.charts.radar import FEWEST, MOST
from riskassess.desktop.charts.web import RINGS, Web, web_in
from riskassess.desktop.look import Look

_GAP = 12
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
        web = web_in(self, self._look, [axis.label for axis in self._axes], _GAP)
        web.paint(painter, self._look)
        for each in reversed(range(len(self._axes[0].levels))):  # the first lies on top
            self._paint_line(painter, web, each)

    def _paint_line(self, painter: QPainter, web: Web, each: int) -> None:
        count = len(self._axes)
        spots = [
            None if (level := axis.levels[each]) is None else web.spot(n, level) for n, axis in enumerate(self._axes)
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
                    paint_point(painter, QPointF(label + wide * level / RINGS, middle), each, look)
