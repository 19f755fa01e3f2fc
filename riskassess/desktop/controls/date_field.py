"""A day, or none: typed in any usual form or picked from a calendar.

Qt's own date field knows no empty state and keeps the Tab key for its parts, so this is a line that is read when it is
left, with a button that opens a calendar.
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from riskassess.desktop.controls.button import Button
from riskassess.desktop.controls.icon import make_icon
from riskassess.desktop.look.tokens import CONTROL, HALF
from riskassess.texts import Texts

_LINE, _ARROW = 128, 16


def read_day(typed: str) -> date | None:
    """Read year, month and day, whatever stands between them; None when it is no day."""
    parts = re.findall(r"[0-9]+", typed)
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) != 3 or len(parts[0]) != 4:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _quieten(calendar: QCalendarWidget) -> None:
    """Let month and year stand on plain ground with our arrows beside them; Qt would have them on the accent."""
    bar = calendar.findChild(QWidget, "qt_calendar_navigationbar")
    if bar is None:
        return
    colours = bar.palette()
    text = colours.color(QPalette.ColorRole.Text)
    colours.setColor(QPalette.ColorRole.Highlight, colours.color(QPalette.ColorRole.Base))
    colours.setColor(QPalette.ColorRole.HighlightedText, text)
    bar.setPalette(colours)
    weekend = QTextCharFormat()
    weekend.setForeground(colours.color(QPalette.ColorRole.Dark))  # red is for red lines
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if arrow is not None:
            arrow.setIcon(make_icon(icon, _ARROW, text, text, calendar.devicePixelRatioF()))


class DateField(QWidget):
    """Give a day or none; `day_changed` carries what the user set, `wrong` a sentence about what is no day."""

    day_changed = Signal(object)
    wrong = Signal(str)

    def __init__(self, texts: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._day: date | None = None
        self._line = QLineEdit()
        self._line.setFixedWidth(_LINE)
        self._line.editingFinished.connect(self._read)
        self._open = Button(kind="quiet", icon="calendar")
        self._open.setFixedWidth(CONTROL)
        self._open.clicked.connect(self.open_calendar)
        self._calendar: QWidget | None = None
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF * 2)
        row.addWidget(self._line)
        row.addWidget(self._open)
        row.addStretch(1)
        self.retranslate(texts, name)

    def retranslate(self, texts: Texts, name: str) -> None:
        """Name the field in another language."""
        self._texts = texts
        self._line.setPlaceholderText(texts("window.day.hint"))
        self._line.setToolTip(texts("window.day.hint"))
        self._line.setAccessibleName(name)
        self._open.name_only(texts("window.day.calendar", field=name))

    def line(self) -> QLineEdit:
        """Return the line that is typed into."""
        return self._line

    def day(self) -> date | None:
        """Return the day, or None."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day, or that there is none, without a signal."""
        self._day = day
        self._line.setText("" if day is None else day.isoformat())

    def open_calendar(self) -> None:
        """Open a calendar at the day, or at today, under the line; a click or Enter takes a day, Esc closes it."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        calendar = QCalendarWidget()
        if self._day is not None:
            calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        _quieten(calendar)
        column.addWidget(calendar)
        popup.move(self._line.mapToGlobal(QPoint(0, self._line.height() + HALF)))
        popup.show()
        calendar.setFocus()
        self._calendar = popup

    def _picked(self, shown: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
            self._line.setFocus()
            self._take(date(shown.year(), shown.month(), shown.day()))

    def _read(self) -> None:
        typed = self._line.text().strip()
        day = read_day(typed)
        if typed and day is None:
            self.wrong.emit(self._texts("window.day.wrong"))
        else:
            self._take(day)

    def _take(self, day: date | None) -> None:
        changed = day != self._day
        self.set_day(day)
        self.wrong.emit("")
        if changed:
            self.day_changed.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_calendar()
            return
        super().keyPressEvent(event)
