"""A pack as frozen values: one version of a questionnaire with its measures.

Everything here is read-only and knows no file, so that scoring, window and report share one picture of what is asked.
The names are those of the pack's files; what the keys mean is in ``docs/formats.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

Text = Mapping[str, str]
"""A text in every language of its pack."""

Condition = Mapping[str, tuple[str, ...]]
"""Profile field → choices; how it holds when the field is not given depends on who asks (scoring, sections 1, 2, 7)."""

FieldKind = Literal["choice", "choices", "country", "number", "money", "date", "text"]
Subject = Literal["enterprise", "project"]
Strength = Literal["direct", "supporting"]

LEVELS = range(6)


def wording(text: Text, language: str) -> str:
    """Return a text in a language, or in the pack's first language where it has no such language."""
    return text[language] if language in text else next(iter(text.values()))


@dataclass(frozen=True, slots=True)
class Grade:
    id: str
    start: float  # ``from`` in the file: the lowest readiness, 0 to 100
    name: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class RedLineCap:
    at_least: int
    grade: str


@dataclass(frozen=True, slots=True)
class WeakDomainCap:
    attainment_below: float
    grade: str


@dataclass(frozen=True, slots=True)
class ShareCap:
    above: float
    grade: str


@dataclass(frozen=True, slots=True)
class Caps:
    red_line_failures: tuple[RedLineCap, ...] = ()
    weak_domain: tuple[WeakDomainCap, ...] = ()
    not_applicable_share: tuple[ShareCap, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceGrade:
    id: str
    ceiling: float
    needs_detail: bool
    name: Text


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: Text
    share: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one thing asked about the enterprise or the project."""

    id: str
    kind: FieldKind
    about: Subject
    required: bool
    title: Text
    help: Text
    choices: tuple[Choice, ...] = ()
    share_as: str | None = None
    fills: Mapping[str, str] | None = None  # field to fill → name of the table (``regions``)

    def choice(self, choice_id: str) -> Choice | None:
        """Return a choice by id, or None."""
        return next((c for c in self.choices if c.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    id: str
    when: Condition
    because: Text


@dataclass(frozen=True, slots=True)
class Advice:
    id: str
    when: Condition
    text: Text


@dataclass(frozen=True, slots=True)
class Exposure:
    """Hold one rule: what about a project calls for more capability."""

    id: str
    when: Condition
    raises: Mapping[str, float]  # domain or question → levels, multiples of 0.25
    floors: Mapping[str, float]  # question → level
    because: Text


@dataclass(frozen=True, slots=True)
class NormReference:
    """Point to a norm of the pack by id, or name one in plain text (`norm` is then None)."""

    norm: str | None
    text: str | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Tie a question to an instrument that helps close its gap."""

    instrument: str
    strength: Strength
    how: Text

    @property
    def factor(self) -> float:
        """Return what the strength counts for: direct 1, supporting 0.5 (scoring, section 7)."""
        return 1.0 if self.strength == "direct" else 0.5


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    domain: str
    title: Text
    ask: Text
    why: Text
    scope: Literal["enterprise", "project"]
    weight: float
    anchors: tuple[Text, ...]  # six, by level
    effort: tuple[float, ...]  # person-weeks of the steps 0→1 … 4→5
    allow_na: bool = False
    red_line: float | None = None
    asked_of: tuple[str, ...] = ()
    applies_when: Condition | None = None
    evidence: tuple[Text, ...] = ()
    norms: tuple[NormReference, ...] = ()
    closes_with: tuple[Link, ...] = ()

    @property
    def is_core(self) -> bool:
        """Tell whether everybody is asked this: no condition and no way out (collection compares these)."""
        return not self.applies_when and not self.allow_na


@dataclass(frozen=True, slots=True)
class Domain:
    id: str
    title: Text
    weight: float
    base_target: float
    questions: tuple[Question, ...]
    short: Text | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    id: str
    title: Text
    offers: Text
    ask_at: Text
    for_whom: Condition | None = None
    succeeds: tuple[str, ...] = ()  # instruments of earlier policies; what links to them links to this one too


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    number: str
    title: Text
    section: Text
    units: tuple[Text, ...]
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold one catalogue of measures; both days of its validity are inside."""

    id: str
    title: Text
    number: str
    issuers: tuple[Text, ...]
    valid_from: date
    valid_to: date
    measures: tuple[Measure, ...]


def successors(policies: Iterable[Policy]) -> Mapping[str, tuple[str, ...]]:
    """Return, for every instrument that has been succeeded, what did and what succeeded that, the nearest first."""
    direct: dict[str, list[str]] = {}
    for instrument in (i for policy in policies for measure in policy.measures for i in measure.instruments):
        for earlier in instrument.succeeds:
            direct.setdefault(earlier, []).append(instrument.id)
    return {earlier: _followed(earlier, direct) for earlier in direct}


def _followed(earlier: str, direct: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    waiting = list(direct[earlier])
    while waiting:
        name = waiting.pop(0)
        if name not in found and name != earlier:
            found.append(name)
            waiting += direct.get(name, ())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Norm:
    id: str
    title: Text
    number: str | None = None
    issuer: Text | None = None
    in_force: str | None = None
    binds: Text | None = None
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    term: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class CalendarItem:
    id: str
    when: Condition
    title: Text
    due: Text
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Hold what to close before one moment: signing, closing, first payment, first posting.

    `when` says in which projects there is such a moment; what is not known does not rule it out.
    """

    id: str
    before: Text
    questions: tuple[str, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Migration:
    """Say how answers of an older major version are carried over."""

    from_major: int
    renamed: Mapping[str, str]
    split: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold a filled answers file that travels with the pack, as data in the form of ``riskassess-answers/1``."""

    path: str
    data: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Pack:
    """Hold a whole pack; two packs are the same when their `sha256` is."""

    id: str
    version: str
    issued: str
    title: Text
    languages: tuple[str, ...]
    level_names: tuple[Text, ...]
    grades: tuple[Grade, ...]  # best first
    caps: Caps
    evidence: tuple[EvidenceGrade, ...]  # weakest first
    fields: tuple[Field, ...]
    exposures: tuple[Exposure, ...]
    domains: tuple[Domain, ...]
    policies: tuple[Policy, ...]
    roles: tuple[Role, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    advice: tuple[Advice, ...] = ()
    norms: tuple[Norm, ...] = ()
    samples: tuple[Sample, ...] = ()
    glossary: tuple[Term, ...] = ()
    calendar: tuple[CalendarItem, ...] = ()
    conditions: tuple[ConditionGroup, ...] = ()
    regions: Mapping[str, str] | None = None
    migrations: tuple[Migration, ...] = ()
    about: Text | None = None
    caution: Text | None = None
    sha256: str = ""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """List every question in pack order."""
        return tuple(q for d in self.domains for q in d.questions)

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        return {q.id: q for q in self.questions}

    @cached_property
    def domain_by_id(self) -> Mapping[str, Domain]:
        return {d.id: d for d in self.domains}

    @cached_property
    def field_by_id(self) -> Mapping[str, Field]:
        return {f.id: f for f in self.fields}

    @cached_property
    def grade_by_id(self) -> Mapping[str, Grade]:
        return {g.id: g for g in self.grades}

    @cached_property
    def exposure_by_id(self) -> Mapping[str, Exposure]:
        return {e.id: e for e in self.exposures}

    @cached_property
    def norm_by_id(self) -> Mapping[str, Norm]:
        return {n.id: n for n in self.norms}

    @cached_property
    def measures(self) -> tuple[tuple[Policy, Measure], ...]:
        """List every measure with the policy it stands in, in pack order."""
        return tuple((p, m) for p in self.policies for m in p.measures)

    @cached_property
    def instrument_by_id(self) -> Mapping[str, tuple[Policy, Measure, Instrument]]:
        """Find an instrument together with its measure and its policy."""
        return {i.id: (p, m, i) for p, m in self.measures for i in m.instruments}

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """Find what has succeeded an instrument, in this pack's later policies."""
        return successors(self.policies)
