"""What every figure of one assessment stands on: the questions that count, with weight, value, target and floor.

Built once per scoring; the figures of sections 3, 4, 8 and 9 are then passes over the same rows with other levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from riskassess.assessment.conditions import Profile, applies
from riskassess.assessment.targets import floor_of, standing_exposures, target_of
from riskassess.assessment.values import Answer, Answers, State
from riskassess.questionnaire.values import Exposure, Pack, Question

NOT_ANSWERED = Answer()


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one applicable question: weight in its domain, value, target, floor, and what was said to it."""

    question: Question
    domain: int  # index into the pack's domains
    weight: float
    value: float
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

    @property
    def answered(self) -> tuple[Row, ...]:
        """List the rows that have a level."""
        return tuple(row for row in self.rows if row.state == "answered")


@lru_cache(maxsize=8)
def question_values(pack: Pack) -> Mapping[str, float]:
    """Return ``v = W_d * w_q / sum of w over all questions of d``; it depends on the pack alone."""
    return {
        question.id: domain.weight * question.weight / sum(q.weight for q in domain.questions)
        for domain in pack.domains
        for question in domain.questions
    }


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
    values = question_values(pack)
    rows: list[Row] = []
    for index, domain in enumerate(pack.domains):
        for question in domain.questions:
            if not applies(question, answers.profile):
                continue
            answer = answers.answers.get(question.id, NOT_ANSWERED)
            state = state_of(question, answer)
            floor = floor_of(question, rules)
            target = target_of(question, domain.base_target, rules, floor)
            level = answer.level if state == "answered" else None
            rows.append(Row(question, index, question.weight, values[question.id], target, floor, state, level, answer))
    return Basis(pack, answers.profile, rules, tuple(rows))
