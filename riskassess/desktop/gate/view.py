"""How the page before the pages looks: one calm column with a title, sentences, perhaps a field, and buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Check, Words
from riskassess.desktop.look import Look, tokens

_WIDTH = 480


class SecretField(QWidget):
    """Take a passphrase without showing it, unless the user wants to see it; forgets it when it is hidden."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        self.label = Words(look, use="label", role="text2")
        self.line, self.seen = QLineEdit(), Check()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.label.setBuddy(self.line)
        self.seen.toggled.connect(self._show)
        for widget in (self.label, self.line, self.seen):
            column.addWidget(widget)

    def name(self, words: str, seen: str) -> None:
        """Name the field and the box beside it."""
        self.label.setText(words)
        self.line.setAccessibleName(words)
        self.seen.setText(seen)

    def words(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.seen.setChecked(False)

    def _show(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.clear()
        super().hideEvent(event)


class GateView(QWidget):
    """Lay out title, what happened, the field, what follows from it, and the buttons."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.title = Words(look, use="title", wrap=True)
        self.words = Words(look, role="text2", wrap=True)
        self.secret = SecretField(look)
        self.message = Words(look, role="warn", wrap=True)
        self.offer = Words(look, wrap=True)
        self.go_on, self.again, self.anew = Button(kind="primary"), Button(), Button(kind="quiet")
        self.go_on.setDefault(True)
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.PADDING)
        for widget in (self.title, self.words, self.offer, self.secret, self.message):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        for button in (self.go_on, self.again, self.anew):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        # Stretches instead of an alignment: an aligned widget is never asked how high it is at its width.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def say(self, message: str) -> None:
        """Say what follows from the last try, or nothing."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
