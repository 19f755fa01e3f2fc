"""The least work that reaches the next grade: which questions to lift, how far, and what it takes."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import Plan, PlanStep
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose, linked
from riskassess.report.pdf.rows import Cell, Column, Rows
from riskassess.report.phrases import Phrases


def plan(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    body: list[Flowable] = [Prose(phrases.say("plan.intro"), style.BODY)]
    for wanted in phrases.model.plans:
        title = phrases.say("plan.title", grade=wanted.grade, name=phrases.grade_name(wanted.grade))
        body += titled(title, _plan(phrases, wanted), with_next=2)
    return body


def _plan(phrases: Phrases, wanted: Plan) -> list[Flowable]:
    if not wanted.reachable:
        return [Prose(phrases.say("plan.out_of_reach", grade=wanted.grade), style.BODY)]
    if not wanted.steps:
        return [Prose(phrases.say("plan.nothing", grade=wanted.grade), style.BODY)]
    said = phrases.say(
        "plan.reached",
        grade=wanted.grade,
        count=len(wanted.steps),
        effort=f"{wanted.effort:.1f}",
        readiness=phrases.readiness(wanted.readiness),
    )
    columns = [
        Column(phrases.say("columns.question"), 150),
        Column(phrases.say("columns.levels"), 38),
        Column(phrases.say("columns.to_reach")),
        Column(phrases.say("columns.weeks"), 40, "right"),
    ]
    rows = [_row(phrases, step) for step in wanted.steps]
    return [Prose(said, style.BODY), Rows(columns, rows), Prose(phrases.say("plan.weeks"), style.NOTE)]


def _row(phrases: Phrases, step: PlanStep) -> list[Cell]:
    anchor = phrases.word(phrases.model.question(step.id).anchors[step.to_level])
    title = linked(phrases.named(step.id), f"gap-{step.id}")._replace(role="text")
    return [Prose(title, style.TABLE), f"{step.from_level} → {step.to_level}", anchor, f"{step.effort:.1f}"]
