"""The bar under the card: back, put off, not applicable, on to the next open one, on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from riskassess.desktop.controls import Button, Ground, KeySquare, Words
from riskassess.desktop.controls.button import Kind
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_KEY = 28  # px that a key inside a button takes


class KeyButton(Button):
    """Be a button that shows its key at the right end."""

    def __init__(self, key: str, kind: Kind = "ordinary", parent: QWidget | None = None) -> None:
        super().__init__("", kind, None, parent)
        self._key = KeySquare(key, self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.room = (12, _KEY + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._key.adjustSize()
        self._key.move(self.width() - self._key.width() - 8, (self.height() - self._key.height()) // 2)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()  # Qt gives a button without words room for some
        return hint if self.text() else QSize(self._key.sizeHint().width() + 16, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class BottomBar(Ground):
    """Offer the ways on from a question."""

    asked_role = Signal(object)  # the role's id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", "t", parent)
        self.setFixedHeight(tokens.BAR)
        self.previous = Button(icon="chevron-left")
        self.later, self.ask = KeyButton("L", "quiet"), Button(kind="quiet", icon="chevron-down")
        self.not_applicable = KeyButton("N", "quiet")
        self._keys = QWidget()
        self._hint = Words(look, use="label", role="text2")
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, tokens.STEP, 0)
        keys.setSpacing(tokens.HALF)
        for widget in (KeySquare("0"), Words(look, "–", "label", "text2"), KeySquare("5"), self._hint):
            keys.addWidget(widget)
        self.next_open = KeyButton("F")
        self.next = Button(kind="primary", icon="chevron-right")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._roles: tuple[tuple[str, str], ...] = ()
        self._words: dict[Button, str] = {}
        self._brief: list[Button] = []  # those that show their sign or key alone
        self._fitted: object = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)  # not with every question: few open it
        self.ask.setMenu(self._menu)
        self.ask.room = (8, 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.MARGIN, 1, tokens.MARGIN, 0)
        row.setSpacing(tokens.STEP)
        for widget in (self.previous, self.later, self.ask, self.not_applicable):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._keys, self.next_open, self.next):
            row.addWidget(widget)

    def set_spare(self, spare: int) -> None:
        """Leave room at the right, so that the buttons end where the card does."""
        self.layout().setContentsMargins(tokens.MARGIN, 1, tokens.MARGIN + spare, 0)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._words = {button: texts(f"questions.bar.{name}") for button, name in self._shortened()}
        for button in self._words:
            self._shorten(button, brief=button in self._brief)
        self.ask.name_only(texts("questions.bar.ask"))
        self._hint.setText(texts("questions.bar.choose"))
        self.next.set_words(texts("questions.bar.next"))
        self._fit()

    def _shortened(self) -> tuple[tuple[Button, str], ...]:
        """Return the buttons that may show their sign or key alone, those first that are missed least."""
        return (
            (self.previous, "previous"),
            (self.next_open, "next_open"),
            (self.not_applicable, "not_applicable"),
            (self.later, "later"),
        )

    def _shorten(self, button: Button, *, brief: bool) -> None:
        """Show a button's sign or key alone, with its words as name and hint; or show its words."""
        words = self._words[button]
        button.setText("" if brief else words)
        button.setAccessibleName(words)
        button.setToolTip(words if brief else "")

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer to leave the question to somebody: (role's id, words) pairs."""
        self._roles = tuple(roles)
        self.ask.setVisible(bool(roles) and self.later.isVisibleTo(self))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for role, words in self._roles:
            self._menu.addAction(words, lambda role=role: self.asked_role.emit(role))

    def show_question(self, *, first: bool, last: bool, may_not_apply: bool, frozen: bool, why_not: str) -> None:
        """Offer only what can be done with this question."""
        self.previous.setEnabled(not first)
        self.next.setEnabled(not last)
        self.next.setToolTip(why_not if last else "")
        self.later.setVisible(not frozen)
        self.ask.setVisible(not frozen)
        self.not_applicable.setVisible(may_not_apply and not frozen)
        self.next_open.setVisible(not frozen)
        self._frozen = frozen
        self._fit()

    _frozen = False

    def _fit(self) -> None:
        """Show the hint about keys where there is room for it, and keys in place of words where words do not fit."""
        if not self._words:
            return
        state = (self.width(), tuple(button.isHidden() for button in self._words), self._words[self.previous])
        if state != self._fitted:
            self._fitted = state
            self._show_words()
        self._keys.setVisible(not self._frozen and self._needed() + self._keys.sizeHint().width() < self.width())

    def _show_words(self) -> None:
        for button in self._brief:
            self._shorten(button, brief=False)
        self._brief.clear()
        for button, _ in self._shortened():
            if self._needed() <= self.width():
                return
            self._brief.append(button)
            self._shorten(button, brief=True)

    def _needed(self) -> int:
        shown = (self.previous, self.later, self.ask, self.not_applicable, self.next_open, self.next)
        around = self.layout().contentsMargins()
        wide = sum(w.sizeHint().width() + tokens.STEP for w in shown if not w.isHidden())
        return wide + around.left() + around.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
