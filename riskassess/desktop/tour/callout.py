"""What a step of the tour looks like: a few words beside the thing they speak of, which is framed.

It is a part of the window and no window of its own, so that nothing is held up: whoever goes on working just does.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Panel, Words
from riskassess.desktop.look import Look, tokens

_WIDTH = 360
_FRAME = tokens.RING + tokens.RING_GAP


class Frame(QWidget):
    """Frame a thing in the window; clicks go through it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)

    def surround(self, place: QRect) -> None:
        """Stand around a place of the window."""
        around = place.adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME)
        self.setGeometry(around.intersected(self.parentWidget().rect()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), tokens.RING))
        half = tokens.RING / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, tokens.PANEL_RADIUS, tokens.PANEL_RADIUS)
        painter.end()


class Callout(Panel):
    """Say one step; `wanted_next`, `wanted_back` and `ended` tell what is asked for."""

    wanted_next = Signal()
    wanted_back = Signal()
    ended = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, edge="accent")
        self.setFixedWidth(_WIDTH)
        self._count, self.title = Words(look, use="label", role="text2"), Words(look, use="card", wrap=True)
        self.words = Words(look, wrap=True)
        self.skip, self.back, self.next = Button(kind="quiet"), Button(), Button()
        self.skip.clicked.connect(self.ended)
        self.back.clicked.connect(self.wanted_back)
        self.next.clicked.connect(self.wanted_next)
        row = QHBoxLayout()
        row.setSpacing(tokens.STEP)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PADDING, tokens.GAP, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.HALF)
        for widget in (self._count, self.title, self.words):
            column.addWidget(widget)
        column.addSpacing(tokens.STEP)
        column.addLayout(row)
        QWidget.setTabOrder(self.next, self.back)
        QWidget.setTabOrder(self.back, self.skip)

    def say(self, count: str, title: str, words: str, buttons: tuple[str, str, str], *, first: bool) -> None:
        """Say a step; `buttons` are the words of skip, back and next."""
        self._count.setText(count)
        self.title.setText(title)
        self.words.setText(words)
        for button, told in zip((self.skip, self.back, self.next), buttons, strict=True):
            button.setText(told)
        self.back.setVisible(not first)
        told = f"{count}. {title}. {words}"
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.next.setAccessibleDescription(told)  # who comes here by Tab hears what it is about
        self.layout().activate()
        self.setFixedHeight(self.layout().totalHeightForWidth(_WIDTH))

    def stand_beside(self, place: QRect) -> None:
        """Stand under something flat and right of something upright, inside the window."""
        room = self.parentWidget().rect().adjusted(tokens.STEP, tokens.STEP, -tokens.STEP, -tokens.STEP)
        away = _FRAME + tokens.STEP
        right = QPoint(place.right() + away, place.top())
        below = QPoint(place.left(), place.bottom() + away)
        corner = below if place.width() > place.height() else right
        self.move(
            max(room.left(), min(corner.x(), room.right() - self.width())),
            max(room.top(), min(corner.y(), room.bottom() - self.height())),
        )
        self.show()
        self.raise_()

    def announce(self) -> None:
        """Let a screen reader say that something has come up."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
