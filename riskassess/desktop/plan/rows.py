"""What the plan page shows, worked out from a plan as plain values for its widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from riskassess.desktop.numbers import figure
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.plans import OpenPlan, StoredAction

SIGNS = {"open": "open", "doing": "later", "done": "met"}
"""Which sign of `controls.paint_state` shows how far a step is: a ring, a clock, a tick."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Hold one row: a step, a question that is left out, or the heading between them."""

    kind: Literal["step", "out", "heading"]
    question: str = ""
    number: int = 0
    title: str = ""
    from_level: int = 0
    to_level: int = 0
    weeks: str = ""
    who_when: str = ""
    overdue: bool = False
    state: str = "open"
    state_words: str = ""
    locked: bool = False
    red_line: bool = False
    told: str = ""


def plan_rows(assessment: OpenAssessment, plan: OpenPlan, texts: Texts, today: date) -> list[PlanRow]:
    """Return the steps in their order, then what is left out under a heading."""
    rows = [_step(assessment, one, number, texts, today) for number, one in enumerate(plan.steps, 1)]
    if plan.left_out:
        words = texts("plan.left_out")
        rows.append(PlanRow("heading", title=words, told=words))
        rows += [_left_out(assessment, one, texts) for one in plan.left_out]
    return rows


def title_of(assessment: OpenAssessment, question: str, texts: Texts) -> str:
    """Return a question's title."""
    return wording(assessment.pack.question_by_id[question].title, texts.language)


def is_red_line(assessment: OpenAssessment, question: str) -> bool:
    """Tell whether a question fails its red line today."""
    return any(gap.id == question and gap.red_line for gap in assessment.result.gaps)


def _step(assessment: OpenAssessment, one: StoredAction, number: int, texts: Texts, today: date) -> PlanRow:
    title, weeks = title_of(assessment, one.question, texts), texts("plan.weeks", count=one.effort or 0)
    overdue = one.due is not None and one.due < today and one.state != "done"
    owner, due, state = one.owner or texts("plan.no_owner"), due_words(one.due, overdue, texts), one.state
    told = texts(
        "plan.told",
        number=number,
        title=title,
        id=one.question,
        before=one.from_level,
        after=one.to_level,
        weeks=weeks,
        state=texts(f"plan.states.{state}"),
        owner=owner,
        due=due,
    )
    red_line, separator = is_red_line(assessment, one.question), texts("plan.comma")
    signs = [texts("plan.told_locked")] if one.lock == "in" else []
    signs += [texts("plan.red_line")] if red_line else []
    return PlanRow(
        "step",
        one.question,
        number,
        title,
        one.from_level or 0,
        one.to_level or 0,
        figure(one.effort),
        separator.join((owner, due)),
        overdue,
        state,
        texts(f"plan.states.{state}"),
        one.lock == "in",
        red_line,
        separator.join((told, *signs)),
    )


def due_words(due: date | None, overdue: bool, texts: Texts) -> str:
    """Say until when a step is to be done."""
    if due is None:
        return texts("plan.no_due")
    return texts("plan.overdue" if overdue else "plan.due_on", day=due.isoformat())


def _left_out(assessment: OpenAssessment, one: StoredAction, texts: Texts) -> PlanRow:
    title = title_of(assessment, one.question, texts)
    told = texts("plan.told_left_out", title=title, id=one.question)
    return PlanRow("out", one.question, title=title, told=told, red_line=is_red_line(assessment, one.question))
