"""Removal for good: the one way by which anything leaves a workspace, and the receipt that stays in its place.

All of it is one transaction: the guards of history are taken off, the rows go, the guards are put back as they were.
The receipt counts what went and names nothing of it. What went from the middle of history leaves a gap with the digest
that the chain goes on from. A receipt keeps which rows it means (number and moment of making, since numbers of clients
may come again) until every copy of the file has been cleaned too, so that a kill in between loses no duty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text, update

from riskassess.workspace.attachments import drop_content
from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_from, moment_text
from riskassess.workspace.settings import RECENT
from riskassess.workspace.tables import (
    action,
    answer,
    answer_history,
    assessment,
    attachment,
    attachment_content,
    client,
    contribution,
    history_gap,
    plan,
    profile_value,
    project,
    removal,
    report,
    setting,
)

Mark = tuple[int, str]
"""What tells one row from any other, in every copy of the file: its number and the moment it was made."""


@dataclass(frozen=True, slots=True)
class Target:
    """Hold what a removal means: assessments, and the client they belong to when all of it goes."""

    assessments: tuple[Mark, ...]
    client: Mark | None = None

    @property
    def kind(self) -> Literal["assessment", "client"]:
        """Return what a receipt calls it."""
        return "assessment" if self.client is None else "client"


@dataclass(frozen=True, slots=True)
class Extent:
    """Hold how much a removal takes."""

    assessments: int
    answers: int
    history_rows: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Hold what stays of a removal; `left` are backups that could not be cleaned, by file name, with the reason."""

    id: int
    at: datetime
    who: str
    kind: Literal["assessment", "client"]
    extent: Extent
    cleaned: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    pending: Target | None = None  # while copies are still to be cleaned


def assessment_target(connection: Connection, assessment_id: int) -> Target:
    """Return an assessment with all its revisions, which repeat what it says; empty when there is none."""
    family = text(
        "WITH RECURSIVE family(id) AS (VALUES(:id) UNION SELECT a.id FROM assessment a JOIN family f ON a.revises = "
        "f.id UNION SELECT a.revises FROM assessment a JOIN family f ON a.id = f.id WHERE a.revises IS NOT NULL) "
        "SELECT id FROM family"
    )
    ids = connection.execute(family, {"id": assessment_id}).scalars().all()
    return Target(_marks(connection, assessment.c.id.in_(ids)))


def client_target(connection: Connection, assessment_id: int) -> Target:
    """Return the client that an assessment belongs to, with everything under it."""
    owner = (
        select(project.c.client_id)
        .join(assessment, assessment.c.project_id == project.c.id)
        .where(assessment.c.id == assessment_id)
    )
    row = connection.execute(select(client.c.id, client.c.created_at).where(client.c.id.in_(owner))).first()
    if row is None:
        return Target(())
    under = select(project.c.id).where(project.c.client_id == row.id)
    return Target(_marks(connection, assessment.c.project_id.in_(under)), (row.id, row.created_at))


def _marks(connection: Connection, where: ColumnElement[bool]) -> tuple[Mark, ...]:
    query = select(assessment.c.id, assessment.c.created_at).where(where).order_by(assessment.c.id)
    return tuple((row.id, row.created_at) for row in connection.execute(query))


def extent_of(connection: Connection, target: Target) -> Extent:
    """Count what a removal would take."""
    ids = [number for number, _ in target.assessments]
    counts = [
        connection.execute(select(func.count()).select_from(table).where(table.c.assessment_id.in_(ids))).scalar_one()
        for table in (answer, answer_history)
    ]
    return Extent(len(ids), *counts)


def remove(connection: Connection, target: Target, stamp: Stamp) -> Receipt:
    """Remove what is meant, in the caller's transaction, and leave a receipt whose copies are still to be cleaned."""
    extent = extent_of(connection, target)
    receipt = Receipt(0, stamp.at, stamp.who, target.kind, extent, pending=target)
    pending = {"pending": {"assessments": target.assessments, "client": target.client}}
    receipt = replace(receipt, id=_add_receipt(connection, receipt, json.dumps(pending)))
    _take_out(connection, target, receipt.id)
    return receipt


def _add_receipt(connection: Connection, receipt: Receipt, backups: str) -> int:
    values = {
        "at": moment_text(receipt.at),
        "who": receipt.who,
        "kind": receipt.kind,
        "assessments": receipt.extent.assessments,
        "answers": receipt.extent.answers,
        "history_rows": receipt.extent.history_rows,
        "highest_assessment": connection.execute(select(func.max(assessment.c.id))).scalar() or 0,
        "backups": backups,
    }
    return connection.execute(insert(removal).values(values).returning(removal.c.id)).scalar_one()


def remove_from_copy(connection: Connection, receipt: Receipt) -> bool:
    """Remove from a copy of the file, of any schema, what a receipt still means; tell whether there was anything.

    The copy gets the receipt too, so that its chain holds; one of the first schema has no place for it, and no chain.
    """
    assert receipt.pending is not None
    tables = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'removal'"
    if connection.exec_driver_sql(tables).first() is None:
        return _take_out(connection, receipt.pending, None)
    receipt_id = _add_receipt(connection, receipt, "{}")
    return _take_out(connection, receipt.pending, receipt_id)


def _take_out(connection: Connection, target: Target, receipt_id: int | None) -> bool:
    """Take out the rows that are meant; tell whether there were any. Without a receipt, history ends up shorter."""
    meant = [mark for mark in target.assessments if _is_there(connection, "assessment", mark)]
    owner = target.client if target.client and _is_there(connection, "client", target.client) else None
    ids = {number for number, _ in meant}
    if owner is not None:
        ids |= _under(connection, owner[0])
    if not ids and owner is None:
        return False
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    _delete_rows(connection, sorted(ids), receipt_id)
    if owner is not None:
        connection.execute(delete(project).where(project.c.client_id == owner[0]))
        _delete_clients(connection, [owner[0]])
    for _, sql in guards:
        connection.exec_driver_sql(sql)
    return True


def _is_there(connection: Connection, table: str, mark: Mark) -> bool:
    found = connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE id = ? AND created_at = ?", mark)
    return found.first() is not None


def _under(connection: Connection, client_id: int) -> set[int]:
    query = select(assessment.c.id).join(project, project.c.id == assessment.c.project_id)
    return set(connection.execute(query.where(project.c.client_id == client_id)).scalars())


# Whatever belongs to an assessment, asked of the file itself: a copy has the tables of its own schema.
_POINTING = """
SELECT m.name, f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
WHERE m.type = 'table' AND f."table" = 'assessment' AND m.name <> 'assessment'
"""


def _delete_rows(connection: Connection, ids: Sequence[int], receipt_id: int | None) -> None:
    names = _names_said(connection, ids)
    projects = connection.execute(select(assessment.c.project_id).where(assessment.c.id.in_(ids))).scalars().all()
    if receipt_id is not None:
        gaps = [{**gap, "removal_id": receipt_id} for gap in _gaps(connection, ids)]
        if gaps:
            connection.execute(insert(history_gap), gaps)
    contents = _contents_named(connection, ids)
    for table in _known_in(connection, (answer_history, answer, profile_value, report, action, plan, attachment)):
        connection.execute(delete(table).where(table.c.assessment_id.in_(ids)))
    if _known_in(connection, (attachment_content,)):
        drop_content(connection, contents)
    connection.execute(delete(setting).where(setting.c.key == RECENT))
    connection.execute(update(assessment).where(assessment.c.revises.in_(ids)).values(revises=None))
    connection.execute(delete(assessment).where(assessment.c.id.in_(ids)))
    _delete_names(connection, projects, names)


def _contents_named(connection: Connection, ids: Sequence[int]) -> set[str]:
    """Return the digests of all files that these assessments hold or ever held."""
    query = select(answer_history.c.before, answer_history.c.after).where(
        answer_history.c.assessment_id.in_(ids), answer_history.c.kind == "answer"
    )
    sides = (side for row in connection.execute(query) for side in row if side is not None and '"sha256"' in side)
    found = {file["sha256"] for side in sides for file in json.loads(side).get("attachments", ())}
    for table in _known_in(connection, (attachment,)):
        found.update(connection.execute(select(table.c.sha256).where(table.c.assessment_id.in_(ids))).scalars())
    return found


def _known_in(connection: Connection, tables: Iterable[Table]) -> list[Table]:
    """Return those of some tables that a file has; a copy may be of an earlier schema."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    return [table for table in tables if table.name in there]


def _gaps(connection: Connection, ids: Sequence[int]) -> Iterable[dict[str, Any]]:
    """Yield the runs of rows that go, each with the digest of its last row."""
    query = select(answer_history.c.id, answer_history.c.digest).where(answer_history.c.assessment_id.in_(ids))
    run: dict[str, Any] | None = None
    for row in connection.execute(query.order_by(answer_history.c.id)):
        if run is not None and row.id == run["last"] + 1:
            run |= {"last": row.id, "digest": row.digest}
            continue
        if run is not None:
            yield run
        run = {"first": row.id, "last": row.id, "digest": row.digest}
    if run is not None:
        yield run


def _names_said(connection: Connection, ids: Sequence[int]) -> set[str]:
    """Return every name of a client or project that history of these assessments tells."""
    query = select(answer_history.c.before, answer_history.c.after).where(
        answer_history.c.assessment_id.in_(ids),
        answer_history.c.kind == "assessment",
        answer_history.c.subject.in_(("client", "project")),
    )
    return {json.loads(side) for row in connection.execute(query) for side in row if side is not None}


def _delete_names(connection: Connection, projects: Sequence[int], names: set[str]) -> None:
    """Delete projects and clients that nothing hangs on any more: those it was under, and under earlier names."""
    unused = ~select(assessment.c.id).where(assessment.c.project_id == project.c.id).exists()
    meant = project.c.id.in_(projects) | project.c.name.in_(names)
    owners = select(project.c.client_id).where(meant)
    owner_ids = connection.execute(owners).scalars().all()
    connection.execute(delete(project).where(meant, unused))
    childless = ~select(project.c.id).where(project.c.client_id == client.c.id).exists()
    gone = select(client.c.id).where(client.c.id.in_(owner_ids) | client.c.name.in_(names), childless)
    _delete_clients(connection, connection.execute(gone).scalars().all())


def _delete_clients(connection: Connection, ids: Sequence[int]) -> None:
    for table in _known_in(connection, (contribution,)):
        connection.execute(delete(table).where(table.c.client_id.in_(ids)))
    connection.execute(delete(client).where(client.c.id.in_(ids)))


def settle(
    connection: Connection, receipt: Receipt, cleaned: Sequence[str], left: Sequence[tuple[str, str]]
) -> Receipt:
    """Write into a receipt which backups were cleaned and which were not; with none left it forgets what it meant."""
    settled = Receipt(
        receipt.id,
        receipt.at,
        receipt.who,
        receipt.kind,
        receipt.extent,
        tuple(sorted({*receipt.cleaned, *cleaned})),
        tuple(left),
        receipt.pending if left else None,
    )
    kept: dict[str, Any] = {"cleaned": settled.cleaned, "left": settled.left}
    if settled.pending is not None:
        kept["pending"] = {"assessments": settled.pending.assessments, "client": settled.pending.client}
    connection.execute(update(removal).where(removal.c.id == receipt.id).values(backups=json.dumps(kept)))
    return settled


def is_pending(connection: Connection) -> bool:
    """Tell whether a receipt still waits for files to be cleaned."""
    query = select(removal.c.id).where(removal.c.backups.contains('"pending"')).limit(1)
    return connection.execute(query).first() is not None


def read_receipts(connection: Connection) -> tuple[Receipt, ...]:
    """Read every receipt, the oldest first."""
    found: list[Receipt] = []
    for row in connection.execute(select(removal).order_by(removal.c.id)):
        kept = json.loads(row.backups)
        found.append(
            Receipt(
                row.id,
                moment_from(row.at),
                row.who,
                row.kind,
                Extent(row.assessments, row.answers, row.history_rows),
                tuple(kept.get("cleaned", ())),
                tuple((name, reason) for name, reason in kept.get("left", ())),
                _target(kept.get("pending")),
            )
        )
    return tuple(found)


def _target(data: Any) -> Target | None:
    if data is None:
        return None
    owner = data["client"]
    return Target(tuple((number, at) for number, at in data["assessments"]), tuple(owner) if owner else None)
