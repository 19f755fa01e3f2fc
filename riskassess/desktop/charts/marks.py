"""How up to five things are told apart in one drawing: each has its own stroke and its own point, and a colour too.

Shape comes first, so that the drawing reads in grey and in print.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look, Role

_ROLES: tuple[Role, ...] = ("accent", "text", "carry", "warn", "text3")
_DASHES: tuple[tuple[float, ...], ...] = ((), (3, 2), (1, 1.5), (4, 1.5, 1, 1.5), (6, 2))
_CORNERS = {
    1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    2: ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    3: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    4: ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
}
MOST = len(_ROLES)


def stroke(look: Look, number: int, width: float = 2.0) -> QPen:
    """Return the pen of the thing at a place, from 0."""
    pen = QPen(look.color(_ROLES[number]), width)
    if _DASHES[number]:
        pen.setDashPattern(list(_DASHES[number]))
    return pen


def paint_point(painter: QPainter, at: QPointF, number: int, look: Look, across: float = 8.0) -> None:
    """Paint the point of the thing at a place: disc, square, triangle, diamond, triangle upside down."""
    painter.setPen(QPen(look.color(_ROLES[number]), 1.5))
    painter.setBrush(look.color(_ROLES[number]))
    half = across / 2 - 0.5
    if number in _CORNERS:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * half for x, y in _CORNERS[number]]))
    else:
        painter.drawEllipse(at, half, half)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_mark(painter: QPainter, box: QRectF, number: int, look: Look) -> None:
    """Paint stroke and point together, as a key to the drawing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = box.center()
    painter.setPen(stroke(look, number))
    painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
    paint_point(painter, middle, number, look)


def mark_picture(number: int, look: Look, scale: float) -> QPixmap:
    """Draw a mark as a picture for the head of a column."""
    size = QSize(24, 14)
    picture = QPixmap(size * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(1, 0, 22, 14), number, look)
    painter.end()
    return picture


class Mark(QWidget):
    """Show the mark of the thing at a place."""

    def __init__(self, look: Look, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._number = look, number
        self.setFixedSize(QSize(28, 14))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(1, 0, 26, 14), self._number, self._look)
        painter.end()
