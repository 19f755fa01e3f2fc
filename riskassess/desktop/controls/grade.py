"""A grade as a filled square with cells, and the span that stands in its place while anything is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from riskassess.desktop.look import Look, tokens

_CELL_GAP = 2
SQUARE_SIZES = (96, 40)
_ROOM = 0.84  # of the square's width, for the letter


def _cell_height(size: int) -> int:
    return max(4, round(size / 16))


def square_height(size: int) -> int:
    """Return the height of a grade square with its cells, for a width in px."""
    return size + _cell_height(size) + (8 if size > 60 else 3)


def _letter_font(look: Look, size: int, letter: str) -> QFont:
    font = QFont(look.font("figure"))
    font.setPixelSize(round(size * 0.5))
    wide = QFontMetrics(font).horizontalAdvance(letter)
    if wide > size * _ROOM:  # a pack may name its grades by words
        font.setPixelSize(max(tokens.SMALLEST, int(font.pixelSize() * size * _ROOM / wide)))
    return font


def paint_grade(painter: QPainter, rect: QRectF, letter: str, index: int, count: int, look: Look) -> None:
    """Paint a grade: the letter on its colour, under it `count` cells, fewer of them filled the worse it is.

    The square is as wide as `rect`; `square_height` says how high it is with its cells.
    """
    size, colour = rect.width(), look.grade_color(index, count)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = tokens.PANEL_RADIUS if size > 60 else tokens.TAG_RADIUS
    square = QRectF(rect.x(), rect.y(), size, size)
    painter.drawRoundedRect(square, radius, radius)
    painter.setPen(look.color("surface"))
    painter.setFont(_letter_font(look, round(size), letter))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letter)
    _paint_cells(painter, rect, index, count, look)
    painter.restore()


def _paint_cells(painter: QPainter, rect: QRectF, index: int, count: int, look: Look) -> None:
    size = round(rect.width())
    height, width = _cell_height(size), (size - _CELL_GAP * (count - 1)) / max(count, 1)
    top = rect.y() + square_height(size) - height
    colour = look.grade_color(index, count)
    for cell in range(count):
        box = QRectF(rect.x() + cell * (width + _CELL_GAP), top, width, height)
        if cell < tokens.grade_cells(index, count):
            painter.fillRect(box, colour)
        else:
            painter.setPen(QPen(look.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def span_words(low: str | None, high: str | None) -> str:
    """Write a span of grades, the worse one first; nothing known is a dash."""
    return f"{low or '?'}–{high or '?'}" if low or high else "–"


class GradeSquare(QWidget):
    """Show a grade; its name for the screen reader is set by the page, which knows the grade's words."""

    def __init__(self, look: Look, size: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._grade = look, ("", 0, 0)
        self.setFixedSize(QSize(size, square_height(size)))
        look.changed.connect(self.update)

    def set_grade(self, letter: str, index: int, count: int, name: str = "") -> None:
        """Show grade `letter`, the `index`-th of `count`, best first; `name` says it to a screen reader."""
        self._grade = (letter, index, count)
        self.setAccessibleName(name or letter)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        letter, index, count = self._grade
        if not letter:
            return
        painter = QPainter(self)
        paint_grade(painter, QRectF(0, 0, self.width(), self.height()), letter, index, count, self._look)
        painter.end()


def paint_span(painter: QPainter, rect: QRectF, words: str, font: QFont, look: Look) -> None:
    """Paint a span of grades in bold in an outlined box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("edge"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), tokens.TAG_RADIUS, tokens.TAG_RADIUS)
    painter.setPen(look.color("text"))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class SpanBox(QWidget):
    """Show "D–C" while something is open: no single letter before everything is answered."""

    def __init__(self, look: Look, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words = look, "–"
        self._font = look.font("title") if size <= 40 else look.font("figure")
        self.setFixedHeight(size)
        self._fit()
        look.changed.connect(self.update)

    def set_span(self, low: str | None, high: str | None, name: str = "") -> None:
        """Show a span, `low` the worse grade; `name` says it to a screen reader."""
        self._words = span_words(low, high)
        self.setAccessibleName(name or self._words)
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setFixedWidth(QFontMetrics(self._font).horizontalAdvance(self._words) + 2 * tokens.GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_span(painter, QRectF(self.rect()), self._words, self._font, self._look)
        painter.end()
