"""What if, on the result page: begins and ends a trial, and shows what it comes to beside what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from riskassess.desktop.controls import span_words
from riskassess.desktop.numbers import figure
from riskassess.desktop.result.try_panel import TryNotice, TryPanel
from riskassess.desktop.result.try_rows import TryRow
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.trying import Trial
    from riskassess.assessment.values import Result

_GAPS = ""  # the choice of all gaps; the others are domains


class TryOut(QObject):
    """Hold the trial, or none; `changed` tells that something else is to be shown."""

    changed = Signal()

    def __init__(self, notice: TryNotice, panel: TryPanel) -> None:
        super().__init__(notice)
        self.trial: Trial | None = None
        self._notice, self._panel, self._texts = notice, panel, Texts("zh")
        self._assessment: OpenAssessment | None = None
        self._gaps = tuple[str, ...]()  # as they were when the trial began: rows must not jump while one drags
        panel.rows.tried.connect(self._try_level)
        panel.chosen.connect(self._show_rows)
        notice.reset.clicked.connect(self.reset)
        notice.end.clicked.connect(self.end)

    def begin(self, assessment: OpenAssessment, levels: Mapping[str, int] | None = None) -> None:
        """Begin trying, with some levels already changed."""
        from riskassess.app.trying import Trial

        self._assessment, self.trial = assessment, Trial(assessment, levels)
        known = dict.fromkeys((*(levels or {}), *(gap.id for gap in assessment.result.gaps)))
        self._gaps = tuple(known)
        self._offer()
        self._show()

    def end(self) -> None:
        """Show what was answered again."""
        if self.trial is not None:
            self.trial = None
            self._show()

    def reset(self) -> None:
        """Let everything be as it was answered, and go on trying."""
        if self.trial is not None:
            self.trial.reset()
            self._show()

    def follow(self, assessment: OpenAssessment | None) -> None:
        """End a trial of another assessment, or of answers that have changed meanwhile."""
        trial = self.trial
        if trial is not None and (assessment is not self._assessment or trial.before is not assessment.result):  # pyright: ignore[reportOptionalMemberAccess]
            self.trial = None
            self._notice.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._notice.retranslate(texts)
        if self.trial is not None:
            self._offer()
            self._say(self.trial)
            self._show_rows()

    def _try_level(self, question: str, level: int | None) -> None:
        if self.trial is None:
            return
        if level is None:
            self.trial.take_back(question)
        else:
            self.trial.set(question, level)
        self._show()

    def _show(self) -> None:
        self._notice.setVisible(self.trial is not None)
        if self.trial is not None:
            self._say(self.trial)
            self._show_rows()
        self.changed.emit()

    def _offer(self) -> None:
        if self.trial is None:
            return
        language = self._texts.language
        domains = [(d.id, wording(d.title, language)) for d in self.trial.pack.domains]
        self._panel.offer(self._texts, [(_GAPS, self._texts("trying.gaps")), *domains])

    def _say(self, trial: Trial) -> None:
        texts, before, now = self._texts, trial.before, trial.result
        if not trial.levels:
            self._notice.say(texts("trying.nothing"), changed=False)
            return
        words = texts(
            "trying.words",
            count=len(trial.levels),
            before=figure(before.readiness.point),
            now=figure(now.readiness.point),
            grade_before=_grade(before),
            grade_now=_grade(now),
        )
        self._notice.say(words, changed=True)

    def _show_rows(self) -> None:
        trial = self.trial
        if trial is None:
            return
        chosen = str(self._panel.which.currentData() or _GAPS)
        if chosen == _GAPS:
            questions = [trial.pack.question_by_id[one] for one in self._gaps]
        else:
            questions = list(trial.pack.domain_by_id[chosen].questions)
        assert self._assessment is not None
        rows = [self._row(trial, q.id) for q in questions if self._assessment.applies(q.id)]
        self._panel.show_rows(rows, self._texts)

    def _row(self, trial: Trial, question: str) -> TryRow:
        title = wording(trial.pack.question_by_id[question].title, self._texts.language)
        target = trial.target(question)
        now, before = trial.level(question), trial.level_before(question)
        return TryRow(question, title, before, now, target.level_to_reach, target.floor)


def _grade(result: Result) -> str:
    if result.complete:
        return result.grade.point or ""
    return span_words(result.grade.low, result.grade.high)
