"""The cards of the home page: what an assessment comes to, without opening it.

Their figures are those of the result; they are kept beside the assessment, so that a long list needs no scoring. An
edit forgets them, so that it need not wait for them, and the next list works them out: of one assessment as a rule,
the one just worked on. What an earlier program kept is worked out anew, under the pack the assessment was made with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from riskassess import __version__
from riskassess.app.sheet import Sheet
from riskassess.assessment.conditions import applies
from riskassess.assessment.values import Result
from riskassess.problems import Problem
from riskassess.questionnaire.values import Pack
from riskassess.workspace.records import StoredAssessment


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what is worked out for a card; grades are ids, `grade_index` counts from the best."""

    country: str | None  # ISO 3166 alpha-3, of the first field that asks for a country
    answered: int
    not_applicable: int
    applicable: int
    complete: bool
    readiness: float | None
    grade: str | None
    grade_low: str | None
    grade_high: str | None
    grade_index: int | None
    grade_count: int
    failed_red_lines: int
    carried: int
    later: int
    pack_title: Mapping[str, str]


NO_FIGURES = Figures(None, 0, 0, 0, False, None, None, None, None, None, 0, 0, 0, 0, {})


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one assessment as the home page shows it; `problem` says why it cannot be opened, where that is so."""

    assessment_id: int
    client: str
    project: str
    country: str | None
    status: Literal["draft", "finished"]
    revision: int
    answered: int
    not_applicable: int
    applicable: int
    complete: bool
    readiness: float | None
    grade: str | None
    grade_low: str | None
    grade_high: str | None
    grade_index: int | None
    grade_count: int
    failed_red_lines: int
    carried: int
    later: int
    changed_at: datetime
    pack_title: Mapping[str, str]
    problem: Problem | None = None


def figures_of(pack: Pack, sheet: Sheet, result: Result) -> Figures:
    """Return a card's figures from a result."""
    field = next((f for f in pack.fields if f.kind == "country"), None)
    country = sheet.profile.get(field.id) if field else None
    grades = [grade.id for grade in pack.grades]
    asked = [sheet.stored_of(q.id) for q in pack.questions if applies(q, sheet.profile)]
    return Figures(
        country=country if isinstance(country, str) else None,
        answered=result.counts.answered,
        not_applicable=result.counts.not_applicable,
        applicable=result.counts.applicable,
        complete=result.complete,
        readiness=result.readiness.point,
        grade=result.grade.point,
        grade_low=result.grade.low,
        grade_high=result.grade.high,
        grade_index=grades.index(result.grade.point) if result.grade.point else None,
        grade_count=len(grades),
        failed_red_lines=sum(gap.red_line for gap in result.gaps),
        carried=sum(stored.carried is not None for stored in asked),
        later=sum(stored.later for stored in asked),
        pack_title=dict(pack.title),
    )


def summary_text(figures: Figures) -> str:
    """Return figures as the text that is kept beside an assessment."""
    return json.dumps({"by": __version__, **asdict(figures)}, ensure_ascii=False, separators=(",", ":"))


def figures_from(summary: str | None) -> Figures | None:
    """Return kept figures, or None when there are none that this program made."""
    try:
        data: Any = json.loads(summary or "null")
        if data is None or data.pop("by") != __version__:
            return None
        return Figures(**data)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # kept figures are a convenience; whatever is wrong with them, they are worked out again


def card(record: StoredAssessment, figures: Figures, problem: Problem | None = None) -> Card:
    """Return an assessment's card."""
    return Card(
        assessment_id=record.id,
        client=record.client,
        project=record.project,
        status=record.status,
        revision=record.revision,
        changed_at=record.changed_at,
        problem=problem,
        **{name: getattr(figures, name) for name in Figures.__slots__},
    )
