"""How an assessment comes to be: empty, carried over, from an answers file, or as the next revision.

However it begins, its first values leave rows of history like every later edit, and all of it is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from riskassess.app.cards import figures_of, summary_text
from riskassess.app.keeping import Keeping
from riskassess.app.naming import name_problems
from riskassess.app.opened import OpenAssessment
from riskassess.app.opening import open_stored
from riskassess.app.sheet import Sheet
from riskassess.assessment import score
from riskassess.assessment.values import ProfileValue
from riskassess.canonical import digest
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.values import Pack
from riskassess.workspace.assessments import NewAssessment, add_assessment, keep_summary, successor_of
from riskassess.workspace.clients import client_named, project_named, set_uscc
from riskassess.workspace.edits import Stamp, write_changes
from riskassess.workspace.packs import install_pack, installed_digests
from riskassess.workspace.records import Change, StoredAnswer, StoredAssessment
from riskassess.workspace.workspace import Transaction


@dataclass(frozen=True, slots=True)
class Beginning:
    """Hold what a new assessment starts with; `what` is how history calls it."""

    what: str
    client: str
    project: str
    uscc: str | None = None
    as_of: date | None = None
    profile: Mapping[str, ProfileValue] = field(default_factory=dict[str, ProfileValue])
    stored: Mapping[str, StoredAnswer] = field(default_factory=dict[str, StoredAnswer])


def begin(keeping: Keeping, pack: Pack, new: Beginning) -> OpenAssessment:
    """Keep a new draft and open it; raises ProblemsFound, nothing kept."""
    if found := tuple(name_problems(new.client, new.project)):
        raise ProblemsFound(found)
    stamp = keeping.stamp()
    with keeping.workspace.writing() as connection:
        keep_pack(connection, pack, keeping, stamp)
        client_id = client_named(connection, new.client.strip(), stamp)
        project_id = project_named(connection, client_id, new.project.strip(), stamp)
        assessment_id = add_assessment(connection, NewAssessment(project_id, pack.sha256, new.as_of), stamp)
        if new.uscc:
            set_uscc(connection, assessment_id, new.uscc)
        fill(connection, assessment_id, pack, new, keeping, stamp)
    keeping.packs.setdefault(pack.sha256, pack)
    return open_stored(keeping, assessment_id)


def keep_pack(connection: Transaction, pack: Pack, keeping: Keeping, stamp: Stamp) -> None:
    """Keep a copy of a pack in the workspace, where there is none yet; raises ProblemsFound."""
    if pack.sha256 not in installed_digests(connection):
        data = keeping.shelf.data_of(pack)
        if digest(data) != pack.sha256:  # its files were changed after it was opened
            raise refuse("pack-changed-meanwhile", Place(path=pack.id), pack=pack.id)
        install_pack(connection, pack, data, stamp)


def fill(
    connection: Transaction,
    assessment_id: int,
    pack: Pack,
    new: Beginning,
    keeping: Keeping,
    stamp: Stamp,
    also: tuple[Change, ...] = (),
) -> None:
    """Write a new assessment's first values with their history, further rows of history, and its card."""
    write_changes(connection, assessment_id, (*_first_changes(new), *also), stamp)
    day = new.as_of or keeping.today()
    sheet = Sheet(new.client, new.uscc, new.project, day, new.profile, new.stored)
    result = score(pack, sheet.answers(pack))
    keep_summary(connection, assessment_id, 0, summary_text(figures_of(pack, sheet, result)))


def _first_changes(new: Beginning) -> Iterator[Change]:
    yield Change("assessment", "status", new.what, None, "draft")
    for field_id, value in new.profile.items():
        yield Change("profile", field_id, new.what, None, value)
    for question, stored in new.stored.items():
        yield Change("answer", question, new.what, StoredAnswer(), stored)


def revise(keeping: Keeping, record: StoredAssessment, pack: Pack, sheet: Sheet) -> OpenAssessment:
    """Open the next revision of a finished assessment: the draft that is there, else a copy under the same pack."""
    if record.status != "finished":
        raise refuse("revise-draft", Place(path=f"assessment/{record.id}"))
    with keeping.workspace.reading() as connection:
        successor = successor_of(connection, record.id)
    if successor is not None:
        if successor[1] == "finished":
            raise refuse("revise-older", Place(path=f"assessment/{record.id}"), revision=record.revision)
        return open_stored(keeping, successor[0])
    return open_stored(keeping, _copy(keeping, record, pack, sheet))


def _copy(keeping: Keeping, record: StoredAssessment, pack: Pack, sheet: Sheet) -> int:
    stamp = keeping.stamp()
    copied = Beginning("revise", sheet.client, sheet.project, sheet.uscc, None, sheet.profile, sheet.stored)
    new = NewAssessment(record.project_id, record.pack_sha256, None, record.revision + 1, record.id)
    with keeping.workspace.writing() as connection:
        assessment_id = add_assessment(connection, new, stamp)
        fill(connection, assessment_id, pack, copied, keeping, stamp)
    return assessment_id
