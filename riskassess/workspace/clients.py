"""Clients and their projects, found by name or made.

Renaming from inside one assessment means this assessment: a client or project that other drafts share stays as it is,
and the assessment moves to the one of the new name.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, insert, select, update

from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_text
from riskassess.workspace.tables import assessment, client, project


def client_named(connection: Connection, name: str, stamp: Stamp) -> int:
    """Return the client of this name, made when there is none."""
    found = connection.execute(select(client.c.id).where(client.c.name == name).order_by(client.c.id)).scalar()
    if found is not None:
        return found
    values = {"name": name, "created_at": moment_text(stamp.at)}
    return connection.execute(insert(client).values(values).returning(client.c.id)).scalar_one()


def project_named(connection: Connection, client_id: int, name: str, stamp: Stamp) -> int:
    """Return the client's project of this name, made when there is none."""
    query = select(project.c.id).where(project.c.client_id == client_id, project.c.name == name)
    found = connection.execute(query.order_by(project.c.id)).scalar()
    if found is not None:
        return found
    values = {"client_id": client_id, "name": name, "created_at": moment_text(stamp.at)}
    return connection.execute(insert(project).values(values).returning(project.c.id)).scalar_one()


def set_names(connection: Connection, assessment_id: int, client_name: str, project_name: str, stamp: Stamp) -> None:
    """Give a draft its client and project by name."""
    client_id = _client_for(connection, assessment_id, client_name, stamp)
    project_id = _project_for(connection, assessment_id, client_id, project_name, stamp)
    connection.execute(update(assessment).where(assessment.c.id == assessment_id).values(project_id=project_id))


def _client_for(connection: Connection, assessment_id: int, name: str, stamp: Stamp) -> int:
    own = connection.execute(_owner(assessment_id)).one()
    if own.client == name:
        return own.client_id
    shared = exists().where(project.c.client_id == own.client_id, assessment.c.project_id == project.c.id)
    if _named(connection, name) or _other_drafts(connection, shared, assessment_id):
        return client_named(connection, name, stamp)
    connection.execute(update(client).where(client.c.id == own.client_id).values(name=name))
    return own.client_id


def _project_for(connection: Connection, assessment_id: int, client_id: int, name: str, stamp: Stamp) -> int:
    own = connection.execute(_owner(assessment_id)).one()
    shared = assessment.c.project_id == own.project_id
    if own.client_id == client_id and own.project == name:
        return own.project_id
    if own.client_id != client_id or _other_drafts(connection, shared, assessment_id):
        return project_named(connection, client_id, name, stamp)
    connection.execute(update(project).where(project.c.id == own.project_id).values(name=name))
    return own.project_id


def _owner(assessment_id: int) -> Select[Any, Any, Any, Any]:
    columns = (client.c.id.label("client_id"), client.c.name.label("client"), project.c.name.label("project"))
    joined = assessment.join(project, project.c.id == assessment.c.project_id)
    query = select(*columns, project.c.id.label("project_id")).select_from(
        joined.join(client, client.c.id == project.c.client_id)
    )
    return query.where(assessment.c.id == assessment_id)


def _named(connection: Connection, name: str) -> bool:
    return connection.execute(select(client.c.id).where(client.c.name == name)).first() is not None


def _other_drafts(connection: Connection, where: ColumnElement[bool], assessment_id: int) -> bool:
    query = select(assessment.c.id).where(where, assessment.c.id != assessment_id, assessment.c.status == "draft")
    return connection.execute(query.limit(1)).first() is not None


def set_uscc(connection: Connection, assessment_id: int, uscc: str | None) -> None:
    """Keep the enterprise's social credit code with its client."""
    owner = connection.execute(_owner(assessment_id)).one()
    connection.execute(update(client).where(client.c.id == owner.client_id).values(uscc=uscc))
