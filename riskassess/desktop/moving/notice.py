"""One calm line with a button: a newer version is at hand, or answers had no place in the version moved to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.controls import Button, Icon, Panel, Words
from riskassess.desktop.look import Look, tokens


class MoveNotice(Panel):
    """Show a sentence and a button that says what it does; hidden while there is nothing to say."""

    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="tint")
        self.words, self.button = Words(look, wrap=True), Button()
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.STEP, tokens.STEP)
        row.setSpacing(tokens.STEP)
        row.addWidget(Icon("notice"))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, words: str, button: str) -> None:
        """Show a sentence and what the button does; an empty sentence hides both."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.setVisible(bool(words))
