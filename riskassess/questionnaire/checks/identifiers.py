"""Names: each used once in its space, and written so that it can be told from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded


def check_names_once(loaded: Loaded) -> Iterator[Problem]:
    """Domains and questions share one name space, measures of all files another; every list has its own."""
    yield from _once(_domains_and_questions(loaded))
    yield from _once(spot.at("id") for spot in loaded.catalogue())
    yield from _once(spot.at("id") for spot in loaded.instruments())
    yield from _once(root.at("id") for root in loaded.roots("measures"))
    for part, key in _LISTS:
        yield from _once(spot.at("id") for spot in loaded.under(part, key))
    for key, name in (("grades", "grade"), ("evidence", "id"), ("roles", "id")):
        yield from _once(spot.at(name) for spot in loaded.top.each(key))
    for field in loaded.fields():
        yield from _once(choice.at("id") for choice in field.each("choices"))


_LISTS = (
    ("profile", "fields"),
    ("profile", "contradictions"),
    ("profile", "advice"),
    ("exposures", "rules"),
    ("norms", "norms"),
    ("glossary", "terms"),
    ("calendar", "items"),
    ("conditions", "groups"),
)


def _domains_and_questions(loaded: Loaded) -> Iterator[Spot]:
    for root in loaded.roots("domains"):
        yield root.at("id")
        yield from (question.at("id") for question in root.each("questions"))


def _once(names: Iterable[Spot]) -> Iterator[Problem]:
    first: dict[str, Spot] = {}
    for spot in names:
        if not isinstance(spot.value, str):
            continue
        if spot.value in first:
            earlier = first[spot.value].place
            yield spot.problem("id-repeated", id=spot.value, first=f"{earlier.file}:{earlier.line}")
        else:
            first[spot.value] = spot


def check_instrument_names(loaded: Loaded) -> Iterator[Problem]:
    """An instrument's id is its measure's id, a dot, and more."""
    for measure in loaded.catalogue():
        own = measure.text("id")
        for instrument in measure.each("instruments"):
            name = instrument.text("id")
            if own and name and (not name.startswith(f"{own}.") or name == f"{own}."):
                yield instrument.at("id").problem("instrument-id-malformed", id=name, measure=own)
