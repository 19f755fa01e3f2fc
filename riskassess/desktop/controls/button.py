"""Buttons: primary once on a page, ordinary, quiet; an icon takes the colour of the button's words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.icon import make_icon
from riskassess.desktop.look.tokens import CONTROL

Kind = Literal["primary", "ordinary", "quiet"]
_ICON, _GAP = 16, 4  # Qt itself leaves 4 px between icon and words; 8 read better
_ROOM = (12, 12)  # px before and behind the words
_WORDS = {
    "primary": QPalette.ColorRole.HighlightedText,
    "ordinary": QPalette.ColorRole.ButtonText,
    "quiet": QPalette.ColorRole.Link,
}


def _weighted(font: QFont, bold: bool) -> QFont:
    other = QFont(font)
    other.setBold(bold)
    return other


class Button(QPushButton):
    """Be a push button of one of three kinds; without words it must be given an accessible name and a tooltip."""

    def __init__(
        self, text: str = "", kind: Kind = "ordinary", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.kind: Kind = kind  # read by the style, as are these two
        self.room = _ROOM
        self.high = CONTROL
        if kind == "primary":
            self.setFont(_weighted(self.font(), True))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self._draw_icon()

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind, as when what to do first has changed."""
        if kind != self.kind:
            self.kind = kind
            self.setFont(_weighted(self.font(), kind == "primary"))
            self._draw_icon()
            self.update()

    def set_low(self, high: int, left: int, right: int) -> None:
        """Make it lower than others and leave so many px beside its words."""
        self.high, self.room = high, (left, right)
        self.updateGeometry()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._draw_icon()

    def set_words(self, text: str, tooltip: str = "") -> None:
        """Set the words, and a tooltip that says more or why it is disabled."""
        self.setText(text)
        self.setToolTip(plain_hint(tooltip))

    def name_only(self, name: str) -> None:
        """Name a button that shows an icon alone: for the screen reader, and as a tooltip for everybody."""
        self.setAccessibleName(name)
        self.setToolTip(plain_hint(name))

    def _draw_icon(self) -> None:
        if self._icon is None:
            return
        colours = self.palette()
        words = colours.color(QPalette.ColorGroup.Active, _WORDS[self.kind])
        faint = colours.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
        gap = _GAP if self.text() else 0
        self.setIconSize(QSize(_ICON + gap, _ICON))
        self.setIcon(make_icon(self._icon, _ICON, words, faint, self.devicePixelRatioF(), gap))

    def setText(self, text: str) -> None:
        """Set the words; an icon keeps its distance from them."""
        super().setText(text)
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()  # as everywhere but in Qt, where outside a dialog only the space bar presses
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()
        super().changeEvent(event)
