"""What every figure of one assessment stands on: the questions that count, with weight, value, target and floor.

Built once per scoring; the figures of sections 3, 4, 8 and 9 are then passes over the same rows with other levels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from riskassess.assessment.conditions import Profile, applies
from riskassess.assessment.targets import floor_of, highest_floors, standing_exposures, sum_raises, target_of
from riskassess.assessment.values import Answer, Answers, State
from riskassess.questionnaire.values import Exposure, Pack, Question

NOT_ANSWERED = Answer()


class Row(NamedTuple):
    """Hold one applicable question: weight in its domain, value, target, floor, and what was said to it.

    A named tuple, because scoring makes one for every question each time and a dataclass takes longer.
    """

    question: Question
    domain: int  # index into the pack's domains
    weight: float
    value: float
    factor: float  # value = factor * weight, the same factor for a whole domain
    target: float
    floor: float | None
    state: State
    level: int | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Basis:
    pack: Pack
    profile: Profile
    exposures: tuple[Exposure, ...]
    rows: tuple[Row, ...]  # applicable questions in pack order
    answered: tuple[Row, ...]  # those of them that have a level

    @property
    def claimed(self) -> list[int]:
        """Return the levels of the answered rows."""
        return [row.level for row in self.answered if row.level is not None]


@lru_cache(maxsize=8)
def domain_factors(pack: Pack) -> tuple[float, ...]:
    """Return ``W_d / sum of w over all questions of d`` by domain; it depends on the pack alone."""
    return tuple(domain.weight / sum(q.weight for q in domain.questions) for domain in pack.domains)


def question_values(pack: Pack) -> dict[str, float]:
    """Return ``v = W_d * w_q / sum of w over all questions of d`` of every question."""
    factors = domain_factors(pack)
    return {q.id: factor * q.weight for d, factor in zip(pack.domains, factors, strict=True) for q in d.questions}


def state_of(question: Question, answer: Answer) -> State:
    """Return what an answer amounts to; combinations that readers refuse count as open (section 1)."""
    reason = answer.not_applicable
    if answer.level is not None:
        return "answered" if reason is None else "open"
    if reason is not None and reason.strip() and question.allow_na:
        return "not_applicable"
    return "open"


def build_basis(pack: Pack, answers: Answers) -> Basis:
    """Work out which questions count and what each is held to."""
    rules = standing_exposures(pack, answers.profile)
    raises, floors = sum_raises(rules), highest_floors(rules)
    factors = domain_factors(pack)
    rows: list[Row] = []
    for index, domain in enumerate(pack.domains):
        for question in domain.questions:
            if not applies(question, answers.profile):
                continue
            answer = answers.answers.get(question.id, NOT_ANSWERED)
            state = state_of(question, answer)
            floor = floor_of(question, floors)
            rows.append(
                Row(
                    question=question,
                    domain=index,
                    weight=question.weight,
                    value=factors[index] * question.weight,
                    factor=factors[index],
                    target=target_of(question, domain.base_target, raises, floor),
                    floor=floor,
                    state=state,
                    level=answer.level if state == "answered" else None,
                    answer=answer,
                )
            )
    return Basis(pack, answers.profile, rules, tuple(rows), tuple(row for row in rows if row.level is not None))
