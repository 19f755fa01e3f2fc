"""What an outline shows of a question or a domain: one word each, the first that holds."""

from __future__ import annotations

from typing import Literal

from riskassess.app.sheet import Sheet
from riskassess.assessment.conditions import applies
from riskassess.assessment.values import Result
from riskassess.questionnaire.values import Domain, Question

QuestionState = Literal["open", "met", "below", "red_line", "carried", "later", "not_applicable", "hidden"]
DomainState = QuestionState | Literal["weak"]

_DOMAIN_ORDER: tuple[QuestionState, ...] = (
    "red_line",
    "open",
    "later",
    "carried",
    "below",
    "met",
    "not_applicable",
    "hidden",
)


def question_state(question: Question, sheet: Sheet, result: Result) -> QuestionState:
    """Return a question's state."""
    if not applies(question, sheet.profile):
        return "hidden"
    stored = sheet.stored_of(question.id)
    gap = next((g for g in result.gaps if g.id == question.id), None)
    cases: tuple[tuple[bool, QuestionState], ...] = (
        (gap is not None and gap.red_line, "red_line"),
        (stored.carried is not None, "carried"),
        (stored.later, "later"),
        (stored.not_applicable is not None, "not_applicable"),
        (stored.level is None, "open"),
        (gap is not None, "below"),
        (True, "met"),
    )
    return next(state for holds, state in cases if holds)


def domain_state(domain: Domain, sheet: Sheet, result: Result) -> DomainState:
    """Return the first state of its questions by urgency; ``weak`` takes the place of ``below`` where a cap says so."""
    found = {question_state(question, sheet, result) for question in domain.questions}
    state: DomainState = next(filter(found.__contains__, _DOMAIN_ORDER))
    if state in ("below", "met") and is_weak(domain.id, result):
        return "weak"
    return state


def is_weak(domain: str, result: Result) -> bool:
    """Tell whether a domain is the cause of a cap on weak domains."""
    return any(cap.rule == "weak_domain" and domain in cap.because for cap in result.grade.caps)
