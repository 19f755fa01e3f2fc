"""What answers may say under a pack: its questions, evidence grades, profile fields and choices.

Taken from a finished pack, or from one whose files still have faults: then a part that could not be read is None, and
nothing is said about words that would have stood in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riskassess.questionnaire.values import Pack


@dataclass(frozen=True)
class FieldWords:
    """Hold the kind of a field and, where it has choices, their ids."""

    kind: str | None
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Hold the words of one pack."""

    questionnaire: str | None
    version: str | None
    questions: Mapping[str, bool] | None
    """Question id → whether it may be marked not applicable."""
    evidence: tuple[str, ...]
    fields: Mapping[str, FieldWords] | None


def vocabulary_of(pack: Pack) -> Vocabulary:
    """Return the words of a pack."""
    return Vocabulary(
        questionnaire=pack.id,
        version=pack.version,
        questions={q.id: q.allow_na for q in pack.questions},
        evidence=tuple(grade.id for grade in pack.evidence),
        fields={f.id: FieldWords(f.kind, tuple(c.id for c in f.choices)) for f in pack.fields},
    )
