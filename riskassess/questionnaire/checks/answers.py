"""What answers say, held against the words of their pack. Used for answers files and for the samples of a pack.

It stands with the questionnaire, since what may be answered is what is asked; turning answers into values is the work
of the room that exchanges them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from riskassess import countries
from riskassess.problems import Problem
from riskassess.questionnaire.credit_code import check_sign, is_formed
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.structure import is_date, shown
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.versions import takes
from riskassess.questionnaire.vocabulary import FieldWords, Vocabulary


def check_answers(root: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Check answers whose form was checked already."""
    yield from check_origin(root, words)
    yield from check_credit_code(root)
    yield from check_profile(root, words)
    yield from check_each_answer(root, words)


def check_origin(root: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Check that the answers are of this questionnaire, in a version that it takes."""
    questionnaire, version = root.text("questionnaire"), root.text("version")
    if questionnaire and words.questionnaire and questionnaire != words.questionnaire:
        yield root.at("questionnaire").problem(
            "answers-of-another-questionnaire", found=questionnaire, expected=words.questionnaire
        )
    elif version and words.version and not takes(words.version, version):
        yield root.at("version").problem("answers-version", found=version, pack=words.version)


def check_credit_code(root: Spot) -> Iterator[Problem]:
    """Check the unified social credit code of the enterprise."""
    spot = root.at("enterprise").at("uscc")
    code = spot.value
    if not isinstance(code, str):
        return
    if not is_formed(code):
        yield spot.problem("uscc-malformed", value=shown(code))
    elif check_sign(code) != code[-1]:
        yield spot.problem("uscc-check-digit", value=code)


def check_profile(root: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Check every profile value against its field."""
    if words.fields is None:
        return
    for name, spot in root.entries("profile"):
        field = words.fields.get(name)
        if field is None:
            yield spot.key_problem("field-unknown", field=name, nearest=nearest(name, words.fields))
        elif field.kind in _KINDS and not is_empty(spot.value):
            yield from _KINDS[field.kind](spot, field)


def is_empty(value: Any) -> bool:
    """Tell whether a profile value says nothing: absent, null, an empty text or an empty list."""
    return value is None or value in ("", [], ())


def check_each_answer(root: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Check question ids, evidence ids, and where a question may be marked not applicable."""
    for name, answer in root.entries("answers"):
        if words.questions is not None and name not in words.questions:
            yield answer.key_problem("question-unknown", question=name, nearest=nearest(name, words.questions))
        elif (
            words.questions is not None and not words.questions[name] and answer.at("not_applicable").value is not None
        ):
            yield answer.at("not_applicable").key_problem("not-applicable-not-allowed", question=name)
        evidence = answer.text("evidence")
        if evidence is not None and words.evidence and evidence not in words.evidence:
            yield answer.at("evidence").problem(
                "evidence-unknown", evidence=evidence, nearest=nearest(evidence, words.evidence), known=words.evidence
            )


def _choice(spot: Spot, field: FieldWords) -> Iterator[Problem]:
    value = spot.value
    if isinstance(value, str):
        yield from _known_choice(spot, value, field)
    elif isinstance(value, (int, float)):
        yield spot.problem("choice-needs-quotes", value=shown(value))
    else:
        yield spot.problem("profile-not-choice", value=shown(value))


def _choices(spot: Spot, field: FieldWords) -> Iterator[Problem]:
    value = spot.value
    if not isinstance(value, list):
        yield spot.problem("profile-not-choices", value=shown(value))
        return
    seen: set[str] = set()
    for item in spot.listed():
        if isinstance(item.value, str):
            yield from _known_choice(item, item.value, field)
            if item.value in seen:
                yield item.problem("item-repeated", value=item.value)
            seen.add(item.value)


def _known_choice(spot: Spot, value: str, field: FieldWords) -> Iterator[Problem]:
    if value not in field.choices:
        yield spot.problem(
            "choice-unknown", choice=shown(value), nearest=nearest(value, field.choices), known=field.choices
        )


def _country(spot: Spot, _field: FieldWords) -> Iterator[Problem]:
    value = spot.value
    if not isinstance(value, str) or countries.country(value) is None:
        found = countries.find(value, most=1) if isinstance(value, str) else ()
        likely = found[0].code if found else nearest(shown(value), countries.codes())
        yield spot.problem("country-unknown", value=shown(value), nearest=likely)


def _number(spot: Spot, _field: FieldWords) -> Iterator[Problem]:
    if not _is_number(spot.value):
        yield spot.problem("profile-not-number", value=shown(spot.value))


def _money(spot: Spot, _field: FieldWords) -> Iterator[Problem]:
    value = spot.value
    if isinstance(value, dict):  # amount and currency: their form was checked
        return
    if not _is_number(value) or value < 0:
        yield spot.problem("profile-not-money", value=shown(value))


def _date(spot: Spot, _field: FieldWords) -> Iterator[Problem]:
    if not isinstance(spot.value, str) or not is_date(spot.value):
        yield spot.problem("date-invalid", value=shown(spot.value))


def _text(spot: Spot, _field: FieldWords) -> Iterator[Problem]:
    if not isinstance(spot.value, str):
        yield spot.problem("value-not-text", value=shown(spot.value))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_KINDS: dict[str | None, Callable[[Spot, FieldWords], Iterator[Problem]]] = {
    "choice": _choice,
    "choices": _choices,
    "country": _country,
    "number": _number,
    "money": _money,
    "date": _date,
    "text": _text,
}
