"""The sheet of where the enterprise stands in a published group: bands as ranges, every question below target."""

from __future__ import annotations

from collections.abc import Callable

from riskassess.report.group_words import GroupWords, rarest_first
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices
from riskassess.report.xlsx.book import Book, Column, Sheet

_WIDTHS = (("domain", 44.0), ("own", 14.0), ("low", 14.0), ("median", 14.0), ("high", 14.0), ("place", 34.0))


def write_benchmark(book: Book, voices: Voices) -> Sheet:
    """Write the group, the domains, readiness and grades, what is below target, and what all this does not say."""
    standing = voices.model.benchmark
    assert standing is not None, "the sheet is wanted only where there is one"

    def said(say: Callable[[GroupWords, Phrases], str], between: str = "\n") -> str:
        return between.join(voices.all(lambda phrases: say(GroupWords(standing, phrases.texts), phrases)))

    def head(key: str) -> str:
        return said(lambda words, _: words.say(f"columns.{key}"), " / ")

    columns = [Column(head(key), width) for key, width in _WIDTHS]
    sheet = book.sheet(voices.say("sheets.benchmark.name"), voices.say("sheets.benchmark.note"), columns)
    band = GroupWords(standing, voices.first.texts).band
    for domain, place in standing.domains.items():
        name = voices.lines(lambda phrases, d=domain: phrases.key_name(d))  # type: ignore[misc]
        where = said(lambda words, _, p=place: words.quarter(p))  # type: ignore[misc]
        group = place.group
        book.row(sheet, [name, *map(band, (place.own, group.p25, group.p50, group.p75)), where])
    if standing.below:
        book.gap(sheet, voices.say("sheets.benchmark.below"))
        book.heads(sheet, [(head("question"), "text"), (voices.say("sheets.benchmark.share"), "whole")])
        for question, share in rarest_first(standing.below):
            book.row(sheet, [voices.lines(lambda phrases, q=question: phrases.named(q)), share])  # type: ignore[misc]
    book.gap(sheet, voices.say("sheets.benchmark.about"))
    for part in (GroupWords.intro, GroupWords.figures, GroupWords.warnings, GroupWords.limits):
        for number in range(len(part(GroupWords(standing, voices.first.texts)))):
            book.row(sheet, [said(lambda words, _, p=part, n=number: p(words)[n])])  # type: ignore[misc]
    return sheet
