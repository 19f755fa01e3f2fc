"""The rail on the left: one item a page, an icon over its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from riskassess.desktop.controls import Ground, paint_icon
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.shell.page import PageEntry, page_key
from riskassess.texts import Texts

_WIDE, _HIGH, _LOW, _LOW_BELOW = 48, 52, 48, 740
_ICON = 20


class _Item(QAbstractButton):
    def __init__(self, look: Look, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._icon = look, icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, chosen = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("tint" if chosen else "inset"))
            painter.drawRoundedRect(QRectF(self.rect()), tokens.PANEL_RADIUS, tokens.PANEL_RADIUS)
        colour = look.color("accent" if chosen else "text2")
        block = _ICON + 2 + look.line_height("label")
        top = (self.height() - block) / 2
        paint_icon(painter, (self.width() - _ICON) / 2, top, self._icon, _ICON, colour)
        painter.setPen(colour)
        font = _fitting(look.font("label", bold=chosen), self.text(), self.width() - 2)
        painter.setFont(font)
        words = QRectF(0, top + _ICON + 2, self.width(), look.line_height("label"))
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def ring_radius(self) -> int:
        """Return the corner that the focus ring follows."""
        return tokens.PANEL_RADIUS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def _fitting(font: QFont, words: str, room: int) -> QFont:
    """Return the font, set narrower where the words would be cut; what is still too long ends in the item's hint."""
    wide = QFontMetrics(font).horizontalAdvance(words)
    if wide <= room:
        return font
    narrower = QFont(font)
    narrower.setStretch(max(100 * room // wide, 75))
    return narrower


class Rail(Ground):
    """Offer the pages; `chosen` carries the name of the one that was picked."""

    chosen = Signal(str)

    def __init__(self, look: Look, entries: Sequence[PageEntry]) -> None:
        super().__init__(look, "surface", "r")
        self.setFixedWidth(tokens.RAIL)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.HALF, tokens.STEP, tokens.HALF, tokens.STEP)
        column.setSpacing(tokens.HALF)
        self._items: dict[str, _Item] = {}
        self._roles = {entry.name: entry.role for entry in entries}
        for entry in entries:
            if entry.at_foot:
                column.addStretch(1)
            item = _Item(look, entry.icon, self)
            item.clicked.connect(lambda _on=False, name=entry.name: self.chosen.emit(name))
            column.addWidget(item)
            self._items[entry.name] = item

    def show_roles(self, roles: Collection[str]) -> None:
        """Offer the pages of some roles, and those that everybody has."""
        for name, role in self._roles.items():
            self._items[name].setVisible(not role or role in roles)

    def show_page(self, name: str) -> None:
        """Mark the page that is in front."""
        self._items[name].setChecked(True)

    def item(self, name: str) -> QAbstractButton:
        """Return a page's item."""
        return self._items[name]

    def retranslate(self, texts: Texts) -> None:
        """Name the pages in another language; the tooltip tells the keys as well."""
        for name, item in self._items.items():
            words = texts(f"window.pages.{name}")
            item.setText(words)
            item.setAccessibleName(words)
            item.setToolTip(texts("window.pages.hint", page=words, number=page_key(name)))
            item.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        high = _LOW if self.height() < _LOW_BELOW else _HIGH
        for item in self._items.values():
            item.setFixedHeight(high)
        super().resizeEvent(event)
