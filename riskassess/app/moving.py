"""Moving an assessment to a newer version of its questionnaire: shown first with both scores, then done as a revision.

The assessment itself stays as it is under its own version; what is moved is a copy, the next revision. What has no
place in the newer version any more is kept in that revision's history, and shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskassess.app.beginning import Beginning, fill, keep_pack
from riskassess.app.keeping import Keeping
from riskassess.app.moved_answers import Move, work_out
from riskassess.app.opened import OpenAssessment
from riskassess.app.opening import open_stored, stored_assessment
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import Pack, Text
from riskassess.workspace.assessments import NewAssessment, add_assessment, successor_of
from riskassess.workspace.history import HistoryRow, read_history
from riskassess.workspace.packs import installed_versions, movable_drafts
from riskassess.workspace.records import Change, StoredAnswer, answer_from_json

__all__ = ["LeftBehind", "Move", "Moving"]

_LEFT = "move_left"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Hold an answer or profile value that had no place in the version an assessment was moved to."""

    id: str
    title: Text
    kept: str  # as JSON
    answer: StoredAnswer | None  # None for a profile value


class Moving:
    """The use cases of moving over one workspace and the packs at hand."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def newer_pack(self, assessment_id: int) -> Pack | None:
        """Return the newest version that a draft can be moved to, or None."""
        keeping = self._keeping
        if keeping.workspace.read_only:
            return None
        with keeping.workspace.reading() as connection:
            record = stored_assessment(connection, assessment_id)
            if record.status == "finished" or successor_of(connection, assessment_id) is not None:
                return None
            pack = keeping.pack(connection, record)
        return keeping.shelf.newer_than(pack)

    def drafts(self) -> Mapping[int, str]:
        """Return the drafts for which a newer version is at hand, each with that version, the newest change first."""
        if self._keeping.workspace.read_only:
            return {}
        newer_version = self._keeping.shelf.newer_version
        with self._keeping.workspace.reading() as connection:
            # Versions are compared once a pack and not once a draft, of which there may be thousands.
            known = ((sha256, newer_version(pack, was)) for sha256, pack, was in installed_versions(connection))
            newer = {sha256: version for sha256, version in known if version is not None}
            found = movable_drafts(connection, newer) if newer else ()
        return {draft: newer[sha256] for draft, sha256 in found}

    def preview(self, assessment_id: int) -> Move:
        """Work out what moving to the newest version comes to, nothing written; raises ProblemsFound if there is none.

        A finished assessment can be moved as well; what follows it is then a draft again.
        """
        keeping, place = self._keeping, Place(path=f"assessment/{assessment_id}")
        with keeping.workspace.reading() as connection:
            record = stored_assessment(connection, assessment_id)
            before = keeping.pack(connection, record)
            sheet = keeping.sheet(connection, record, before)
            followed = successor_of(connection, assessment_id)
        if followed is not None:
            raise refuse("move-already", place, revision=record.revision)
        after = keeping.shelf.newer_than(before)
        if after is None:
            raise refuse("move-not-newer", place, pack=before.id, version=before.version)
        return work_out(record.id, before, after, sheet)

    def move(self, planned: Move) -> OpenAssessment:
        """Keep the moved assessment as the next revision and open it; raises ProblemsFound, and then nothing is kept.

        What was planned is worked out again from what is kept by now, so that no answer given meanwhile is lost.
        """
        keeping = self._keeping
        planned = self.preview(planned.assessment_id)
        with keeping.workspace.reading() as connection:
            record = stored_assessment(connection, planned.assessment_id)
        stamp, sheet = keeping.stamp(), planned.sheet
        as_of = record.as_of if record.status == "draft" else None
        begun = Beginning("move", sheet.client, sheet.project, None, as_of, sheet.profile, sheet.stored)
        with keeping.workspace.writing() as connection:
            keep_pack(connection, planned.after, keeping, stamp)
            new = NewAssessment(record.project_id, planned.after.sha256, as_of, record.revision + 1, record.id)
            assessment_id = add_assessment(connection, new, stamp)
            fill(connection, assessment_id, planned.after, begun, keeping, stamp, tuple(_also(planned)))
        keeping.packs.setdefault(planned.after.sha256, planned.after)
        return open_stored(keeping, assessment_id)

    def left_behind(self, assessment_id: int) -> tuple[LeftBehind, ...]:
        """Return what had no place in the version that an assessment was moved to, in the order it was kept."""
        keeping = self._keeping
        with keeping.workspace.reading() as connection:
            rows = read_history(connection, assessment_id, _LEFT)
            record = stored_assessment(connection, assessment_id)
            if not rows or record.revises is None:
                return ()
            before = keeping.pack(connection, stored_assessment(connection, record.revises))
        return tuple(found for row in rows if (found := _left(row, before)) is not None)


def _also(planned: Move) -> Iterable[Change]:
    """Yield the rows of history that say what moving did, beside the values themselves."""
    before, after = (f"{pack.id} {pack.version}" for pack in (planned.before, planned.after))
    yield Change("assessment", "pack", "move", before, after)
    for old, answer in planned.left.items():
        yield Change("answer", old, _LEFT, answer, None)
    for field, value in planned.left_profile.items():
        yield Change("profile", field, _LEFT, value, None)


def _left(row: HistoryRow, before: Pack) -> LeftBehind | None:
    kept = row.before or "{}"
    if row.kind == "answer" and row.subject in before.question_by_id:
        title = before.question_by_id[row.subject].title
        return LeftBehind(row.subject, title, kept, answer_from_json(kept))
    if row.kind == "profile" and row.subject in before.field_by_id:
        return LeftBehind(row.subject, before.field_by_id[row.subject].title, kept, None)
    return None
