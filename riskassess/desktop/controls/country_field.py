"""A field that finds a country or region by whatever is typed: Chinese, pinyin, English or a code.

The table of countries is read when somebody types or a country is shown, not before.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from riskassess import countries
from riskassess.desktop.look import Look
from riskassess.texts import Texts

_MOST = 12


class CountryField(QLineEdit):
    """Take a country; `picked` carries its alpha-3 code, or None when the field was emptied.

    What is left standing and names no country is put back to what was there, with the reason in `wrong`.
    """

    picked = Signal(object)
    wrong = Signal(str)  # a sentence, or nothing when the field is in order again

    def __init__(self, look: Look, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: str | None = None
        self._codes: list[str] = []
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        if (popup := completer.popup()) is not None:
            popup.setFont(look.font("body"))
        completer.activated.connect(self._take_line)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self._settle)
        self.retranslate(texts)

    def retranslate(self, texts: Texts) -> None:
        """Name the country and the hint in another language."""
        self._texts = texts
        self.setPlaceholderText(texts("window.country.hint"))
        self._show()

    def code(self) -> str | None:
        """Return the alpha-3 code of the country, or None."""
        return self._code

    def set_code(self, code: str | None) -> None:
        """Show a country without a signal."""
        self._code = code
        self._show()

    def _show(self) -> None:
        self.setText(countries.name(self._code, self._texts.language) if self._code else "")

    def _offer(self, typed: str) -> None:
        found = countries.find(typed, most=_MOST)
        self._codes = [one.code for one in found]
        language = self._texts.language
        other = "en" if language == "zh" else "zh"
        self._model.setStringList(
            [f"{countries.name(code, language)}  {countries.name(code, other)}  {code}" for code in self._codes]
        )

    def _take(self, code: str | None) -> None:
        changed = code != self._code
        self.set_code(code)
        self.wrong.emit("")
        if changed:
            self.picked.emit(code)

    def _take_line(self, line: str) -> None:
        """Take the country of a line of the list, and show its name alone once Qt has put the whole line here."""
        self._take(self._code_of(line))
        QTimer.singleShot(0, self, self._show)

    def _settle(self) -> None:
        """Take what was typed when it is left: nothing, the country that is meant, or else what was there."""
        typed = self.text().strip()
        if not typed:
            self._take(None)
        elif self._code is None or typed != countries.name(self._code, self._texts.language):
            code = self._code_of(typed)
            if code is None:
                self.wrong.emit(self._texts("window.country.unknown"))
                self._show()
            else:
                self._take(code)

    def _code_of(self, typed: str) -> str | None:
        """Return the country of a line of the list, or the best one for what was typed."""
        last = typed.rsplit(maxsplit=1)[-1]
        if last in self._codes:
            return last
        return next((one.code for one in countries.find(typed)), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
