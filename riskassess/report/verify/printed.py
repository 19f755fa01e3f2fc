"""What the pages say, held against the figures: sentences of the report that carry a figure, found again in its text.

A sentence of the catalogue is a pattern: its words with a gap where the figure stands. Where a page has the words with
another figure in the gap, that page was changed; where it has no such words at all (another version of the program
words it otherwise, or a foot of a page cuts the sentence in two), nothing is known, and nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from riskassess.assessment.digests import answers_data
from riskassess.report import findings
from riskassess.report.phrases import Phrases
from riskassess.texts import Texts, part

_GAPS = {
    "id": "[^。；;]{1,80}?",
    "version": "[^。；;]{1,40}?",
    "digest": "[0-9a-f]{64}",
    "grade": "[^。；;，,]{1,40}?",
}
"""What a gap of that name may hold; every other holds a number."""
_NUMBER, _LAST_NUMBER = "[0-9.]{1,12}?", r"[0-9]+\.[0-9]"
"""Inside a sentence the words that follow say where a number ends; at its end it has one decimal."""
_GAP = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence as it should stand, and the pattern of what could stand in its place."""

    key: str  # the same in every language
    expected: str
    pattern: re.Pattern[str]
    always: bool = True  # a report with every section has it


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold what the pages say: sentences that agree, those that do not with what should stand there, and the rest."""

    agreeing: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]  # found, expected
    not_found: tuple[str, ...]  # in none of the languages that the pages speak


def compare_pages(pages: Sequence[str], languages: Iterable[Phrases]) -> Printed:
    """Look for every sentence that carries a figure, in each language that the report may speak."""
    text = _squeezed("".join(pages))
    agreeing: dict[str, str] = {}
    changed: dict[str, str] = {}
    absent: dict[str, str] = {}
    for phrases in languages:
        typed = _squeezed(" ".join(_texts_in(answers_data(phrases.model.answers))))
        for sentence in _sentences(phrases):
            wanted = _squeezed(sentence.expected)
            stands = {match[0] for match in sentence.pattern.finditer(text)}
            # What an answer's own text says is nobody's figure.
            others = sorted(found for found in stands if found not in wanted and found not in typed)
            changed.update((found, sentence.expected) for found in others)
            if not others and wanted in text:
                agreeing[sentence.key] = sentence.expected
            elif not others and sentence.always:
                absent[sentence.key] = sentence.expected
    missing = tuple(words for key, words in absent.items() if key not in agreeing)
    return Printed(tuple(agreeing.values()), tuple(changed.items()), missing)


def _squeezed(text: str) -> str:
    """Return a text without spaces, since a line may end anywhere in Chinese."""
    return "".join(text.split())


def _texts_in(data: object) -> Iterator[str]:
    """Yield every text of plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in cast("Mapping[str, object]", data).values():
            yield from _texts_in(value)
    elif isinstance(data, (list, tuple)):
        for value in cast("Sequence[object]", data):
            yield from _texts_in(value)


def _sentences(phrases: Phrases) -> Iterator[Sentence]:
    """Yield the sentences that carry figures, with the figures that should stand in them."""
    for key, fields in _figures(phrases):
        if phrases.texts.has(f"report.{key}"):
            yield Sentence(key, phrases.say(key, **fields), _pattern(phrases.texts, key))
    for gap in phrases.model.result.gaps:
        name = phrases.named(gap.id)
        start = re.escape(_squeezed(name))
        row = f"{name}{gap.level}→{gap.level_to_reach}{gap.target:.2f}{gap.points:.1f}"
        yield Sentence(gap.id, row, re.compile(rf"{start}[0-9]→[0-9][0-9]+\.[0-9][0-9][0-9]+\.[0-9]"))
        if phrases.texts.has("report.gaps.figures"):
            figures = phrases.say("gaps.figures", target=f"{gap.target:g}", points=f"{gap.points:.1f}")
            pattern = re.compile(f"{start}(?:{_pattern(phrases.texts, 'gaps.figures').pattern})")
            yield Sentence(f"{gap.id}/figures", name + figures, pattern, always=False)


def _figures(phrases: Phrases) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield keys of sentences with their fields; what this result does not call for is not looked for."""
    result, model = phrases.model.result, phrases.model
    counts, readiness, grade = result.counts, result.readiness, result.grade
    yield "method.pack_digest", {"id": model.pack.id, "version": model.pack.version, "digest": result.pack_sha256}
    yield "method.answers_digest", {"digest": result.answers_sha256}
    yield "decision.basis_counts", {"answered": counts.answered, "applicable": counts.applicable}
    if readiness.point is None:
        return
    shown = phrases.readiness(readiness.point)
    if result.complete:
        capped = bool(findings.standing_caps(model))
        key, letter = ("reason.by_score", grade.uncapped) if capped else ("reason.uncapped", grade.point)
        yield key, {"readiness": shown, "grade": letter}
        if capped:
            yield "reason.worst" if grade.point != letter else "reason.caps_change_nothing", {"grade": grade.point}
    else:
        yield "reason.so_far", {"point": shown}
    yield from _trust(phrases)


def _trust(phrases: Phrases) -> Iterator[tuple[str, Mapping[str, object]]]:
    result = phrases.model.result
    held = len(findings.held_down(phrases.model))
    if held and result.readiness.point is not None and result.substantiated.readiness is not None:
        points = f"{result.readiness.point - result.substantiated.readiness:.1f}"
        yield "trust.difference", {"points": points, "count": held}
    if result.gaps:
        total = f"{sum(gap.points for gap in result.gaps):.1f}"
        yield "gaps.intro", {"count": len(result.gaps), "points": total}
        yield "decision.all_gaps", {"count": len(result.gaps), "points": total}


def _pattern(texts: Texts, key: str) -> re.Pattern[str]:
    """Return what a sentence may look like, in any of its forms, with something else in its gaps."""
    found: object = part(texts.language, "report")[key]
    forms = cast("Mapping[str, str]", found).values() if isinstance(found, Mapping) else (found,)
    return re.compile("|".join(_with_gaps(str(form)) for form in forms))


def _with_gaps(form: str) -> str:
    words = [re.escape(_squeezed(piece)) for piece in _GAP.split(form)[::2]]
    gaps = [_GAPS.get(name, _NUMBER) for name in _GAP.findall(form)]
    if not words[-1] and gaps[-1] == _NUMBER:
        gaps[-1] = _LAST_NUMBER
    if not words[0]:  # what stands before a gap at the beginning would be taken for a part of it
        gaps[0] = ""
    return words[0] + "".join(gap + after for gap, after in zip(gaps, words[1:], strict=True))
