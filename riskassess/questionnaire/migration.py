"""From one version of a questionnaire to a newer one: where each old question leads, and what else is different.

Only what the new pack says in `migrations` moves a question to another id; nothing is guessed from alike wording. A
question that no migration names keeps its id, and one that leads nowhere is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riskassess.questionnaire.values import Migration, Pack, Question
from riskassess.questionnaire.versions import parts

Ways = Mapping[str, tuple[str, ...]]
"""Every question of the old pack with the questions of the new one that it leads to, none where it is dropped."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Hold what is different between two versions, by question and field; old ids where something is gone."""

    renamed: tuple[tuple[str, str], ...]
    split: tuple[tuple[str, tuple[str, ...]], ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]
    reworded: tuple[str, ...]
    new_fields: tuple[str, ...]
    dropped_fields: tuple[str, ...]


def ways(before: Pack, after: Pack) -> Ways:
    """Follow every question of a pack through the migrations of a newer version."""
    found = {question.id: (question.id,) for question in before.questions}
    for migration in sorted(after.migrations, key=lambda one: one.from_major):
        if migration.from_major >= parts(before.version)[0]:
            found = {old: _step(migration, here) for old, here in found.items()}
    return {old: tuple(new for new in here if new in after.question_by_id) for old, here in found.items()}


def _step(migration: Migration, here: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for question in here for new in _leads_to(migration, question)))


def _leads_to(migration: Migration, question: str) -> tuple[str, ...]:
    if question in migration.dropped:
        return ()
    if question in migration.split:
        return migration.split[question]
    return (migration.renamed.get(question, question),)


def differences(before: Pack, after: Pack) -> Differences:
    """Compare two versions of a questionnaire, each list in the order of its pack."""
    lead = ways(before, after)
    reached = {new for several in lead.values() for new in several}
    one_to_one = [(old, several[0]) for old, several in lead.items() if len(several) == 1]
    return Differences(
        renamed=tuple((old, new) for old, new in one_to_one if old != new),
        split=tuple((old, several) for old, several in lead.items() if len(several) > 1),
        new=tuple(q.id for q in after.questions if q.id not in reached),
        dropped=tuple(old for old, several in lead.items() if not several),
        reworded=tuple(
            new for old, new in one_to_one if _words(before.question_by_id[old]) != _words(after.question_by_id[new])
        ),
        new_fields=tuple(f.id for f in after.fields if f.id not in before.field_by_id),
        dropped_fields=tuple(f.id for f in before.fields if f.id not in after.field_by_id),
    )


def _words(question: Question) -> tuple[object, ...]:
    """Return what somebody read who answered: what is asked and what each level means."""
    return (question.ask, question.anchors)
