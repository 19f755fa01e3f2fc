"""What is remembered of contributions: per enterprise and call the code by which one can be corrected or taken back.

Nothing of it leaves but inside a sealed file. It goes with the client, and with the day on which the call is over: from
then on the code is of no use but to somebody who wants to tie an enterprise to what it sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from riskassess.problems import Place, refuse
from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_from, moment_text
from riskassess.workspace.tables import assessment, client, contribution, project


@dataclass(frozen=True, slots=True)
class StoredContribution:
    """Hold the newest file that was made for a client and a call; `marks` stay the same in every correction."""

    client_id: int
    call: str
    title: Mapping[str, str]
    closes: date
    token: str  # 32 hexadecimal digits
    serial: int
    marks: tuple[str, ...] = ()
    detailed: bool = False
    withdrawn: bool = False
    answers_sha256: str | None = None
    changed_at: datetime | None = None  # by the stamp it was written with
    client: str = ""  # its name, when read


@dataclass(frozen=True, slots=True)
class Finished:
    """Hold a finished assessment that no later finished revision has taken the place of."""

    assessment_id: int
    client_id: int
    client: str
    project: str
    finished_at: datetime | None


def list_finished(connection: Connection) -> tuple[Finished, ...]:
    """List the assessments that can be contributed, by client and then the newest first."""
    later = assessment.alias("later")
    replaced = select(later.c.id).where(later.c.revises == assessment.c.id, later.c.status == "finished").exists()
    query = (
        select(
            assessment.c.id,
            client.c.id.label("client_id"),
            client.c.name,
            func.coalesce(assessment.c.frozen_project, project.c.name).label("project"),
            assessment.c.finished_at,
        )
        .join(project, project.c.id == assessment.c.project_id)
        .join(client, client.c.id == project.c.client_id)
        .where(assessment.c.status == "finished", ~replaced)
        .order_by(client.c.name, client.c.id, assessment.c.finished_at.desc())
    )
    return tuple(
        Finished(
            row.id, row.client_id, row.name, row.project, moment_from(row.finished_at) if row.finished_at else None
        )
        for row in connection.execute(query)
    )


def client_of(connection: Connection, assessment_id: int) -> int | None:
    """Return the client that an assessment belongs to, or None."""
    query = select(project.c.client_id).join(assessment, assessment.c.project_id == project.c.id)
    return connection.execute(query.where(assessment.c.id == assessment_id)).scalar()


def read_contribution(connection: Connection, client_id: int, call: str) -> StoredContribution | None:
    """Read what is remembered of a client and a call, or None."""
    query = _query().where(contribution.c.client_id == client_id, contribution.c.call == call)
    row = connection.execute(query).first()
    return None if row is None else _stored(row)


def list_contributions(connection: Connection, client_id: int | None = None) -> tuple[StoredContribution, ...]:
    """List what is remembered, of one client or of all, the newest first."""
    query = _query().order_by(contribution.c.changed_at.desc(), contribution.c.call, contribution.c.client_id)
    if client_id is not None:
        query = query.where(contribution.c.client_id == client_id)
    return tuple(_stored(row) for row in connection.execute(query))


def write_contribution(connection: Connection, stored: StoredContribution, stamp: Stamp) -> None:
    """Remember a contribution in the place of the client's last to the same call.

    Raises ProblemsFound when the code is another client's, or the number is not above the last one.
    """
    before = read_contribution(connection, stored.client_id, stored.call)
    if before is not None and before.token == stored.token and stored.serial <= before.serial:
        raise refuse("contribution-serial-used", Place(path=stored.call), serial=stored.serial, last=before.serial)
    other = select(client.c.name).join(contribution, contribution.c.client_id == client.c.id)
    mine = contribution.c.client_id == stored.client_id
    taken = other.where(contribution.c.call == stored.call, contribution.c.token == stored.token, ~mine)
    owner = connection.execute(taken).scalar()
    if owner is not None:
        raise refuse("contribution-code-of-another", Place(path=stored.call), client=owner)
    values = {
        "client_id": stored.client_id,
        "call": stored.call,
        "title": json.dumps(dict(stored.title), ensure_ascii=False),
        "closes": stored.closes.isoformat(),
        "token": stored.token,
        "serial": stored.serial,
        "marks": json.dumps(stored.marks),
        "detailed": int(stored.detailed),
        "withdrawn": int(stored.withdrawn),
        "answers_sha256": stored.answers_sha256,
        "changed_at": moment_text(stamp.at),
    }
    connection.execute(
        insert(contribution).values(values).on_conflict_do_update(index_elements=("client_id", "call"), set_=values)
    )


def forget_closed(connection: Connection, day: date) -> int:
    """Delete what is remembered of calls that were over before a day; return how many rows went."""
    return connection.execute(delete(contribution).where(contribution.c.closes < day.isoformat())).rowcount


def _query() -> Any:
    return select(contribution, client.c.name.label("client")).join(client, client.c.id == contribution.c.client_id)


def _stored(row: Row[Any]) -> StoredContribution:
    return StoredContribution(
        client_id=row.client_id,
        call=row.call,
        title=json.loads(row.title),
        closes=date.fromisoformat(row.closes),
        token=row.token,
        serial=row.serial,
        marks=tuple(json.loads(row.marks)),
        detailed=bool(row.detailed),
        withdrawn=bool(row.withdrawn),
        answers_sha256=row.answers_sha256,
        changed_at=moment_from(row.changed_at),
        client=row.client,
    )
