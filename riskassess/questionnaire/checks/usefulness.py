"""What a pack keeps without use: questions that cannot matter, unlinked instruments and fields, policies past."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from riskassess.problems import Problem
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded

SMALLEST_SHOWN = 0.05
"""Points of readiness: figures are shown with one decimal, so less than half of one is never seen."""

_WITH_CHOICES = ("choice", "choices", "country")


def check_questions_matter(loaded: Loaded) -> Iterator[Problem]:
    """A question can be seen in the result: by a floor, or because its whole weight moves readiness."""
    floored = {name for rule in loaded.rules() for name, _ in rule.entries("floors")}
    values = [(question, _value(domain, question)) for domain, question in _placed(loaded)]
    always = sum(value for question, value in values if _is_asked_of_all(question))
    for question, value in values:
        name = question.text("id") or ""
        if question.number("red_line") is not None or name in floored:
            continue
        others = always - value if _is_asked_of_all(question) else always
        points = 100 * value / (value + others)
        if points < SMALLEST_SHOWN:
            yield question.at("weight").problem("question-cannot-matter", question=name, points=f"{points:.3f}")


def _placed(loaded: Loaded) -> Iterator[tuple[Spot, Spot]]:
    for domain in loaded.roots("domains"):
        yield from ((domain, question) for question in domain.each("questions"))


def _value(domain: Spot, question: Spot) -> float:
    """Return what a question counts for: its share of its domain's weight."""
    total = sum(one.number("weight") or 0 for one in domain.each("questions"))
    return (domain.number("weight") or 0) * (question.number("weight") or 0) / total


def _is_asked_of_all(question: Spot) -> bool:
    return not question.at("applies_when").value and question.at("allow_na").value is not True


def check_instruments_linked(loaded: Loaded) -> Iterator[Problem]:
    """Some question closes with every instrument, or with one that it succeeds."""
    linked = {link.text("instrument") for question in loaded.questions() for link in question.each("closes_with")}
    for instrument in loaded.instruments():
        name = instrument.text("id")
        if name not in linked and not any(earlier.value in linked for earlier in instrument.each("succeeds")):
            yield instrument.problem("instrument-unlinked", instrument=name or "")


def check_policies_in_force(loaded: Loaded) -> Iterator[Problem]:
    """No policy had lapsed on the day the pack was issued."""
    issued = loaded.top.text("issued") or ""
    for policy in loaded.roots("measures"):
        end = policy.text("valid_to") or ""
        if end < issued:
            yield policy.at("valid_to").problem("policy-past", policy=policy.text("id") or "", end=end, issued=issued)


def check_fields_used(loaded: Loaded) -> Iterator[Problem]:
    """Every field with choices changes something: a condition, another field, or an anonymous submission.

    Numbers, days and words cannot stand in a condition; they are asked for the reader of the report.
    """
    used: set[str] = set()
    for part in (*_data(loaded, "exposures"), *_data(loaded, "domains"), *_data(loaded, "measures")):
        used |= set(_conditions(part))
    for part in (*_data(loaded, "profile"), *_data(loaded, "calendar")):
        used |= set(_conditions(part))
    for field in loaded.fields():
        filled = {name for name, _ in field.entries("fills")}
        used |= filled | ({field.text("id") or ""} if filled or field.text("share_as") else set())
    for field in loaded.fields():
        name = field.text("id")
        if field.text("kind") in _WITH_CHOICES and name not in used:
            yield field.problem("field-unused", field=name or "")


def _data(loaded: Loaded, part: str) -> list[Any]:
    return [root.value for root in loaded.roots(part)]


def _conditions(data: Any) -> Iterator[str]:
    """Go through the fields of every condition, wherever it stands."""
    if isinstance(data, list):
        for item in cast("list[Any]", data):
            yield from _conditions(item)
    elif isinstance(data, dict):
        for key, value in cast("dict[str, Any]", data).items():
            if key in ("when", "applies_when", "for_whom") and isinstance(value, dict):
                yield from cast("dict[str, Any]", value)
            else:
                yield from _conditions(value)


def check_efforts_rise(loaded: Loaded) -> Iterator[Problem]:
    """No step up costs less than the one before it."""
    for question in loaded.questions():
        steps = [step.value for step in question.each("effort")]
        for level, (before, after) in enumerate(pairwise(steps), 1):
            if after < before:
                yield question.at("effort").problem("effort-falls", level=level, before=before, after=after)
