"""Which question comes next: in pack order, among those that apply, and round again from the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


def applicable(assessment: OpenAssessment) -> list[str]:
    """List the questions that are asked in this project, in pack order."""
    return [question.id for question in assessment.pack.questions if assessment.applies(question.id)]


def is_open(assessment: OpenAssessment, question: str) -> bool:
    """Tell whether a question has neither a level nor a reason."""
    answer = assessment.answers.answers.get(question)
    return answer is None or (answer.level is None and answer.not_applicable is None)


def next_open(assessment: OpenAssessment, after: str | None) -> str | None:
    """Return the next open question, those put off last; None when nothing is open."""
    left = [question for question in applicable(assessment) if is_open(assessment, question)]
    fresh = [question for question in left if question not in assessment.later]
    return _following(assessment, fresh or left, after)


def next_red_line(assessment: OpenAssessment, after: str | None) -> str | None:
    """Return the next question whose red line is failed; when none is, the next open one that has a red line."""
    asked = applicable(assessment)
    failed = [question for question in asked if assessment.state(question) == "red_line"]
    floored = [q for q in asked if assessment.target(q).floor is not None and is_open(assessment, q)]
    return _following(assessment, failed + [q for q in floored if q not in failed], after, in_pack_order=False)


def beside(assessment: OpenAssessment, way: Sequence[str], here: str, by: int) -> str | None:
    """Return the question of a way after one (`by` 1) or before it (-1), be that in it or not; None at an end."""
    places = {question.id: number for number, question in enumerate(assessment.pack.questions)}
    ahead = [q for q in way if (places[q] - places[here]) * by > 0]
    return min(ahead, key=lambda q: abs(places[q] - places[here]), default=None)


def _following(
    assessment: OpenAssessment, wanted: list[str], after: str | None, in_pack_order: bool = True
) -> str | None:
    if not wanted:
        return None
    if not in_pack_order:
        return wanted[(wanted.index(after) + 1) % len(wanted)] if after in wanted else wanted[0]
    order = [question.id for question in assessment.pack.questions]
    here = order.index(after) if after in order else -1
    return next((question for question in wanted if order.index(question) > here), wanted[0])
