"""The question before an assessment is frozen: under whose names."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_WIDTH = 480


class _Asking(Dialog):
    """Lay out a heading, words, what is asked, and two buttons: give up, and a verb."""

    def __init__(self, look: Look, texts: Texts, part: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look, self.texts = look, texts
        self.setWindowTitle(texts(f"result.{part}.title"))
        self.setMinimumWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        self.column.setSpacing(tokens.STEP)
        self.column.addWidget(Words(look, texts(f"result.{part}.title"), "card"))
        self.go_on = Button(texts(f"result.{part}.go_on"), "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.give_up = Button(texts("result.give_up"), "quiet")
        self.give_up.clicked.connect(self.reject)

    def add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addStretch(1)
        row.addWidget(self.give_up)
        row.addWidget(self.go_on)
        self.column.addSpacing(tokens.STEP)
        self.column.addLayout(row)

    def say(self, words: str) -> None:
        self.column.addWidget(Words(self.look, words, role="text2", wrap=True))

    def label(self, words: str) -> None:
        self.column.addSpacing(tokens.HALF)
        self.column.addWidget(Words(self.look, words, "label", "text2"))


class AskFinish(_Asking):
    """Say what finishing means and ask for two names."""

    def __init__(
        self, look: Look, texts: Texts, names: tuple[str, str] = ("", ""), parent: QWidget | None = None
    ) -> None:
        super().__init__(look, texts, "finish", parent)
        self.say(texts("result.finish.means"))
        self.prepared, self.approved = QLineEdit(names[0]), QLineEdit(names[1])
        for field, name in ((self.prepared, "prepared_by"), (self.approved, "approved_by")):
            self.label(texts(f"result.finish.{name}"))
            field.setAccessibleName(texts(f"result.finish.{name}"))
            field.textChanged.connect(self._judge)
            self.column.addWidget(field)
        self.add_buttons()
        self._judge()

    def names(self) -> tuple[str, str]:
        """Return who prepared and who approved it."""
        return self.prepared.text().strip(), self.approved.text().strip()

    def _judge(self) -> None:
        self.go_on.setEnabled(all(self.names()))
        self.go_on.setToolTip("" if all(self.names()) else self.texts("result.finish.names_missing"))
