"""Assessing a project again: everything said before arrives to be confirmed, and what was worked on is asked anew.

A step that was done is no proof of a level, so its question arrives open: confirming a whole domain at once can not
wave it through. Evidence and notes come along, as they are what it is judged by.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from riskassess.app.beginning import Beginning, begin
from riskassess.app.carrying_over import refuse_other_questionnaire, repeated_answers, repeated_profile
from riskassess.app.keeping import Keeping
from riskassess.app.sheet import Sheet
from riskassess.questionnaire.values import Pack
from riskassess.workspace.plans import read_actions
from riskassess.workspace.records import StoredAnswer, StoredAssessment

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment


def reassess(keeping: Keeping, earlier: OpenAssessment, record: StoredAssessment, sheet: Sheet) -> OpenAssessment:
    """Start a new assessment of the same client and project under the newest pack; raises ProblemsFound."""
    pack = _newest(keeping, earlier.pack)
    refuse_other_questionnaire(earlier.pack, pack)
    with keeping.workspace.reading() as connection:
        done = {one.question for one in read_actions(connection, record.id) if one.state == "done"}
    stored = _asked_anew(repeated_answers(sheet, pack), done)
    profile = repeated_profile(sheet, pack)
    return begin(
        keeping, pack, Beginning("reassess", sheet.client, sheet.project, sheet.uscc, profile=profile, stored=stored)
    )


def _newest(keeping: Keeping, pack: Pack) -> Pack:
    """Return the newest pack of a questionnaire, or the pack itself where the shelf has none any more."""
    return next((one for one in keeping.shelf.newest() if one.id == pack.id), pack)


def _asked_anew(stored: dict[str, StoredAnswer], questions: Collection[str]) -> dict[str, StoredAnswer]:
    opened = {q: replace(answer, carried=None) if q in questions else answer for q, answer in stored.items()}
    return {question: answer for question, answer in opened.items() if not answer.is_empty}
