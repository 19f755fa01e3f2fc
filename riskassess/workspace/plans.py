"""Plans in the file: which grade was asked for, what came of it, and what is kept of each step.

A row of `action` stays when a question drops out of the plan as long as it holds something a person said: a lock, an
owner, a day, a state. Steps are work and not answers, so a finished assessment may still get them done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_from, moment_text
from riskassess.workspace.tables import action
from riskassess.workspace.tables import plan as plan_table

Progress = Literal["open", "doing", "done"]
Lock = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Hold what was asked and what came of it; `answers_sha256` tells which answers it stands for."""

    grade: str
    reachable: bool
    effort: float  # person-weeks
    readiness: float | None  # 0 to 100
    answers_sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAction:
    """Hold one question's step; without `to_level` it is not in the plan at present."""

    question: str
    from_level: int | None = None
    to_level: int | None = None
    effort: float | None = None
    lock: Lock | None = None
    lock_level: int | None = None  # of a question that is locked in: the least new level
    owner: str = ""
    due: date | None = None
    state: Progress = "open"

    @property
    def says_something(self) -> bool:
        """Tell whether it is worth keeping when it is not in the plan."""
        return bool(self.lock or self.owner or self.due) or self.state != "open"


def read_plan(connection: Connection, assessment_id: int) -> StoredPlan | None:
    """Read what was asked last, or None."""
    row = connection.execute(select(plan_table).where(plan_table.c.assessment_id == assessment_id)).first()
    if row is None:
        return None
    made_at = moment_from(row.made_at)
    return StoredPlan(row.grade, bool(row.reachable), row.effort, row.readiness, row.answers_sha256, made_at)


def read_actions(connection: Connection, assessment_id: int) -> tuple[StoredAction, ...]:
    """Read the steps in the order in which they are to be done."""
    query = select(action).where(action.c.assessment_id == assessment_id).order_by(action.c.place, action.c.question)
    return tuple(
        StoredAction(
            row.question,
            row.from_level,
            row.to_level,
            row.effort,
            row.lock,
            row.lock_level,
            row.owner,
            date.fromisoformat(row.due) if row.due else None,
            row.state,
        )
        for row in connection.execute(query)
    )


def write_plan(
    connection: Connection, assessment_id: int, plan: StoredPlan | None, actions: Sequence[StoredAction], stamp: Stamp
) -> None:
    """Put a plan and its steps, in order, in the place of what was there; rows that stay as they were keep their day.

    With None there is no plan any more.
    """
    before = {one.question: (number, one) for number, one in enumerate(read_actions(connection, assessment_id))}
    _write_head(connection, assessment_id, plan)
    meant = {one.question: (number, one) for number, one in enumerate(actions)}
    changed = [question for question in {**before, **meant} if before.get(question) != meant.get(question)]
    if changed:
        connection.execute(
            delete(action).where(action.c.assessment_id == assessment_id, action.c.question.in_(changed))
        )
    rows = [
        {
            "assessment_id": assessment_id,
            "question": one.question,
            "place": number,
            "from_level": one.from_level,
            "to_level": one.to_level,
            "effort": one.effort,
            "lock": one.lock,
            "lock_level": one.lock_level,
            "owner": one.owner,
            "due": one.due.isoformat() if one.due else None,
            "state": one.state,
            "who": stamp.who,
            "changed_at": moment_text(stamp.at),
        }
        for question, (number, one) in meant.items()
        if question in changed
    ]
    if rows:
        connection.execute(insert(action), rows)


def _write_head(connection: Connection, assessment_id: int, plan: StoredPlan | None) -> None:
    connection.execute(delete(plan_table).where(plan_table.c.assessment_id == assessment_id))
    if plan is None:
        return
    values = {
        "assessment_id": assessment_id,
        "grade": plan.grade,
        "reachable": int(plan.reachable),
        "effort": plan.effort,
        "readiness": plan.readiness,
        "answers_sha256": plan.answers_sha256,
        "made_at": moment_text(plan.made_at),
    }
    connection.execute(insert(plan_table).values(values))
