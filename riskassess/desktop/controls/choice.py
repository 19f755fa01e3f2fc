"""Qt's own fields with our signs: a list to choose from, a check box, a date with an empty state."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QStyle, QStyleOptionButton, QWidget

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


class DateField(QDateEdit):
    """Give a day or none; `day_changed` carries what the user set. None is the earliest day, shown as words."""

    day_changed = Signal(object)
    _NONE = QDate(1900, 1, 1)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setMinimumDate(self._NONE)
        self.setDate(self._NONE)
        self.calendarWidget().installEventFilter(self)
        self.calendarWidget().clicked.connect(lambda _day: self._tell())
        self.editingFinished.connect(self._tell)
        self._told: date | None = None

    def set_empty_words(self, words: str) -> None:
        """Say what stands there while no day is given."""
        self.setSpecialValueText(words)

    def day(self) -> date | None:
        """Return the day, or None."""
        shown = self.date()
        return None if shown == self._NONE else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day, or that there is none, without a signal."""
        self.blockSignals(True)
        self.setDate(self._NONE if day is None else QDate(day.year, day.month, day.day))
        self.blockSignals(False)
        self._told = day

    def clear_day(self) -> None:
        """Take the day back, as the user does."""
        self.setDate(self._NONE)
        self._tell()

    def _tell(self) -> None:
        if self.day() != self._told:
            self._told = self.day()
            self.day_changed.emit(self._told)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self.date() == self._NONE:
            self.calendarWidget().setCurrentPage(QDate.currentDate().year(), QDate.currentDate().month())
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevron(self)
