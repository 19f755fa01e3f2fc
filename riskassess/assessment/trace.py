"""Everything a reader needs to work the result out by hand (section 11)."""

from __future__ import annotations

from riskassess.assessment.basis import NOT_ANSWERED, Basis, Row, question_values
from riskassess.assessment.conditions import contradictions
from riskassess.assessment.evidence import supported_level
from riskassess.assessment.figures import attainment_of
from riskassess.assessment.targets import explain_target
from riskassess.assessment.values import Answers, TraceRow
from riskassess.questionnaire.values import Question


def trace(basis: Basis, answers: Answers) -> tuple[TraceRow, ...]:
    """List every question of the pack: what it counts for and reaches, or why it does not count."""
    rows = {row.question.id: row for row in basis.rows}
    total = sum(row.value for row in basis.answered)
    return tuple(
        _counting(basis, rows[q.id], total) if q.id in rows else _hidden(basis, q, answers)
        for q in basis.pack.questions
    )


def _counting(basis: Basis, row: Row, total: float) -> TraceRow:
    level = row.level
    attained = None if level is None else attainment_of(level, row.target)
    return TraceRow(
        id=row.question.id,
        domain=row.question.domain,
        state=row.state,
        hidden_by=None,
        reason=row.answer.not_applicable if row.state == "not_applicable" else None,
        weight=row.weight,
        value=row.value,
        level=level,
        substantiated_level=None if level is None else supported_level(basis.pack, row.answer, level),
        target=row.target,
        floor=row.floor,
        attainment=attained,
        worth=None if attained is None else 100 * row.value * (1 - attained) / total,
    )


def _hidden(basis: Basis, question: Question, answers: Answers) -> TraceRow:
    against = contradictions(question.applies_when or {}, basis.profile)
    target = explain_target(basis.pack, basis.profile, question.id)
    return TraceRow(
        id=question.id,
        domain=question.domain,
        state="hidden",
        hidden_by={field: basis.profile[field] for field in against},
        reason=None,
        weight=question.weight,
        value=question_values(basis.pack)[question.id],
        level=answers.answers.get(question.id, NOT_ANSWERED).level,
        substantiated_level=None,
        target=target.target,
        floor=target.floor,
        attainment=None,
        worth=None,
    )
