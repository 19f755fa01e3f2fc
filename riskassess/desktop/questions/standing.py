"""What stands about a question besides a level: carried over, put off, not applicable; and the asking why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, KeySquare, StateDot, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts


class Standing(QWidget):
    """Say how the question stands, with what can be done about it; ask for the reason of "not applicable" here."""

    confirmed = Signal()
    domain_confirmed = Signal()
    reopened = Signal()
    reason_given = Signal(str)
    reason_given_up = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = Texts("zh")
        self._dot, self._words = StateDot(look), Words(look, wrap=True)
        self.confirm, self.key = Button(), KeySquare("C")
        self.confirm_domain, self.reopen = Button(kind="quiet"), Button(kind="quiet")
        self._line, self._buttons = QWidget(), QWidget()
        said, buttons = QHBoxLayout(), QHBoxLayout(self._buttons)
        said.setSpacing(tokens.STEP)
        said.addWidget(self._dot)
        said.addWidget(self._words, 1)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.STEP)
        for widget in (self.key, self.confirm, self.confirm_domain, self.reopen):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        self._across = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.STEP)
        row.addLayout(said, 1)
        row.addWidget(self._buttons)
        self.asking = self._build_asking(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.GAP)
        column.setSpacing(tokens.STEP)
        column.addWidget(self._line)
        column.addWidget(self.asking)
        self.confirm.clicked.connect(self.confirmed)
        self.confirm_domain.clicked.connect(self.domain_confirmed)
        self.reopen.clicked.connect(self.reopened)
        self.show_nothing()

    def _build_asking(self, look: Look) -> QWidget:
        asking = QWidget()
        self._ask = Words(look, use="label", role="text2")
        self.reason, self.give, self.give_up = QLineEdit(), Button(), Button(kind="quiet")
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addWidget(self.reason, 1)
        row.addWidget(self.give)
        row.addWidget(self.give_up)
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        column.addWidget(self._ask)
        column.addLayout(row)
        self.give.clicked.connect(self._given)
        self.reason.returnPressed.connect(self._given)
        self.reason.textChanged.connect(lambda words: self.give.setEnabled(bool(words.strip())))
        self.give_up.clicked.connect(self.stop_asking)
        return asking

    def _given(self) -> None:
        if words := self.reason.text().strip():
            self.asking.hide()
            self.reason_given.emit(words)

    def is_asking(self) -> bool:
        """Tell whether the reason is being asked for."""
        return self.isVisible() and self.asking.isVisible()

    def stop_asking(self) -> None:
        """Give up asking; how the question stands is unchanged."""
        self.asking.hide()
        if self._line.isHidden():
            self.hide()
        self.reason_given_up.emit()

    def ask_reason(self, known: str = "") -> None:
        """Ask why the question does not apply, here and now."""
        self.reason.setText(known)
        self.give.setEnabled(bool(known.strip()))
        self.asking.show()
        self.show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_nothing(self) -> None:
        """Say nothing: the level speaks for itself."""
        self._line.hide()
        self.asking.hide()
        self.hide()

    def show_state(self, state: str, words: str, frozen: bool, in_domain: int = 0) -> None:
        """Say how it stands; `in_domain` is how many of its domain wait to be confirmed."""
        self._dot.set_state(state, words)
        self._words.setText(words)
        carried = state == "carried" and not frozen
        self.confirm.setVisible(carried)
        self.key.setVisible(carried)
        self.confirm_domain.setVisible(carried and in_domain > 1)
        self.confirm_domain.setText(self._texts("questions.carried.confirm_domain", count=in_domain))
        self.reopen.setVisible(state == "not_applicable" and not frozen)
        self.asking.hide()
        self._line.show()
        self.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the buttons beside the words, or under them where they would leave those less than half."""
        beside = 2 * self._buttons.sizeHint().width() <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._across.direction():
            self._across.setDirection(way)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._ask.setText(texts("questions.not_applicable.ask"))
        self.reason.setAccessibleName(texts("questions.not_applicable.ask"))
        self.give.setText(texts("questions.not_applicable.give"))
        self.give_up.setText(texts("questions.not_applicable.give_up"))
        self.confirm.setText(texts("questions.carried.confirm"))
        self.reopen.setText(texts("questions.not_applicable.reopen"))
