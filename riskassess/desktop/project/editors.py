"""One editor per kind of profile field, all with the same four ends, so that the form is a loop over the pack's fields.

``given`` carries a value as the assessment takes it, or None when it was taken back; ``wrong`` carries a sentence about
what was typed, or nothing when it is in order; `show_value` shows without a signal; `name` says what the editor is for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskassess.assessment.values import ProfileValue
from riskassess.desktop.controls import Check, Choice, DateField, Segments
from riskassess.desktop.controls.country_field import CountryField
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import Field, FieldKind, wording
from riskassess.texts import Texts

_MOST_SEGMENTS = 5
_WIDEST_ROW = 320  # px that a row of segments has in the narrowest window
_CURRENCY = "CNY"  # what a Chinese enterprise counts in, until it says otherwise


class Editor(QWidget):
    """Be the part of a form that takes one value."""

    given = Signal(object)
    wrong = Signal(str)

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__()
        self.field, self._look, self._texts = field, look, texts
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(tokens.STEP)

    def show_value(self, value: ProfileValue | None) -> None:
        """Show a value, or that there is none."""
        raise NotImplementedError

    def name(self, words: str) -> None:
        """Say to a screen reader what is asked."""
        self.focus_widget().setAccessibleName(words)

    def focus_widget(self) -> QWidget:
        """Return what takes the keyboard."""
        raise NotImplementedError

    def words(self, choice: int) -> str:
        """Return the words of a choice by its place."""
        return wording(self.field.choices[choice].title, self._texts.language)


class SegmentsEditor(Editor):
    """Choose one of a few, all in sight."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._segments = Segments(look, clearable=True)
        self._segments.set_options([(choice.id, self.words(n)) for n, choice in enumerate(field.choices)])
        self._segments.chosen.connect(self.given)
        self.row.addWidget(self._segments)
        self.row.addStretch(1)

    def show_value(self, value: ProfileValue | None) -> None:
        self._segments.set_value(value)

    def name(self, words: str) -> None:
        self._segments.set_name(words)

    def focus_widget(self) -> QWidget:
        buttons = self._segments.buttons()
        return next((button for button in buttons if button.isChecked()), buttons[0])


class ListEditor(Editor):
    """Choose one of many from a list whose first line is "not given"."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._list = Choice()
        self._list.addItem(texts("window.project.not_given"), None)
        for number, choice in enumerate(field.choices):
            self._list.addItem(self.words(number), choice.id)
        self._list.activated.connect(lambda _index: self.given.emit(self._list.currentData()))
        self._list.setMinimumWidth(240)
        self.row.addWidget(self._list)
        self.row.addStretch(1)

    def show_value(self, value: ProfileValue | None) -> None:
        self._list.setCurrentIndex(max(0, self._list.findData(value)))

    def focus_widget(self) -> QWidget:
        return self._list


class ChecksEditor(Editor):
    """Choose several."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        column = QVBoxLayout()
        column.setSpacing(tokens.STEP)
        column.setContentsMargins(0, 6, 0, 6)
        self._checks: dict[str, Check] = {}
        for number, choice in enumerate(field.choices):
            check = Check(self.words(number))
            check.clicked.connect(self._tell)
            self._checks[choice.id] = check
            column.addWidget(check)
        self.row.addLayout(column)
        self.row.addStretch(1)

    def _tell(self) -> None:
        chosen = tuple(name for name, check in self._checks.items() if check.isChecked())
        self.given.emit(chosen or None)

    def show_value(self, value: ProfileValue | None) -> None:
        chosen = value if isinstance(value, tuple) else ()
        for name, check in self._checks.items():
            check.setChecked(name in chosen)

    def name(self, words: str) -> None:
        for check in self._checks.values():
            check.setAccessibleDescription(words)

    def focus_widget(self) -> QWidget:
        return next(iter(self._checks.values()))


class CountryEditor(Editor):
    """Find a country or region by typing."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._country = CountryField(look, texts)
        self._country.setFixedWidth(320)
        self._country.picked.connect(self.given)
        self._country.wrong.connect(self.wrong)
        self.row.addWidget(self._country)
        self.row.addStretch(1)

    def show_value(self, value: ProfileValue | None) -> None:
        self._country.set_code(value if isinstance(value, str) else None)

    def focus_widget(self) -> QWidget:
        return self._country


class TextEditor(Editor):
    """Take words; they are given when the field is left or Enter is pressed."""

    line_width = 320

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._line = QLineEdit()
        self._line.setFixedWidth(self.line_width)
        self._line.editingFinished.connect(self._tell)
        self._shown = ""
        self.row.addWidget(self._line)
        self.row.addStretch(1)

    def _tell(self) -> None:
        typed = self._line.text().strip()
        if typed != self._shown:
            self._shown = typed
            self.given.emit(typed or None)

    def show_value(self, value: ProfileValue | None) -> None:
        self._shown = "" if value is None else str(value)
        self._line.setText(self._shown)

    def focus_widget(self) -> QWidget:
        return self._line


class NumberEditor(TextEditor):
    """Take a number, with or without separators."""

    line_width = 160

    def _tell(self) -> None:
        typed = self._line.text().strip()
        if typed == self._shown:
            return
        number = read_number(typed)
        if typed and number is None:
            self.wrong.emit(self._texts("window.project.number_wrong"))
            return
        self.wrong.emit("")
        self._shown = typed
        self.given.emit(number)


class MoneyEditor(Editor):
    """Take an amount and the currency it is counted in."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._amount, self._currency = QLineEdit(), QLineEdit(_CURRENCY)
        self._amount.setFixedWidth(160)
        self._currency.setFixedWidth(72)
        self._currency.setMaxLength(3)
        self._told: ProfileValue | None = None
        for line in (self._amount, self._currency):
            line.editingFinished.connect(self._tell)
            self.row.addWidget(line)
        self.row.addStretch(1)

    def _tell(self) -> None:
        typed, currency = self._amount.text().strip(), self._currency.text().strip().upper()
        number = read_number(typed)
        proper = len(currency) == 3 and currency.isascii() and currency.isalpha()
        if typed and (number is None or number < 0 or not proper):
            self.wrong.emit(self._texts("window.project.money_wrong"))
            return
        self.wrong.emit("")
        value = {"amount": number, "currency": currency} if typed else None
        if value != self._told:
            self._told = value
            self.given.emit(value)

    def show_value(self, value: ProfileValue | None) -> None:
        self._told = value
        amount = value.get("amount") if isinstance(value, Mapping) else value
        self._amount.setText("" if amount is None else str(amount))
        if isinstance(value, Mapping):
            self._currency.setText(str(value.get("currency", _CURRENCY)))

    def name(self, words: str) -> None:
        super().name(words)
        self._currency.setAccessibleName(self._texts("window.project.currency", field=words))

    def focus_widget(self) -> QWidget:
        return self._amount


class DayEditor(Editor):
    """Take a day, or none."""

    def __init__(self, field: Field, look: Look, texts: Texts) -> None:
        super().__init__(field, look, texts)
        self._day = DateField(texts, wording(field.title, texts.language))
        self._day.day_changed.connect(self._tell)
        self._day.wrong.connect(self.wrong)
        self.row.addWidget(self._day)
        self.row.addStretch(1)

    def _tell(self, day: date | None) -> None:
        self.given.emit(None if day is None else day.isoformat())

    def show_value(self, value: ProfileValue | None) -> None:
        self._day.set_day(date.fromisoformat(value) if isinstance(value, str) else None)

    def focus_widget(self) -> QWidget:
        return self._day.line()


def read_number(typed: str) -> int | float | None:
    """Read a number as a person types it, with separators of thousands or full-width digits; None when it is none."""
    plain = typed.replace(",", "").replace("，", "").replace(" ", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


_OF_KIND: Mapping[FieldKind, Callable[[Field, Look, Texts], Editor]] = {
    "choices": ChecksEditor,
    "country": CountryEditor,
    "number": NumberEditor,
    "money": MoneyEditor,
    "date": DayEditor,
    "text": TextEditor,
}


def make_editor(field: Field, look: Look, texts: Texts) -> Editor:
    """Make the editor of a field; a choice is a row of segments where its words fit in one, else a list."""
    if field.kind != "choice":
        return _OF_KIND[field.kind](field, look, texts)
    metrics = QFontMetrics(look.font("body", bold=True))
    words = (wording(choice.title, texts.language) for choice in field.choices)
    wide = sum(metrics.horizontalAdvance(word) + 36 for word in words)
    few = len(field.choices) <= _MOST_SEGMENTS and wide <= _WIDEST_ROW
    return (SegmentsEditor if few else ListEditor)(field, look, texts)
