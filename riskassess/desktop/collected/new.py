"""The dialog for a new call: what it is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.collected.fields import LineField
from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_WIDTH = 480


class NewCollection(Dialog):
    """Ask for the id of a new call."""

    def __init__(self, look: Look, texts: Texts, suggested: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("collected.new.title"))
        self.setMinimumWidth(_WIDTH)
        self.name = LineField(look)
        self.name.name(texts("collected.new.name"), suggested)
        self.name.line.setText(suggested)
        self.go_on = Button(texts("collected.new.go_on"), "primary")
        give_up = Button(texts("collected.give_up"), "quiet")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        give_up.clicked.connect(self.reject)
        self.name.changed.connect(self._judge)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        row.addWidget(give_up)
        row.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.GAP)
        column.addWidget(Words(look, texts("collected.new.title"), "card"))
        column.addWidget(Words(look, texts("collected.new.means"), role="text2", wrap=True))
        column.addWidget(self.name)
        column.addLayout(row)

    def _judge(self) -> None:
        self.go_on.setEnabled(bool(self.name.words()))
