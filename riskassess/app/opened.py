"""One assessment being worked on: every edit is one transaction, durable before the next picture of it is shown.

An edit is worked out, written together with its history, and only then taken into memory; when writing fails, memory
still shows what the file holds. Scoring comes after keeping, the first time the result is looked at: nobody's answer
waits for a figure, and many edits in a row are scored once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from riskassess.app import editing, finishing, naming, states
from riskassess.app.keeping import Keeping
from riskassess.app.sheet import Sheet
from riskassess.app.states import DomainState, QuestionState
from riskassess.assessment import score
from riskassess.assessment.conditions import applies, holds
from riskassess.assessment.targets import explain_target
from riskassess.assessment.values import Answers, ProfileValue, Result, Robustness, Target
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import Contradiction, Pack
from riskassess.workspace.edits import mark_changed, write_changes
from riskassess.workspace.records import Attached, Change, StoredAssessment

if TYPE_CHECKING:
    from riskassess.app.attaching import Progress
    from riskassess.app.plans import OpenPlan

Step = tuple[tuple[Change, ...], tuple[int, ...]]


class _Picture:
    """Hold what is kept with what follows from it, each worked out when it is first asked for."""

    def __init__(self, pack: Pack, sheet: Sheet) -> None:
        self.pack = pack
        self.sheet = sheet

    @cached_property
    def answers(self) -> Answers:
        return self.sheet.answers(self.pack)

    @cached_property
    def result(self) -> Result:
        return score(self.pack, self.answers)


class OpenAssessment:
    """Hold one assessment; changes are committed when the method returns, and `result` is that of what is kept now.

    Every changing method raises ProblemsFound and changes nothing when the edit is refused: it does not fit the pack,
    the assessment is finished, the workspace can only be read, or the file could not be written.
    """

    def __init__(self, keeping: Keeping, record: StoredAssessment, pack: Pack, sheet: Sheet) -> None:
        self.pack = pack
        self._keeping = keeping
        self._record = record
        self._steps: list[Step] = []
        self._robustness: tuple[Answers, Robustness] | None = None
        self._show(sheet)

    def _show(self, sheet: Sheet) -> None:
        # Replaced as a whole, so that a thread that works on the last one goes on undisturbed.
        self._picture = _Picture(self.pack, sheet)

    @property
    def _sheet(self) -> Sheet:
        return self._picture.sheet

    @property
    def answers(self) -> Answers:
        """Return what counts as said, in pack order; the same object until something changes."""
        return self._picture.answers

    @property
    def result(self) -> Result:
        """Return what the answers come to; the same object until something changes."""
        return self._picture.result

    @property
    def id(self) -> int:
        """Return the number under which it can be opened again."""
        return self._record.id

    @property
    def status(self) -> Literal["draft", "finished"]:
        return self._record.status

    @property
    def revision(self) -> int:
        return self._record.revision

    @property
    def client(self) -> str:
        return self._sheet.client

    @property
    def project(self) -> str:
        return self._sheet.project

    @property
    def saved_at(self) -> datetime | None:
        """Return the moment of the last change, in local time."""
        return self._record.changed_at

    @property
    def prepared_by(self) -> str:
        return self._record.prepared_by

    @property
    def approved_by(self) -> str:
        return self._record.approved_by

    @property
    def finished_at(self) -> datetime | None:
        return self._record.finished_at

    @property
    def read_only(self) -> bool:
        """Tell whether no edit can be taken: it is finished, or somebody else writes this workspace."""
        return self.status == "finished" or self._keeping.workspace.read_only

    @property
    def can_undo(self) -> bool:
        """Tell whether there is an own edit since opening that `undo` would take back."""
        return bool(self._steps) and not self.read_only

    @property
    def carried(self) -> Mapping[str, int]:
        """Return levels carried over and not yet confirmed, by question in pack order."""
        return self._sheet.carried(self.pack)

    @property
    def later(self) -> Mapping[str, str | None]:
        """Return what is put off, by question in pack order, with the role that was asked or None."""
        return self._sheet.later(self.pack)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return what the profile says in two ways at once, in pack order: pointed out, never refused."""
        return tuple(one for one in self.pack.contradictions if holds(one.when, self._sheet.profile))

    def robustness(self) -> Robustness:
        """Return how far the grade hangs on the weights; slow the first time, so call it in a thread."""
        from riskassess.assessment.robustness import robustness

        answers = self.answers
        if self._robustness is None or self._robustness[0] is not answers:
            self._robustness = (answers, robustness(self.pack, answers))
        return self._robustness[1]

    def state(self, question: str) -> QuestionState:
        """Return what an outline shows of a question."""
        return states.question_state(self.pack.question_by_id[question], self._sheet, self.result)

    def domain_state(self, domain: str) -> DomainState:
        """Return what an outline shows of a domain."""
        return states.domain_state(self.pack.domain_by_id[domain], self._sheet, self.result)

    def target(self, question: str) -> Target:
        """Return how a question's target comes about."""
        return explain_target(self.pack, self._sheet.profile, question)

    def applies(self, question: str) -> bool:
        """Tell whether a question is asked in this project."""
        return applies(self.pack.question_by_id[question], self._sheet.profile)

    def choose(self, question: str, level: int) -> None:
        """Answer a question with a level from 0 to 5."""
        self._edit(editing.choose(self.pack, self._sheet, question, level))

    def clear(self, question: str) -> None:
        """Open a question again; evidence and note stay."""
        self._edit(editing.clear(self.pack, self._sheet, question))

    def mark_not_applicable(self, question: str, reason: str) -> None:
        """Say that a question does not apply here, and why."""
        self._edit(editing.mark_not_applicable(self.pack, self._sheet, question, reason))

    def set_evidence(self, question: str, grade: str | None, detail: str | None) -> None:
        """Say what would prove the answer."""
        self._edit(editing.set_evidence(self.pack, self._sheet, question, grade, detail))

    def set_note(self, question: str, note: str | None) -> None:
        """Keep a note with a question."""
        self._edit(editing.set_note(self.pack, self._sheet, question, note))

    def attachments(self, question: str) -> tuple[Attached, ...]:
        """Return the files that a question holds, in the order they came."""
        return self._sheet.stored_of(question).attachments

    def attachments_data(self) -> dict[str, list[tuple[str, int, str]]]:
        """Return name, size and digest of every file of a question that is asked, as plain data for a report."""
        held = ((q.id, self.attachments(q.id)) for q in self.pack.questions if self.applies(q.id))
        return {question: [(f.name, f.size, f.sha256) for f in files] for question, files in held if files}

    def take_in(self, path: Path, progress: Progress | None = None) -> Attached:
        """Keep a file's content for `attach`; may last a moment, so call it in a thread."""
        from riskassess.app.attaching import take_in

        self._refuse_when_finished()
        return take_in(self._keeping, path, progress)

    def attach(self, question: str, file: Attached) -> None:
        """Let a question hold a file that was taken in; none is held twice."""
        self._edit(editing.attach(self.pack, self._sheet, question, file))

    def detach(self, question: str, name: str) -> None:
        """Take a file away from a question; `undo` brings it back."""
        self._edit(editing.detach(self.pack, self._sheet, question, name))

    def opened_copy(self, question: str, name: str) -> Path:
        """Write a plain copy of an attachment for another program, gone when the workspace closes; return where."""
        from riskassess.app.attaching import opened_copy

        return opened_copy(self._keeping, editing.attached(self._sheet, question, name))

    def save_attachment(self, question: str, name: str, path: Path) -> None:
        """Write an attachment's content to a file; raises ProblemsFound and leaves no half file."""
        from riskassess.app.attaching import save

        save(self._keeping, editing.attached(self._sheet, question, name), path)

    def put_off(self, question: str, role: str | None = None) -> None:
        """Mark a question for later, or for a colleague in a role."""
        self._edit(editing.put_off(self.pack, self._sheet, question, role))

    def confirm(self, question: str) -> None:
        """Let a carried-over level count for this project."""
        self._edit(editing.confirm(self.pack, self._sheet, question))

    def confirm_domain(self, domain: str) -> None:
        """Let every carried-over level of a domain count; one step for undo."""
        asked = (q.id for q in self.pack.domain_by_id[domain].questions if q.id in self.carried and self.applies(q.id))
        self._edit(*(editing.confirm(self.pack, self._sheet, question) for question in asked))

    def set_profile(self, field: str, value: ProfileValue | None) -> None:
        """Give or clear a profile value, and what it fills."""
        self._edit(*editing.set_profile(self.pack, self._sheet, field, value))

    def undo(self) -> str | None:
        """Take back the newest own edit since opening; return its question or field, None when there is none."""
        if not self._steps:
            return None
        changes, rows = self._steps[-1]
        back = tuple(change.turned_round() for change in reversed(changes))
        self._write(back, undoes=tuple(reversed(rows)))
        self._steps.pop()
        return changes[0].subject

    def _edit(self, *changes: Change) -> None:
        self._refuse_when_finished()
        meant = tuple(change for change in changes if change.before != change.after)
        if meant:
            self._steps.append((meant, self._write(meant)))

    def _refuse_when_finished(self) -> None:
        if self.status == "finished":
            raise refuse("assessment-finished", Place(path=f"assessment/{self.id}"), revision=self.revision)

    def _write(self, changes: Sequence[Change], undoes: tuple[int, ...] = ()) -> tuple[int, ...]:
        sheet, stamp = self._sheet.changed(changes), self._keeping.stamp()
        with self._keeping.workspace.writing() as connection:
            mark_changed(connection, self.id, self._record.edits, stamp)
            rows = write_changes(connection, self.id, changes, stamp, undoes)
        self._record = replace(self._record, edits=self._record.edits + 1, changed_at=stamp.at.astimezone())
        self._show(sheet)
        return rows

    def describe(self, *, client: str | None = None, project: str | None = None, uscc: str | None = None) -> None:
        """Name the enterprise, the project or the enterprise's social credit code; an empty code clears it."""
        self._take_over(naming.describe(self._keeping, self._record, self._sheet, client, project, uscc))

    def set_as_of(self, day: date) -> None:
        """Set the day that the answers speak for."""
        self._take_over(naming.set_as_of(self._keeping, self._record, self._sheet, day))

    def finish(self, prepared_by: str, approved_by: str) -> None:
        """Freeze the assessment under two names; raises ProblemsFound with all that stands against it."""
        self._refuse_when_finished()
        names = finishing.Names(prepared_by.strip(), approved_by.strip())
        self._take_over(finishing.finish(self._keeping, self._record, self.pack, self._sheet, names))

    def _take_over(self, written: tuple[StoredAssessment, Sheet]) -> None:
        self._record, sheet = written
        if self.status == "finished":
            self._steps.clear()
        self._show(sheet)

    def plan(self) -> OpenPlan:
        """Return what is planned to reach a better grade, as it is kept."""
        from riskassess.app.plans import OpenPlan

        return OpenPlan(self._keeping, self)

    def reassess(self) -> OpenAssessment:
        """Start assessing the same project anew, with what was said here to be confirmed."""
        from riskassess.app.reassessing import reassess

        return reassess(self._keeping, self, self._record, self._sheet)

    def revise(self) -> OpenAssessment:
        """Open the next revision of a finished assessment, made as a copy when there is none yet."""
        from riskassess.app.beginning import revise

        return revise(self._keeping, self._record, self.pack, self._sheet)

    def export_answers(self, path: Path) -> None:
        """Write an answers file, YAML or JSON by its suffix; raises ProblemsFound and leaves no half file."""
        from riskassess.exchange.answers_file import write_answers

        write_answers(self.answers, path)

    def pack_data(self) -> dict[str, Any]:
        """Return the plain data of the pack that this assessment was made with."""
        return self._keeping.pack_data(self._record)

    def earlier_data(self) -> dict[str, Any] | None:
        """Return the project's last finished assessment before this one as plain data, for a report to compare with."""
        from riskassess.app.earlier import earlier_data

        return earlier_data(self._keeping, self._record)

    def benchmarks_data(self) -> list[dict[str, str]]:
        """Return the installed benchmarks as plain data, for a report that says where the enterprise stands."""
        from riskassess.app.benchmarks import benchmarks_data

        return benchmarks_data(self._keeping)

    def record_report(self, path: Path, language: str, answers_sha256: str) -> None:
        """Remember that a report of these answers was handed out as this file, where the workspace can be written."""
        if not self._keeping.workspace.read_only:
            finishing.record_report(self._keeping, self._record, path, language, answers_sha256)

    def suggested_file_name(self, suffix: str) -> str:
        """Return a file name that every system takes: client, project and day."""
        return naming.file_name((self.client, self.project, self.answers.as_of.isoformat()), suffix)
