"""One question before something that cannot be undone: what will happen, a verb to do it, and a way out.

Enter and Escape both leave, since what follows is for somebody who has read it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.look import Look, tokens

_WIDTH = 480


class AskFirst(Dialog):
    """Say what will happen; `exec` is true when the verb was pressed."""

    def __init__(
        self, look: Look, title: str, words: str, go_on: str, give_up: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addWidget(Words(look, title, "card", wrap=True))
        self._said = QVBoxLayout()
        self._said.setSpacing(tokens.STEP)
        column.addLayout(self._said)
        self.say_more(Words(look, words, wrap=True))
        self.go_on, self.give_up = Button(go_on), Button(give_up, "primary")
        self.give_up.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.give_up.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        row.addWidget(self.go_on)
        row.addWidget(self.give_up)
        column.addSpacing(tokens.STEP)
        column.addLayout(row)

    def say_more(self, words: Words) -> None:
        """Add a paragraph to what will happen."""
        self._said.addWidget(words)
