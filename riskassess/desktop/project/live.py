"""What follows from the profile, beside it and at once: how much is asked, what fires and why, which targets rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Flow, Ground, Hairline, Icon, Words
from riskassess.desktop.look import Look, Role, Use, tokens
from riskassess.questionnaire.values import Exposure, Pack, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment

_INSIDE = tokens.LIVE_PANEL - 2 * tokens.PADDING


class LivePanel(QScrollArea):
    """Show counts, contradictions, exposures and raised targets; `wanted` carries a field that is still to be given."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(tokens.LIVE_PANEL)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: object = None
        self._content: QWidget | None = None

    def show_assessment(self, assessment: OpenAssessment, texts: Texts) -> None:
        """Show what follows now; nothing is built anew when nothing has changed."""
        result = assessment.result
        contradictions = tuple(one.id for one in assessment.contradictions)
        targets = tuple((one.id, one.target) for one in result.domains)
        state = (
            assessment.pack.sha256, texts.language, result.counts.applicable, result.missing_profile,
            result.exposures, contradictions, targets,
        )  # fmt: skip
        if state == self._shown:
            return
        self._shown = state
        at = self.verticalScrollBar().value()
        content = Ground(self._look, "bg", "l")
        column = QVBoxLayout(content)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        self._fill_counts(column, assessment, texts)
        self._fill_contradictions(column, assessment, texts)
        self._fill_exposures(column, assessment, texts)
        self._fill_targets(column, assessment, texts)
        column.addStretch(1)
        self.setWidget(content)
        self._content = content
        self.verticalScrollBar().setValue(at)

    def _words(self, text: str, use: Use = "second", role: Role = "text2", *, bold: bool | None = None) -> Words:
        words = Words(self._look, text, use, role, bold=bold, wrap=True)
        words.setFixedWidth(_INSIDE)
        return words

    def _pair(self, column: QVBoxLayout, left: Words, right: Words) -> None:
        row = Flow(right_from=1, row_spacing=0)
        row.addWidget(left)
        row.addWidget(right)
        column.addLayout(row)

    def _fill_counts(self, column: QVBoxLayout, assessment: OpenAssessment, texts: Texts) -> None:
        result, look = assessment.result, self._look
        count = texts(
            "window.project.live.applies_count", count=result.counts.applicable, all=len(assessment.pack.questions)
        )
        title = Words(look, texts("window.project.live.applies"), bold=True)
        self._pair(column, title, Words(look, count, "card"))
        missing = result.missing_profile
        if not missing:
            column.addWidget(self._words(texts("window.project.live.missing_none")))
            return
        column.addWidget(self._words(texts("window.project.live.missing", count=len(missing)), "body", "text"))
        column.addWidget(self._words(texts("window.project.live.missing_means"), "label"))
        first = wording(assessment.pack.field_by_id[missing[0]].title, texts.language)
        button = Button(texts("window.project.live.next_missing", field=first))
        button.clicked.connect(lambda: self.wanted.emit(missing[0]))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_contradictions(self, column: QVBoxLayout, assessment: OpenAssessment, texts: Texts) -> None:
        if not assessment.contradictions:
            return
        self._title(column, texts("window.project.live.contradictions"))
        for found in assessment.contradictions:
            row = QHBoxLayout()
            row.setSpacing(tokens.STEP)
            row.addWidget(Icon("notice", 16), 0, Qt.AlignmentFlag.AlignTop)
            words = Words(self._look, wording(found.because, texts.language), "second", wrap=True)
            row.addWidget(words, 1)
            column.addLayout(row)

    def _fill_exposures(self, column: QVBoxLayout, assessment: OpenAssessment, texts: Texts) -> None:
        self._title(column, texts("window.project.live.exposures"))
        fired = assessment.result.exposures
        if not fired:
            column.addWidget(self._words(texts("window.project.live.exposures_none")))
        for exposure_id in fired:
            exposure = assessment.pack.exposure_by_id[exposure_id]
            column.addWidget(self._words(wording(exposure.because, texts.language), role="text"))
            column.addWidget(self._words(effects(exposure, assessment.pack, texts), "label", "text3"))

    def _fill_targets(self, column: QVBoxLayout, assessment: OpenAssessment, texts: Texts) -> None:
        self._title(column, texts("window.project.live.targets"))
        raised = [one for one in assessment.result.domains if one.raised_by]
        if not raised:
            column.addWidget(self._words(texts("window.project.live.targets_none")))
            return
        for one in raised:
            domain = assessment.pack.domain_by_id[one.id]
            name = Words(self._look, wording(domain.title, texts.language), "second", wrap=True)
            change = Words(self._look, f"{domain.base_target:.1f} → {one.target:.1f}", "second", bold=True)
            self._pair(column, name, change)
        column.addWidget(self._words(texts("window.project.live.targets_scale"), "label", "text3"))

    def _title(self, column: QVBoxLayout, text: str) -> None:
        column.addSpacing(tokens.STEP)
        column.addWidget(Hairline(self._look))
        column.addSpacing(tokens.HALF)
        column.addWidget(self._words(text, "body", "text", bold=True))


def effects(exposure: Exposure, pack: Pack, texts: Texts) -> str:
    """Say in short what a rule raises and which floors it sets."""

    def name(key: str) -> str:
        if (domain := pack.domain_by_id.get(key)) is not None:
            return wording(domain.short or domain.title, texts.language)
        return wording(pack.question_by_id[key].title, texts.language)

    raises = (f"{name(key)} +{levels:g}" for key, levels in exposure.raises.items())
    floors = (
        texts("window.project.live.floor", question=name(key), level=f"{level:g}")
        for key, level in exposure.floors.items()
    )
    return texts("window.home.comma").join((*raises, *floors))
