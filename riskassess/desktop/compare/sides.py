"""The assessments that are compared, as cards in a row: the mark of each, whose it is, where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from riskassess.desktop.charts.marks import MOST, Mark
from riskassess.desktop.compare.groups import BenchmarkCard
from riskassess.desktop.compare.rows import SideCard
from riskassess.desktop.controls import Button, Elided, GradeSquare, Panel, SpanBox, Tag, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_WIDEST = 320


class _Card(Panel):
    """Show one assessment; `gone` asks to take it out."""

    gone = Signal()

    def __init__(self, look: Look, number: int) -> None:
        super().__init__(look)
        self.setMaximumWidth(_WIDEST)
        self._client, self._project = Elided(look, bold=True), Elided(look)
        self._standing = Elided(look, use="label", role="text2")
        self._readiness, self._current = Words(look, use="second", role="text2"), Tag()
        self.square, self.span = GradeSquare(look, 40), SpanBox(look, 28)
        self.remove = Button(kind="quiet", icon="close")
        self.remove.setFixedWidth(tokens.CONTROL)
        self.remove.clicked.connect(self.gone)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(tokens.STEP)
        head.addWidget(Mark(look, number))
        head.addWidget(self._current)
        head.addStretch(1)
        head.addWidget(self.remove)
        said = QVBoxLayout()
        said.setSpacing(2)
        for words in (self._client, self._project, self._standing):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # names are of any length
            said.addWidget(words)
        foot.setSpacing(tokens.STEP)
        foot.addLayout(said, 1)
        foot.addWidget(self.square, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.span, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.HALF, tokens.STEP, tokens.GAP)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(foot)
        column.addWidget(self._readiness)

    def show_side(self, side: SideCard, texts: Texts) -> None:
        """Show an assessment."""
        self._client.setText(side.client)
        self._project.setText(side.project)
        self._standing.setText(side.standing)
        self._readiness.setText(texts("compare.readiness", number=side.readiness))
        self._current.setText(texts("compare.current"))
        self._current.setVisible(side.is_current)
        self.square.setVisible(side.grade is not None)
        self.span.setVisible(side.grade is None)
        if side.grade is not None:
            self.square.set_grade(*side.grade, side.told)
        self.span.set_span(*side.span, side.told)
        self.setAccessibleName(side.told)
        self.remove.name_only(texts("compare.remove", name=f"{side.client} / {side.project}"))


class Sides(QWidget):
    """Hold the cards; `removed` carries a place from 0, `wanted` asks for another one."""

    removed = Signal(int)
    wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards: list[_Card] = []
        self.add, self.benchmark = Button(icon="plus"), BenchmarkCard(look)
        self.add.clicked.connect(self.wanted)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GAP)
        row.addWidget(self.benchmark, 3)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def show_sides(self, sides: Sequence[SideCard], texts: Texts) -> None:
        """Show the assessments that are compared."""
        while len(self.cards) < len(sides):
            self._build()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(sides))
            if number < len(sides):
                card.show_side(sides[number], texts)
        self.add.setText(texts("compare.add"))
        # With fewer the page itself asks for one.
        self.add.setVisible((len(sides) > 1 or not self.benchmark.isHidden()) and len(sides) < MOST)

    def _build(self) -> None:
        number = len(self.cards)
        card = _Card(self._look, number)
        card.gone.connect(lambda: self.removed.emit(number))
        self._row.insertWidget(number, card, 3)
        self.cards.append(card)
