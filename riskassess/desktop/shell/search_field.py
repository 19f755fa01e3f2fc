"""The search field of the top bar: a sign before the words, the key that leads here behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from riskassess.desktop.controls import KeySquare, paint_icon

_SIGN = 16
_WIDTH = 272


class SearchField(QLineEdit):
    """Take words to search for; Esc empties it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setTextMargins(24, 0, 24, 0)
        self._key = KeySquare("/", self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._key.setVisible(not text))

    def set_hint(self, words: str) -> None:
        """Say what can be searched for."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(words)  # it is longer than the field in some languages

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._key.adjustSize()
        self._key.move(self.width() - self._key.width() - 6, (self.height() - self._key.height()) // 2)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Dark)
        paint_icon(painter, 10, (self.height() - _SIGN) / 2, "search", _SIGN, colour)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
