"""Assessments in the file: made, listed, read, and moved between projects.

Reading checks only that what is kept has the right form; whether it fits its pack is for the caller, who has the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, insert, select, update

from riskassess.assessment.values import ProfileValue
from riskassess.workspace.attachments import read_attachments
from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import (
    ANSWER_FIELDS,
    Attached,
    StoredAnswer,
    StoredAssessment,
    moment_from,
    moment_text,
    profile_from_json,
)
from riskassess.workspace.tables import answer, assessment, client, profile_value, project, removal


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """Hold what a new draft starts with."""

    project_id: int
    pack_sha256: str
    as_of: date | None = None
    revision: int = 1
    revises: int | None = None


# The number of a removed assessment is never given again: whatever still names it must not find another one.
_HIGHEST = select(
    func.max(
        select(func.coalesce(func.max(assessment.c.id), 0)).scalar_subquery(),
        select(func.coalesce(func.max(removal.c.highest_assessment), 0)).scalar_subquery(),
    )
)


def add_assessment(connection: Connection, new: NewAssessment, stamp: Stamp) -> int:
    """Add a draft and return its id."""
    moment = moment_text(stamp.at)
    values = {
        "id": connection.execute(_HIGHEST).scalar_one() + 1,
        "project_id": new.project_id,
        "pack_sha256": new.pack_sha256,
        "status": "draft",
        "revision": new.revision,
        "revises": new.revises,
        "as_of": new.as_of.isoformat() if new.as_of else None,
        "created_at": moment,
        "changed_at": moment,
        "edits": 0,
    }
    return connection.execute(insert(assessment).values(values).returning(assessment.c.id)).scalar_one()


def _rows() -> Select[Any]:
    # A finished assessment keeps the names it was finished under, whatever its client is called today.
    return (
        select(
            assessment,
            func.coalesce(assessment.c.frozen_client, client.c.name).label("client"),
            func.coalesce(assessment.c.frozen_project, project.c.name).label("project"),
            client.c.uscc,
        )
        .join(project, project.c.id == assessment.c.project_id)
        .join(client, client.c.id == project.c.client_id)
    )


def _record(row: Row[Any]) -> StoredAssessment:
    as_of, changed_at, finished_at, damage = _days(row)
    return StoredAssessment(
        id=row.id,
        client=row.client,
        uscc=row.uscc if row.status == "draft" else row.frozen_uscc,
        project=row.project,
        project_id=row.project_id,
        pack_sha256=row.pack_sha256,
        status=row.status,
        revision=row.revision,
        revises=row.revises,
        as_of=as_of,
        changed_at=changed_at,
        edits=row.edits,
        summary=row.summary,
        prepared_by=row.prepared_by or "",
        approved_by=row.approved_by or "",
        finished_at=finished_at,
        damage=damage,
    )


def _days(row: Row[Any]) -> tuple[date | None, datetime, datetime | None, str | None]:
    """Return the row's day and moments; a row in which one is none is listed all the same, with what is damaged."""
    try:
        as_of = date.fromisoformat(row.as_of) if row.as_of else None
        finished_at = moment_from(row.finished_at) if row.finished_at else None
        return as_of, moment_from(row.changed_at), finished_at, None
    except (ValueError, TypeError) as error:
        return None, datetime.fromtimestamp(0).astimezone(), None, str(error)


def list_assessments(
    connection: Connection,
    *,
    limit: int | None = None,
    ids: Sequence[int] | None = None,
    project_id: int | None = None,
) -> tuple[StoredAssessment, ...]:
    """List assessments, the newest change first: all, the first so many, those of some numbers or of one project."""
    query = _rows() if ids is None else _rows().where(assessment.c.id.in_(ids))
    if project_id is not None:
        query = query.where(assessment.c.project_id == project_id)
    found = connection.execute(query.order_by(assessment.c.changed_at.desc(), assessment.c.id.desc()).limit(limit))
    return tuple(_record(row) for row in found)


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold what an assessment is found and sorted by."""

    assessment_id: int
    client: str
    project: str
    country: str | None
    readiness: float | None


def list_names(connection: Connection) -> tuple[Listed, ...]:
    """List every assessment with no more than it is found and sorted by, the newest change first."""
    columns = (
        assessment.c.id,
        func.coalesce(assessment.c.frozen_client, client.c.name),
        func.coalesce(assessment.c.frozen_project, project.c.name),
        *(case((func.json_valid(assessment.c.summary), func.json_extract(assessment.c.summary, path)))
          for path in ("$.country", "$.readiness")),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(project, project.c.id == assessment.c.project_id)
        .join(client, client.c.id == project.c.client_id)
        .order_by(assessment.c.changed_at.desc(), assessment.c.id.desc())
    )
    return tuple(Listed(*row) for row in connection.execute(query))


def without_summary(connection: Connection) -> tuple[int, ...]:
    """List the assessments for which nothing is kept that a card could show."""
    return tuple(connection.execute(select(assessment.c.id).where(assessment.c.summary.is_(None))).scalars())


def count_assessments(connection: Connection) -> dict[str, int]:
    """Count assessments by status."""
    query = select(assessment.c.status, func.count()).group_by(assessment.c.status)
    return {row[0]: row[1] for row in connection.execute(query)}


def read_assessment(connection: Connection, assessment_id: int) -> StoredAssessment | None:
    """Read one assessment's row, or None."""
    row = connection.execute(_rows().where(assessment.c.id == assessment_id)).first()
    return _record(row) if row else None


def successor_of(connection: Connection, assessment_id: int) -> tuple[int, str] | None:
    """Return id and status of the revision that followed, or None."""
    query = select(assessment.c.id, assessment.c.status).where(assessment.c.revises == assessment_id)
    row = connection.execute(query).first()
    return (row.id, row.status) if row else None


def read_answers(connection: Connection, assessment_id: int) -> dict[str, StoredAnswer]:
    """Read what is kept of every question."""
    columns = [answer.c[name] for name in ANSWER_FIELDS]
    query = select(answer.c.question, *columns).where(answer.c.assessment_id == assessment_id)
    files = read_attachments(connection, assessment_id)
    found = {row[0]: _answer(row[1:], files.get(row[0], ())) for row in connection.execute(query)}
    return {question: stored for question, stored in found.items() if not stored.is_empty}


def _answer(row: Sequence[Any], attachments: tuple[Attached, ...]) -> StoredAnswer:
    values: dict[str, Any] = dict(zip(ANSWER_FIELDS, row, strict=True))
    values["later"] = bool(values["later"])
    return StoredAnswer(**values, attachments=attachments)


def read_profile(connection: Connection, assessment_id: int) -> dict[str, ProfileValue]:
    """Read the profile's values; raises ValueError for one that cannot be read."""
    query = select(profile_value.c.field, profile_value.c.value).where(profile_value.c.assessment_id == assessment_id)
    return {row.field: profile_from_json(row.value) for row in connection.execute(query)}


def keep_summary(connection: Connection, assessment_id: int, edits: int, summary: str) -> None:
    """Keep what a card shows after so many edits, unless there are more by now.

    This is no edit, it only saves working it out again.
    """
    same = (assessment.c.id == assessment_id, assessment.c.edits == edits)
    connection.execute(update(assessment).where(*same).values(summary=summary))
