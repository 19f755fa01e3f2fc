"""The desk: one workspace, its cards, and the ways to put an assessment on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from riskassess import __version__, log
from riskassess.app.beginning import Beginning, begin
from riskassess.app.cards import NO_FIGURES, Card, Figures, card, figures_from, figures_of, summary_text
from riskassess.app.carrying_over import carried_answers, carried_profile, refuse_other_questionnaire
from riskassess.app.keeping import Keeping, now, user_name
from riskassess.app.opened import OpenAssessment
from riskassess.app.opened_copies import COPIES, clear_left
from riskassess.app.opening import open_stored, stored_assessment
from riskassess.app.packs import Shelf
from riskassess.app.sheet import sheet_from
from riskassess.app.validity import damaged
from riskassess.assessment import score
from riskassess.assessment.values import Answers
from riskassess.problems import Place, Problem, ProblemsFound, refuse
from riskassess.questionnaire.values import Pack
from riskassess.workspace.assessments import (
    Listed,
    count_assessments,
    keep_summary,
    list_assessments,
    list_names,
    without_summary,
)
from riskassess.workspace.benchmarks import has_benchmarks
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.history import HistoryRow, read_history
from riskassess.workspace.packs import count_assessments_of
from riskassess.workspace.place import refuse_missing, workspace_path
from riskassess.workspace.records import StoredAssessment
from riskassess.workspace.removal import is_pending
from riskassess.workspace.schema import KNOWN
from riskassess.workspace.settings import read_setting, write_setting
from riskassess.workspace.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from riskassess.app.benchmarks import Benchmarks
    from riskassess.app.care import Care
    from riskassess.app.comparing import Comparing
    from riskassess.app.handing_in import HandingIn
    from riskassess.app.moving import Moving
    from riskassess.app.recent import Recent
    from riskassess.app.relocating import Relocating
    from riskassess.app.removing import Intent, Receipt


FOREIGN = "workspace-not-a-database"


class Desk:
    """The use cases over one workspace; close it when done, so that others may write."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._workspace: Workspace = keeping.workspace
        self._shelf = keeping.shelf

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        shelf: Shelf | None = None,
        clock: Callable[[], datetime] = now,
        who: str | None = None,
        words: str | None = None,
        anew: bool = False,
        key: bytes | None = None,
    ) -> Desk:
        """Open a workspace, by default ``RISKASSESS_WORKSPACE`` or the one in the user's data folder.

        `words` are the passphrase or recovery code of an encrypted one. `anew` begins with nothing where the file is
        gone though its backups are there; `key` opens what this process has had open. Raises ProblemsFound, the file
        untouched, when it is none, may not be written, is locked or damaged, is of a newer program, or was moved to
        where it is not now.
        """
        place = workspace_path(path)
        if not anew:
            refuse_missing(path)
        workspace = _opened(place, words, anew=anew, key=key)
        shelf = shelf or Shelf.at_hand(packs_folder(workspace.path))
        keeping = Keeping(workspace, shelf, clock, user_name() if who is None else who)
        _clear_copies(keeping)
        return cls(keeping)

    @property
    def path(self) -> Path:
        """Return the workspace file."""
        return self._workspace.path

    @property
    def read_only(self) -> bool:
        """Tell whether somebody else writes this workspace."""
        return self._workspace.read_only

    @property
    def is_encrypted(self) -> bool:
        """Tell whether a passphrase protects the workspace."""
        return self._workspace.key is not None

    @property
    def notice(self) -> Problem | None:
        """Return why the workspace can only be read, or None."""
        return self._workspace.notice

    def close(self) -> None:
        """Close the workspace; everything is kept already."""
        self._keeping.copies.clear()
        if not self.read_only:
            _drop_leftovers(self._keeping)
            log.note("closed")
            log.end()
        self._workspace.close()

    @property
    def care(self) -> Care:
        """Return what protects, backs up and restores this workspace."""
        from riskassess.app.care import Care

        return Care(self._workspace, self._keeping.clock)

    def has_benchmarks(self) -> bool:
        """Tell at once whether any benchmark is installed, without loading what reads one."""
        with self._workspace.reading() as connection:
            return has_benchmarks(connection)

    @cached_property
    def benchmarks(self) -> Benchmarks:
        """Return what installs benchmarks and says where an assessment stands in them."""
        from riskassess.app.benchmarks import Benchmarks

        return Benchmarks(self._keeping)

    @property
    def comparing(self) -> Comparing:
        """Return what lays assessments side by side."""
        from riskassess.app.comparing import Comparing

        return Comparing(self._keeping, self.cards_of)

    @property
    def handing_in(self) -> HandingIn:
        """Return what contributes assessments to a committee's call."""
        from riskassess.app.handing_in import HandingIn

        return HandingIn(self._keeping)

    def cards(self, limit: int | None = None) -> tuple[Card, ...]:
        """Return the cards of all assessments, or of the first so many, the newest change first."""
        with self._workspace.reading() as connection:
            records = list_assessments(connection, limit=limit)
        return self._cards(records)

    def cards_of(self, assessment_ids: Sequence[int]) -> tuple[Card, ...]:
        """Return the cards of some assessments in the order asked for; one that is gone is left out."""
        with self._workspace.reading() as connection:
            records = {record.id: record for record in list_assessments(connection, ids=assessment_ids)}
        return self._cards([records[number] for number in assessment_ids if number in records])

    def listing(self) -> tuple[Listed, ...]:
        """Return what every assessment is found and sorted by, the newest change first."""
        with self._workspace.reading() as connection:
            changed = without_summary(connection)
        self.cards_of(changed)  # what was edited since it was last listed has no figures to be sorted by
        with self._workspace.reading() as connection:
            return list_names(connection)

    def counted(self) -> tuple[int, int]:
        """Return how many assessments there are, and how many of them are finished."""
        with self._workspace.reading() as connection:
            counts = count_assessments(connection)
        return sum(counts.values()), counts.get("finished", 0)

    def _cards(self, records: Sequence[StoredAssessment]) -> tuple[Card, ...]:
        fresh: list[tuple[StoredAssessment, Figures]] = []
        shown = tuple(self._card(record, fresh) for record in records)
        if fresh and not self.read_only:
            with self._workspace.writing() as connection:
                for record, figures in fresh:
                    keep_summary(connection, record.id, record.edits, summary_text(figures))
        return shown

    def _card(self, record: StoredAssessment, fresh: list[tuple[StoredAssessment, Figures]]) -> Card:
        if record.damage is not None:
            return card(record, NO_FIGURES, damaged(record.id, record.damage))
        figures = figures_from(record.summary)
        if figures is None:
            try:
                figures = self._figures(record)
            except ProblemsFound as found:
                return card(record, NO_FIGURES, found.problems[0])
            fresh.append((record, figures))
        return card(record, figures)

    def _figures(self, record: StoredAssessment) -> Figures:
        with self._workspace.reading() as connection:
            pack = self._keeping.pack(connection, record)
            sheet = self._keeping.sheet(connection, record, pack)
        return figures_of(pack, sheet, score(pack, sheet.answers(pack)))

    def packs(self) -> tuple[Pack, ...]:
        """Return the packs that a new assessment can use, the newest of each questionnaire."""
        return self._shelf.newest()

    def start(
        self, client: str, project: str, *, pack_id: str | None = None, carry_from: int | None = None
    ) -> OpenAssessment:
        """Start an assessment, on request with what an earlier one said of the enterprise; raises ProblemsFound."""
        pack = self._shelf.default(pack_id)
        if carry_from is None:
            return begin(self._keeping, pack, Beginning("start", client, project))
        with self._workspace.reading() as connection:
            record = stored_assessment(connection, carry_from)
            before = self._keeping.pack(connection, record)
            source = self._keeping.sheet(connection, record, before)
        refuse_other_questionnaire(before, pack)
        profile, stored = carried_profile(source, pack), carried_answers(source, pack)
        uscc = source.uscc if source.client == client.strip() else None
        return begin(
            self._keeping, pack, Beginning("carry_over", client, project, uscc, profile=profile, stored=stored)
        )

    def open_sample(self, index: int = 0) -> OpenAssessment:
        """Open a filled example that came with the pack, as a new assessment."""
        pack = self._shelf.default()
        if not 0 <= index < len(pack.samples):
            raise refuse("sample-unknown", Place(path=pack.id), number=index + 1, count=len(pack.samples))
        from riskassess.exchange.answers_file import answers_from_checked

        sample = pack.samples[index]  # no schema is loaded into the window for what its pack answers for
        return self._begin_from(pack, answers_from_checked(sample.data), sample.path, "open_sample")

    def open_file(self, path: Path) -> OpenAssessment:
        """Open an answers file as a new assessment; raises ProblemsFound with all that is wrong, nothing kept."""
        from riskassess.exchange.answers_file import read_answers

        answers = read_answers(path, self._shelf.pack_for)
        pack = self._shelf.pack_for(answers.questionnaire, answers.version)
        return self._begin_from(pack, answers, path.name, "open_file")

    def _begin_from(self, pack: Pack, answers: Answers, file: str, what: str) -> OpenAssessment:
        # A file may leave the names out; a card without a name could not be found again.
        stem = Path(file).stem
        client, project = answers.enterprise_name or stem, answers.project_name or stem
        sheet = sheet_from(answers, client, project)
        new = Beginning(what, client, project, sheet.uscc, sheet.as_of, sheet.profile, sheet.stored)
        return begin(self._keeping, pack, new)

    def open_assessment(self, assessment_id: int) -> OpenAssessment:
        """Open a kept assessment under the pack it was made with; raises ProblemsFound when it is damaged."""
        return open_stored(self._keeping, assessment_id)

    @property
    def moving(self) -> Moving:
        """Return what moves assessments to newer versions of their questionnaires."""
        from riskassess.app.moving import Moving

        return Moving(self._keeping)

    @property
    def relocating(self) -> Relocating:
        """Return what moves the workspace to another folder."""
        from riskassess.app.relocating import Relocating

        return Relocating(self, self._keeping)

    @property
    def recent(self) -> Recent:
        """Return the files that were opened lately."""
        from riskassess.app.recent import Recent

        return Recent(self._keeping)

    def packs_changed(self) -> None:
        """Look again at which packs are at hand: some were installed or removed."""
        self._shelf.look_again()

    def assessments_of(self, sha256: str) -> int:
        """Count the assessments that were made with a pack; each keeps its own copy."""
        with self._workspace.reading() as connection:
            return count_assessments_of(connection, sha256)

    def history(self, assessment_id: int) -> tuple[HistoryRow, ...]:
        """Return all that ever happened to an assessment, the oldest first."""
        with self._workspace.reading() as connection:
            return read_history(connection, assessment_id)

    def removal_intent(self, assessment_id: int, *, whole_client: bool) -> Intent:
        """Return what removing an assessment with its revisions, or its whole client, takes; raises ProblemsFound."""
        from riskassess.app.removing import intent

        return intent(self._keeping, assessment_id, whole_client=whole_client)

    def remove(self, assessment_id: int, *, whole_client: bool) -> Receipt:
        """Remove an assessment with its revisions, or its whole client, for good; raises ProblemsFound."""
        from riskassess.app.removing import remove_for_good

        return remove_for_good(self._keeping, assessment_id, whole_client=whole_client)

    def finish_removals(self) -> None:
        """Clean what a removal that was cut short has left; takes long with a large workspace.

        Where that cannot be done its receipt goes on saying what is left.
        """
        with self._workspace.reading() as connection:
            if self.read_only or not is_pending(connection):
                return
        from riskassess.app.removing import take_up_again

        with suppress(ProblemsFound):
            take_up_again(self._keeping)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the receipts of every removal, the oldest first."""
        from riskassess.app.removing import receipts

        return receipts(self._keeping)

    def setting(self, key: str, default: str = "") -> str:
        """Return a setting of this workspace."""
        with self._workspace.reading() as connection:
            value = read_setting(connection, key)
        return default if value is None else value

    def set_setting(self, key: str, value: str) -> None:
        """Set a setting of this workspace."""
        with self._workspace.writing() as connection:
            write_setting(connection, key, value)


def _opened(path: Path, words: str | None, *, anew: bool, key: bytes | None) -> Workspace:
    """Open a workspace and note in its log what came of it; whoever only reads leaves the log alone."""
    try:
        workspace = open_workspace(path, words, anew=anew, key=key)
    except ProblemsFound as found:
        if path.is_file() and found.problems[0].code != FOREIGN:  # nothing is put beside what is not ours
            log.begin(path)
            log.note_problems(tuple(one.code for one in found.problems))
            log.end()
        raise
    if not workspace.read_only:
        log.begin(path)
        log.note("opened", version=__version__, schema=KNOWN[-1], encrypted=workspace.key is not None)
    return workspace


def _clear_copies(keeping: Keeping) -> None:
    """Take away copies of attachments that a session left which did not end by itself."""
    with keeping.workspace.reading() as connection:
        left = read_setting(connection, COPIES)
    if left and not keeping.workspace.read_only and clear_left(left):
        with keeping.workspace.writing() as connection:
            write_setting(connection, COPIES, "")


def _drop_leftovers(keeping: Keeping) -> None:
    """Drop what was kept for undo alone; the workspace closes whether that can be done or not."""
    from riskassess.app.attaching import drop_unused

    with suppress(ProblemsFound):
        drop_unused(keeping)
        with keeping.workspace.reading() as connection:
            noted = read_setting(connection, COPIES)
        if noted and keeping.copies.is_clear:
            with keeping.workspace.writing() as connection:
                write_setting(connection, COPIES, "")
