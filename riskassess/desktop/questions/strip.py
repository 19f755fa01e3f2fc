"""The live panel of a narrow window: one line over the card, with a button that lays the panel over it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.controls import Button, Ground, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.questions.figures import QuestionFigures, ReadinessFigures
from riskassess.texts import Texts

HEIGHT = 40


class Strip(Ground):
    """Show readiness, span, grades and the level to reach on one line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "bg", "b", parent)
        self.setFixedHeight(HEIGHT)
        self._texts = Texts("zh")
        self._label = Words(look, use="second", role="text2")
        self.number = Words(look, use="card")
        self.span, self.grade = Words(look, use="second", role="text2"), Words(look, bold=True)
        self.reach = Words(look, use="second")
        self.unfold = Button(kind="quiet", icon="chevron-down")
        self.unfold.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.MARGIN, 0, tokens.PADDING, 1)
        row.setSpacing(tokens.GAP)
        for widget in (self._label, self.number, self.span, self.grade, self.reach):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.unfold)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._label.setText(texts("questions.live.readiness"))
        self.show_unfolded(self.unfold.isChecked())

    def show_figures(self, readiness: ReadinessFigures, question: QuestionFigures | None) -> None:
        """Show figures."""
        self.number.setText(readiness.number)
        self.span.setText("–".join(readiness.ends) if any(readiness.ends) else "")
        self.span.setVisible(any(readiness.ends))
        self.grade.setText(readiness.grade)
        reach = "" if question is None else self._texts("questions.target.reach", level=question.level_to_reach)
        self.reach.setText(reach)

    def show_unfolded(self, unfolded: bool) -> None:
        """Say what the button does now."""
        self.unfold.setChecked(unfolded)
        self.unfold.setText(self._texts("questions.live.fold" if unfolded else "questions.live.unfold"))
        self.unfold.set_icon("chevron-up" if unfolded else "chevron-down")
