"""Everything a district's planning report is made from: published figures and what a pack's links make of them.

Nothing in here was ever unpublished, so nothing in the report can be either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riskassess.assessment.values import Quartiles
from riskassess.questionnaire.values import Pack, Text


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold a core question with the share of enterprises below its base target in per cent, and what that weighs."""

    question: str
    per_cent: int
    weight: float


@dataclass(frozen=True, slots=True)
class Help:
    """Hold a measure or an instrument, its relevance beside the others', and the questions through which it helps."""

    id: str
    relevance: float
    questions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what is shown of some groups together; `gaps` and `measures` only where their shares are shown."""

    titles: Sequence[Text]
    size: tuple[int, int]
    as_of: date
    domains: Mapping[str, Quartiles]
    weakest: Sequence[str]  # domains, the weakest first
    step: int | None = None
    grades: Mapping[str, int] | None = None
    gaps: Sequence[Gap] = ()
    measures: Sequence[Help] = ()


@dataclass(frozen=True, slots=True)
class Noise:
    """Hold what noise was added: by what, with which budget, by table, and what calls before spent."""

    by: str
    epsilon: float
    spent: float
    tables: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class DistrictModel:
    """Hold one benchmark as it is reported to a district; `language` is one of the report's `LANGUAGES`."""

    pack: Pack
    languages: tuple[str, ...]
    call: str
    title: Text
    contact: str
    published: date
    k: int
    whole: Part
    readiness: Quartiles
    grades: Mapping[str, int]
    grades_substantiated: Mapping[str, int]
    gaps: Sequence[Gap]
    measures: Sequence[Help]
    instruments: Mapping[str, Help]
    parts: Sequence[Part]
    unseen: Sequence[str]  # core questions that too few spoke of
    warnings: Sequence[str]
    noise: Noise | None
    benchmark: bytes  # the file itself, which travels in the report
