"""Whether what is kept fits its pack: the last look before anything is scored.

A file can be changed by other hands and by a failing disk. What does not fit is named and the assessment stays shut;
every other one opens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import cast

from riskassess.app.sheet import Sheet
from riskassess.assessment.values import ProfileValue
from riskassess.countries import country
from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.values import LEVELS, Field, FieldKind, Pack
from riskassess.workspace.records import StoredAnswer


def profile_problem(field: Field, value: object) -> Problem | None:
    """Return what is wrong with a profile value, or None."""
    if _FITS[field.kind](field, value):
        return None
    return problem("profile-value", Place(path=f"profile/{field.id}"), field=field.title, value=value)


def _is_choice(field: Field, value: object) -> bool:
    return isinstance(value, str) and field.choice(value) is not None


def _are_choices(field: Field, value: object) -> bool:
    if not isinstance(value, tuple):
        return False
    items = cast("tuple[object, ...]", value)
    return len(set(items)) == len(items) and all(_is_choice(field, item) for item in items)


def _is_country(field: Field, value: object) -> bool:
    del field
    return isinstance(value, str) and country(value) is not None


def _is_number(field: Field, value: object) -> bool:
    del field
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_money(field: Field, value: object) -> bool:
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        amount, currency = parts.get("amount"), parts.get("currency")
        return set(parts) == {"amount", "currency"} and isinstance(currency, str) and _is_number(field, amount)
    return _is_number(field, value) and float(value) >= 0  # pyright: ignore[reportArgumentType]


def _is_date(field: Field, value: object) -> bool:
    del field
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_text(field: Field, value: object) -> bool:
    del field
    return isinstance(value, str)


_FITS: Mapping[FieldKind, Callable[[Field, object], bool]] = {
    "choice": _is_choice,
    "choices": _are_choices,
    "country": _is_country,
    "number": _is_number,
    "money": _is_money,
    "date": _is_date,
    "text": _is_text,
}


def misfits(pack: Pack, profile: Mapping[str, ProfileValue], stored: Mapping[str, StoredAnswer]) -> Iterator[str]:
    """Yield the path of everything kept that does not fit the pack."""
    for field_id, value in profile.items():
        field = pack.field_by_id.get(field_id)
        if field is None or profile_problem(field, value):
            yield f"profile/{field_id}"
    evidence = {grade.id for grade in pack.evidence}
    for question, answer in stored.items():
        if question not in pack.question_by_id or not _fits(answer, evidence):
            yield f"answers/{question}"


def _fits(answer: StoredAnswer, evidence: set[str]) -> bool:
    texts = (answer.not_applicable, answer.evidence, answer.evidence_detail, answer.note, answer.role)
    return (
        all(_is_level(level) for level in (answer.level, answer.carried))
        and all(text is None or isinstance(text, str) for text in texts)  # pyright: ignore[reportUnnecessaryIsInstance]
        and (answer.evidence is None or answer.evidence in evidence)
        and not (answer.level is not None and answer.not_applicable is not None)
    )


def _is_level(level: object) -> bool:
    return level is None or (isinstance(level, int) and not isinstance(level, bool) and level in LEVELS)


def intact(sheet: Sheet, pack: Pack, assessment_id: int) -> Problem | None:
    """Return the problem of an assessment whose kept values do not fit its pack, or None."""
    found = tuple(misfits(pack, sheet.profile, sheet.stored))
    if not found:
        return None
    return damaged(assessment_id, ", ".join(sorted(found)))


def damaged(assessment_id: int, what: str) -> Problem:
    """Make the problem of an assessment that cannot be opened."""
    return problem("assessment-damaged", Place(path=f"assessment/{assessment_id}"), id=assessment_id, what=what)
