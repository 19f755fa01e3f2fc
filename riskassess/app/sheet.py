"""The filled questionnaire of one assessment as a frozen value, with what answers files do not know: carried and later.

A carried-over level is open in scoring, completeness and files until somebody confirms it for this project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from riskassess.assessment.conditions import is_given
from riskassess.assessment.values import Answers, ProfileValue
from riskassess.questionnaire.values import Pack
from riskassess.workspace.records import Change, StoredAnswer


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold names, day, profile and all that is kept of every question."""

    client: str
    uscc: str | None
    project: str
    as_of: date
    profile: Mapping[str, ProfileValue]
    stored: Mapping[str, StoredAnswer]

    def stored_of(self, question: str) -> StoredAnswer:
        """Return what is kept of a question, empty when nothing is."""
        return self.stored.get(question, _NOTHING)

    def carried(self, pack: Pack) -> dict[str, int]:
        """Return carried-over levels by question, in pack order."""
        found = ((q.id, self.stored_of(q.id).carried) for q in pack.questions)
        return {question: level for question, level in found if level is not None}

    def later(self, pack: Pack) -> dict[str, str | None]:
        """Return the role that was asked, or None, of every question that is put off, in pack order."""
        return {q.id: self.stored_of(q.id).role for q in pack.questions if self.stored_of(q.id).later}

    def changed(self, changes: Iterable[Change]) -> Sheet:
        """Return the sheet after changes of answers and profile values."""
        profile, stored = dict(self.profile), dict(self.stored)
        for change in changes:
            if change.kind == "answer":
                _put(stored, change.subject, change.after)
            elif change.kind == "profile":
                _put(profile, change.subject, change.after)
        return replace(self, profile=profile, stored=stored)

    def answers(self, pack: Pack) -> Answers:
        """Return what counts as said, in pack order."""
        said = ((q.id, self.stored[q.id].said()) for q in pack.questions if q.id in self.stored)
        return Answers(
            questionnaire=pack.id,
            version=pack.version,
            as_of=self.as_of,
            profile={f.id: self.profile[f.id] for f in pack.fields if f.id in self.profile},
            answers={question: answer for question, answer in said if answer is not None},
            enterprise_name=self.client or None,
            enterprise_uscc=self.uscc,
            project_name=self.project or None,
        )


_NOTHING = StoredAnswer()


def _put(values: dict[str, Any], key: str, after: object) -> None:
    if after is None or after == _NOTHING:
        values.pop(key, None)
    else:
        values[key] = after


def stored_from(answers: Answers) -> dict[str, StoredAnswer]:
    """Return answers of a file in the form in which they are kept."""
    return {
        question: StoredAnswer(a.level, a.not_applicable, a.evidence, a.evidence_detail, a.note)
        for question, a in answers.answers.items()
    }


def sheet_from(answers: Answers, client: str, project: str) -> Sheet:
    """Return the sheet of an answers file; names that it lacks are given."""
    profile = {field: value for field, value in answers.profile.items() if is_given(value)}
    return Sheet(client, answers.enterprise_uscc, project, answers.as_of, profile, stored_from(answers))
