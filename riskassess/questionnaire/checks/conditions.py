"""Conditions over the profile, wherever they stand: fields and choices that exist, on fields that have choices."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess import countries
from riskassess.problems import Problem
from riskassess.questionnaire.checks.words import field_words
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.vocabulary import FieldWords

_WITH_CHOICES = ("choice", "choices", "country")
_CONDITIONAL = (
    ("exposures", "rules"),
    ("profile", "contradictions"),
    ("profile", "advice"),
    ("calendar", "items"),
    ("conditions", "groups"),
)


def check_conditions(loaded: Loaded) -> Iterator[Problem]:
    """Every condition names fields and choices of the profile."""
    fields = field_words(loaded)
    if fields is None:
        return
    for condition in _conditions(loaded):
        for name, choices in condition.items():
            field = fields.get(name)
            if field is None:
                yield choices.key_problem("field-unknown", field=name, nearest=nearest(name, fields))
            elif field.kind is not None:
                yield from _check_choices(name, field, choices)


def _conditions(loaded: Loaded) -> Iterator[Spot]:
    for part, key in _CONDITIONAL:
        yield from (item.at("when") for item in loaded.under(part, key))
    yield from (question.at("applies_when") for question in loaded.questions())
    yield from (instrument.at("for_whom") for instrument in loaded.instruments())


def _check_choices(name: str, field: FieldWords, choices: Spot) -> Iterator[Problem]:
    if field.kind not in _WITH_CHOICES:
        yield choices.key_problem("condition-without-choices", field=name, kind=field.kind)
        return
    known = countries.codes() if field.kind == "country" else field.choices
    for choice in choices.listed():
        if choice.value not in known:
            code = "country-unknown" if field.kind == "country" else "choice-unknown"
            near = nearest(choice.value, known)
            yield choice.problem(code, choice=choice.value, value=choice.value, nearest=near, known=known)


def check_rule_fields(loaded: Loaded) -> Iterator[Problem]:
    """Fields that a rule uses are required: a target must not hang on what nobody was asked."""
    optional = {field.text("id") for field in loaded.fields() if _is_optional(field.at("required"))}
    for rule in loaded.rules():
        for name, choices in rule.entries("when"):
            if name in optional:
                yield choices.key_problem("rule-field-optional", field=name, rule=rule.text("id") or "")


def _is_optional(required: Spot) -> bool:
    return required.value is not True and not required.was_refused
