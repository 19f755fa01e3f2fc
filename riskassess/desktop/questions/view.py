"""How the questions page is laid out: outline, card between fixed bars, live panel, which is a strip when narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskassess.desktop.controls import Ground
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.questions.bottom_bar import BottomBar
from riskassess.desktop.questions.card import Card
from riskassess.desktop.questions.live_panel import LivePanel
from riskassess.desktop.questions.outline import Outline
from riskassess.desktop.questions.strip import HEIGHT, Strip
from riskassess.questionnaire.values import Pack
from riskassess.texts import Texts

NARROW = 1200 - tokens.RAIL  # px of the page when the window is 1200 wide
_WIDEST = 920  # px of the card, beyond which its rows are too wide to read across
LOW = 740 - tokens.BAR  # px of the page when the window is 740 high


class QuestionsView(QWidget):
    """Hold the parts of the page and give each its place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = Outline(look, self)
        self.centre = Ground(look, "surface", parent=self)
        self.strip, self.card, self.bar = Strip(look), Card(look), BottomBar(look)
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.card, 1)
        column.addWidget(self.bar)
        self.live = LivePanel(look, self)  # after the rest, since Tab follows the order of making
        self.strip.unfold.toggled.connect(self._place)

    def retranslate(self, pack: Pack | None, texts: Texts) -> None:
        """Say everything that no answer says in another language."""
        self.outline.retranslate(texts)
        self.live.retranslate(texts)
        self.strip.retranslate(texts)
        self.card.retranslate(pack, texts)
        self.bar.retranslate(texts)

    def is_narrow(self) -> bool:
        """Tell whether the live panel is a strip."""
        return self.width() < NARROW

    def fold_panel(self) -> bool:
        """Take the unfolded panel away from over the card; tell whether it was there."""
        unfolded = self.is_narrow() and self.strip.unfold.isChecked()
        self.strip.unfold.setChecked(False)
        return unfolded

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < LOW
        self.outline.legend.set_low(low)
        self.card.rows.set_low(low)
        self._place()

    def _place(self) -> None:
        width, height, left = self.width(), self.height(), tokens.OUTLINE
        narrow, panel = self.is_narrow(), tokens.LIVE_PANEL
        self.outline.setGeometry(QRect(0, 0, left, height))
        self.centre.setGeometry(QRect(left, 0, width - left - (0 if narrow else panel), height))
        spare = max(0, self.centre.width() - _WIDEST)
        self.card.set_spare(spare)
        self.bar.set_spare(spare)
        self.strip.setVisible(narrow)
        self.strip.show_unfolded(narrow and self.strip.unfold.isChecked())
        top = HEIGHT if narrow else 0
        below = tokens.BAR if narrow else 0
        self.live.setGeometry(QRect(width - panel, top, panel, height - top - below))
        self.live.setVisible(not narrow or self.strip.unfold.isChecked())
        self.live.raise_()
