"""The result page's buttons in the top bar: the report, and finishing, or a new revision of what is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.controls import Button, Elided
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


class ResultBar(QWidget):
    """Say how much is answered and for which day, and offer what can be done with the result."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basis = Elided(look, use="label", role="text2")
        self.try_out = Button()
        self.report, self.finish, self.revise = Button(), Button(kind="primary"), Button()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GAP)
        for widget in (self._basis, self.try_out, self.report, self.revise, self.finish):
            row.addWidget(widget)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.try_out.set_words(texts("trying.button"), texts("trying.button_means"))
        self.report.setText(texts("result.report.title"))
        self.finish.setText(texts("result.finish.title"))
        self.revise.setText(texts("result.revise"))

    def show_assessment(self, assessment: OpenAssessment, texts: Texts, read_only: bool) -> None:
        """Offer what fits the assessment's state; what cannot be done yet says why."""
        result, finished = assessment.result, assessment.status == "finished"
        done = result.counts.answered + result.counts.not_applicable
        self._basis.setText(
            texts("result.basis", done=done, all=result.counts.applicable, day=result.as_of.isoformat())
        )
        self.finish.setVisible(not finished)
        self.revise.setVisible(finished)
        self.revise.setEnabled(not read_only)
        self.revise.setToolTip(texts("result.read_only") if read_only else texts("result.revise_means"))
        self.report.set_kind("primary" if finished else "ordinary")
        self.finish.setEnabled(result.complete and not read_only)
        self.finish.setToolTip(_why_not(assessment, texts, read_only))


def _why_not(assessment: OpenAssessment, texts: Texts, read_only: bool) -> str:
    result = assessment.result
    if read_only:
        return texts("result.read_only")
    if result.counts.open:
        return texts("result.finish.open", count=result.counts.open)
    return texts("result.finish.profile", count=len(result.missing_profile)) if result.missing_profile else ""
