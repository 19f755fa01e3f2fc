"""What this project needs: the target and the floor of every question (section 2)."""

from __future__ import annotations

from collections.abc import Sequence

from riskassess.assessment.conditions import Profile, holds
from riskassess.assessment.values import Raise, Target
from riskassess.questionnaire.values import Exposure, Pack, Question

LOWEST, HIGHEST = 1.0, 5.0


def standing_exposures(pack: Pack, profile: Profile) -> tuple[Exposure, ...]:
    """List the exposure rules that hold, in pack order."""
    return tuple(rule for rule in pack.exposures if holds(rule.when, profile))


def floor_of(question: Question, rules: Sequence[Exposure]) -> float | None:
    """Return the highest of the question's red line and of every floor of a rule that holds; None without any."""
    floors = [rule.floors[question.id] for rule in rules if question.id in rule.floors]
    if question.red_line is not None:
        floors.append(question.red_line)
    return max(floors) if floors else None


def target_of(question: Question, base: float, rules: Sequence[Exposure], floor: float | None) -> float:
    """Return ``max(clamp(base + raises, 1, 5), floor)``, the raises summed over the rules that hold."""
    raised = base
    for rule in rules:
        if rule.raises:
            raised += rule.raises.get(question.domain, 0.0) + rule.raises.get(question.id, 0.0)
    target = min(max(raised, LOWEST), HIGHEST)
    return target if floor is None else max(target, floor)


def explain_target(pack: Pack, profile: Profile, question_id: str) -> Target:
    """Return how the target of one question comes about, line by line."""
    question = pack.question_by_id[question_id]
    base = pack.domain_by_id[question.domain].base_target
    rules = standing_exposures(pack, profile)
    floor = floor_of(question, rules)
    raises = tuple(
        Raise(rule.id, key, rule.raises[key])
        for rule in rules
        for key in (question.domain, question.id)
        if rule.raises.get(key)
    )
    own = floor is not None and question.red_line == floor
    floor_from = () if own else tuple(r.id for r in rules if floor is not None and r.floors.get(question.id) == floor)
    return Target(question_id, base, raises, floor, floor_from, target_of(question, base, rules, floor))
