"""What an assessment takes from an earlier one of the same enterprise, to be confirmed.

The next project takes what was said of the enterprise; the same project, assessed again, takes everything.

Levels arrive as carried and stay open until somebody confirms them; profile values of the enterprise arrive as given.
Only what the new pack asks in the same sense is taken, so the pack must be the same questionnaire and major version.
"""

from __future__ import annotations

from collections.abc import Mapping

from riskassess.app.sheet import Sheet
from riskassess.app.validity import profile_problem
from riskassess.assessment.values import ProfileValue
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import Pack
from riskassess.workspace.records import StoredAnswer


def refuse_other_questionnaire(source: Pack, pack: Pack) -> None:
    """Raise ProblemsFound unless answers to one pack mean the same in the other."""
    if (source.id, _major(source)) != (pack.id, _major(pack)):
        fields = {"source": f"{source.id} {source.version}", "pack": f"{pack.id} {pack.version}"}
        raise refuse("carry-over-other-questionnaire", Place(path=pack.id), **fields)


def _major(pack: Pack) -> str:
    return pack.version.split(".")[0]


def carried_profile(source: Sheet, pack: Pack) -> dict[str, ProfileValue]:
    """Return the enterprise's profile values that the pack takes."""
    return {field: value for field, value in repeated_profile(source, pack).items() if _of_enterprise(pack, field)}


def repeated_profile(source: Sheet, pack: Pack) -> dict[str, ProfileValue]:
    """Return every profile value that the pack takes."""
    fields = (f for f in pack.fields if f.id in source.profile)
    return {f.id: source.profile[f.id] for f in fields if profile_problem(f, source.profile[f.id]) is None}


def _of_enterprise(pack: Pack, field: str) -> bool:
    return pack.field_by_id[field].about == "enterprise"


def carried_answers(source: Sheet, pack: Pack) -> Mapping[str, StoredAnswer]:
    """Return the levels said of the enterprise as carried, with their evidence and notes."""
    scopes = {question.id: question.scope for question in pack.questions}
    return {q: stored for q, stored in repeated_answers(source, pack).items() if scopes[q] == "enterprise"}


def repeated_answers(source: Sheet, pack: Pack) -> dict[str, StoredAnswer]:
    """Return every level as carried, with its evidence and note."""
    evidence = {grade.id for grade in pack.evidence}
    asked = (q.id for q in pack.questions if q.id in source.stored)
    found = {question: _carried(source.stored[question], evidence) for question in asked}
    return {question: stored for question, stored in found.items() if stored.carried is not None}


def _carried(stored: StoredAnswer, evidence: set[str]) -> StoredAnswer:
    known = stored.evidence in evidence
    return StoredAnswer(
        carried=stored.level if stored.level is not None else stored.carried,
        evidence=stored.evidence if known else None,
        evidence_detail=stored.evidence_detail if known else None,
        note=stored.note,
    )
