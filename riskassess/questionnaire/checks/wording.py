"""Bad wording that a program can notice: repeated anchors, double questions, long texts, texts left untranslated.

Each check is conservative: what it reports is worth a look, what it does not report may still be bad. Lists of words
stand in ``resources/wording``, one file a language; a language without one is not checked for what needs them.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, cast

from riskassess.locations import resources
from riskassess.problems import Problem
from riskassess.questionnaire.loading.documents import Spot
from riskassess.questionnaire.loading.pack_files import Loaded

LONGEST_QUESTION: Final = {"zh": 62, "en": 170}
"""Signs that fill two lines of a question's card at the width of a small window; a third pushes the levels down."""
LONGEST_ANCHOR: Final = {"zh": 70, "en": 190}
"""Signs that fill two lines of a level; with more, the six levels no longer fit one screen together."""
ALIKE = 0.6
"""Share of pairs of signs (or of words) that two anchors have in common before they count as nearly the same."""
HAN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W_]+")
_LINK = "\u4e86?\uff0c?"
"""A particle and a comma that may stand between a Chinese verb and the join."""
_ENDING = r"(?:s|es|d|ed|ing)?"
_SEVERAL_WORDS = 3


def check_repeated_anchors(loaded: Loaded) -> Iterator[Problem]:
    """No two anchors of the pack say the same, or nearly."""
    for language in loaded.languages:
        anchors = [
            anchor
            for question in loaded.questions()
            for _, level in question.entries("levels")
            if (anchor := level.at(language)).value
        ]
        for first, second, share in alike([str(anchor.value) for anchor in anchors]):
            other = anchors[first].place.path
            code = "anchor-repeated" if share == 1 else "anchor-alike"
            yield anchors[second].problem(code, other=other, share=math.floor(share * 100))


def alike(texts: list[str]) -> Iterator[tuple[int, int, float]]:
    """Go through pairs of texts that share at least `ALIKE` of their features, each text with its likest earlier one.

    Two sets can only be that alike when they share one of their rarest features, so only those are looked up.
    """
    sets = [frozenset(_features(text)) for text in texts]
    common = Counter(feature for features in sets for feature in features)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, features in enumerate(sets):
        rarest = sorted(features, key=lambda feature: (common[feature], feature))
        rarest = rarest[: len(features) - math.ceil(ALIKE * len(features)) + 1]
        candidates = {other for feature in rarest for other in holders[feature]}
        rated = [(_share(features, sets[other]), -other) for other in candidates]
        if rated and max(rated)[0] >= ALIKE:
            share, other = max(rated)
            yield -other, index, share
        for feature in rarest:
            holders[feature].append(index)


def _features(text: str) -> list[str]:
    """Return words, or pairs of neighbouring signs where words are not set apart."""
    words = _WORDS.findall(text.casefold())
    if not HAN.search(text):
        return words
    joined = "".join(words)
    return [joined[i : i + 2] for i in range(len(joined) - 1)] or [joined]


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def check_double_questions(loaded: Loaded) -> Iterator[Problem]:
    """A question asks one thing: no two verbs joined, no second question after a comma."""
    for question in loaded.questions():
        for language, ask in question.entries("ask"):
            twice = _doubled(language).search(str(ask.value))
            if twice:
                yield ask.problem("question-double", words=twice[0].strip(" ,，"))


@cache
def _doubled(language: str) -> re.Pattern[str]:
    """Return the pattern of a double question in a language; nothing matches in one without a list of words."""
    path = resources() / "wording" / f"{language}.toml"
    if not path.is_file():
        return re.compile(r"(?!)")
    lists: Mapping[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    joins, verbs = "|".join(lists["joins"]), "|".join(lists["verbs"])
    if any(HAN.search(verb) for verb in lists["verbs"]):
        return re.compile(rf"(?:{verbs}){_LINK}(?:{joins})(?:\w{{0,2}})(?:{verbs})")
    asks = "|".join(lists["asks"])
    joined = rf"\b(?:{verbs}){_ENDING},? (?:{joins}) (?:\w+ly )?(?:{verbs}){_ENDING}\b"
    return re.compile(rf"{joined}|, (?:{joins}) (?:{asks})\b", re.IGNORECASE)


def check_lengths(loaded: Loaded) -> Iterator[Problem]:
    """Questions and anchors fit their card."""
    for question in loaded.questions():
        yield from _too_long(question.at("ask"), "question-too-long", LONGEST_QUESTION)
        for _, level in question.entries("levels"):
            yield from _too_long(level, "anchor-too-long", LONGEST_ANCHOR)


def _too_long(text: Spot, code: str, longest: Mapping[str, int]) -> Iterator[Problem]:
    for language, wording in text.items():
        length, most = len(str(wording.value)), longest.get(language)
        if most is not None and length > most:
            yield wording.problem(code, length=length, most=most)


def check_translated(loaded: Loaded) -> Iterator[Problem]:
    """No text stands in one language under the name of another."""
    languages = loaded.languages
    for files in ((loaded.pack,), *(files for part, files in loaded.files.items() if part != "samples")):
        for file in files:
            if file is not None:
                yield from _untranslated(file.sound.root(), languages)


def _untranslated(spot: Spot, languages: tuple[str, ...]) -> Iterator[Problem]:
    value = spot.value
    if isinstance(value, dict) and set(cast("dict[str, Any]", value)) == set(languages):
        first, *others = (spot.at(language) for language in languages)
        for wording in others:
            if wording.value == first.value and _has_sentence(str(wording.value)):
                yield wording.problem("text-untranslated", language=languages[0])
        yield from (w.problem("text-in-other-script") for name, w in spot.items() if _is_foreign(name, str(w.value)))
        return
    below = [one for _, one in spot.items()] if isinstance(value, dict) else list(spot.listed())
    for one in below:
        if isinstance(one.value, (dict, list)):
            yield from _untranslated(one, languages)


def _has_sentence(text: str) -> bool:
    """Tell whether a text is more than a name, which may well be the same in two languages."""
    return len(_WORDS.findall(text)) >= _SEVERAL_WORDS or len(HAN.findall(text)) >= 2 * _SEVERAL_WORDS


def _is_foreign(language: str, text: str) -> bool:
    """Tell whether a sentence is in a script that its language is not written in; known for two languages."""
    if language == "zh":
        return not HAN.search(text) and len(_WORDS.findall(text)) >= _SEVERAL_WORDS
    return language == "en" and len(HAN.findall(text)) >= 2 * _SEVERAL_WORDS
