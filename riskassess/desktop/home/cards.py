"""The cards of home: one painted button an assessment, in a grid that takes as many columns as fit.

A card is one widget and not a dozen labels: three hundred of them build and scroll without a pause, and a screen
reader hears one sentence instead of ten pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from riskassess.desktop.controls import paint_grade, paint_progress, paint_span, paint_state, span_words
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.home import wording
from riskassess.desktop.look import Look, Role, Use, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card

_DOTS = 28  # px square at the lower right end, under which the menu is
WIDTH, LEAST, HEIGHT, GAP, ROW_GAP = 376, 358, 160, 24, 16  # three columns from a window of 1240
_SQUARE, _SIGN, _PAD = 40, 12, 16


class CardButton(QAbstractButton):
    """Show one assessment; a click or Enter opens it, the dots or the menu key ask what else can be done with it."""

    asked = Signal(QPoint)

    def __init__(self, look: Look, card: Card, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[Card, Texts, datetime] | None = None
        self._key, self._drawn_for = QPixmapCache.Key(), None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_card(card, texts)
        look.changed.connect(self._draw_anew)

    def show_card(self, card: Card, texts: Texts) -> None:
        """Show an assessment's figures, in a language; one that is shown so already is left alone."""
        now = datetime.now(UTC)
        shown = (card, texts, now.replace(second=0, microsecond=0))  # how long ago is said in minutes
        if shown == self._shown:
            return
        self.card, self._texts, self._now, self._shown = card, texts, now, shown
        self.setAccessibleName(wording.spoken(card, texts, self._now))
        told = self.accessibleName() if card.problem is None else " ".join(texts.problem(card.problem))
        self.setToolTip(plain_hint(told))  # names of any length are cut on the card
        self.update()

    def ring_radius(self) -> int:
        """Return the corner that the focus ring follows."""
        return tokens.PANEL_RADIUS

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.asked.emit(event.globalPos() if by_mouse else self.mapToGlobal(self._dots().center()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._dots().contains(event.position().toPoint()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.asked.emit(event.globalPosition().toPoint())
            event.accept()
            return
        super().mousePressEvent(event)

    def _dots(self) -> QRect:
        return QRect(self.width() - _DOTS - 6, 133 - _DOTS // 2, _DOTS, _DOTS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the card's picture, drawn anew when something of it has changed: a dozen took 9 ms on each visit."""
        drawn_for = (self._shown, self.size(), self.devicePixelRatioF(), self.underMouse(), self.isDown())
        picture = QPixmap()
        if drawn_for != self._drawn_for or not QPixmapCache.find(self._key, picture):
            picture = self._draw()
            self._key, self._drawn_for = QPixmapCache.insert(picture), drawn_for
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def _draw_anew(self) -> None:
        self._drawn_for = None
        self.update()

    def _draw(self) -> QPixmap:
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(self._look.color("bg"))  # a ground that covers, so that words are set as on the screen
        painter = QPainter(picture)
        self._paint(painter)
        painter.end()
        return picture

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        painter.setPen(QPen(look.color("edge" if self.underMouse() else "line"), 1))
        painter.setBrush(look.color("inset" if self.isDown() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.PANEL_RADIUS, tokens.PANEL_RADIUS)
        room = self.width() - 2 * _PAD - self._paint_mark(painter) - tokens.GAP
        self._paint_names(painter, room)
        self._paint_standing(painter)
        bar = QRectF(_PAD, 111, self.width() - 2 * _PAD, 4)
        paint_progress(painter, bar, wording.share(self.card), look)
        self._paint_foot(painter)

    def _paint_mark(self, painter: QPainter) -> float:
        """Paint the grade, or the span while anything is open; return how wide it is."""
        card, look, right = self.card, self._look, self.width() - _PAD
        if card.complete and card.grade and card.grade_index is not None:
            place = QRectF(right - _SQUARE, _PAD, _SQUARE, _SQUARE)
            paint_grade(painter, place, card.grade, card.grade_index, card.grade_count, look)
            return _SQUARE
        if not card.grade_low:
            return 0
        words, font = span_words(card.grade_low, card.grade_high), look.font("title")
        wide = QFontMetricsF(font).horizontalAdvance(words) + 2 * tokens.GAP
        paint_span(painter, QRectF(right - wide, _PAD, wide, _SQUARE), words, font, look)
        return wide

    def _words(
        self,
        painter: QPainter,
        words: str,
        where: QRectF,
        use: Use,
        role: Role = "text",
        *,
        bold: bool | None = None,
        right: bool = False,
    ) -> float:
        """Paint words on one line, cut where there is no room; return how wide they came out."""
        font = self._look.font(use, bold)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, where.width())
        painter.setFont(font)
        painter.setPen(self._look.color(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def _paint_names(self, painter: QPainter, room: float) -> None:
        unnamed = self._texts("window.unnamed")
        self._words(painter, self.card.project or unnamed, QRectF(_PAD, 17, room, 24), "card")
        self._words(painter, self.card.client or unnamed, QRectF(_PAD, 41, room, 20), "body", "text2")
        self._words(painter, wording.place(self.card, self._texts), QRectF(_PAD, 61, room, 20), "second", "text2")

    def _paint_standing(self, painter: QPainter) -> None:
        figure, words = wording.standing(self.card, self._texts)
        used = self._paint_flags(painter)
        left, room = float(_PAD), self.width() - 2 * _PAD - used
        if figure:
            left += self._words(painter, figure, QRectF(left, 86, 60, 20), "body", bold=True) + tokens.STEP
        self._words(painter, words, QRectF(left, 86, room - left + _PAD, 20), "label", "text2")

    def _paint_flags(self, painter: QPainter) -> float:
        """Paint the flags from the right, as many as leave the left half free; return how much room they took."""
        right, start = self.width() - _PAD, self.width() - _PAD
        metrics = QFontMetricsF(self._look.font("label"))
        for flag in wording.flags(self.card, self._texts):
            wide = metrics.horizontalAdvance(flag.words) + _SIGN + 5
            if start - right and right - wide < self.width() / 2:
                break
            role: Role = "text"
            self._words(painter, flag.words, QRectF(right - wide + _SIGN + 5, 86, wide, 20), "label", role)
            paint_state(
                painter, QRectF(QPointF(right - wide, 90), QPointF(right - wide + _SIGN, 102)), flag.sign, self._look
            )
            right -= round(wide) + tokens.GAP
        return float(start - right)

    def _paint_foot(self, painter: QPainter) -> None:
        texts, look = self._texts, self._look
        at = wording.when(self.card.changed_at, self._now, texts)
        right = float(self._dots().left())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text2"))
        for step in (-5, 0, 5):
            painter.drawEllipse(QPointF(self._dots().center()) + QPointF(step, 0.5), 1.5, 1.5)
        right -= self._words(painter, at, QRectF(_PAD, 123, right - _PAD, 20), "label", "text2", right=True)
        state = wording.state(self.card, texts)
        wide = QFontMetricsF(look.font("label")).horizontalAdvance(state) + 12
        box = QRectF(round(right - tokens.STEP - wide), 123, round(wide), 20)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.TAG_RADIUS, tokens.TAG_RADIUS)
        painter.setPen(look.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, state)
        room = box.left() - _PAD - tokens.STEP
        self._words(painter, wording.progress(self.card, texts), QRectF(_PAD, 123, room, 20), "label", "text2")


class CardGrid(QWidget):
    """Lay cards out in as many columns as fit; arrow keys go from card to card."""

    opened = Signal(object)
    asked = Signal(object, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: list[CardButton] = []
        self._columns = 3

    def show_cards(self, cards: Sequence[Card], texts: Texts) -> None:
        """Show cards in an order; the widgets of those before are used again."""
        while len(self._cards) > len(cards):
            spare = self._cards.pop()
            spare.setParent(None)
            spare.deleteLater()
        for button, card in zip(self._cards, cards, strict=False):
            button.show_card(card, texts)
        for card in cards[len(self._cards) :]:
            button = CardButton(self._look, card, texts, self)
            button.clicked.connect(lambda _on=False, one=button: self.opened.emit(one.card))
            button.asked.connect(lambda where, one=button: self.asked.emit(one.card, where))
            self._cards.append(button)
            button.show()
        self._place()

    def buttons(self) -> Sequence[CardButton]:
        """Return the cards, in the order shown."""
        return self._cards

    def column_width(self) -> int:
        """Return how wide a column is now."""
        return (self.width() - GAP * (self._columns - 1)) // self._columns

    def _place(self) -> None:
        self._columns = max(1, (self.width() + GAP) // (LEAST + GAP))
        wide = self.column_width()
        for number, button in enumerate(self._cards):
            row, column = divmod(number, self._columns)
            button.setGeometry(column * (wide + GAP), row * (HEIGHT + ROW_GAP), wide, HEIGHT)
        rows = -(-len(self._cards) // self._columns)
        self.setFixedHeight(max(0, rows * (HEIGHT + ROW_GAP) - ROW_GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        focused = next((n for n, button in enumerate(self._cards) if button.hasFocus()), None)
        if step is None or focused is None or not 0 <= focused + step < len(self._cards):
            super().keyPressEvent(event)
            return
        self._cards[focused + step].setFocus(Qt.FocusReason.TabFocusReason)
