"""The first start: one sentence, the sample as the first button, and a small picture of what will be seen.

The picture carries no figure and no letter: nothing has been assessed yet.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_BARS = ((0.60, 0.72), (0.52, 0.70), (0.64, 0.58), (0.40, 0.66))  # share of the track: level, target; only a drawing


class _Picture(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(QSize(232, 154))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.PANEL_RADIUS, tokens.PANEL_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(QRectF(16, 16, 40, 40), tokens.TAG_RADIUS, tokens.TAG_RADIUS)
        painter.drawRoundedRect(QRectF(68, 20, 104, 10), 2, 2)
        painter.drawRoundedRect(QRectF(68, 40, 64, 8), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for number, (level, target) in enumerate(_BARS):
            top, wide = 76 + number * 18, 152
            painter.fillRect(QRectF(16, top, 36, 8), look.color("line"))
            painter.fillRect(QRectF(64, top, wide, 8), look.color("inset"))
            weak = level < 0.7 * target
            painter.fillRect(QRectF(64, top, round(wide * level), 8), look.color("warn" if weak else "accent"))
            painter.fillRect(QRectF(64 + round(wide * target), top - 4, 2, 16), look.color("text"))
        painter.end()


class FirstStart(Panel):
    """Offer the sample first, then a new assessment, then a file."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, ground="bg", edge="edge", dashed=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 40, 32, 40)
        across.setSpacing(32)
        column = QVBoxLayout()
        column.setSpacing(tokens.PADDING)
        self._title = Words(look, use="title", wrap=True)
        self._words = Words(look, role="text2", wrap=True)
        self._words.setMaximumWidth(520)
        self.sample = Button(kind="primary")
        self.new = Button()
        self.file = Button(kind="quiet")
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        for button in (self.sample, self.new, self.file):
            row.addWidget(button)
        row.addStretch(1)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(row)
        column.addStretch(1)
        across.addLayout(column, 1)
        across.addWidget(_Picture(look))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._title.setText(texts("window.home.first.title"))
        self._words.setText(texts("window.home.first.words"))
        self.sample.setText(texts("window.home.sample"))
        self.new.setText(texts("window.home.new"))
        self.file.setText(texts("window.home.open_file"))
