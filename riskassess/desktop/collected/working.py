"""What is under way: words, how far it is, and a way to end it where ending it harms nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from riskassess.desktop.controls import Button, Panel, ProgressLine, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts


class Working(Panel):
    """Show one job; hidden while there is none."""

    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, ground="tint")
        self.words, self.line, self.cancel = Words(look, wrap=True), ProgressLine(look), Button()
        self.cancel.clicked.connect(self.cancelled)
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(self.words)
        said.addWidget(self.line)
        across = QHBoxLayout(self)
        across.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.STEP, tokens.STEP)
        across.setSpacing(tokens.STEP)
        across.addLayout(said, 1)
        across.addWidget(self.cancel)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Name the button in another language."""
        self.cancel.setText(texts("collected.cancel"))

    def begin(self, words: str, *, can_cancel: bool) -> None:
        """Show that something begins."""
        self.cancel.setVisible(can_cancel)
        self.say(words)
        self.line.set_share(0.0, words)
        self.show()

    def say(self, words: str) -> None:
        """Say what is being done now."""
        self.words.setText(words)
        self.setAccessibleName(words)

    def show_share(self, share: float) -> None:
        """Show how far it is."""
        self.line.set_share(share, self.words.text())
