"""Everything a report is made from, as one frozen value.

The app fills it; every writer takes it. What is not in here is not in a report, so a report can be made again, byte
for byte, from the same model on any machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from riskassess.assessment.values import Answer, Answers, Gap, MeasureResult, Result, TraceRow
from riskassess.questionnaire.values import Pack, Question

ReportStatus = Literal["draft", "finished"]
NOT_ANSWERED = Answer()


@dataclass(frozen=True, eq=False)
class ReportModel:
    """Hold one assessment as it is reported: `result` carries its trace, and its robustness where it is known."""

    pack: Pack
    answers: Answers
    result: Result
    language: str
    status: ReportStatus = "draft"
    revision: int = 1
    prepared_by: str = ""
    approved_by: str = ""
    finished_on: date | None = None
    country_names: Mapping[str, str] = field(default_factory=dict[str, str])  # code → name in the report's language

    def __post_init__(self) -> None:
        if self.result.trace is None:
            raise ValueError("a report needs a result with its trace")

    @property
    def is_draft(self) -> bool:
        """Tell whether every page must say so: not finished, or something is open."""
        return self.status != "finished" or not self.result.complete

    @cached_property
    def trace(self) -> tuple[TraceRow, ...]:
        return self.result.trace or ()

    @cached_property
    def trace_by_id(self) -> Mapping[str, TraceRow]:
        return {row.id: row for row in self.trace}

    @cached_property
    def gap_by_id(self) -> Mapping[str, Gap]:
        return {gap.id: gap for gap in self.result.gaps}

    @cached_property
    def measure_by_id(self) -> Mapping[str, MeasureResult]:
        """Find what the gaps made of a measure; measures that help with no gap are not in it."""
        return {measure.id: measure for measure in self.result.measures}

    def question(self, question_id: str) -> Question:
        """Return a question of the pack."""
        return self.pack.question_by_id[question_id]

    def answer(self, question_id: str) -> Answer:
        """Return what was said to a question, or an answer that says nothing."""
        return self.answers.answers.get(question_id, NOT_ANSWERED)
