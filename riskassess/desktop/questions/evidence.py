"""What would prove the answer: the grade as segments with its ceiling in words, and the name of what proves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from riskassess.assessment.values import Answer
from riskassess.desktop.controls import Elided, Segments, Words
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.numbers import level
from riskassess.desktop.questions.pause import SaveOnPause
from riskassess.questionnaire.values import EvidenceGrade, Pack, wording
from riskassess.texts import Texts

_DETAIL = 200  # px that a document's name needs at least


class Evidence(QWidget):
    """Show and change the evidence of one answer; `changed` carries grade and detail."""

    changed = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._grades = Texts("zh"), tuple[EvidenceGrade, ...]()
        self._label = Words(look, use="label", role="text2")
        self._ceiling = Elided(look, use="label", role="text3")
        self.segments = Segments(look, clearable=True)
        self._detail_label = Words(look, use="label", role="text2")
        self._detail_row = QWidget()
        self._detail_head = QHBoxLayout(self._detail_row)
        self._detail_head.setContentsMargins(0, 0, 0, 0)
        self._detail_head.addWidget(self._detail_label)
        self._detail_head.addStretch(1)
        self.detail = QLineEdit()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.PADDING)
        self._grid.setVerticalSpacing(tokens.HALF)
        labels = QHBoxLayout()
        labels.setSpacing(tokens.GAP)
        labels.addWidget(self._label)
        labels.addWidget(self._ceiling)
        labels.addStretch(1)
        self._grid.addLayout(labels, 0, 0)
        self._grid.addWidget(self.segments, 1, 0)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._put_detail(beside=True)
        self.pause = SaveOnPause(self.detail, self._tell)
        self.segments.chosen.connect(lambda _value: self._tell())
        self.detail.textChanged.connect(self._say_ceiling)

    def set_pack(self, pack: Pack, texts: Texts) -> None:
        """Offer a pack's grades in a language."""
        self._texts, self._grades = texts, pack.evidence
        self.segments.set_options([(g.id, wording(g.name, texts.language)) for g in pack.evidence])
        self.segments.set_name(texts("questions.evidence.grade"))
        self._label.setText(texts("questions.evidence.grade"))
        self._detail_label.setText(texts("questions.evidence.detail"))
        self.detail.setAccessibleName(texts("questions.evidence.detail"))
        self._say_ceiling()
        self._arrange()

    def show_answer(self, answer: Answer, examples: list[str], frozen: bool) -> None:
        """Show the evidence of an answer; the first example stands in the empty field, all of them in its tooltip."""
        if not self.pause.pending():
            words = answer.evidence_detail or ""
            if words.strip() != self.detail.text().strip():
                self.pause.show(lambda: self._fill_detail(words))
        self.segments.set_value(answer.evidence)
        self.segments.setEnabled(not frozen)
        self.detail.setReadOnly(frozen)
        example = self._texts("questions.evidence.example", example=examples[0]) if examples else ""
        self.detail.setPlaceholderText("" if frozen else example)
        self.detail.setToolTip(plain_hint("\n".join(examples)))
        self._say_ceiling()

    def put_at_end(self, widget: QWidget) -> None:
        """Put a widget at the end of the line over the detail."""
        self._detail_head.addWidget(widget)

    def _put_detail(self, beside: bool) -> None:
        """Put the detail beside the grades, or under them where their words are long."""
        self._beside = beside
        row, column = (0, 1) if beside else (2, 0)
        self._grid.addWidget(self._detail_row, row, column)
        self._grid.addWidget(self.detail, row + 1, column, 1, 1 if beside else 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        detail = max(_DETAIL, self._detail_row.sizeHint().width())
        beside = self.segments.sizeHint().width() + tokens.PADDING + detail <= self.width()
        if beside != self._beside:
            self._put_detail(beside)

    def _fill_detail(self, words: str) -> None:
        self.detail.setText(words)
        self.detail.setCursorPosition(0)

    def focus(self) -> None:
        """Put the keyboard on the grades."""
        buttons = self.segments.buttons()
        chosen = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ceiling_words(self) -> str:
        """Return what is said of the grade chosen."""
        return self._ceiling.text()

    def _tell(self) -> None:
        value = self.segments.value()
        self.changed.emit(value if isinstance(value, str) else None, self.detail.text().strip() or None)

    def _say_ceiling(self) -> None:
        if self._grades:
            self._ceiling.setText(self._ceiling_now())

    def _ceiling_now(self) -> str:
        """Say how far the evidence carries; one whose document is not named counts as the strongest that needs none."""
        language, chosen = self._texts.language, self.segments.value()
        grade = next((g for g in self._grades if g.id == chosen), self._grades[0])
        named = wording(grade.name, language)
        if not grade.needs_detail or self.detail.text().strip():
            return self._texts("questions.evidence.ceiling", name=named, level=level(grade.ceiling))
        before = self._grades[: self._grades.index(grade)]
        counted = [g for g in before if not g.needs_detail][-1]
        return self._texts(
            "questions.evidence.unnamed", name=wording(counted.name, language), level=level(counted.ceiling)
        )
