"""The gaps as rows: what is missing, how much it is worth, what the level to reach looks like, and what helps.

A row is a button that opens its question. It is painted, since a row of labels would cost ten widgets a gap.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from riskassess.desktop.controls import paint_icon, paint_state
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.lines import break_lines, paint_lines, width_of
from riskassess.desktop.controls.term_words import explain, term_boxes, underline_terms
from riskassess.desktop.glossary import Terms
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.numbers import figure
from riskassess.desktop.result.rows import GapRow, Help
from riskassess.texts import Texts

_LINE, _TAG, _ICON = 20, 18, 12
_DOT, _TITLE, _ARROW, _WORTH = 28, 156, 88, 32  # widths of the columns before the anchor
_PAD = 9
_AT_ONCE, _A_TURN = 10, 4  # rows: more than are seen, then as many as a short turn makes


def columns(width: float) -> tuple[float, float, float, float]:
    """Return where title, levels, the right end of worth, and anchor begin, for a row's width in px."""
    title = _TITLE if width >= 640 else 128
    arrow = _DOT + title + tokens.GAP
    return _DOT, arrow, arrow + _ARROW + _WORTH, arrow + _ARROW + _WORTH + tokens.GAP


class GapButton(QAbstractButton):
    """Show one gap; a click opens its question."""

    def __init__(self, look: Look, rows: QWidget) -> None:
        super().__init__(rows)
        self._look, self._texts = look, Texts("zh")
        self.row: GapRow | None = None
        self._all_helps = False
        self._explained: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("no_ring", True)  # rows touch one another: the ring is drawn inside
        look.changed.connect(self.update)

    def show_gap(self, row: GapRow, texts: Texts, all_helps: bool) -> None:
        """Show a gap, with its best help alone or with all of them."""
        self.row, self._texts, self._all_helps = row, texts, all_helps
        key = "result.gaps.told_red_line" if row.red_line else "result.gaps.told"
        told = texts(
            key,
            title=row.title,
            id=row.id,
            level=row.level,
            reach=row.level_to_reach,
            points=figure(row.points),
            anchor=row.anchor,
        )
        self.setAccessibleName(told)
        helps = texts("result.sentence_separator").join(f"{h.title} ({h.tag}) {h.ask}" for h in row.helps)
        terms = [term.told for term in row.terms]
        self.setAccessibleDescription("\n".join((helps or texts("result.gaps.no_help"), *terms)))
        self.setToolTip(plain_hint("\n".join(terms)))
        self.update()

    def terms(self) -> Terms:
        """Return the terms that are marked in the anchor."""
        return () if self.row is None else self.row.terms

    def explained(self) -> int | None:
        """Return which term is explained now."""
        return self._explained

    def explain_term(self, number: int) -> None:
        """Put the keyboard here and show what a term means."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._explained = number
        box = next(box for term, box in self._term_boxes() if term == number)
        explain(self, box.translated(columns(float(self.width()))[3], _PAD), self.terms()[number].told)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._explained is not None:
            self._explained = None
            QToolTip.hideText()
            self.update()

    def _term_boxes(self) -> list[tuple[int, QRectF]]:
        return term_boxes(self._anchor_lines(float(self.width())), self.terms(), self._look.font("body"), _LINE)

    def _anchor_lines(self, width: float) -> tuple[str, ...]:
        row = self.row
        return () if row is None else break_lines(row.anchor, self._look.font("body"), width - columns(width)[3])

    def _title_lines(self, width: float) -> tuple[str, ...]:
        left, arrow = columns(width)[:2]
        font = self._look.font("body", bold=bool(self.row and self.row.red_line))
        return () if self.row is None else break_lines(self.row.title, font, arrow - left - tokens.STEP)

    def _helps(self) -> tuple[Help, ...]:
        found = () if self.row is None else self.row.helps
        return found if self._all_helps else found[:1]

    def _help_layout(self, found: Help, width: float) -> tuple[tuple[str, ...], float, tuple[str, ...], bool]:
        """Return the title's lines, where the tag begins, the lines of whom to ask, and whether those stand below."""
        room, font = width - columns(width)[3], self._look.font("label")
        tag = self._tag_width(found, font)
        title = break_lines(found.title, font, room - tag - tokens.STEP)
        after = width_of(title[-1], font) + tokens.STEP
        beside = after + tag + tokens.STEP + width_of(found.ask, font) <= room
        ask = (found.ask,) if beside else break_lines(found.ask, font, room)
        return title, after, ask, not beside

    def _tag_width(self, found: Help, font: QFont) -> float:
        icon = _ICON + 4 if found.standing != "in-force" else 0
        return width_of(found.tag, font) + 12 + icon

    def height_at(self, width: float) -> int:
        """Return how high the row is at a width, in px."""
        if self.row is None:
            return 0
        right = len(self._anchor_lines(width)) * _LINE
        for found in self._helps():
            title, _after, ask, below = self._help_layout(found, width)
            right += (len(title) + (len(ask) if below else 0)) * _LINE
        right += _LINE if not self._helps() or self._hidden_helps() else 0
        return max(right, len(self._title_lines(width)) * _LINE + 16) + 2 * _PAD

    def _hidden_helps(self) -> int:
        return 0 if self.row is None else len(self.row.helps) - len(self._helps())

    def hides_helps(self) -> bool:
        """Tell whether there are instruments that the row does not show."""
        return self._hidden_helps() > 0

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self.row
        if row is None:
            return
        painter, look, width = QPainter(self), self._look, float(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), look.color("inset"))
        painter.fillRect(QRectF(0, self.height() - 1, width, 1), look.color("line"))
        paint_state(painter, QRectF(0, _PAD + 3, 14, 14), "red_line" if row.red_line else "below", look)
        self._paint_left(painter, row, width)
        self._paint_right(painter, row, width)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 4, 4)
        painter.end()

    def _paint_left(self, painter: QPainter, row: GapRow, width: float) -> None:
        look, (left, arrow, worth, _anchor) = self._look, columns(width)
        painter.setFont(look.font("body", bold=row.red_line))
        painter.setPen(look.color("text"))
        lines = self._title_lines(width)
        paint_lines(painter, left, _PAD, lines, _LINE)
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text3"))
        paint_lines(painter, left, _PAD + len(lines) * _LINE, (row.id,), 16)
        self._paint_levels(painter, row, arrow)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text"))
        box = QRectF(worth - 60, _PAD, 60, _LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure(row.points))

    def _paint_levels(self, painter: QPainter, row: GapRow, left: float) -> None:
        look, bold = self._look, self._look.font("body", bold=True)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        now, reach = str(row.level), str(row.level_to_reach)
        paint_lines(painter, left, _PAD, (now,), _LINE)
        x = left + width_of(now, bold) + 3
        paint_icon(painter, x, _PAD + 4, "arrow-right", _ICON, look.color("text2"))
        paint_lines(painter, x + _ICON + 3, _PAD, (reach,), _LINE)
        painter.setFont(look.font("body"))
        unit = self._texts("result.gaps.level_unit")
        paint_lines(painter, x + _ICON + 7 + width_of(reach, bold), _PAD, (unit,), _LINE)

    def _paint_right(self, painter: QPainter, row: GapRow, width: float) -> None:
        look, left = self._look, columns(width)[3]
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text"))
        lines = self._anchor_lines(width)
        paint_lines(painter, left, _PAD, lines, _LINE)
        if row.terms:
            underline_terms(painter, QPointF(left, _PAD), self._term_boxes(), look.color("text"), self._explained)
        top = _PAD + len(lines) * _LINE
        for found in self._helps():
            top = self._paint_help(painter, found, left, top, width)
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text3"))
        if not row.helps:
            paint_lines(painter, left, top, (self._texts("result.gaps.no_help"),), _LINE)
        elif hidden := self._hidden_helps():
            paint_lines(painter, left, top, (self._texts("result.gaps.more_helps", count=hidden),), _LINE)

    def _paint_help(self, painter: QPainter, found: Help, left: float, top: float, width: float) -> float:
        look, font = self._look, self._look.font("label")
        title, after, ask, below = self._help_layout(found, width)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        paint_lines(painter, left, top, title, _LINE)
        top += (len(title) - 1) * _LINE
        wide = self._tag_width(found, font)
        self._paint_tag(painter, found, QRectF(left + after + 0.5, top + 1.5, wide - 1, _TAG - 1))
        painter.setPen(look.color("text2"))
        if not below:
            paint_lines(painter, left + after + wide + tokens.STEP, top, ask, _LINE)
            return top + _LINE
        paint_lines(painter, left, top + _LINE, ask, _LINE)
        return top + (1 + len(ask)) * _LINE

    def _paint_tag(self, painter: QPainter, found: Help, box: QRectF) -> None:
        look = self._look
        pen = QPen(look.color("edge"), 1)
        text = box
        if found.standing != "in-force":
            pen.setDashPattern([3, 2])
            paint_icon(painter, box.left() + 5, box.top() + 3, "struck-circle", _ICON, look.color("text2"))
            text = box.adjusted(_ICON + 4, 0, 0, 0)
        painter.setPen(pen)
        painter.drawRoundedRect(box, tokens.TAG_RADIUS, tokens.TAG_RADIUS)
        painter.setPen(look.color("text2"))
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, found.tag)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class GapRows(QWidget):
    """Hold the rows; `opened` carries the question of the one that was clicked."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: list[GapButton] = []
        self._used = 0
        self._rows: Sequence[GapRow] = ()
        self._texts, self._all = Texts("zh"), False
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self._go_on)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_gaps(self, rows: Sequence[GapRow], texts: Texts, room: int | None) -> int:
        """Show as many rows as fit `room` px, three at least, or all when it is None; return how many are shown.

        Of a whole list the first rows are made at once and the others in short turns, so that the window goes on.
        """
        self._rest.stop()
        self._rows, self._texts, self._all = rows, texts, room is None
        used, height = 0, 0
        for number in range(len(rows) if room is not None else min(len(rows), _AT_ONCE)):
            tall = self._fill(number)
            if room is not None and height + tall > room and number >= 3:
                break
            self._buttons[number].show()
            used, height = number + 1, height + tall
        self._hide_from(used)
        self._used = used
        if room is None and used < len(rows):
            self._rest.start()
        return len(rows) if room is None else used

    def _fill(self, number: int) -> int:
        button = self._button(number)
        button.show_gap(self._rows[number], self._texts, all_helps=self._all)
        tall = button.height_at(self.width())
        button.setFixedHeight(tall)
        return tall

    def _hide_from(self, used: int) -> None:
        for button in self._buttons[used:]:
            button.hide()

    def _go_on(self) -> None:
        for number in range(self._used, min(self._used + _A_TURN, len(self._rows))):
            self._fill(number)
            self._buttons[number].show()
            self._used = number + 1
        if self._used == len(self._rows):
            self._rest.stop()

    def shown(self) -> list[GapButton]:
        """Return the rows that are shown, all of them made."""
        while self._rest.isActive():
            self._go_on()
        return self._buttons[: self._used]

    def _button(self, number: int) -> GapButton:
        while len(self._buttons) <= number:
            button = GapButton(self._look, self)
            button.clicked.connect(lambda _checked=False, of=button: self._open(of))
            self._column.insertWidget(len(self._buttons), button)
            self._buttons.append(button)
        return self._buttons[number]

    def _open(self, button: GapButton) -> None:
        if button.row is not None:
            self.opened.emit(button.row.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for button in self._buttons[: self._used]:
                button.setFixedHeight(button.height_at(event.size().width()))
