"""What the steps have in common: a title, what the step is for, how it stands, then its fields and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Flow, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing


class Step(Panel):
    """Be one step of a committee; `name` is where its texts stand."""

    name = ""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.look = look
        self.texts = Texts("zh")
        self.title, self.means = Words(look, use="card", wrap=True), Words(look, role="text2", wrap=True)
        self.state = Words(look, bold=True, wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[tokens.PADDING] * 4)
        self.column.setSpacing(tokens.GAP)
        self.add(self.title, self.means, self.state)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts below what is there."""
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.texts = texts
        self.title.setText(self.say("title"))
        self.means.setText(self.say("means"))

    def say(self, key: str, **fields: object) -> str:
        """Return a text of this step."""
        return self.texts(f"collected.{self.name}.{key}", **fields)

    def show_state(self, words: str) -> None:
        """Say how the step stands; nothing when empty."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """Show how far the call is; None where none is chosen."""

    def forget(self) -> None:
        """Forget what was shown of a call, since another is chosen."""


def row(*widgets: QWidget) -> QLayout:
    """Put widgets beside each other, from the left, and below each other where there is no room."""
    across = Flow(None, tokens.STEP, tokens.STEP)
    for widget in widgets:
        across.addWidget(widget)
    return across


def allow(button: Button, allowed: bool, reason: str) -> None:
    """Enable a button, or say in its hint why it is not."""
    button.setEnabled(allowed)
    button.setToolTip("" if allowed else reason)
