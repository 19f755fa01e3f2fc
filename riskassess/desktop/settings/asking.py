"""The dialogs of the passphrase and of restoring: what is asked, what it means, and the recovery code, shown once."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.gate.view import SecretField
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

Step = Literal["set", "change", "renew", "remove"]
SHORTEST = 8  # signs of a new passphrase; the workspace refuses shorter ones whoever asks
_WIDTH = 480


class _Asking(Dialog):
    """Lay out a title, what it means, what is asked, and two buttons."""

    def __init__(self, look: Look, texts: Texts, title: str, means: str, go_on: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look, self.texts = look, texts
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        self.column.setSpacing(tokens.GAP)
        self.column.addWidget(Words(look, title, "card"))
        self.column.addWidget(Words(look, means, role="text2", wrap=True))
        self.message = Words(look, role="warn", wrap=True)
        self.go_on, self.give_up = Button(go_on, "primary"), Button(texts("workspace.ask.give_up"), "quiet")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.give_up.clicked.connect(self.reject)

    def add_buttons(self) -> None:
        self.column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        row.addWidget(self.give_up)
        row.addWidget(self.go_on)
        self.column.addLayout(row)

    def ask(self, words: str) -> SecretField:
        field = SecretField(self.look)
        field.name(words, self.texts("workspace.ask.seen"))
        field.line.textChanged.connect(lambda _text: self.judge())
        self.column.addWidget(field)
        return field

    def judge(self) -> None:
        """Enable the verb when what is asked has been given."""


class AskPassphrase(_Asking):
    """Ask for what a step of the passphrase needs: the present one, a new one twice, or both."""

    def __init__(self, look: Look, texts: Texts, step: Step, parent: QWidget | None = None) -> None:
        said = (texts(f"workspace.ask.{step}.{part}") for part in ("title", "means", "go_on"))
        super().__init__(look, texts, *said, parent)
        self.words = self.ask(texts("workspace.ask.words")) if step != "set" else None
        asks_new = step in ("set", "change")
        self.new = self.ask(texts("workspace.ask.new")) if asks_new else None
        self.again = self.ask(texts("workspace.ask.again")) if asks_new else None
        self.add_buttons()
        self.judge()

    def given(self) -> tuple[str, str]:
        """Return the present words and the new passphrase, empty where they are not asked for."""
        return self.words.words() if self.words else "", self.new.words() if self.new else ""

    def judge(self) -> None:
        """Say what is still wrong with what was typed."""
        said = ""
        if self.new is not None and self.again is not None:
            new, again = self.new.words(), self.again.words()
            if new and len(new) < SHORTEST:
                said = self.texts("workspace.ask.short", count=SHORTEST)
            elif again and again != new:
                said = self.texts("workspace.ask.differ")
            complete = len(new) >= SHORTEST and again == new
        else:
            complete = True
        self.message.setText(said)
        self.go_on.setEnabled(complete and (self.words is None or bool(self.words.words())))


class ShowCode(_Asking):
    """Show the recovery code, this once."""

    def __init__(self, look: Look, texts: Texts, code: str, parent: QWidget | None = None) -> None:
        said = (texts(f"workspace.code.{part}") for part in ("title", "means", "written"))
        super().__init__(look, texts, *said, parent)
        self.code = Words(look, code, "card")
        self.code.setAccessibleName(code)
        self.column.addWidget(self.code)
        self.give_up.setText(texts("workspace.code.copy"))
        self.give_up.clicked.disconnect()
        self.give_up.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        self.add_buttons()


class AskRestore(_Asking):
    """Say what restoring does, and ask for the backup's own passphrase where it needs one."""

    def __init__(self, look: Look, texts: Texts, means: str, *, locked: bool, parent: QWidget | None = None) -> None:
        title, go_on = texts("workspace.backups.sure_title"), texts("workspace.backups.sure_go_on")
        super().__init__(look, texts, title, means, go_on, parent)
        self.words = self.ask(texts("workspace.backups.words")) if locked else None
        self.add_buttons()
        self.judge()

    def judge(self) -> None:
        """Wait for the passphrase where one is asked for."""
        self.go_on.setEnabled(self.words is None or bool(self.words.words()))
