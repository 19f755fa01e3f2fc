"""How far something has come, as a flat line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.look import Look

_HEIGHT = 4


def paint_progress(painter: QPainter, rect: QRectF, share: float, look: Look) -> None:
    """Paint a share of 0 to 1 as a line in accent on its track."""
    painter.fillRect(rect, look.color("inset"))
    done = QRectF(rect)
    done.setWidth(rect.width() * min(1.0, max(0.0, share)))
    painter.fillRect(done, look.color("accent"))


class ProgressLine(QWidget):
    """Show a share of 0 to 1; the words that say it are its accessible name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._share = look, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_share(self, share: float, words: str) -> None:
        """Show a share, said in words."""
        self._share = share
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_progress(painter, QRectF(self.rect()), self._share, self._look)
        painter.end()
