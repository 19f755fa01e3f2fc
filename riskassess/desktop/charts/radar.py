"""The radar of domains: what is there against what this project needs, on rings of one level each.

Honest about what is missing: a domain without an answer has no point and breaks the line, a hollow point is a domain
that is not complete, and the shape is filled only when every domain has an answer. It is drawn for 5 to 14 domains;
with fewer or more the shape says nothing and bars take its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.charts.web import Web, web_in
from riskassess.desktop.look import Look

FEWEST, MOST = 5, 14
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._spokes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        web = web_in(self, self._look, [spoke.label for spoke in self._spokes], _LABEL_GAP)
        web.paint(painter, self._look)
        targets = [web.spot(n, s.target) for n, s in enumerate(self._spokes)]
        self._paint_now(painter, web)
        pen = QPen(self._look.color("text"), 1.25)
        pen.setDashPattern([4 / 1.25, 3 / 1.25])
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(targets))
        self._paint_points(painter, web)
        painter.end()

    def _paint_now(self, painter: QPainter, web: Web) -> None:
        accent, count = self._look.color("accent"), len(self._spokes)
        spots = [None if s.level is None else web.spot(n, s.level) for n, s in enumerate(self._spokes)]
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

    def _paint_points(self, painter: QPainter, web: Web) -> None:
        accent = self._look.color("accent")
        ground = self._look.color("bg")
        for number, spoke in enumerate(self._spokes):
            if spoke.level is not None:
                spot = web.spot(number, spoke.level)
                fill, width = (accent, 1.0) if spoke.complete else (ground, 1.5)
                pens.point(painter, spot.x(), spot.y(), 7.5, accent, fill, width)
