"""Freezing: what stands against it, what is kept with it, and the reports that were handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from riskassess.app.cards import figures_of, summary_text
from riskassess.app.keeping import Keeping
from riskassess.app.sheet import Sheet
from riskassess.assessment import score
from riskassess.assessment.values import Result
from riskassess.problems import Place, Problem, ProblemsFound, problem
from riskassess.questionnaire.values import Pack
from riskassess.workspace.edits import mark_changed, write_changes
from riskassess.workspace.records import Change, StoredAssessment, moment_text
from riskassess.workspace.reports import HandedOut
from riskassess.workspace.reports import record_report as keep_report


@dataclass(frozen=True, slots=True)
class Names:
    """Hold who answers for a finished assessment."""

    prepared_by: str
    approved_by: str


def finish(
    keeping: Keeping, record: StoredAssessment, pack: Pack, sheet: Sheet, names: Names
) -> tuple[StoredAssessment, Sheet]:
    """Freeze a complete draft; its day is the day of finishing. Raises ProblemsFound with all that is missing."""
    frozen = replace(sheet, as_of=keeping.today())
    result = score(pack, frozen.answers(pack))
    if found := tuple(_hindrances(pack, result, record.id, names)):
        raise ProblemsFound(found)
    stamp = keeping.stamp()
    changes = (
        Change("assessment", "prepared_by", "finish", None, names.prepared_by),
        Change("assessment", "approved_by", "finish", None, names.approved_by),
        Change("assessment", "as_of", "finish", record.as_of.isoformat() if record.as_of else None, str(frozen.as_of)),
        Change("assessment", "status", "finish", "draft", "finished"),
    )
    with keeping.workspace.writing() as connection:
        write_changes(connection, record.id, changes, stamp)
        mark_changed(
            connection,
            record.id,
            record.edits,
            stamp,
            status="finished",
            as_of=frozen.as_of.isoformat(),
            prepared_by=names.prepared_by,
            approved_by=names.approved_by,
            finished_at=moment_text(stamp.at),
            answers_sha256=result.answers_sha256,
            frozen_client=sheet.client,
            frozen_uscc=sheet.uscc,
            frozen_project=sheet.project,
            summary=summary_text(figures_of(pack, frozen, result)),
        )
    moment = stamp.at.astimezone()
    written = replace(record, status="finished", as_of=frozen.as_of, edits=record.edits + 1, changed_at=moment)
    names_and_day = {"prepared_by": names.prepared_by, "approved_by": names.approved_by, "finished_at": moment}
    return replace(written, **names_and_day), frozen


def _hindrances(pack: Pack, result: Result, assessment_id: int, names: Names) -> Iterator[Problem]:
    place = Place(path=f"assessment/{assessment_id}")
    if result.counts.open:
        yield problem("finish-with-open-questions", place, open=result.counts.open, applicable=result.counts.applicable)
    if result.missing_profile:
        titles = tuple(pack.field_by_id[field].title for field in result.missing_profile)
        yield problem("finish-with-missing-profile", place, fields=titles)
    if not names.prepared_by or not names.approved_by:
        yield problem("finish-without-names", place)


def record_report(keeping: Keeping, record: StoredAssessment, path: Path, language: str, answers_sha256: str) -> None:
    """Remember a report that was handed out, by the digest of its file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with keeping.workspace.writing() as connection:
        keep_report(connection, record.id, HandedOut(record.status, language, digest, answers_sha256), keeping.stamp())
