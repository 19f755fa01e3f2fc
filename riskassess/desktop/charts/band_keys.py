"""What the cells and marks of the band chart mean, in a row that breaks where it must."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.charts.bands import paint_cell, paint_own
from riskassess.desktop.controls import Flow, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_KINDS = {"middle": "middle_half", "median": "median", "own": "own", "own_lowest": "own_lowest"}


class _Sign(QWidget):
    """Show how one thing is drawn."""

    def __init__(self, look: Look, kind: str) -> None:
        super().__init__()
        self._look, self._kind = look, kind
        self.setFixedSize(QSize(16, 16))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind.startswith("own"):
            paint_own(painter, QPointF(8, 8), self._kind == "own_lowest", self._look)
        else:
            paint_cell(painter, QRectF(1, 4, 14, 8), self._kind, self._look)
        painter.end()


class BandKeys(QWidget):
    """Hold the signs with their words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {kind: Words(look, use="label", role="text2") for kind in _KINDS}
        row = Flow(self, spacing=tokens.GAP)
        for kind, words in self._words.items():
            held = QWidget()
            pair = QHBoxLayout(held)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(tokens.HALF)
            pair.addWidget(_Sign(look, kind))
            pair.addWidget(words)
            row.addWidget(held)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for kind, words in self._words.items():
            words.setText(texts(f"benchmark.panel.{_KINDS[kind]}"))
