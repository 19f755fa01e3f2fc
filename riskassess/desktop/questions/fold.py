"""Why a question is asked, what could prove the answer and which norms speak of it: folded to one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Elided, TermWords, Words
from riskassess.desktop.glossary import Terms
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts


class Fold(QWidget):
    """Show a reason on one line, or all of it with more beneath; it stays as the user left it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(kind="quiet", icon="chevron-right")
        self.button.set_low(22, 0, 4)
        self.button.setCheckable(True)
        self._short = Elided(look, use="second", role="text2")
        self.long = TermWords(look, use="second", role="text2")
        self._blocks = [
            (Words(look, use="label", role="text3"), Words(look, use="second", wrap=True)) for _ in range(2)
        ]
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addWidget(self.button)
        row.addWidget(self._short, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        column.addLayout(row)
        column.addWidget(self.long)
        for head, words in self._blocks:
            column.addWidget(head)
            column.addWidget(words)
        self.button.toggled.connect(self._show_all)
        self._show_all(False)

    def show_reason(self, why: str, evidence: list[str], norms: list[str], terms: Terms = ()) -> None:
        """Show why it is asked with its terms, what could prove it, and the norms."""
        self._short.setText(why)
        self.long.show_words(why, terms)
        for (head, words), lines in zip(self._blocks, (evidence, norms), strict=True):
            words.setText("\n".join(lines))
            head.setEnabled(bool(lines))
        self._show_all(self.button.isChecked())

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.button.setText(texts("questions.why"))
        self._blocks[0][0].setText(texts("questions.could_prove"))
        self._blocks[1][0].setText(texts("questions.norms"))

    def _show_all(self, unfolded: bool) -> None:
        self.button.set_icon("chevron-down" if unfolded else "chevron-right")
        self._short.setVisible(not unfolded)
        self.long.setVisible(unfolded)
        for head, words in self._blocks:
            shown = unfolded and bool(words.text())
            head.setVisible(shown)
            words.setVisible(shown)
