"""Where the enterprise stands in a group that a committee published, as the document says it."""

from __future__ import annotations

from collections.abc import Callable

from riskassess.assessment.values import GroupStanding
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.tables import Cell, Column
from riskassess.report.group_words import GroupWords, rarest_first
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices

Said = Callable[[GroupWords], str]


class _Spoken:
    """Say a standing in every language of a report."""

    def __init__(self, voices: Voices, standing: GroupStanding) -> None:
        self._voices, self.standing = voices, standing
        self.first = GroupWords(standing, voices.first.texts)

    def all(self, said: Callable[[GroupWords, Phrases], str]) -> tuple[str, ...]:
        return self._voices.all(lambda phrases: said(GroupWords(self.standing, phrases.texts), phrases))

    def line(self, said: Said) -> str:
        return " / ".join(self.all(lambda words, _: said(words)))

    def lines(self, said: Said) -> str:
        return "\n".join(self.all(lambda words, _: said(words)))


def benchmark(paper: Paper, voices: Voices) -> None:
    """Write where the enterprise stands in a published group."""
    standing = voices.model.benchmark
    assert standing is not None, "the section is wanted only where there is one"
    spoken = _Spoken(voices, standing)
    paper.text(*spoken.all(lambda words, phrases: phrases.sentences(words.intro())))
    paper.text(*spoken.all(lambda words, _: "\n".join(words.warnings())))
    _domains(paper, voices, spoken)
    paper.text(*spoken.all(lambda words, _: words.readiness()))
    paper.text(*spoken.all(lambda words, _: words.grades()))
    _below(paper, voices, spoken)
    paper.text(*spoken.all(lambda words, phrases: phrases.sentences(words.limits())), style="Note")


def _domains(paper: Paper, voices: Voices, spoken: _Spoken) -> None:
    shares = (("domain", 4.0), ("own", 1.5), ("middle_half", 1.7), ("median", 1.5), ("place", 2.3))
    columns = [
        Column(spoken.line(lambda words, k=key: words.say(f"columns.{k}")), share, key not in {"domain", "place"})  # type: ignore[misc]
        for key, share in shares
    ]
    rows: list[list[Cell]] = []
    for domain, place in spoken.standing.domains.items():
        name = voices.lines(lambda phrases, d=domain: phrases.key_name(d))  # type: ignore[misc]
        where = spoken.lines(lambda words, p=place: words.quarter(p, "short"))  # type: ignore[misc]
        first = spoken.first
        rows.append([name, first.band(place.own), first.middle(place), first.band(place.group.p50), where])
    paper.table(voices.say("report.sections.benchmark"), columns, rows)


def _below(paper: Paper, voices: Voices, spoken: _Spoken) -> None:
    listed = rarest_first(spoken.standing.below)
    if not listed:
        if spoken.standing.own_grade is not None:
            paper.text(*spoken.all(lambda words, _: words.say("words.below_none")))
        return
    title = spoken.line(lambda words: words.say("words.below_title"))
    paper.heading(2, title)
    columns = [
        Column(spoken.line(lambda words: words.say("columns.question")), 7.0),
        Column(spoken.line(lambda words: words.say("words.below_share")), 2.0, True),
    ]
    rows = [
        [voices.lines(lambda phrases, q=question: phrases.named(q)), f"{share}%"]  # type: ignore[misc]
        for question, share in listed
    ]
    paper.table(title, columns, rows)
