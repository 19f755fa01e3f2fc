"""The left side of the page: which assessment, which call, in what way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Check, Choice, Ground, Hairline, Words
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.handing_in import Call, Finished, StoredContribution

_WIDTH = 368
_HIGHEST = 999


class Choosing(Ground):
    """Let an assessment, a call and a way be chosen; `changed` tells that what would leave is something else now."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "surface", "r")
        self.setFixedWidth(_WIDTH)
        self.assessment, self.no_assessment = Choice(), Words(look, role="text2", wrap=True)
        self.assessment.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.draft, self.to_result = Words(look, use="second", role="text2", wrap=True), Button()
        self.call, self.choose_call = Words(look, use="second", role="text2", wrap=True), Button(icon="folder")
        self.trust = Button(kind="quiet")
        self.detailed = Check(width=_WIDTH - 3 * tokens.PADDING)
        self.detailed_means = Words(look, use="second", role="text2", wrap=True)
        self.code, self.number = QLineEdit(), QLineEdit()
        self.number.setValidator(QIntValidator(1, _HIGHEST, self))
        self._code_label, self._number_label = (Words(look, use="label", role="text2", wrap=True) for _ in range(2))
        self._code_label.setBuddy(self.code)
        self._number_label.setBuddy(self.number)
        self.take_back, self._may_take_back = Button(), False
        self.code.textChanged.connect(self._show_take_back)
        self._code_means = Words(look, use="second", role="text2", wrap=True)
        self._titles = {name: Words(look, bold=True) for name in ("which", "call", "way")}
        self._finished: Sequence[Finished] = ()
        self._lay_out(look)
        self.assessment.currentIndexChanged.connect(self._take_other)
        self.detailed.toggled.connect(self.changed)
        for line in (self.code, self.number):
            line.editingFinished.connect(self.changed)

    def _lay_out(self, look: Look) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*[tokens.PADDING] * 4)
        column.setSpacing(tokens.STEP)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("which", (self.assessment, self.no_assessment, self.draft, self.to_result)),
            ("call", (self.call, self.choose_call, self.trust)),
            ("way", (self.detailed, self.detailed_means)),
        )
        for number, (name, widgets) in enumerate(parts):
            if number:
                column.addSpacing(tokens.HALF)
                column.addWidget(Hairline(look))
                column.addSpacing(tokens.HALF)
            column.addWidget(self._titles[name])
            for widget in widgets:
                is_button = isinstance(widget, Button)
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0))
        for widget in (self._code_label, self.code, self._number_label, self.number, self._code_means):
            column.addWidget(widget)
        column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(area)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        for name, words in self._titles.items():
            words.setText(texts(f"contribute_page.{name}"))
        self.assessment.setAccessibleName(texts("contribute_page.which"))
        self.no_assessment.setText(texts("contribute_page.none_finished"))
        self.to_result.setText(texts("contribute_page.to_result"))
        self.choose_call.setText(texts("contribute_page.choose_call"))
        self.trust.setText(texts("contribute_page.trust.button"))
        self.detailed.setText(texts("contribute_page.detailed"))
        self.take_back.setText(texts("contribute_page.withdraw.by_code"))
        self.detailed_means.setText(texts("contribute_page.detailed_means"))

    def show_finished(self, finished: Sequence[Finished], texts: Texts) -> None:
        """Offer the finished assessments."""
        self._finished = finished
        self.assessment.blockSignals(True)
        self.assessment.clear()
        self.assessment.addItems([texts("contribute_page.line", client=f.client, project=f.project) for f in finished])
        self.assessment.blockSignals(False)
        self.assessment.setVisible(bool(finished))
        self.no_assessment.setVisible(not finished)

    def choose(self, number: int | None) -> None:
        """Choose an assessment by its number without a signal, or the first where it is not offered."""
        numbers = [one.assessment_id for one in self._finished]
        at = numbers.index(number) if number in numbers else 0 if numbers else -1
        self.assessment.blockSignals(True)
        self.assessment.setCurrentIndex(at)
        self.assessment.blockSignals(False)

    def finished(self) -> Finished | None:
        """Return the assessment that is chosen, or None."""
        at = self.assessment.currentIndex()
        return self._finished[at] if 0 <= at < len(self._finished) else None

    def show_draft(self, words: str) -> None:
        """Say that the assessment being worked on is a draft, and offer the way to finish it; nothing when empty."""
        self.draft.setText(words)
        for widget in (self.draft, self.to_result):
            widget.setVisible(bool(words))

    def show_call(self, call: Call | None, texts: Texts) -> None:
        """Say what the call is."""
        if call is None:
            self.call.setText(texts("contribute_page.no_call"))
            return
        title = wording(call.title, texts.language)
        said = {"title": title, "contact": call.contact, "closes": call.closes, "count": len(call.groups), "k": call.k}
        lines = [texts("contribute_page.call_is", **said)]
        lines.append(texts("contribute_page.call_collector" if call.collector else "contribute_page.call_direct"))
        self.call.setText("\n".join(lines))

    def show_way(self, call: Call | None, stored: StoredContribution | None, texts: Texts) -> None:
        """Ask for a code or a number only where one is needed, and say why."""
        remembered = stored is not None
        tickets = call is not None and call.tickets
        asks_code = call is not None and not remembered
        asks_number = call is not None and (remembered or not tickets)
        for widget in (self._code_label, self.code):
            widget.setVisible(asks_code)
        for widget in (self._number_label, self.number):
            widget.setVisible(asks_number)
        self._code_means.setVisible(call is not None)
        self._may_take_back = asks_code
        self._show_take_back()
        code = texts("contribute_page.ticket" if tickets else "contribute_page.code")
        number = texts("contribute_page.next_number" if remembered else "contribute_page.number")
        self._code_label.setText(code)
        self.code.setAccessibleName(code)
        self._number_label.setText(number)
        self.number.setAccessibleName(number)
        self.number.setPlaceholderText(str(stored.serial + 1) if stored is not None else "")
        means = "number_means" if remembered else "ticket_means" if tickets else "code_means"
        self._code_means.setText(texts(f"contribute_page.{means}"))

    def _show_take_back(self) -> None:
        """Offer to take back what was contributed under a code, which needs no assessment."""
        self.take_back.setVisible(self._may_take_back and bool(self.code.text().strip()))

    def _take_other(self) -> None:
        self.clear_way()
        self.changed.emit()

    def clear_way(self) -> None:
        """Forget what was typed: it belongs to one client and one call."""
        for line in (self.code, self.number):
            line.clear()
