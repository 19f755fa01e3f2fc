"""What if: the banner that says nothing is saved, and the panel of levels that may be tried."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Choice, Hairline, Icon, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.result.try_rows import TryRow, TryRows
from riskassess.texts import Texts


class TryNotice(Panel):
    """Say that levels are tried, what came of it, and that nothing is saved; hidden while nothing is tried."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="tint", edge="accent", dashed=True)
        self.title, self.words = Words(look, bold=True), Words(look, wrap=True)
        self.reset, self.end = Button(icon="undo"), Button()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.STEP, tokens.STEP)
        row.setSpacing(tokens.STEP)
        row.addWidget(Icon("notice"))
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        row.addWidget(self.reset)
        row.addWidget(self.end)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.title.setText(texts("trying.title"))
        self.reset.setText(texts("trying.reset"))
        self.end.setText(texts("trying.end"))

    def say(self, words: str, changed: bool) -> None:
        """Say what came of it."""
        self.words.setText(words)
        self.setAccessibleName(f"{self.title.text()} {words}")
        self.reset.setEnabled(changed)


class TryPanel(Panel):
    """Hold the sliders of some questions; `chosen` tells that others are asked for."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._title, self._hint = Words(look, bold=True), Words(look, use="label", role="text2", wrap=True)
        self.which, self.rows = Choice(), TryRows(look)
        self.which.setFont(look.font("label"))
        self.which.activated.connect(lambda _number: self.chosen.emit())
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.rows)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.GAP, tokens.PADDING, tokens.STEP)
        column.setSpacing(tokens.HALF)
        column.addLayout(head)
        column.addWidget(Hairline(look))
        column.addWidget(self._area, 1)
        column.addWidget(Hairline(look))
        column.addWidget(self._hint)

    def offer(self, texts: Texts, choices: Sequence[tuple[str, str]]) -> None:
        """Offer sets of questions, as (key, words); the one that is shown stays."""
        shown = self.which.currentData()
        self._title.setText(texts("trying.panel"))
        self._hint.setText(texts("trying.hint"))
        self.which.setAccessibleName(texts("trying.which"))
        self.which.clear()
        for key, words in choices:
            self.which.addItem(words, key)
        at = self.which.findData(shown)
        self.which.setCurrentIndex(max(at, 0))

    def show_rows(self, rows: Sequence[TryRow], texts: Texts) -> None:
        """Show a slider for each question."""
        self.rows.show_rows(rows, texts)
