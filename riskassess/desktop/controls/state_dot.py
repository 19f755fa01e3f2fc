"""The signs of the house: how a question stands, a weak domain, where a red line lies, the level to reach.

Shape first, colour second, so that they read in grey. Each is a few lines of QPainter on a square of any size; lists
call `paint_state` from their own painting, forms use the widget, which carries the words as its accessible name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look, Role
from riskassess.desktop.look.tokens import DOT

_GRID = 14.0
Sign = Callable[[QPainter, Look], None]


def _pen(colour: QColor, width: float = 1.5) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _line(painter: QPainter, colour: QColor, *points: tuple[float, float], width: float = 1.5) -> None:
    painter.setPen(_pen(colour, width))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _ring(painter: QPainter, look: Look, role: Role) -> None:
    painter.setPen(_pen(look.color(role)))
    painter.drawEllipse(QRectF(2, 2, 10, 10))


def _open(painter: QPainter, look: Look) -> None:
    _ring(painter, look, "edge")


def _met(painter: QPainter, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawEllipse(QRectF(1.25, 1.25, 11.5, 11.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, look.color("onaccent"), (4.2, 7.2), (6.2, 9.2), (9.8, 5.2))


def _below(painter: QPainter, look: Look) -> None:
    _ring(painter, look, "warn")
    half = QPainterPath(QPointF(2, 7))
    half.arcTo(QRectF(2, 2, 10, 10), 180, 180)
    half.closeSubpath()
    painter.fillPath(half, QBrush(look.color("warn")))


def _diamond(inset: float) -> QPolygonF:
    low, high = inset, _GRID - inset
    return QPolygonF([QPointF(7, low), QPointF(high, 7), QPointF(7, high), QPointF(low, 7)])


def _red_line(painter: QPainter, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("red"))
    painter.drawPolygon(_diamond(0.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, look.color("onred"), (7, 4.4), (7, 7.4))
    _line(painter, look.color("onred"), (7, 9.1), (7, 9.5))


def _floor(painter: QPainter, look: Look) -> None:
    painter.setPen(_pen(look.color("red")))
    painter.drawPolygon(_diamond(2.2))


def _carried(painter: QPainter, look: Look) -> None:
    painter.setPen(_pen(look.color("carry")))
    painter.drawRect(QRectF(2, 2, 10, 10))
    painter.fillRect(QRectF(5, 5, 4, 4), look.color("carry"))


def _later(painter: QPainter, look: Look) -> None:
    _ring(painter, look, "text2")
    _line(painter, look.color("text2"), (7, 4.2), (7, 7.3), (9.4, 7.3))


def _not_applicable(painter: QPainter, look: Look) -> None:
    _line(painter, look.color("edge"), (3, 7), (11, 7))


def _weak(painter: QPainter, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("warn"))
    painter.drawPolygon(QPolygonF([QPointF(1.5, 3), QPointF(12.5, 3), QPointF(7, 11.5)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _flag(painter: QPainter, look: Look) -> None:
    painter.setPen(_pen(look.color("text")))
    painter.drawPolyline(
        QPolygonF([QPointF(3, 12.5), QPointF(3, 2.5), QPointF(11.5, 2.5), QPointF(9.5, 5.25), QPointF(11.5, 8)])
    )
    painter.drawLine(QPointF(11.5, 8), QPointF(3, 8))


_SIGNS: Mapping[str, Sign] = {
    "open": _open,
    "met": _met,
    "below": _below,
    "red_line": _red_line,
    "carried": _carried,
    "later": _later,
    "not_applicable": _not_applicable,
    "weak": _weak,
    "floor": _floor,
    "flag": _flag,
}
STATES = tuple(_SIGNS)


def paint_state(painter: QPainter, rect: QRectF, state: str, look: Look) -> None:
    """Paint the sign of a state into a square (14 px, 12 in legends).

    States: open, met, below, red_line, carried, later, not_applicable; also weak (a capped domain), floor (where a
    red line lies) and flag (the level to reach). A page shows forty of a few signs, so each is drawn once for a size
    and screen and kept with the look until its colours change; only one between two pixels is drawn in its place.
    """
    if rect.x() != int(rect.x()) or rect.y() != int(rect.y()):
        _draw(painter, rect, state, look)
        return
    scale = painter.device().devicePixelRatio()
    key = (state, rect.width(), scale)
    picture = look.pictures.get(key)
    if picture is None:
        picture = look.pictures[key] = _picture(state, rect.width(), scale, look)
    painter.drawPixmap(rect.topLeft(), picture)


def _picture(state: str, size: float, scale: float, look: Look) -> QPixmap:
    picture = QPixmap(ceil(size * scale), ceil(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(scale)
    painter = QPainter(picture)
    _draw(painter, QRectF(0, 0, size, size), state, look)
    painter.end()
    return picture


def _draw(painter: QPainter, rect: QRectF, state: str, look: Look) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SIGNS[state](painter, look)
    painter.restore()


class StateDot(QWidget):
    """Show the sign of a state; its words are the accessible name and the tooltip."""

    def __init__(self, look: Look, state: str = "open", size: int = DOT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._state = look, state
        self.setFixedSize(QSize(size, size))
        look.changed.connect(self.update)

    def state(self) -> str:
        """Return the state that is shown."""
        return self._state

    def set_state(self, state: str, words: str) -> None:
        """Show a state, said in words for those who do not see it."""
        self._state = state
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self._state, self._look)
        painter.end()
