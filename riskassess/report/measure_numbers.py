"""When a report names a measure by its number, and when by its title alone.

A policy counts most of its measures, and a number reads in every language. Some it names by words of its own language
instead; such a name says nothing in another language and does not go with the word for a measure in its own.
"""

from __future__ import annotations

from riskassess.questionnaire.values import Measure, Pack


def is_worded(measure: Measure) -> bool:
    """Say whether a measure's number is written in words: it has letters other than Latin ones, which no number has."""
    return any(sign.isalpha() and not sign.isascii() for sign in measure.number)


def shown_number(pack: Pack, measure: Measure, language: str) -> str:
    """Return a measure's number as a reader of a language can read it; empty for words of another language.

    A pack writes its numbers once, so their words are in its first language.
    """
    return "" if is_worded(measure) and language != pack.languages[0] else measure.number


def worded_heading(pack: Pack, measure: Measure, language: str, title: str) -> str | None:
    """Return the heading of a measure whose number is words, or None for one that is counted."""
    if not is_worded(measure):
        return None
    number = shown_number(pack, measure, language)
    return f"{number}\u3000{title}" if number else title
