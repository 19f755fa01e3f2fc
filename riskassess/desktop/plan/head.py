"""The panel at the top: the question, the grade that is asked for, what came of it, how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Panel, ProgressLine, Segments, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_PROGRESS = 240  # px of the line that shows how far the plan is


class GoalPanel(Panel):
    """Ask for a grade and say what it takes; `asked` carries the grade."""

    asked = Signal(str)
    again = Signal()
    cancelled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._texts = Texts("zh")
        self._heading = Words(look, use="question", wrap=True)
        self._ask = Words(look, use="label", role="text2")
        self.grades = Segments(look)
        self.grades.chosen.connect(lambda grade: self.asked.emit(str(grade)))
        self.solve_again, self.cancel = Button(), Button()
        self.solve_again.clicked.connect(self.again)
        self.cancel.clicked.connect(self.cancelled)
        self.done, self.done_line = Words(look, use="second", role="text2"), ProgressLine(look)
        self.lead, self.more = Words(look, use="card", wrap=True), Words(look, use="second", role="text2", wrap=True)
        self.line = ProgressLine(look)
        self._lay_out()

    def _lay_out(self) -> None:
        self.done_line.setFixedWidth(_PROGRESS)
        self.done_line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        far = QVBoxLayout()
        far.setSpacing(6)
        far.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        far.addWidget(self.done_line)
        top, choice = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(tokens.MARGIN)
        top.addWidget(self._heading, 1)
        top.addLayout(far)
        choice.setSpacing(tokens.GAP)
        for widget in (self._ask, self.grades, self.solve_again, self.cancel):
            choice.addWidget(widget)
        choice.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addLayout(top)
        column.addLayout(choice)
        column.addWidget(self.line)
        column.addWidget(self.lead)
        column.addWidget(self.more)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._heading.setText(texts("plan.heading"))
        self._ask.setText(texts("plan.ask"))
        self.solve_again.setText(texts("plan.solve_again"))
        self.cancel.setText(texts("plan.cancel"))

    def show_grades(self, grades: Sequence[str], chosen: str | None, can_ask: bool) -> None:
        """Offer grades, best first; nothing is offered where there is nothing to reach."""
        if [button.text() for button in self.grades.buttons()] != list(grades):
            self.grades.set_options([(grade, grade) for grade in grades])
        self.grades.set_value(chosen)
        self.grades.set_name(self._texts("plan.ask"))
        for widget in (self._ask, self.grades):
            widget.setVisible(bool(grades))
            widget.setEnabled(can_ask)

    def show_outcome(self, lead: str, more: Sequence[str], stale: bool) -> None:
        """Say what came of it, or what to do first."""
        self.lead.setText(lead)
        self.more.setText(" ".join(more))
        self.more.setVisible(bool(more))
        self.solve_again.setVisible(stale)

    def show_done(self, words: str, share: float | None) -> None:
        """Say how far the plan is; None where there is none."""
        for widget in (self.done, self.done_line):
            widget.setVisible(share is not None)
        self.done.setText(words)
        self.done_line.set_share(share or 0.0, words)

    def show_working(self, words: str, share: float | None) -> None:
        """Say that it is being worked out, and how far that is; None when it is not."""
        self.line.setVisible(share is not None)
        self.cancel.setVisible(share is not None)
        if share is not None:
            self.lead.setText(words)
            self.more.hide()
            self.solve_again.hide()
            self.line.set_share(share, words)
