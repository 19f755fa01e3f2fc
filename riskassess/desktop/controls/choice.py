"""Qt's own fields with our signs: a list to choose from, a check box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.icon import paint_icon

_SIGN = 16
_BOX = 28  # px of a check box before its words
_AROUND = 40  # px beside the words: padding and the sign


def _words_colour(widget: QWidget) -> QColor:
    group = QPalette.ColorGroup.Active
    return widget.palette().color(group, QPalette.ColorRole.Dark if widget.isEnabled() else QPalette.ColorRole.Midlight)


def _paint_chevron(widget: QWidget) -> None:
    painter = QPainter(widget)
    paint_icon(
        painter, widget.width() - 24, (widget.height() - _SIGN) / 2, "chevron-down", _SIGN, _words_colour(widget)
    )
    painter.end()


def _broken(text: str, metrics: QFontMetrics, width: int) -> str:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


class Choice(QComboBox):
    """Choose one from a list; the wheel scrolls the page and never changes an answer by accident."""

    def __init__(self, parent: QWidget | None = None, *, low: bool = False) -> None:
        super().__init__(parent)
        self.low = low  # read by the style: lower than a field, as beside a heading
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentTextChanged.connect(lambda _words: self._tell_cut())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevron(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_cut()

    def showPopup(self) -> None:
        """Show the list as wide as its longest line, however narrow the field is."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        self.view().setMinimumWidth(widest + _AROUND)
        super().showPopup()

    def _tell_cut(self) -> None:
        """Say the words in a hint where the field is too narrow for them."""
        cut = self.fontMetrics().horizontalAdvance(self.currentText()) + _AROUND > self.width()
        self.setToolTip(plain_hint(self.currentText()) if cut else "")


class Check(QCheckBox):
    """Be a check box with our tick; given a width, its words break into lines there."""

    def __init__(self, text: str = "", width: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show other words, broken where they would be cut; a screen reader hears them as one."""
        super().setText(text if self._width is None else _broken(text, self.fontMetrics(), self._width - _BOX))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        sign = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
        paint_icon(painter, box.center().x() - 5, box.center().y() - 5, "check", 12, sign)
        painter.end()
