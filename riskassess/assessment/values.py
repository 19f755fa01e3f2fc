"""Answers and results as frozen values; the names of a result are the keys of its JSON (``docs/formats.md``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

ProfileValue = str | int | float | tuple[str, ...] | Mapping[str, Any]
"""A choice, country, date or text as text; several choices as a tuple; money a number or {amount, currency}."""

Status = Literal["not-yet", "in-force", "lapsed"]
Eligibility = Literal["yes", "no", "unknown"]
State = Literal["answered", "not_applicable", "open"]
CapRule = Literal["red_line_failures", "weak_domain", "not_applicable_share"]
Quarter = Literal["lowest", "lower", "median", "upper", "highest"]
"""Where a band lies among others: in the lowest quarter, below, at or above the middle one, in the highest quarter."""

BENCHMARK_YEARS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what was said to one question; without a level or a reason it is open, whatever else it has."""

    level: int | None = None
    not_applicable: str | None = None
    evidence: str | None = None
    evidence_detail: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Hold one filled questionnaire; the day it speaks for is part of it."""

    questionnaire: str
    version: str
    as_of: date
    profile: Mapping[str, ProfileValue] = field(default_factory=dict[str, ProfileValue])
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    enterprise_name: str | None = None
    enterprise_uscc: str | None = None
    project_name: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    applicable: int
    answered: int
    not_applicable: int
    open: int


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a figure of 0 to 100: over what is answered, and with everything open at level 0 and at level 5."""

    point: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class HeldCap:
    """Hold a cap that holds, with the questions or domains that caused it."""

    rule: CapRule
    at_most: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeSpan:
    point: str | None
    low: str | None
    high: str | None
    uncapped: str | None
    caps: tuple[HeldCap, ...]


@dataclass(frozen=True, slots=True)
class Substantiated:
    capability: float | None
    readiness: float | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Shifted:
    readiness: float | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Leniency:
    minus_one: Shifted
    plus_one: Shifted


@dataclass(frozen=True, slots=True)
class DomainResult:
    """Hold a counting domain: levels as 0 to 100 (`score`), attainment as 0 to 1, target as a level."""

    id: str
    weight: float
    target: float
    raised_by: tuple[str, ...]
    score: float | None
    score_low: float
    score_high: float
    attainment: float | None
    attainment_low: float
    attainment_high: float


@dataclass(frozen=True, slots=True)
class GapInstrument:
    id: str
    strength: Literal["direct", "supporting"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold an answered question below its target; `points` is the readiness that closing it would bring."""

    id: str
    level: int
    target: float
    level_to_reach: int
    points: float
    red_line: bool
    instruments: tuple[GapInstrument, ...]


@dataclass(frozen=True, slots=True)
class InstrumentResult:
    id: str
    relevance: float
    status: Status
    eligibility: Eligibility
    contradicted_by: str | None


@dataclass(frozen=True, slots=True)
class MeasureResult:
    id: str
    relevance: float
    status: Status
    instruments: tuple[InstrumentResult, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    draws: int
    same_grade: float | None
    readiness_p05: float | None
    readiness_p95: float | None


@dataclass(frozen=True, slots=True)
class Raise:
    """Hold one line of a target's sum: the rule, the domain or question it named, and the levels it adds."""

    exposure: str
    key: str
    levels: float


@dataclass(frozen=True, slots=True)
class Target:
    """Hold how a question's target comes about: base, raises, the clamp to 1–5, then the floor."""

    question: str
    base: float
    raises: tuple[Raise, ...]
    floor: float | None
    floor_from: tuple[str, ...]  # exposures whose floor is the highest; empty when it is the question's own
    target: float

    @property
    def level_to_reach(self) -> int:
        """Return the lowest whole level at or above the target."""
        return -int(-self.target // 1)


@dataclass(frozen=True, slots=True)
class TraceRow:
    """Hold everything a reader needs to work out one question by hand, or why it does not count."""

    id: str
    domain: str
    state: Literal["answered", "not_applicable", "open", "hidden"]
    hidden_by: Mapping[str, Any] | None  # the profile values that hid it
    reason: str | None  # the owner's words for not applicable
    weight: float
    value: float
    level: int | None
    substantiated_level: float | None
    target: float
    floor: float | None
    attainment: float | None
    worth: float | None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Hold one question to lift, from today's level to a new one; a file calls the levels `from` and `to`."""

    id: str
    from_level: int
    to_level: int
    effort: float  # person-weeks


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the least work that reaches a grade; out of reach there are no steps, and `readiness` is today's."""

    grade: str
    reachable: bool
    effort: float  # person-weeks of all steps
    readiness: float | None  # 0 to 100 with the steps taken, over answered questions; None when nothing is answered
    steps: tuple[PlanStep, ...]  # in pack order


@dataclass(frozen=True, slots=True)
class Result:
    """Hold everything that scoring says of one set of answers."""

    questionnaire: str
    version: str
    as_of: date
    pack_sha256: str
    answers_sha256: str
    counts: Counts
    complete: bool
    missing_profile: tuple[str, ...]
    capability: Span
    readiness: Span
    grade: GradeSpan
    substantiated: Substantiated
    leniency: Leniency
    exposures: tuple[str, ...]
    domains: tuple[DomainResult, ...]
    gaps: tuple[Gap, ...]
    measures: tuple[MeasureResult, ...]
    robustness: Robustness | None = None
    plan: Plan | None = None
    trace: tuple[TraceRow, ...] | None = None


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Hold the quartiles of a group, each one of ten equal bands from 0 to 9; finer is not published."""

    p25: int
    p50: int
    p75: int


@dataclass(frozen=True, slots=True)
class BenchmarkGroup:
    """Hold one group of a call: `when` names coarse profile values, every entry of which must hold."""

    id: str
    title: Mapping[str, str]
    when: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BenchmarkPart:
    """Hold the figures of some groups together; `size` is the lowest and highest of a class, `as_of` their day."""

    groups: tuple[str, ...]
    size: tuple[int, int]
    as_of: date
    domains: Mapping[str, Quartiles]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Hold what a committee published of one call; shares are per cent to the nearest 5, of all who took part."""

    call: str
    title: Mapping[str, str]
    contact: str
    questionnaire: str
    version: str
    published: date
    k: int
    groups: tuple[BenchmarkGroup, ...]
    whole: BenchmarkPart
    readiness: Quartiles
    grades: Mapping[str, int]
    grades_substantiated: Mapping[str, int]
    below_target: Mapping[str, int]  # core questions that enough spoke of
    parts: tuple[BenchmarkPart, ...]
    warnings: tuple[str, ...]
    noise: float | None = None  # epsilon of the noise that every figure carries, where the committee added some

    @property
    def expires(self) -> date:
        """Return the last day on which it says anything: two years after it was published."""
        year = self.published.year + BENCHMARK_YEARS
        last = 28 if (self.published.month, self.published.day) == (2, 29) else self.published.day
        return self.published.replace(year=year, day=last)

    def is_of(self, questionnaire: str, version: str) -> bool:
        """Tell whether it compares answers to a version: major and minor number are the same."""
        return questionnaire == self.questionnaire and version.split(".")[:2] == self.version.split(".")[:2]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold one figure beside a group's: bands of ten from 0 to 9; None where something of it is open."""

    own: int | None
    group: Quartiles
    quarter: Quarter | None


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """Hold where an enterprise stands in a benchmark: `own_group` is its own, `together` whom its figures are of.

    `of` is "group" where the own group is shown by itself, "merged" where it is shown with others, "whole" where it is
    compared with all; readiness, grades and `below` are always held against all who took part.
    """

    call: str
    title: Mapping[str, str]
    contact: str
    published: date
    expires: date
    warnings: tuple[str, ...]
    noise: float | None
    of: Literal["group", "merged", "whole"]
    own_group: Mapping[str, str] | None  # its title; None where the profile fits none
    together: tuple[Mapping[str, str], ...]  # titles of all groups whose figures are shown; empty for the whole
    size: tuple[int, int]
    as_of: date
    domains: Mapping[str, Standing]
    whole_size: tuple[int, int]
    whole_as_of: date
    readiness: Standing
    grades: Mapping[str, int]
    own_grade: str | None
    below: Mapping[str, int]  # core questions of one's own below base target → per cent of all that are too
