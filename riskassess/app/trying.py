"""What if: an assessment with other levels, scored as any other and kept nowhere.

It answers to the same names as an open assessment for all that is only shown, so that what shows a result shows a
trial too; what would change something it does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from riskassess.assessment import score
from riskassess.assessment.values import Answer, Answers, Result, Target
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import LEVELS, Pack

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment


class Trial:
    """Hold levels that are tried; `answers` and `result` are what they would come to."""

    def __init__(self, assessment: OpenAssessment, levels: Mapping[str, int] | None = None) -> None:
        self.pack: Pack = assessment.pack
        self._assessment = assessment
        self.before: Result = assessment.result
        self._levels: dict[str, int] = {}
        self._score()
        for question, level in (levels or {}).items():
            self._put(question, level)
        if levels:
            self._score()

    @property
    def levels(self) -> Mapping[str, int]:
        """Return the levels that differ from what was answered, by question."""
        return self._levels

    def level(self, question: str) -> int | None:
        """Return the level that counts in the trial; None for an open question."""
        answer = self.answers.answers.get(question)
        return None if answer is None else answer.level

    def level_before(self, question: str) -> int | None:
        """Return the level that was answered, or None."""
        answer = self._assessment.answers.answers.get(question)
        return None if answer is None else answer.level

    def set(self, question: str, level: int) -> None:
        """Try a level; the answered one takes the question out of the trial."""
        self._put(question, level)
        self._score()

    def _put(self, question: str, level: int) -> None:
        if isinstance(level, bool) or level not in LEVELS:
            raise refuse("answer-level", Place(path=f"answers/{question}"), question=question, level=level)
        self._levels[question] = level
        if level == self.level_before(question):
            del self._levels[question]

    def take_back(self, question: str) -> None:
        """Let a question be as it was answered."""
        if self._levels.pop(question, None) is not None:
            self._score()

    def reset(self) -> None:
        """Let everything be as it was answered."""
        self._levels.clear()
        self._score()

    def _score(self) -> None:
        answers = self._assessment.answers
        said = dict(answers.answers)
        for question, level in self._levels.items():
            said[question] = replace(said.get(question, Answer()), level=level, not_applicable=None)
        self.answers: Answers = replace(answers, answers=said)
        self.result: Result = score(self.pack, self.answers)

    # -- what is shown of any assessment

    @property
    def status(self) -> Literal["draft", "finished"]:
        return self._assessment.status

    @property
    def prepared_by(self) -> str:
        return self._assessment.prepared_by

    @property
    def approved_by(self) -> str:
        return self._assessment.approved_by

    @property
    def finished_at(self) -> datetime | None:
        return self._assessment.finished_at

    def target(self, question: str) -> Target:
        """Return how a question's target comes about."""
        return self._assessment.target(question)
