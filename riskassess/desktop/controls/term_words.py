"""Words in which terms are marked by a dotted line under them and explained: on hover, on focus, to a screen reader.

A term is not told by colour alone. Words with terms take the keyboard: what the first one means is shown when Tab or a
key comes here, Left and Right go from one to the next. What is painted by hand, as a level's anchor, uses the same
three functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.lines import break_lines, paint_lines
from riskassess.desktop.controls.words import Words
from riskassess.desktop.look import Look, Role, Use

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_DOTS = [1.0, 2.0]  # times the width of the line


class Term(Protocol):
    """Be a term as it stands in a text."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def told(self) -> str: ...


def term_boxes(lines: Sequence[str], terms: Sequence[Term], font: QFont, pitch: int) -> list[tuple[int, QRectF]]:
    """Return where terms stand in lines from 0, 0 on: the number of the term and its box; a broken one has two."""
    metrics, found, begins = QFontMetricsF(font), list[tuple[int, QRectF]](), 0
    for row, line in enumerate(lines):
        for number, term in enumerate(terms):
            start, end = max(term.start - begins, 0), min(term.start + term.length - begins, len(line.rstrip()))
            if start < end:
                left = metrics.horizontalAdvance(line[:start])
                wide = metrics.horizontalAdvance(line[:end]) - left
                found.append((number, QRectF(left, row * pitch, wide, pitch)))
        begins += len(line)
    return found


def underline_terms(
    painter: QPainter, at: QPointF, boxes: Sequence[tuple[int, QRectF]], colour: QColor, shown: int | None = None
) -> None:
    """Paint a dotted line under each box, and a whole one under the term that is explained now."""
    painter.save()
    for number, box in boxes:
        pen = QPen(colour, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if number != shown:
            pen.setDashPattern(_DOTS)
        painter.setPen(pen)
        y = round(at.y() + box.bottom()) - 1.5
        painter.drawLine(QPointF(at.x() + box.left(), y), QPointF(at.x() + box.right(), y))
    painter.restore()


def explain(widget: QWidget, at: QRectF, told: str) -> None:
    """Show what a term means under the place where it stands."""
    below = widget.mapToGlobal(QPoint(round(at.left()), round(at.bottom()) - 12))
    QToolTip.showText(below, plain_hint(told), widget)


class Explaining(Protocol):
    """Be a widget whose terms can be explained one by one."""

    def isVisible(self) -> bool: ...
    def hasFocus(self) -> bool: ...
    def terms(self) -> Sequence[Term]: ...
    def explained(self) -> int | None: ...
    def explain_term(self, number: int, /) -> None: ...


def explain_next(places: Sequence[Explaining]) -> bool:
    """Explain the term after the one explained now, and round again; tell whether there is any."""
    every = [(place, number) for place in places if place.isVisible() for number in range(len(place.terms()))]
    if not every:
        return False
    now = next((n for n, (place, term) in enumerate(every) if place.hasFocus() and place.explained() == term), -1)
    place, number = every[(now + 1) % len(every)]
    place.explain_term(number)
    return True


class TermWords(Words):
    """Show words that may break into lines, with the terms in them marked."""

    def __init__(self, look: Look, text: str = "", use: Use = "body", role: Role = "text") -> None:
        super().__init__(look, text, use, role, wrap=True)
        self._terms: Sequence[Term] = ()
        self._shown: int | None = None
        self._pitch = look.line_height(use)

    def show_words(self, text: str, terms: Sequence[Term] = ()) -> None:
        """Show words and mark their terms; with none the keyboard passes by."""
        self._terms, self._shown = terms, None
        self.setText(text)
        told = "\n".join(term.told for term in terms)
        self.setToolTip(plain_hint(told))
        self.setAccessibleDescription(told)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if terms else Qt.FocusPolicy.NoFocus)
        self.update()

    def terms(self) -> Sequence[Term]:
        """Return the terms that are marked, in order."""
        return self._terms

    def explained(self) -> int | None:
        """Return which term is explained now."""
        return self._shown

    def explain_term(self, number: int) -> None:
        """Put the keyboard here and show what a term means."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shown = number
        boxes, at = term_boxes(self._lines(self.width()), self._terms, self.font(), self._pitch), self.contentsRect()
        box = next(box for term, box in boxes if term == number)
        explain(self, box.translated(at.left(), at.top()), self._terms[number].told)
        self.update()

    def _lines(self, width: int) -> tuple[str, ...]:
        around = self.contentsMargins()
        return break_lines(self.text(), self.font(), min(width, self.maximumWidth()) - around.left() - around.right())

    def heightForWidth(self, width: int) -> int:
        around = self.contentsMargins()
        return max(1, len(self._lines(width))) * self._pitch + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        wide = super().sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        around = self.contentsMargins()
        return QSize(min(super().minimumSizeHint().width(), 96), self._pitch + around.top() + around.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lines, colour = self._lines(self.width()), self.palette().color(self.foregroundRole())
        painter.setFont(self.font())
        painter.setPen(colour)
        at = self.contentsRect()
        paint_lines(painter, at.left(), at.top(), lines, self._pitch)
        boxes = term_boxes(lines, self._terms, self.font(), self._pitch)
        underline_terms(painter, QPointF(at.topLeft()), boxes, colour, self._shown)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        wanted = (self._shown or 0) + steps.get(Qt.Key(event.key()), len(self._terms))
        if 0 <= wanted < len(self._terms):
            self.explain_term(wanted)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._terms and event.reason() in _BY_KEY:
            self.explain_term(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._shown = None
        QToolTip.hideText()
        self.update()
