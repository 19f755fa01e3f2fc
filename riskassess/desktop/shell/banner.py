"""One calm sentence above the page: what happened and what it means, until somebody closes it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from riskassess.desktop.controls import Button, Ground, Icon, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts


class Banner(Ground):
    """Show a sentence; hidden while there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "tint", "b")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.MARGIN, tokens.HALF, tokens.PADDING, tokens.HALF)
        row.setSpacing(tokens.STEP)
        self._words = Words(look, wrap=True)
        self._close = Button(kind="quiet", icon="close")
        self._close.clicked.connect(self.hide)
        row.addWidget(Icon("notice"))
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, in place of the one before."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def retranslate(self, texts: Texts) -> None:
        """Name the button in another language; the sentence stays as it was said."""
        self._close.name_only(texts("window.close_notice"))
