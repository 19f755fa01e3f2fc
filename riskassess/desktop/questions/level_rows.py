"""The six levels of a question as rows: real radio buttons, so that keyboard and screen reader know them; drawn by us.

One set of rows serves every question. All rows are as high as the highest, so that the eye finds a level at its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from riskassess.desktop.controls import paint_state
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.lines import break_lines, paint_lines, width_of
from riskassess.desktop.controls.term_words import Explaining, explain, term_boxes, underline_terms
from riskassess.desktop.glossary import Terms
from riskassess.desktop.look import Look, Role, tokens

_KEY, _SIGN, _LINE = 24, 12, 20
_LEFT, _NAME = 12, 48  # where the key square and the level's name begin
_MARKS = 72
_TALL, _LOW = 56, 40


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a sign with its words at the right of a row: the level to reach, a red line."""

    sign: str
    words: str
    role: Role


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Hold what one row says."""

    name: str
    anchor: str
    marks: tuple[Mark, ...] = ()
    carried: bool = False  # the level of the last assessment, not confirmed yet
    terms: Terms = ()  # of the glossary, as they stand in the anchor


class _Row(QRadioButton):
    def __init__(self, look: Look, number: int, rows: LevelRows) -> None:
        super().__init__(rows)
        self._look, self.number, self._rows = look, number, rows
        self.content = LevelRow("", "")
        self._explained: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def show_content(self, content: LevelRow) -> None:
        if content != self.content:
            self.content = content
            marks, told = (mark.words for mark in content.marks), [term.told for term in content.terms]
            self.setAccessibleName(f"{self.number} {content.name}: {content.anchor}")
            self.setAccessibleDescription("\n".join((" ".join(marks), *told)).strip())
            self.setToolTip(plain_hint("\n".join(told)))
            self.update()

    def terms(self) -> Terms:
        """Return the terms that are marked in the anchor."""
        return self.content.terms

    def explained(self) -> int | None:
        """Return which term is explained now."""
        return self._explained

    def explain_term(self, number: int) -> None:
        """Put the keyboard here, without choosing, and show what a term means."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._explained = number
        left, top, boxes = self._term_boxes()
        box = next(box for term, box in boxes if term == number)
        explain(self, box.translated(left, top), self.content.terms[number].told)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._explained is not None:
            self._explained = None
            QToolTip.hideText()
            self.update()

    def _term_boxes(self) -> tuple[float, float, list[tuple[int, QRectF]]]:
        """Return where the anchor begins, and the boxes of its terms from there."""
        lines = self.lines(self.width(), self._rows.marks_width())
        boxes = term_boxes(lines, self.content.terms, self._look.font("body"), _LINE)
        return self._rows.anchor_left(), (self.height() - len(lines) * _LINE) / 2, boxes

    def hitButton(self, _point: QPoint) -> bool:
        return True

    def nextCheckState(self) -> None:
        """Stay as it is: what is chosen is what the store says, shown anew after the click."""

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._rows.focus_row(self.number + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def lines(self, width: float, marks: float) -> tuple[str, ...]:
        """Break the anchor into the lines that this row shows at a width."""
        room = width - self._rows.anchor_left() - marks - 2 * _LEFT
        return break_lines(self.content.anchor, self._look.font("body"), min(room, 36 * 14 + 60))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_key(painter)
        self._paint_words(painter)
        self._paint_marks(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look, chosen = self._look, self.isChecked()
        hover = self.isEnabled() and self.underMouse()
        ground: Role = "tint" if chosen else "inset" if hover else "surface"
        pen = QPen(look.color("accent" if chosen else "line"), 2 if chosen else 1)
        if self.content.carried:
            pen = QPen(look.color("carry"), 1.5)
            pen.setDashPattern([3, 2])
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(look.color(ground))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)

    def _paint_key(self, painter: QPainter) -> None:
        look, chosen = self._look, self.isChecked()
        box = QRectF(_LEFT + 0.5, (self.height() - _KEY) / 2 + 0.5, _KEY - 1, _KEY - 1)
        painter.setBrush(look.color("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent" if chosen else "edge"), 1))
        if not self.isEnabled() and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, tokens.TAG_RADIUS, tokens.TAG_RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.color("onaccent" if chosen else "text2"))
        painter.setFont(look.font("body", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))

    def _paint_words(self, painter: QPainter) -> None:
        look = self._look
        painter.setPen(look.color("text"))
        painter.setFont(look.font("body", bold=True))
        name = QRectF(_NAME, 0, self._rows.anchor_left() - _NAME, self.height())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.content.name)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text" if self.isChecked() else "text2"))
        lines = self.lines(self.width(), self._rows.marks_width())
        top = (self.height() - len(lines) * _LINE) / 2
        paint_lines(painter, self._rows.anchor_left(), top, lines, _LINE)
        if self.content.terms:
            left, top, boxes = self._term_boxes()
            underline_terms(painter, QPointF(left, top), boxes, painter.pen().color(), self._explained)

    def _paint_marks(self, painter: QPainter) -> None:
        look, marks = self._look, self.content.marks
        top = (self.height() - len(marks) * 18) / 2
        font = look.font("label", bold=True)
        for number, mark in enumerate(marks):
            wide = QFontMetricsF(font).horizontalAdvance(mark.words)
            left, y = self.width() - _LEFT - wide, top + number * 18
            painter.setFont(look.font("label", bold=mark.role == "text"))
            painter.setPen(look.color(mark.role))
            box = QRectF(left, y, wide, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mark.words)
            paint_state(painter, QRectF(left - _SIGN - 4, y + 3, _SIGN, _SIGN), mark.sign, look)


class LevelRows(QWidget):
    """Show the levels of a question; `picked` carries the level that was clicked or chosen by the keyboard."""

    picked = Signal(int)

    def __init__(self, look: Look, count: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._low = look, False
        self._rows = [_Row(look, number, self) for number in range(count)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        self._group = QButtonGroup(self)
        for row in self._rows:
            column.addWidget(row)
            self._group.addButton(row)
            row.clicked.connect(lambda _checked=False, number=row.number: self.picked.emit(number))
        self._names, self._marks = 0.0, float(_MARKS)

    def rows(self) -> list[QRadioButton]:
        """Return the radio buttons, level 0 first."""
        return list[QRadioButton](self._rows)

    def explaining(self) -> list[Explaining]:
        """Return the rows as what can explain terms."""
        return list[Explaining](self._rows)

    def content(self, number: int) -> LevelRow:
        """Return what a row says."""
        return self._rows[number].content

    def anchor_left(self) -> float:
        """Return where the anchors begin."""
        return _NAME + self._names + tokens.GAP + 4

    def marks_width(self) -> float:
        """Return how wide the column of marks is."""
        return self._marks

    def show_levels(self, levels: Sequence[LevelRow], chosen: int | None, frozen: bool) -> None:
        """Show levels, the chosen one checked; frozen rows cannot be chosen."""
        bold, label = self._look.font("body", bold=True), self._look.font("label", bold=True)
        self._names = max((width_of(level.name, bold) for level in levels), default=0.0)
        words = [width_of(mark.words, label) for level in levels for mark in level.marks]
        self._marks = max([float(_MARKS), *(width + _SIGN + tokens.STEP for width in words)])
        self._group.setExclusive(False)  # or the last one chosen could not be unchosen
        for row, level in zip(self._rows, levels, strict=True):
            row.show_content(level)
            row.setChecked(row.number == chosen)
            row.setEnabled(not frozen)
        self._group.setExclusive(True)
        self._fit()

    def set_low(self, low: bool) -> None:
        """Use low rows, for a window that is not high."""
        if low != self._low:
            self._low = low
            self._fit()

    def focus_row(self, number: int) -> None:
        """Put the keyboard on a row, without choosing it."""
        if 0 <= number < len(self._rows):
            self._rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        needed = [len(row.lines(self.width(), self._marks)) * _LINE + 16 for row in self._rows]
        tallest = max([_TALL, *needed])
        for row, height in zip(self._rows, needed, strict=True):
            row.setFixedHeight(max(_LOW, height) if self._low else tallest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)
