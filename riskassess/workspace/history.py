"""Reading back what happened: who changed what, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from riskassess.workspace.records import Kind, moment_from
from riskassess.workspace.tables import answer_history


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Hold one row of history; both sides are the JSON texts as kept, None for nothing."""

    id: int
    at: datetime
    who: str
    what: str
    kind: Kind
    subject: str
    before: str | None
    after: str | None
    undoes: int | None


def read_history(connection: Connection, assessment_id: int, what: str | None = None) -> tuple[HistoryRow, ...]:
    """Read an assessment's history, the oldest row first; `what` names the only kind of rows that are wanted."""
    query = select(answer_history).where(answer_history.c.assessment_id == assessment_id).order_by(answer_history.c.id)
    if what is not None:
        query = query.where(answer_history.c.what == what)
    return tuple(
        HistoryRow(
            row.id, moment_from(row.at), row.who, row.what, row.kind, row.subject, row.before, row.after, row.undoes
        )
        for row in connection.execute(query)
    )
