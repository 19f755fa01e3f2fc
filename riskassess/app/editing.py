"""What an edit means, as a pure function from what is kept to a change; refused edits raise before anything is written.

Answering ends what was put off and what was carried over. Evidence and notes stay, whatever becomes of the level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riskassess.app.attachment_names import joined
from riskassess.app.sheet import Sheet
from riskassess.app.validity import profile_problem
from riskassess.assessment.conditions import is_given
from riskassess.assessment.values import ProfileValue
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.values import LEVELS, Field, Pack, Question
from riskassess.workspace.records import Attached, Change, StoredAnswer


def choose(pack: Pack, sheet: Sheet, question: str, level: int) -> Change:
    """Answer a question with a level."""
    if isinstance(level, bool) or level not in LEVELS:
        raise refuse("answer-level", _at(question), question=question, level=level)
    return _answer(pack, sheet, question, "choose", level=level, not_applicable=None, **_SETTLED)


def clear(pack: Pack, sheet: Sheet, question: str) -> Change:
    """Open a question again."""
    return _answer(pack, sheet, question, "clear", level=None, not_applicable=None, carried=None)


def mark_not_applicable(pack: Pack, sheet: Sheet, question: str, reason: str) -> Change:
    """Answer that a question does not apply here, and why."""
    if not _question(pack, question).allow_na:
        raise refuse("not-applicable-not-allowed", _at(question), question=question)
    if not reason.strip():
        raise refuse("answer-not-applicable-no-reason", _at(question), question=question)
    return _answer(pack, sheet, question, "not_applicable", level=None, not_applicable=reason.strip(), **_SETTLED)


def set_evidence(pack: Pack, sheet: Sheet, question: str, grade: str | None, detail: str | None) -> Change:
    """Say what would prove the answer; a blank detail is none."""
    known = tuple(e.id for e in pack.evidence)
    if grade is not None and grade not in known:
        raise refuse("evidence-unknown", _at(question), evidence=grade, nearest=nearest(grade, known), known=known)
    return _answer(pack, sheet, question, "evidence", evidence=grade, evidence_detail=_worded(detail))


def set_note(pack: Pack, sheet: Sheet, question: str, note: str | None) -> Change:
    """Keep a note; a blank one is none."""
    return _answer(pack, sheet, question, "note", note=_worded(note))


def attach(pack: Pack, sheet: Sheet, question: str, file: Attached) -> Change:
    """Let a question hold a file; one whose content it holds already changes nothing."""
    held = sheet.stored_of(question).attachments
    return _answer(pack, sheet, question, "attach", attachments=joined((*held, file)))


def detach(pack: Pack, sheet: Sheet, question: str, name: str) -> Change:
    """Take a file away from a question."""
    gone = attached(sheet, question, name)
    left = tuple(file for file in sheet.stored_of(question).attachments if file != gone)
    return _answer(pack, sheet, question, "detach", attachments=left)


def attached(sheet: Sheet, question: str, name: str) -> Attached:
    """Return a file of a question by its name; raises ProblemsFound when it holds none."""
    for file in sheet.stored_of(question).attachments:
        if file.name == name:
            return file
    raise refuse("attachment-unknown", _at(question), name=name, question=question)


def put_off(pack: Pack, sheet: Sheet, question: str, role: str | None) -> Change:
    """Mark a question for later, or for a colleague in a role; a level that it has stays."""
    if role is not None and role not in {r.id for r in pack.roles}:
        raise refuse("role-unknown", _at(question), question=question, role=role)
    return _answer(pack, sheet, question, "later", later=True, role=role)


def confirm(pack: Pack, sheet: Sheet, question: str) -> Change:
    """Let a carried-over level count for this project; without one nothing changes."""
    carried = sheet.stored_of(question).carried
    if carried is None:
        return _answer(pack, sheet, question, "confirm")
    return _answer(pack, sheet, question, "confirm", level=carried, not_applicable=None, **_SETTLED)


_SETTLED = {"carried": None, "later": False, "role": None}


def set_profile(pack: Pack, sheet: Sheet, field_id: str, value: ProfileValue | None) -> tuple[Change, ...]:
    """Give a profile value, and the values of other fields that it fills."""
    field = pack.field_by_id.get(field_id)
    if field is None:
        place = Place(path=f"profile/{field_id}")
        raise refuse("field-unknown", place, field=field_id, nearest=nearest(field_id, pack.field_by_id))
    given = value if is_given(value) else None
    if given is not None and (found := profile_problem(field, given)):
        raise ProblemsFound((found,))
    own = Change("profile", field_id, "profile", sheet.profile.get(field_id), given)
    return (own, *_fillings(pack, sheet, field, own))


def _fillings(pack: Pack, sheet: Sheet, field: Field, own: Change) -> Iterator[Change]:
    regions = pack.regions or {}
    for target in field.fills or {}:
        before, filled = sheet.profile.get(target), regions.get(str(own.after))
        # What was filled by the old value goes with it; what somebody chose by hand stays until a value replaces it.
        if filled is not None or before == regions.get(str(own.before)):
            yield Change("profile", target, "fill", before, filled)


def _answer(pack: Pack, sheet: Sheet, question: str, what: str, **values: object) -> Change:
    _question(pack, question)
    before = sheet.stored_of(question)
    after: StoredAnswer = replace(before, **values)  # pyright: ignore[reportArgumentType]
    return Change("answer", question, what, before, after)


def _question(pack: Pack, question: str) -> Question:
    if question not in pack.question_by_id:
        raise refuse(
            "question-unknown", _at(question), question=question, nearest=nearest(question, pack.question_by_id)
        )
    return pack.question_by_id[question]


def _at(question: str) -> Place:
    return Place(path=f"answers/{question}")


def _worded(text: str | None) -> str | None:
    return text if text is not None and text.strip() else None
