"""How a condition over profile fields holds, which depends on who asks (sections 1, 2 and 7).

A condition maps fields to choices and every entry must hold. A field that is not given makes a question apply
(what is not known is asked), makes an exposure rule not hold, and makes an instrument's eligibility unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riskassess.assessment.values import Eligibility, ProfileValue
from riskassess.questionnaire.values import Condition, Field, Question

Profile = Mapping[str, ProfileValue]


def is_given(value: object) -> bool:
    """Tell whether a profile value says anything: not absent, null, an empty text or an empty list."""
    return value is not None and value != "" and value not in ((), [])


def _matches(value: object, choices: Sequence[str]) -> bool:
    if isinstance(value, (tuple, list)):
        return any(item in choices for item in value)  # pyright: ignore[reportUnknownVariableType]
    return value in choices


def holds(condition: Condition, profile: Profile) -> bool:
    """Tell whether every entry holds; a field that is not given does not (section 2)."""
    for field, choices in condition.items():
        value = profile.get(field)
        if not is_given(value) or not _matches(value, choices):
            return False
    return True


def contradictions(condition: Condition, profile: Profile) -> tuple[str, ...]:
    """List the fields that are given and say otherwise, in the condition's order."""
    return tuple(
        field
        for field, choices in condition.items()
        if is_given(profile.get(field)) and not _matches(profile.get(field), choices)
    )


def applies(question: Question, profile: Profile) -> bool:
    """Tell whether a question is asked; what is not known is asked, not skipped (section 1)."""
    if not question.applies_when:
        return True
    for field, choices in question.applies_when.items():
        value = profile.get(field)
        if is_given(value) and not _matches(value, choices):
            return False
    return True


def eligibility(for_whom: Condition | None, profile: Profile) -> tuple[Eligibility, str | None]:
    """Return whether an instrument is for this enterprise, and the first field that says no (section 7)."""
    if not for_whom:
        return "yes", None
    against = contradictions(for_whom, profile)
    if against:
        return "no", against[0]
    return ("yes" if all(is_given(profile.get(field)) for field in for_whom) else "unknown"), None


def missing_fields(fields: Sequence[Field], profile: Profile) -> tuple[str, ...]:
    """List the required fields that the profile does not give, in pack order (section 4)."""
    return tuple(f.id for f in fields if f.required and not is_given(profile.get(f.id)))
