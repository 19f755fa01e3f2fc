"""Which assessments lie near one another: of the same project, of the same client, or found by name.

Asked of the file in one statement each, since a consultant's workspace may hold ten thousand of them.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from riskassess.workspace.tables import assessment, client, project


def of_same_project(connection: Connection, assessment_id: int) -> tuple[int, ...]:
    """Return the assessments of one project, this one among them, in the order in which they were begun."""
    own = select(assessment.c.project_id).where(assessment.c.id == assessment_id).scalar_subquery()
    query = select(assessment.c.id).where(assessment.c.project_id == own).order_by(assessment.c.id)
    return tuple(connection.execute(query).scalars())


def found_near(connection: Connection, assessment_id: int | None, words: str, most: int) -> tuple[int, ...]:
    """Return assessments whose client or project contains every word; those near a given one come first."""
    names = (
        func.coalesce(assessment.c.frozen_client, client.c.name)
        .op("||")(" ")
        .op("||")(func.coalesce(assessment.c.frozen_project, project.c.name))
    )
    query = (
        select(assessment.c.id)
        .join(project, project.c.id == assessment.c.project_id)
        .join(client, client.c.id == project.c.client_id)
    )
    for word in words.split():
        query = query.where(names.contains(word, autoescape=True))
    own, under = assessment.alias("own"), project.alias("under")
    own_project = select(own.c.project_id).where(own.c.id == assessment_id).scalar_subquery()
    own_client = select(under.c.client_id).where(under.c.id == own_project).scalar_subquery()
    near = (assessment.c.project_id == own_project, project.c.client_id == own_client)
    query = query.order_by(*(one.desc().nulls_last() for one in near), assessment.c.changed_at.desc())
    return tuple(connection.execute(query.limit(most)).scalars())
