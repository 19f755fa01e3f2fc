"""What a district can plan with, from published figures alone: weak capabilities, common gaps, measures that help.

A gap weighs what its question is worth among all core questions times the share of enterprises below target; a measure
takes of each question its strongest instrument, as it does for one enterprise. Relevance orders, it promises nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from riskassess.assessment.core import core_questions
from riskassess.questionnaire.values import Pack

_ORDERING_DECIMALS: Final = 9

Figures = Mapping[str, Any]
"""What a benchmark says of everybody or of a part."""


@dataclass(frozen=True, slots=True)
class CommonGap:
    """Hold a core question with the share below its base target in per cent, and what that weighs."""

    question: str
    per_cent: int
    weight: float


@dataclass(frozen=True, slots=True)
class Relevance:
    """Hold a measure or an instrument with its relevance and the questions through which it helps."""

    id: str
    relevance: float
    questions: tuple[str, ...]


def worths(pack: Pack) -> dict[str, float]:
    """Return what each core question is worth among all of them; together they are worth 1."""
    values = {
        question.id: domain.weight * question.weight / sum(one.weight for one in domain.questions)
        for domain in pack.domains
        for question in domain.questions
    }
    core = {question.id: values[question.id] for question in core_questions(pack)}
    return {name: value / sum(core.values()) for name, value in core.items()}


def weak_domains(figures: Figures) -> list[str]:
    """List the compared domains, the weakest first: by median, then by the lower quartile, then by the upper."""
    domains = figures["domains"]
    return sorted(domains, key=lambda name: tuple(domains[name][quartile] for quartile in ("p50", "p25", "p75")))


def common_gaps(pack: Pack, figures: Figures) -> list[CommonGap]:
    """List the core questions whose share below target is shown, the commonest first, among equals the weightiest."""
    worth = worths(pack)
    found = [CommonGap(name, share, worth[name] * share) for name, share in figures.get("below_target", {}).items()]
    return sorted(found, key=lambda gap: (-gap.per_cent, -worth[gap.question], gap.question))


def relevant_measures(pack: Pack, gaps: Sequence[CommonGap]) -> list[Relevance]:
    """List the measures that help with some gaps, the most relevant first."""
    links = [
        {pack.instrument_by_id[link.instrument][1].id: 0.0 for link in pack.question_by_id[gap.question].closes_with}
        for gap in gaps
    ]
    for gap, strongest in zip(gaps, links, strict=True):
        for link in pack.question_by_id[gap.question].closes_with:
            measure = pack.instrument_by_id[link.instrument][1].id
            strongest[measure] = max(strongest[measure], link.factor)
    return _summed(gaps, links)


def relevant_instruments(pack: Pack, gaps: Sequence[CommonGap]) -> list[Relevance]:
    """List the instruments that help with some gaps, the most relevant first."""
    links = [{link.instrument: link.factor for link in pack.question_by_id[gap.question].closes_with} for gap in gaps]
    return _summed(gaps, links)


def _summed(gaps: Sequence[CommonGap], links: Sequence[Mapping[str, float]]) -> list[Relevance]:
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for gap, factors in zip(gaps, links, strict=True):
        for name, factor in factors.items():
            relevance, questions = found.get(name, (0.0, ()))
            found[name] = relevance + gap.weight * factor, (*questions, gap.question)
    listed = [Relevance(name, relevance, questions) for name, (relevance, questions) in found.items()]
    return sorted(listed, key=lambda one: (-round(one.relevance, _ORDERING_DECIMALS), one.id))
