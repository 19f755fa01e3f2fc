"""How a question's target comes about, as lines that add up: base, what raises it, the clamp, the floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riskassess.assessment.values import ProfileValue, Target
from riskassess.desktop.numbers import MINUS, column, level
from riskassess.questionnaire.values import Exposure, Pack, wording
from riskassess.texts import Texts


@dataclass(frozen=True, slots=True)
class SumLine:
    """Hold one line of the sum: its words and the number in its column."""

    words: str
    number: str


@dataclass(frozen=True, slots=True)
class TargetSum:
    """Hold the lines, the total with its words, and why it is so, a sentence for each rule."""

    lines: tuple[SumLine, ...]
    total: SumLine
    reasons: tuple[str, ...]


def explain(target: Target, pack: Pack, profile: Mapping[str, ProfileValue], texts: Texts) -> TargetSum:
    """Write a target as a sum whose lines add up to it."""
    language = texts.language
    question = pack.question_by_id[target.question]
    domain = wording(pack.domain_by_id[question.domain].title, language)
    parts: list[tuple[str, float]] = [(texts("questions.target.base", domain=domain), target.base)]
    rules = [pack.exposure_by_id[step.exposure] for step in target.raises]
    parts += [(_told(r, pack, profile, texts), step.levels) for r, step in zip(rules, target.raises, strict=True)]
    clamped = min(max(sum(value for _, value in parts), 1.0), 5.0)
    if (over := clamped - sum(value for _, value in parts)) != 0:
        parts.append((texts("questions.target.clamp"), over))
    if target.target > clamped:
        parts.append((_floor_words(target, pack, profile, texts), target.target - clamped))
    shown = column([abs(value) for _, value in parts] + [target.target])
    signs = [""] + [f"{MINUS}" if value < 0 else "+" for _, value in parts[1:]]
    lines = tuple(
        SumLine(words, sign + number) for (words, _), sign, number in zip(parts, signs, shown[:-1], strict=True)
    )
    whole = texts("questions.target.total", level=target.level_to_reach)
    if target.target == target.level_to_reach:
        whole = texts("questions.target.total_whole")
    held = [*rules, *(pack.exposure_by_id[rule] for rule in target.floor_from)]
    reasons = tuple(dict.fromkeys(wording(rule.because, language) for rule in held))
    return TargetSum(lines, SumLine(whole, shown[-1]), reasons)


def _floor_words(target: Target, pack: Pack, profile: Mapping[str, ProfileValue], texts: Texts) -> str:
    floor = level(target.floor or 0)
    if not target.floor_from:
        return texts("questions.target.floor", level=floor)
    rule = _told(pack.exposure_by_id[target.floor_from[0]], pack, profile, texts)
    return texts("questions.target.floor_because", level=floor, rule=rule)


def _told(rule: Exposure, pack: Pack, profile: Mapping[str, ProfileValue], texts: Texts) -> str:
    """Name a rule by what was said in the profile that makes it hold."""
    said = [words for field, choices in rule.when.items() if (words := _said(field, choices, pack, profile, texts))]
    return texts("result.list_separator").join(said)


def _said(
    field_id: str, choices: tuple[str, ...], pack: Pack, profile: Mapping[str, ProfileValue], texts: Texts
) -> str:
    field, given = pack.field_by_id[field_id], profile.get(field_id)
    chosen = given if isinstance(given, (tuple, list)) else (given,)
    found = (field.choice(str(choice)) for choice in chosen if choice in choices)
    names = [wording(choice.title, texts.language) for choice in found if choice is not None]
    if not names:
        return ""
    value = texts("result.list_separator").join(names)
    return texts("questions.target.said", field=wording(field.title, texts.language), value=value)
