"""Grounds: a panel (surface with a hairline) and a plain ground of one role."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from riskassess.desktop.look import Look, Role, tokens


class Panel(QFrame):
    """Be a surface with one hairline around it, never a shadow, never inside another; `dashed` marks an empty place."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        ground: Role = "surface",
        edge: Role = "line",
        dashed: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look, self._dashed = look, dashed
        self._ground: Role = ground
        self._edge: Role = edge
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.color(self._edge), 1)
        if self._dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._look.color(self._ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.PANEL_RADIUS, tokens.PANEL_RADIUS)
        painter.end()


class Ground(QWidget):
    """Fill its place with the colour of a role, with a hairline along the edges named (``"lr"``, ``"b"`` …)."""

    def __init__(self, look: Look, ground: Role = "surface", lines: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._lines = look, lines
        self._ground: Role = ground
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color(self._ground))
        line, wide, high = self._look.color("line"), self.width(), self.height()
        edges = {"l": (0, 0, 1, high), "r": (wide - 1, 0, 1, high), "t": (0, 0, wide, 1), "b": (0, high - 1, wide, 1)}
        for name in self._lines:
            painter.fillRect(*edges[name], line)
        painter.end()


class Hairline(QWidget):
    """Draw a line of one pixel between two things, across or (`upright`) down."""

    def __init__(self, look: Look, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedWidth(1) if upright else self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("line"))
        painter.end()
