"""What everybody is asked, held to what everybody is held to: the figures that enterprises are compared by.

A project's own targets and hidden questions tell what the project is. So a comparison looks at core questions alone (no
condition, no way out) and at base targets, never at the project's; an enterprise and a committee work it out alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from riskassess.questionnaire.values import Domain, Pack, Question

LEAST_QUESTIONS = 2
"""A domain with fewer core questions is not compared: its band would be one answer."""
BANDS = 10


def core_questions(pack: Pack) -> tuple[Question, ...]:
    """List the core questions by their ids, in code-point order."""
    return tuple(sorted((q for q in pack.questions if q.is_core), key=lambda q: q.id))


def core_domains(pack: Pack) -> tuple[Domain, ...]:
    """List the domains that are compared, in pack order."""
    return tuple(d for d in pack.domains if sum(q.is_core for q in d.questions) >= LEAST_QUESTIONS)


def base_target(pack: Pack, question: Question) -> float:
    """Return what a question is held to whatever the project: its domain's base target, or its red line if higher."""
    return max(pack.domain_by_id[question.domain].base_target, question.red_line or 0.0)


def band(share: float) -> int:
    """Return which of ten equal bands a share of 0 to 1 lies in, from 0 to 9; 1 lies in the last."""
    return min(BANDS - 1, math.floor(share * BANDS + 1e-9))


def domain_bands(pack: Pack, levels: Mapping[str, int]) -> dict[str, int]:
    """Return the band of each compared domain, in pack order; `levels` has every core question."""
    return {domain.id: domain_band(pack, domain, levels) for domain in core_domains(pack)}


def domain_band(pack: Pack, domain: Domain, levels: Mapping[str, int]) -> int:
    """Return the band of one compared domain; `levels` has its core questions."""
    return band(_attainment(pack, domain, levels))


def below_target(pack: Pack, levels: Mapping[str, int], questions: Iterable[str]) -> dict[str, int]:
    """Return 1 for each named core question that is below its base target, else 0."""
    by_id = pack.question_by_id
    return {name: int(levels[name] < base_target(pack, by_id[name])) for name in questions}


def _attainment(pack: Pack, domain: Domain, levels: Mapping[str, int]) -> float:
    asked = [q for q in domain.questions if q.is_core]
    reached = sum(q.weight * min(1.0, levels[q.id] / base_target(pack, q)) for q in asked)
    return reached / sum(q.weight for q in asked)
