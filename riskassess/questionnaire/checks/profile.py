"""The profile's fields: choices where the kind has some, what may be shared, and what one field fills in another."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess import countries
from riskassess.problems import Problem
from riskassess.questionnaire.checks.words import field_words
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest

_TABLES = ("regions",)


def check_choices(loaded: Loaded) -> Iterator[Problem]:
    """Fields of kind choice and choices have choices; no other kind has."""
    for field in loaded.fields():
        kind = field.text("kind")
        choices = field.at("choices")
        if kind in ("choice", "choices") and choices.value is None and not choices.was_refused:
            yield field.problem("choices-missing", field=field.text("id") or "")
        elif kind not in (None, "choice", "choices") and choices.value is not None:
            yield choices.key_problem("choices-not-used", field=field.text("id") or "", kind=kind)


def check_sharing(loaded: Loaded) -> Iterator[Problem]:
    """What may leave has a coarse name for the field and for each of its choices, and only single choices may leave."""
    names: dict[str, str] = {}
    for field in loaded.fields():
        name, own = field.text("share_as"), field.text("id") or ""
        if name is None:
            yield from (choice.at("share").problem("share-without-name") for choice in _shares(field))
            continue
        if field.text("kind") != "choice":
            yield field.at("share_as").problem("share-not-choice", field=own)
        if name in names:
            yield field.at("share_as").problem("share-repeated", name=name, first=names[name])
        names.setdefault(name, own)
        for choice in field.each("choices"):
            if choice.at("share").value is None and not choice.at("share").was_refused:
                yield choice.problem("share-missing", choice=choice.text("id") or "", name=name)


def _shares(field: Spot) -> Iterator[Spot]:
    return (choice for choice in field.each("choices") if choice.at("share").value is not None)


def check_fills(loaded: Loaded) -> Iterator[Problem]:
    """A country fills another field from a table of the pack, which leads to choices of that field only."""
    fields = field_words(loaded) or {}
    for field in loaded.fields():
        for name, table in field.entries("fills"):
            if field.text("kind") != "country":
                yield table.key_problem("fills-not-country", field=field.text("id") or "")
            target = fields.get(name)
            if target is None or target.kind != "choice":
                code = "field-unknown" if target is None else "fills-not-choice"
                yield table.key_problem(code, field=name, nearest=nearest(name, fields))
            elif table.value not in _TABLES or (table.value not in loaded.files and table.value not in loaded.unread):
                yield table.problem("table-unknown", table=table.value, known=_TABLES)
            else:
                yield from _table_values(loaded, str(table.value), target.choices)


def _table_values(loaded: Loaded, table: str, choices: tuple[str, ...]) -> Iterator[Problem]:
    for root in loaded.roots(table):
        for _, spot in root.items():
            if spot.value not in choices:
                yield spot.problem(
                    "choice-unknown", choice=spot.value, nearest=nearest(spot.value, choices), known=choices
                )


def check_region_codes(loaded: Loaded) -> Iterator[Problem]:
    """The table of regions names countries that exist."""
    for root in loaded.roots("regions"):
        for code, spot in root.items():
            if len(code) == 3 and countries.country(code) is None:
                yield spot.key_problem("country-unknown", value=code, nearest=nearest(code, countries.codes()))
