"""The last finished assessment of a project, which a report compares with.

It travels to the child process as plain data and is scored there, so that the window does not wait for it. One that
cannot be read any more is no reason to have no report: then there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from riskassess.app.keeping import Keeping
from riskassess.assessment.digests import answers_data
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import Pack
from riskassess.workspace.assessments import list_assessments
from riskassess.workspace.records import StoredAssessment

if TYPE_CHECKING:
    from riskassess.report.model import Earlier


def earlier_data(keeping: Keeping, record: StoredAssessment) -> dict[str, Any] | None:
    """Return the last assessment of the same project finished before this one, with its pack where that differs."""
    with keeping.workspace.reading() as connection:
        found = _last_finished(record, list_assessments(connection, project_id=record.project_id))
        if found is None:
            return None
        try:
            pack = keeping.pack(connection, found)
            sheet = keeping.sheet(connection, found, pack)
        except ProblemsFound:
            return None
    own = None if found.pack_sha256 == record.pack_sha256 else keeping.pack_data(found)
    return {"revision": found.revision, "pack": own, "answers": answers_data(sheet.answers(pack))}


def _last_finished(record: StoredAssessment, of_project: tuple[StoredAssessment, ...]) -> StoredAssessment | None:
    before = [
        other
        for other in of_project
        if other.id != record.id
        and other.damage is None
        and other.finished_at is not None
        and (record.finished_at is None or other.finished_at < record.finished_at)
    ]
    return max(before, key=lambda other: (other.finished_at, other.id), default=None)


def earlier_from(data: Mapping[str, Any] | None, pack: Pack) -> Earlier | None:
    """Score what `earlier_data` returned; `pack` is that of today's assessment."""
    if data is None:
        return None
    from riskassess.assessment import score
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.questionnaire.loading.building import build_pack
    from riskassess.report.model import Earlier

    own = pack if data["pack"] is None else build_pack(data["pack"])
    answers = answers_from_data(data["answers"], own)
    return Earlier(answers.as_of, data["revision"], score(own, answers))
