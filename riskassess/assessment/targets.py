"""What this project needs: the target and the floor of every question (section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riskassess.assessment.conditions import Profile, holds
from riskassess.assessment.values import Raise, Target
from riskassess.questionnaire.values import Exposure, Pack, Question

LOWEST, HIGHEST = 1.0, 5.0


def standing_exposures(pack: Pack, profile: Profile) -> tuple[Exposure, ...]:
    """List the exposure rules that hold, in pack order."""
    return tuple(rule for rule in pack.exposures if holds(rule.when, profile))


def sum_raises(rules: Sequence[Exposure]) -> dict[str, float]:
    """Return how many levels the rules add to each domain and each question they name."""
    total: dict[str, float] = {}
    for rule in rules:
        for key, levels in rule.raises.items():
            total[key] = total.get(key, 0.0) + levels
    return total


def highest_floors(rules: Sequence[Exposure]) -> dict[str, float]:
    """Return the highest floor that the rules give to each question they name."""
    highest: dict[str, float] = {}
    for rule in rules:
        for key, level in rule.floors.items():
            highest[key] = max(level, highest.get(key, level))
    return highest


def floor_of(question: Question, floors: Mapping[str, float]) -> float | None:
    """Return the higher of the question's red line and the floor its exposures give; None without either."""
    given = floors.get(question.id)
    if question.red_line is None or given is None:
        return given if question.red_line is None else question.red_line
    return max(question.red_line, given)


def target_of(question: Question, base: float, raises: Mapping[str, float], floor: float | None) -> float:
    """Return ``max(clamp(base + raises, 1, 5), floor)``."""
    raised = base + raises.get(question.domain, 0.0) + raises.get(question.id, 0.0)
    target = min(max(raised, LOWEST), HIGHEST)
    return target if floor is None else max(target, floor)


def explain_target(pack: Pack, profile: Profile, question_id: str) -> Target:
    """Return how the target of one question comes about, line by line."""
    question = pack.question_by_id[question_id]
    base = pack.domain_by_id[question.domain].base_target
    rules = standing_exposures(pack, profile)
    floor = floor_of(question, highest_floors(rules))
    raises = tuple(
        Raise(rule.id, key, rule.raises[key])
        for rule in rules
        for key in (question.domain, question.id)
        if rule.raises.get(key)
    )
    own = floor is not None and question.red_line == floor
    floor_from = () if own else tuple(r.id for r in rules if floor is not None and r.floors.get(question.id) == floor)
    return Target(question_id, base, raises, floor, floor_from, target_of(question, base, sum_raises(rules), floor))
