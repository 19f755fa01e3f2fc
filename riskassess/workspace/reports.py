"""Reports that were handed out: which file, when, from which state of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_from, moment_text
from riskassess.workspace.tables import report


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Hold one report: the digests of its file and of the answers it was made from."""

    status: str
    language: str
    sha256: str
    answers_sha256: str
    at: datetime | None = None


def record_report(connection: Connection, assessment_id: int, handed_out: HandedOut, stamp: Stamp) -> None:
    """Remember a report that was handed out."""
    values = {
        "assessment_id": assessment_id,
        "at": moment_text(stamp.at),
        "status": handed_out.status,
        "language": handed_out.language,
        "sha256": handed_out.sha256,
        "answers_sha256": handed_out.answers_sha256,
    }
    connection.execute(insert(report).values(values))


def list_reports(connection: Connection, assessment_id: int) -> tuple[HandedOut, ...]:
    """List an assessment's reports, the oldest first."""
    query = select(report).where(report.c.assessment_id == assessment_id).order_by(report.c.id)
    return tuple(
        HandedOut(row.status, row.language, row.sha256, row.answers_sha256, moment_from(row.at))
        for row in connection.execute(query)
    )
