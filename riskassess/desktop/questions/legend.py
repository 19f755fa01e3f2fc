"""What the signs of the outline mean; in a low window it hides behind a button."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Ground, StateDot, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

SHOWN = ("open", "met", "below", "red_line", "carried", "later", "not_applicable", "weak")


class Legend(Ground):
    """Show every sign with its words in two columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "bg", "t", parent)
        self.button = Button(kind="quiet", icon="chevron-up")
        self.button.setCheckable(True)
        self.button.toggled.connect(lambda _on: self._fit())
        self._signs = QWidget()
        self._grid = grid = QGridLayout(self._signs)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.STEP)
        grid.setVerticalSpacing(tokens.HALF)
        self._words: dict[str, tuple[StateDot, Words]] = {}
        for number, state in enumerate(SHOWN):
            dot, words = StateDot(look, state, tokens.SMALL_DOT), Words(look, use="label", role="text2")
            sign = QWidget()
            row = QHBoxLayout(sign)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.STEP)
            row.addWidget(dot)
            row.addWidget(words, 1)
            grid.addWidget(sign, number // 2, number % 2)
            self._words[state] = (dot, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, tokens.STEP, tokens.STEP, tokens.STEP)
        column.setSpacing(tokens.HALF)
        column.addWidget(self.button)
        column.addWidget(self._signs)
        self._low = False
        self._fit()

    def set_low(self, low: bool) -> None:
        """Hide the signs behind the button, or show them."""
        self._low = low
        self._fit()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.button.setText(texts("questions.outline.legend"))
        for state, (dot, words) in self._words.items():
            words.setText(texts(f"questions.states.{state}"))
            dot.set_state(state, texts(f"questions.states.{state}"))
        self._place()

    def _place(self) -> None:
        """Put the signs in two columns, or in one where their words are too long for that."""
        signs = [dot.parentWidget() for dot, _ in self._words.values()]
        widest = max(sign.sizeHint().width() for sign in signs)
        columns = 2 if 2 * widest + tokens.STEP <= tokens.OUTLINE - 12 - tokens.STEP else 1
        for number, sign in enumerate(signs):
            self._grid.addWidget(sign, number // columns, number % columns)

    def _fit(self) -> None:
        self.button.setVisible(self._low)
        self.button.set_icon("chevron-down" if self.button.isChecked() else "chevron-up")
        self._signs.setVisible(not self._low or self.button.isChecked())
