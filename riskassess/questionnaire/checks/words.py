"""The words of a pack that may still have faults, as far as its files could be read."""

from __future__ import annotations

from collections.abc import Mapping

from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.vocabulary import FieldWords, Vocabulary


def field_words(loaded: Loaded) -> Mapping[str, FieldWords] | None:
    """Return the fields by id, or None where the profile could not be read."""
    if "profile" in loaded.unread:
        return None
    return {
        name: FieldWords(field.text("kind"), tuple(c for choice in field.each("choices") if (c := choice.text("id"))))
        for field in loaded.fields()
        if (name := field.text("id"))
    }


def question_words(loaded: Loaded) -> Mapping[str, bool] | None:
    """Return question ids with whether they may be marked not applicable, or None where a domain could not be read."""
    if "domains" in loaded.unread:
        return None
    return {name: q.at("allow_na").value is True for q in loaded.questions() if (name := q.text("id"))}


def domain_names(loaded: Loaded) -> tuple[str, ...] | None:
    """Return domain ids, or None where a domain could not be read."""
    if "domains" in loaded.unread:
        return None
    return tuple(name for root in loaded.roots("domains") if (name := root.text("id")))


def loaded_words(loaded: Loaded) -> Vocabulary:
    """Return what answers may say under this pack."""
    return Vocabulary(
        questionnaire=loaded.top.text("id"),
        version=loaded.top.text("version"),
        questions=question_words(loaded),
        evidence=tuple(name for grade in loaded.top.each("evidence") if (name := grade.text("id"))),
        fields=field_words(loaded),
    )
