"""The line over a question: identifier and title, for whom it is, and where its red line lies.

On one line where that fits, on two where it does not: titles in other languages are about twice as wide.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.controls import Elided, StateDot, Words
from riskassess.desktop.look import Look, tokens

_LINE = 20


class HeadLine(QWidget):
    """Show title, scope and roles, and the red line at the right."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Elided(look, role="accent", bold=True, parent=self)
        self._about = Elided(look, use="label", role="text2", parent=self)
        self._sign = StateDot(look, "floor", tokens.SMALL_DOT, self)
        self._floor = Words(look, use="label", role="red", parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_question(self, title: str, about: str, floor: str) -> None:
        """Show a question's title, whom it asks, and its red line; an empty red line is none."""
        self._title.setText(title)
        self._about.setText(about)
        self._floor.setText(floor)
        self._sign.set_state("floor", floor)
        self._floor.setVisible(bool(floor))
        self._sign.setVisible(bool(floor))
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        title, about, floor = (w.sizeHint().width() for w in (self._title, self._about, self._floor))
        right = (floor + tokens.SMALL_DOT + 4 + tokens.PADDING) if self._floor.text() else 0
        room = self.width() - right
        one_line = title + tokens.PADDING + about <= room
        self.setFixedHeight(_LINE if one_line else 2 * _LINE)
        self._title.setGeometry(0, 0, min(title, room), _LINE)
        if one_line:
            self._about.setGeometry(title + tokens.PADDING, 0, about, _LINE)
        else:
            self._about.setGeometry(0, _LINE, self.width(), _LINE)
        self._floor.setGeometry(self.width() - floor, 0, floor, _LINE)
        self._sign.move(self.width() - floor - tokens.SMALL_DOT - 4, (_LINE - tokens.SMALL_DOT) // 2)
