"""Links from questions and lists to instruments, norms, roles and questions: none leads to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.checks.words import question_words
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest


def check_instrument_links(loaded: Loaded) -> Iterator[Problem]:
    """A question closes with instruments that are there, naming each once."""
    known = {name for instrument in loaded.instruments() if (name := instrument.text("id"))}
    for question in loaded.questions():
        seen: set[str] = set()
        for link in question.each("closes_with"):
            name = link.text("instrument")
            if name is None:
                continue
            if name in seen:
                yield link.at("instrument").problem("instrument-repeated", instrument=name)
            elif name not in known and "measures" not in loaded.unread:
                near = nearest(name, sorted(known))
                yield link.at("instrument").problem("instrument-unknown", instrument=name, nearest=near)
            seen.add(name)


def check_successions(loaded: Loaded) -> Iterator[Problem]:
    """An instrument succeeds instruments that are there and stand in a policy that began before its own."""
    if "measures" in loaded.unread:
        return
    began = {name: start for start, one in _instruments(loaded) if (name := one.text("id"))}
    for start, instrument in _instruments(loaded):
        for earlier in instrument.each("succeeds"):
            if earlier.value not in began:
                near = nearest(earlier.value, sorted(began))
                yield earlier.problem("instrument-unknown", instrument=earlier.value, nearest=near)
            elif start and began[earlier.value] >= start:
                own = instrument.text("id") or ""
                yield earlier.problem("succeeds-not-earlier", instrument=own, earlier=earlier.value)


def _instruments(loaded: Loaded) -> Iterator[tuple[str, Spot]]:
    """Go through all instruments with the first day of their policies."""
    for policy in loaded.roots("measures"):
        for measure in policy.each("measures"):
            for instrument in measure.each("instruments"):
                yield policy.text("valid_from") or "", instrument


def check_norm_links(loaded: Loaded) -> Iterator[Problem]:
    """Norms that are named by id stand in the list of norms."""
    if "norms" in loaded.unread:
        return
    known = [name for norm in loaded.under("norms", "norms") if (name := norm.text("id"))]
    references = [norm.at("norm") for question in loaded.questions() for norm in question.each("norms")]
    references += [item.at("norm") for item in loaded.under("calendar", "items")]
    yield from _unknown(references, known, "norm-unknown", "norm")


def check_role_links(loaded: Loaded) -> Iterator[Problem]:
    """Whoever is asked is a role of the pack."""
    if loaded.top.at("roles").was_refused:
        return
    known = [name for role in loaded.top.each("roles") if (name := role.text("id"))]
    asked = [role for question in loaded.questions() for role in question.each("asked_of")]
    yield from _unknown(asked, known, "asked-of-unknown", "role")


def check_condition_questions(loaded: Loaded) -> Iterator[Problem]:
    """What must be closed before a moment is a question."""
    known = question_words(loaded)
    if known is None:
        return
    named = [question for group in loaded.under("conditions", "groups") for question in group.each("questions")]
    yield from _unknown(named, list(known), "question-unknown", "question")


def _unknown(references: list[Spot], known: list[str], code: str, word: str) -> Iterator[Problem]:
    for spot in references:
        if isinstance(spot.value, str) and spot.value not in known:
            fields = {word: spot.value, "nearest": nearest(spot.value, known)}
            yield spot.problem(code, **fields)
