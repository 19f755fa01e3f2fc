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

from riskassess.assessment.values import Answer, Answers, Gap, GroupStanding, MeasureResult, Plan, Result, TraceRow
from riskassess.questionnaire.values import Pack, Question, Text

ReportStatus = Literal["draft", "finished"]
NOT_ANSWERED = Answer()
BOTH = "both"
LANGUAGES: Mapping[str, tuple[str, ...]] = {"zh": ("zh",), "en": ("en",), BOTH: ("zh", "en")}
"""What may be asked for, and the languages that a report then speaks."""

SECTIONS = (
    "decision",
    "conditions",
    "project",
    "red_lines",
    "targets",
    "domains",
    "gaps",
    "trust",
    "plan",
    "comparison",
    "benchmark",
    "measures",
    "calendar",
    "limits",
    "declaration",
    "more_gaps",
    "profile",
    "answers",
    "not_counted",
    "method",
    "norms",
    "glossary",
)
"""Every section in reading order; all of them but the first may be switched off."""
FIXED_SECTIONS = frozenset(SECTIONS[:1])


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold the last finished assessment of the same project, to compare with."""

    as_of: date
    revision: int
    result: Result


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """Hold a file that is kept with a question: it is named in a report, never in it."""

    name: str
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Branding:
    """Hold whose report it is: the adviser's name and line, and a logo as PNG or JPEG."""

    name: str = ""
    line: str = ""
    logo: bytes = b""


@dataclass(frozen=True, eq=False)
class ReportModel:
    """Hold one assessment as it is reported: `result` carries its trace, and its robustness where it is known.

    `language` is one of `LANGUAGES`; `next_plan` is the least work to the next better grade, where one was worked out.
    """

    pack: Pack
    answers: Answers
    result: Result
    language: str
    status: ReportStatus = "draft"
    revision: int = 1
    prepared_by: str = ""
    approved_by: str = ""
    finished_on: date | None = None
    country_names: Mapping[str, Text] = field(default_factory=dict[str, Text])  # by code
    next_plan: Plan | None = None
    earlier: Earlier | None = None
    benchmark: GroupStanding | None = None
    branding: Branding | None = None
    attachments: Mapping[str, tuple[ReportedFile, ...]] = field(default_factory=dict[str, tuple[ReportedFile, ...]])
    left_out: frozenset[str] = frozenset()  # sections that were switched off

    def __post_init__(self) -> None:
        if self.result.trace is None:
            raise ValueError("a report needs a result with its trace")
        if not self.left_out <= set(SECTIONS) - FIXED_SECTIONS:
            raise ValueError("only known sections can be left out, and not the decision page")

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the report speaks, the first one first."""
        return LANGUAGES.get(self.language, (self.language,))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """List the plan that was asked for and the one to the next grade, once where they are the same."""
        asked, following = self.result.plan, self.next_plan
        if asked is None or following is None or asked.grade == following.grade:
            return tuple(plan for plan in (asked or following,) if plan)
        return (following, asked)

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
