"""Small outlined words: a tag for a state, a key square for a key on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.controls.icon import paint_icon
from riskassess.desktop.look import tokens
from riskassess.desktop.look.fonts import make_font

_HEIGHT = 20
_ICON = 12


class _Outlined(QWidget):
    """Paint words of the smallest size in an outlined box; what the box looks like is the subclass's."""

    padding = 6

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFont(make_font(tokens.SMALLEST, bold=False))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """Return the words."""
        return self._text

    def setText(self, text: str) -> None:
        """Show other words; they are the accessible name too."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(max(words + 2 * self.padding, _HEIGHT), _HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def colour(self, place: QPalette.ColorRole) -> QColor:
        """Return a colour of the palette as it is in use, also when the widget is disabled."""
        return self.palette().color(QPalette.ColorGroup.Active, place)

    def paint_box(self, painter: QPainter, edge: QPen, left: int = 0) -> None:
        """Paint the box and the words, `left` px further in."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.TAG_RADIUS, tokens.TAG_RADIUS
        )
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, self._text)


class Tag(_Outlined):
    """Name a state; a dashed edge means "not in force", and then an icon may stand before the words."""

    def __init__(
        self, text: str = "", dashed: bool = False, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        self._dashed, self._icon = dashed, icon
        super().__init__(text, parent)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size if self._icon is None else QSize(size.width() + _ICON + tokens.HALF, size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = QPen(self.colour(QPalette.ColorRole.Mid if self._dashed else QPalette.ColorRole.Midlight), 1)
        if self._dashed:
            edge.setDashPattern([3, 2])
        self.paint_box(painter, edge, left=0 if self._icon is None else _ICON + tokens.HALF)
        if self._icon is not None:
            words = self.colour(QPalette.ColorRole.WindowText)
            paint_icon(painter, self.padding, (self.height() - _ICON) / 2, self._icon, _ICON, words)
        painter.end()


class KeySquare(_Outlined):
    """Show a key of the keyboard beside what it does."""

    padding = 5

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_box(painter, QPen(self.colour(QPalette.ColorRole.Midlight), 1))
        painter.end()
