"""Qt's own fields with our signs: a list to choose from, a check box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from riskassess.desktop.controls.icon import paint_icon

_SIGN = 16


def _words_colour(widget: QWidget) -> QColor:
    group = QPalette.ColorGroup.Active
    return widget.palette().color(group, QPalette.ColorRole.Dark if widget.isEnabled() else QPalette.ColorRole.Midlight)


def _paint_chevron(widget: QWidget) -> None:
    painter = QPainter(widget)
    paint_icon(
        painter, widget.width() - 24, (widget.height() - _SIGN) / 2, "chevron-down", _SIGN, _words_colour(widget)
    )
    painter.end()


class Choice(QComboBox):
    """Choose one from a list; the wheel scrolls the page and never changes an answer by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevron(self)


class Check(QCheckBox):
    """Be a check box with our tick."""

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
