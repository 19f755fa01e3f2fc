"""What a plan hands on: its table for a workbook, its days for a calendar, in the words of one language."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from riskassess.questionnaire.values import wording
from riskassess.report.due_days import DueDay
from riskassess.report.tables import Cell, TableColumn, TableSheet
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment
    from riskassess.app.plans import OpenPlan
    from riskassess.workspace.plans import StoredAction

_COLUMNS = (
    TableColumn("number", 6, "level"),
    TableColumn("id", 10),
    TableColumn("domain", 18),
    TableColumn("question", 26),
    TableColumn("from", 8, "level"),
    TableColumn("to", 8, "level"),
    TableColumn("anchor", 48),
    TableColumn("weeks", 10, "figure"),
    TableColumn("owner", 16),
    TableColumn("due", 12, "day"),
    TableColumn("state", 10),
    TableColumn("lock", 12),
    TableColumn("helps", 40),
)


def plan_sheet(assessment: OpenAssessment, plan: OpenPlan, language: str) -> TableSheet:
    """Return the plan as a table, a row for each step in its order."""
    texts = Texts(language)
    columns = tuple(TableColumn(texts(f"plan.sheet.{c.heading}"), c.width, c.kind) for c in _COLUMNS)
    rows = tuple(_row(assessment, one, number, texts) for number, one in enumerate(plan.steps, 1))
    return TableSheet(texts("plan.sheet.name"), tuple(_notes(assessment, plan, texts)), columns, rows)


def _notes(assessment: OpenAssessment, plan: OpenPlan, texts: Texts) -> list[str]:
    kept, done = plan.kept, plan.done
    if kept is None:
        return [f"{assessment.client} / {assessment.project}"]
    readiness = "–" if kept.readiness is None else f"{kept.readiness:.1f}"
    weeks = f"{done.of_weeks:.1f}"
    lines = [
        texts("plan.sheet.title", client=assessment.client, project=assessment.project),
        texts("plan.sheet.goal", grade=kept.grade, count=done.of_steps, weeks=weeks, readiness=readiness),
        texts("plan.sheet.made", day=kept.made_at.date().isoformat(), as_of=assessment.answers.as_of.isoformat()),
        texts("plan.weeks_mean"),
    ]
    return [*lines, texts("plan.sheet.stale")] if plan.is_stale else lines


def _row(assessment: OpenAssessment, one: StoredAction, number: int, texts: Texts) -> tuple[Cell, ...]:
    language, question = texts.language, assessment.pack.question_by_id[one.question]
    domain = assessment.pack.domain_by_id[question.domain]
    helps = [assessment.pack.instrument_by_id[link.instrument][2] for link in question.closes_with]
    return (
        number,
        one.question,
        wording(domain.title, language),
        wording(question.title, language),
        one.from_level,
        one.to_level,
        wording(question.anchors[one.to_level or 0], language),
        one.effort,
        one.owner,
        one.due,
        texts(f"plan.states.{one.state}"),
        texts(f"plan.locks.{one.lock}") if one.lock else "",
        "\n".join(f"{wording(h.title, language)} ({wording(h.ask_at, language)})" for h in helps),
    )


def due_days(assessment: OpenAssessment, plan: OpenPlan, language: str, now: datetime) -> tuple[DueDay, ...]:
    """Return a day for each step that has one."""
    texts = Texts(language)
    return tuple(_day(assessment, one, texts, now) for one in plan.steps if one.due is not None)


def _day(assessment: OpenAssessment, one: StoredAction, texts: Texts, now: datetime) -> DueDay:
    assert one.due is not None
    language, question = texts.language, assessment.pack.question_by_id[one.question]
    levels = {"before": one.from_level, "after": one.to_level}
    key = "plan.calendar.title_done" if one.state == "done" else "plan.calendar.title"
    lines = [
        f"{assessment.client} / {assessment.project}",
        texts("plan.calendar.reach", anchor=wording(question.anchors[one.to_level or 0], language), **levels),
        texts("plan.calendar.owner", owner=one.owner) if one.owner else "",
        texts("plan.calendar.weeks", count=one.effort or 0),
    ]
    # The same step is the same event whenever it is handed on, and no other assessment's.
    name = f"riskassess/{assessment.pack.id}/{assessment.client}/{assessment.project}/{assessment.id}/{one.question}"
    return DueDay(
        str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        one.due,
        texts(key, title=wording(question.title, language), id=one.question, project=assessment.project),
        "\n".join(line for line in lines if line),
        now,
        one.state == "done",
    )
