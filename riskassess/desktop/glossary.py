"""Where the terms of a pack's glossary stand in a text, so that they can be marked and explained.

The longest term wins where several begin at one place, and each is marked once in whatever is shown together: a word
that is explained at its first occurrence is known at the next. A pack's terms are made into one pattern, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from riskassess.questionnaire.values import Pack, Question, wording

_LETTER = "[A-Za-z\u00c0-\u024f]"


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one term as it occurs in a text: where, its words there, and what it means."""

    start: int
    length: int
    words: str
    meaning: str

    @property
    def told(self) -> str:
        """Return the term with its meaning, as a hint says it."""
        return f"{self.words}\n{self.meaning}"


Terms = tuple[Term, ...]


class Glossary:
    """Find the terms of one pack in one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self._language = language
        self._meanings: dict[str, str] = {}
        for term in pack.glossary:
            words = wording(term.term, language).strip()
            if words:
                self._meanings[words.casefold()] = wording(term.meaning, language)
        longest = sorted(self._meanings, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern_of, longest)), re.IGNORECASE) if longest else None
        self._cards: dict[str, Mapping[str, Terms]] = {}

    def marking(self) -> Marking:
        """Begin to mark what is shown together."""
        return Marking(self._pattern, self._meanings)

    def card(self, question: Question) -> Mapping[str, Terms]:
        """Return the terms of a question's card: under ``ask``, ``0`` to ``5`` for its anchors, and ``why``."""
        found = self._cards.get(question.id)
        if found is None:
            texts = {"ask": question.ask, **{str(n): text for n, text in enumerate(question.anchors)}}
            texts["why"] = question.why
            marking = self.marking()
            found = {place: marking.of(wording(text, self._language)) for place, text in texts.items()}
            self._cards[question.id] = found
        return found


class Marking:
    """Mark texts one after another, each term once in all of them."""

    def __init__(self, pattern: re.Pattern[str] | None, meanings: Mapping[str, str]) -> None:
        self._pattern, self._meanings = pattern, meanings
        self._seen: set[str] = set()

    def of(self, text: str) -> Terms:
        """Return the terms of a text that nothing before it had."""
        if self._pattern is None:
            return ()
        found: list[Term] = []
        for match in self._pattern.finditer(text):
            words = match.group().casefold()
            term = next(name for name in (words, *_singular(words)) if name in self._meanings)
            if term not in self._seen:
                self._seen.add(term)
                found.append(Term(match.start(), len(match.group()), match.group(), self._meanings[term]))
        return tuple(found)


def _pattern_of(term: str) -> str:
    """Match a term; in languages that write words apart only a whole word, or its plural."""
    before = f"(?<!{_LETTER})" if re.match(_LETTER, term[0]) else ""
    after = f"(?:e?s)?(?!{_LETTER})" if re.match(_LETTER, term[-1]) else ""
    return f"{before}{re.escape(term)}{after}"


def _singular(words: str) -> Iterable[str]:
    return (words.removesuffix(ending) for ending in ("s", "es"))


@lru_cache(maxsize=8)
def glossary_of(pack: Pack, language: str) -> Glossary:
    """Return the glossary of a pack in a language, made once."""
    return Glossary(pack, language)
