"""The choice of one more assessment: found by client and project, those near the one worked on first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Dialog, Words, span_words
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card

_WIDTH, _HEIGHT = 520, 480


class PickAssessment(Dialog):
    """Ask for an assessment, which `find` finds by words, or one of `benchmarks`, given as call and line."""

    def __init__(
        self,
        look: Look,
        texts: Texts,
        find: Callable[[str], Sequence[Card]],
        parent: QWidget | None = None,
        benchmarks: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self._texts, self._find, self._benchmarks = texts, find, benchmarks
        self.setWindowTitle(texts("compare.pick.title"))
        self.resize(_WIDTH, _HEIGHT)
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(texts("compare.pick.search"))
        self.search.setAccessibleName(texts("compare.pick.search"))
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.setAccessibleName(texts("compare.pick.title"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self._none = Words(look, texts("compare.pick.none"), role="text2", wrap=True)
        leave, self.go_on = Button(texts("compare.pick.leave")), Button(texts("compare.pick.go_on"), "primary")
        leave.clicked.connect(self.reject)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.STEP)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.GAP)
        column.addWidget(Words(look, texts("compare.pick.title"), "card"))
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._fill("")

    def picked(self) -> int | str | None:
        """Return the number of the assessment or the call of the benchmark that is chosen, or None."""
        item = self.list.currentItem()
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def _fill(self, words: str) -> None:
        self.list.clear()
        for call, line in self._benchmarks:
            if all(word in line.casefold() for word in words.casefold().split()):
                self._add(call, line)
        for card in self._find(words):
            self._add(card.assessment_id, self._line(card))
        found = self.list.count() > 0
        if found:
            self.list.setCurrentRow(0)
        self._none.setVisible(not found)
        self.go_on.setEnabled(found)

    def _add(self, what: int | str, line: str) -> None:
        item = QListWidgetItem(line)
        item.setData(Qt.ItemDataRole.UserRole, what)
        item.setToolTip(plain_hint(line))
        self.list.addItem(item)

    def _line(self, card: Card) -> str:
        texts = self._texts
        name = texts("compare.pick.line", client=card.client, project=card.project)
        state = texts(f"window.states.{card.status}")
        grade = (card.grade or "") if card.complete else span_words(card.grade_low, card.grade_high)
        return f"{name}\n{texts('compare.pick.more', day=f'{card.changed_at:%Y-%m-%d}', state=state, grade=grade)}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in moves:
            self.list.keyPressEvent(event)  # the list is walked through while typing goes on
            return True
        return super().eventFilter(watched, event)
