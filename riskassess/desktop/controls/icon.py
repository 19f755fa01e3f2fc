"""The own set of icons: line drawings on 20 px, in the colour of the words beside them.

An SVG holds ``currentColor`` and a stroke of 1.5; at another size the stroke is made wider or thinner in the drawing,
so that on the screen it stays 1.5 px. Pictures are kept by name, size, colour and scale, since a page repeats a few.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from riskassess.locations import resources

GRID = 20  # px on which every icon is drawn
_STROKE = 1.5


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _picture(name: str, size: int, colour: str, scale: float) -> QPixmap:
    stroke = f'stroke-width="{_STROKE * GRID / size:.3f}"'
    drawing = _drawing(name).replace(f'stroke-width="{_STROKE}"', stroke).replace("currentColor", colour)
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def icon_picture(name: str, size: int, colour: QColor, scale: float) -> QPixmap:
    """Draw an icon at a size in logical px for a screen of the given scale."""
    return _picture(name, size, colour.name(), scale)


def paint_icon(painter: QPainter, x: float, y: float, name: str, size: int, colour: QColor) -> None:
    """Paint an icon with its upper left corner at a point."""
    scale = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), icon_picture(name, size, colour, scale))


def make_icon(name: str, size: int, colour: QColor, disabled: QColor, scale: float, gap: int = 0) -> QIcon:
    """Make a QIcon for a button of Qt's, for use and for when it is disabled, with `gap` px free after it."""
    icon = QIcon(_with_gap(icon_picture(name, size, colour, scale), gap))
    icon.addPixmap(_with_gap(icon_picture(name, size, disabled, scale), gap), QIcon.Mode.Disabled)
    return icon


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return picture
    scale = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(gap * scale), picture.height())
    wider.setDevicePixelRatio(scale)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider


class Icon(QWidget):
    """Show an icon beside words that name it; a screen reader passes over it unless it is given a name of its own."""

    def __init__(
        self,
        name: str,
        size: int = GRID,
        colour: QPalette.ColorRole = QPalette.ColorRole.WindowText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._colour = name, size, colour
        self.setFixedSize(QSize(size, size))

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, 0, 0, self._name, self._size, self.palette().color(self._colour))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
