"""What the answers to one version of a questionnaire become under a newer one, as a pure function.

Every answer is kept. One to one it counts as before; where a question was split, or several became one, it arrives as
carried over and is open until somebody confirms it, several with the lowest of their levels; what the new version does
not take in its own place, such as a reason why a question does not apply, goes to the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from riskassess.app.attachment_names import joined
from riskassess.app.sheet import Sheet
from riskassess.app.validity import profile_problem
from riskassess.assessment import score
from riskassess.assessment.values import ProfileValue, Result
from riskassess.questionnaire.migration import Differences, Ways, differences, ways
from riskassess.questionnaire.values import Pack, Question
from riskassess.workspace.records import StoredAnswer


@dataclass(frozen=True, slots=True)
class Move:
    """Hold what moving an assessment comes to; nothing is written by working it out.

    `again` are questions of the new version whose answer is there and has to be confirmed or said again; `left` and
    `left_profile` are what has no place in it.
    """

    assessment_id: int
    before: Pack
    after: Pack
    differences: Differences
    sheet: Sheet
    again: tuple[str, ...]
    left: Mapping[str, StoredAnswer]
    left_profile: Mapping[str, ProfileValue]
    old: Result
    new: Result


def work_out(assessment_id: int, before: Pack, after: Pack, sheet: Sheet) -> Move:
    """Return what a sheet comes to under a newer version of its pack."""
    lead = ways(before, after)
    stored = {question.id: _arriving(question, lead, sheet.stored, after) for question in after.questions}
    stored = {question: answer for question, answer in stored.items() if not answer.is_empty}
    fitting = {field: value for field, value in sheet.profile.items() if _fits(after, field, value)}
    moved = replace(sheet, profile=fitting, stored=stored)
    return Move(
        assessment_id=assessment_id,
        before=before,
        after=after,
        differences=differences(before, after),
        sheet=moved,
        again=tuple(_asked_again(lead, sheet.stored, stored)),
        left={old: answer for old, answer in sheet.stored.items() if not lead[old]},
        left_profile={field: value for field, value in sheet.profile.items() if field not in fitting},
        old=score(before, sheet.answers(before)),
        new=score(after, moved.answers(after)),
    )


def _fits(pack: Pack, field_id: str, value: ProfileValue) -> bool:
    field = pack.field_by_id.get(field_id)
    return field is not None and profile_problem(field, value) is None


def _arriving(question: Question, lead: Ways, stored: Mapping[str, StoredAnswer], pack: Pack) -> StoredAnswer:
    """Return what a question of the new version begins with."""
    sources = [(old, stored[old]) for old, several in lead.items() if question.id in several and old in stored]
    if not sources:
        return StoredAnswer()
    if len(sources) == 1 and len(lead[sources[0][0]]) == 1:
        return _fitted(sources[0][1], question, pack)
    levels = [level for _, answer in sources if (level := _level(answer)) is not None]
    lowest = min(levels, default=None)
    of_lowest = next(answer for _, answer in sources if _level(answer) == lowest)
    words = [word for _, answer in sources for word in (answer.note, answer.not_applicable) if word]
    files = joined(file for _, answer in sources for file in answer.attachments)
    whole = {"note": "\n".join(words) or None, "attachments": files}
    joint = replace(of_lowest, level=None, not_applicable=None, carried=lowest, **whole)
    return _fitted(joint, question, pack)


def _level(answer: StoredAnswer) -> int | None:
    return answer.carried if answer.level is None else answer.level


def _fitted(answer: StoredAnswer, question: Question, pack: Pack) -> StoredAnswer:
    """Return an answer as the new version takes it; words that have no place of their own go to the note."""
    if answer.not_applicable is not None and not question.allow_na:
        words = [word for word in (answer.note, answer.not_applicable) if word]
        answer = replace(answer, not_applicable=None, note="\n".join(words))
    if answer.evidence not in {grade.id for grade in pack.evidence}:
        answer = replace(answer, evidence=None)
    if answer.role not in {role.id for role in pack.roles}:
        answer = replace(answer, role=None)
    return answer


def _asked_again(lead: Ways, old: Mapping[str, StoredAnswer], new: Mapping[str, StoredAnswer]) -> Iterable[str]:
    """Yield what was settled before and is open in the new version, though its answer is there."""
    for question, answer in new.items():
        settled = any(_is_settled(old[one]) for one, several in lead.items() if question in several and one in old)
        if settled and not _is_settled(answer):
            yield question


def _is_settled(answer: StoredAnswer) -> bool:
    return answer.level is not None or answer.not_applicable is not None
