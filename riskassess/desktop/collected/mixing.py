"""The step of mixing, for the body that collects: usually on its own computer, without any key."""

from __future__ import annotations

from PySide6.QtCore import Signal

from riskassess.desktop.collected.fields import PathField
from riskassess.desktop.collected.step import Step, allow, row
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look
from riskassess.texts import Texts


class MixStep(Step):
    """Ask for the folder with what came and a new one; it needs no call to be chosen."""

    name = "mix"
    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.source, self.target = PathField(look, "folder"), PathField(look, "folder")
        self.identity, self.words = PathField(look, "file"), SecretField(look)
        self._identity_means = Words(look, use="second", role="text2", wrap=True)
        self.go_on, self.outcome = Button(kind="primary"), Words(look, wrap=True)
        for field in (self.source, self.target, self.identity):
            field.changed.connect(self._judge)
        self.go_on.clicked.connect(self.wanted)
        parts = (self.source, self.target, self.identity, self._identity_means, self.words)
        self.add(*parts, row(self.go_on), self.outcome)
        self.show_state("")
        self.show_outcome("")

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        super().retranslate(texts)
        for name in ("source", "target", "identity"):
            getattr(self, name).name_path(self.say(name), texts("collected.choose"))
        self._identity_means.setText(self.say("identity_means"))
        self.words.name(self.say("words"), texts("workspace.ask.seen"))
        self.go_on.setText(self.say("go_on"))
        self.show_outcome("")
        self._judge()

    def show_outcome(self, words: str) -> None:
        """Say what came of it."""
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))

    def _judge(self) -> None:
        self.words.setVisible(self.identity.path() is not None)
        given = self.source.path() is not None and self.target.path() is not None
        allow(self.go_on, given, self.say("needs"))
