"""Strokes that several charts draw with: flat, square, on whole pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def upright(painter: QPainter, x: float, top: float, bottom: float, colour: QColor, width: float = 1.0) -> None:
    """Fill a line from top to bottom that stays sharp: its left edge is put on a whole pixel."""
    painter.fillRect(QRectF(round(x - width / 2), top, width, bottom - top), colour)


def point(painter: QPainter, x: float, y: float, across: float, edge: QColor, fill: QColor, width: float = 2.0) -> None:
    """Draw a round point with an edge, `across` px in all."""
    radius = (across - width) / 2
    painter.setPen(QPen(edge, width))
    painter.setBrush(fill)
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
