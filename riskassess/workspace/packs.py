"""Installed packs: the data of every pack that an assessment here was made with, under the digest of that data."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from riskassess.questionnaire.values import Pack
from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_text
from riskassess.workspace.tables import assessment, installed_pack


def install_pack(connection: Connection, pack: Pack, data: Mapping[str, Any], stamp: Stamp) -> None:
    """Keep a pack's loaded data under its digest; one that is there stays as it is."""
    values = {
        "sha256": pack.sha256,
        "pack": pack.id,
        "version": pack.version,
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False),
        "installed_at": moment_text(stamp.at),
    }
    connection.execute(insert(installed_pack).values(values).on_conflict_do_nothing())


def installed_digests(connection: Connection) -> tuple[str, ...]:
    """List the digests of all installed packs, in the order of their installation."""
    query = select(installed_pack.c.sha256).order_by(installed_pack.c.installed_at, installed_pack.c.sha256)
    return tuple(connection.execute(query).scalars())


def read_pack_data(connection: Connection, sha256: str) -> dict[str, Any] | None:
    """Read a pack's data, or None; raises ValueError when it is not JSON any more."""
    text = connection.execute(select(installed_pack.c.data).where(installed_pack.c.sha256 == sha256)).scalar()
    return None if text is None else json.loads(text)


def installed_versions(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """List every installed pack: digest, id and version."""
    query = select(installed_pack.c.sha256, installed_pack.c.pack, installed_pack.c.version)
    return tuple((row.sha256, row.pack, row.version) for row in connection.execute(query))


def movable_drafts(connection: Connection, digests: Collection[str]) -> tuple[tuple[int, str], ...]:
    """List the drafts of some packs that nothing follows yet, each with its pack's digest, the newest change first."""
    later = assessment.alias()
    query = (
        select(assessment.c.id, assessment.c.pack_sha256)
        .outerjoin(later, later.c.revises == assessment.c.id)
        .where(assessment.c.status == "draft", assessment.c.pack_sha256.in_(digests), later.c.id.is_(None))
        .order_by(assessment.c.changed_at.desc())
    )
    return tuple((row.id, row.pack_sha256) for row in connection.execute(query))


def count_assessments_of(connection: Connection, sha256: str) -> int:
    """Count the assessments that were made with a pack."""
    query = select(func.count()).select_from(assessment).where(assessment.c.pack_sha256 == sha256)
    return connection.execute(query).scalar_one()
