"""The step of keys: a passphrase, twice, and from then on what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Collection, Standing

SHORTEST = 8
"""Signs of a passphrase: as for a workspace."""


class KeysStep(Step):
    """Ask for the passphrase of a call's keys; `wanted` carries it."""

    name = "keys"
    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.new, self.again = SecretField(look), SecretField(look)
        self.message, self.signing = Words(look, role="text2", wrap=True), Words(look, role="text2", wrap=True)
        self.make = Button(kind="primary", icon="lock")
        self._there = True
        for field in (self.new, self.again):
            field.line.textChanged.connect(self._judge)
        self.make.clicked.connect(lambda: self.wanted.emit(self.new.words()))
        self.add(self.new, self.again, self.message, row(self.make), self.signing)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        seen = texts("workspace.ask.seen")
        self.new.name(self.say("new"), seen)
        self.again.name(self.say("again"), seen)
        self.make.setText(self.say("make"))
        self._judge()

    def show_standing(self, at: Collection | None, standing: Standing | None) -> None:
        """Ask for a passphrase while there are no keys; afterwards say where they are."""
        self._there = at is None or standing is None or standing.has_identity
        made = at is not None and standing is not None and standing.has_identity
        self.show_state(self.say("there", identity=at.identity, recipient=at.recipient) if made and at else "")
        for widget in (self.new, self.again, self.make):
            widget.setVisible(not self._there)
        signing = at is not None and standing is not None and standing.has_signing_key
        words = self.say("signing", secret=at.signing_key, public=at.public_key) if signing and at else ""
        self.signing.setText(words)
        self.signing.setVisible(bool(words))
        self._judge()

    def clear(self) -> None:
        """Forget the passphrase."""
        for field in (self.new, self.again):
            field.clear()

    def _judge(self) -> None:
        new, again = self.new.words(), self.again.words()
        said = ""
        if new and len(new) < SHORTEST:
            said = self.texts("workspace.ask.short", count=SHORTEST)
        elif again and again != new:
            said = self.texts("workspace.ask.differ")
        self.message.setText(said)
        self.message.setVisible(bool(said) and not self._there)
        allow(self.make, len(new) >= SHORTEST and again == new, self.say("needs"))
