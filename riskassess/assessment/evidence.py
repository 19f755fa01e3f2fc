"""What the evidence supports: every level held down to its grade's ceiling (section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from riskassess.assessment.values import Answer
from riskassess.questionnaire.values import EvidenceGrade, Pack


@lru_cache(maxsize=8)
def _ceilings(pack: Pack) -> dict[tuple[str, bool], float]:
    """Return the ceiling by evidence id and whether a detail is given."""
    table: dict[tuple[str, bool], float] = {}
    for index, grade in enumerate(pack.evidence):
        table[grade.id, True] = grade.ceiling
        table[grade.id, False] = _without_detail(pack.evidence[: index + 1]).ceiling
    return table


def _without_detail(grades: Sequence[EvidenceGrade]) -> EvidenceGrade:
    return next(grade for grade in reversed(grades) if not grade.needs_detail or grade is grades[0])


def supported_level(pack: Pack, answer: Answer, level: float) -> float:
    """Return ``min(level, ceiling)`` of the evidence given; evidence not given is the first grade."""
    if not pack.evidence:
        return level
    evidence = answer.evidence if answer.evidence else pack.evidence[0].id
    detailed = bool(answer.evidence_detail and answer.evidence_detail.strip())
    ceiling = _ceilings(pack).get((evidence, detailed), pack.evidence[0].ceiling)
    return min(level, ceiling)
