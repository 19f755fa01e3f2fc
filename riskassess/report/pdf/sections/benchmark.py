"""Where the enterprise stands in a group that a committee published: bands beside bands, and what they do not say."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import GroupStanding
from riskassess.report.group_words import GroupWords, rarest_first
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.bands import BandCells, BandLegend
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import Phrases

MOST_BELOW = 5
"""Rows of the list of questions below target; the workbook has all of them."""


def benchmark(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    standing = phrases.model.benchmark
    assert standing is not None, "the section is wanted only where there is one"
    words = GroupWords(standing, phrases.texts)
    body: list[Flowable] = [Prose(phrases.sentences(words.intro()), style.BODY)]
    body += [Prose(warning, style.BODY) for warning in words.warnings()]
    legend = (words.say(f"panel.{name}") for name in ("middle_half", "median", "own", "own_lowest"))
    body += [_domains(phrases, words, standing), BandLegend(*legend)]
    body += [Prose(words.readiness(), style.BODY), Prose(words.grades(), style.BODY)]
    return [*body, *_below(phrases, words, standing), Prose(phrases.sentences(words.limits()), style.NOTE)]


def _domains(phrases: Phrases, words: GroupWords, standing: GroupStanding) -> Rows:
    columns = [
        Column(words.say("columns.domain")),
        Column("", 84),
        Column(words.say("columns.own"), 52, "right"),
        Column(words.say("columns.middle_half"), 58, "right"),
        Column(words.say("columns.median"), 52, "right"),
        Column(words.say("columns.place"), 66),
    ]
    return Rows(
        columns,
        (
            [
                phrases.key_name(domain),
                BandCells(place),
                words.band(place.own),
                words.middle(place),
                words.band(place.group.p50),
                words.quarter(place, "short"),
            ]
            for domain, place in standing.domains.items()
        ),
    )


def _below(phrases: Phrases, words: GroupWords, standing: GroupStanding) -> list[Flowable]:
    """Return the own questions below target with the share of others, those first in which one is most alone."""
    if standing.own_grade is None and not standing.below:
        return []
    listed = rarest_first(standing.below)
    if not listed:
        return [Prose(words.say("words.below_none"), style.BODY)]
    columns = [Column(words.say("columns.question")), Column(words.say("words.below_share"), 96, "right")]
    rows = ([phrases.named(question), f"{share}%"] for question, share in listed[:MOST_BELOW])
    body: list[Flowable] = [Rows(columns, rows)]
    if len(listed) > MOST_BELOW:
        body.append(Prose(words.say("words.below_more", count=len(listed) - MOST_BELOW), style.NOTE))
    return titled(words.say("words.below_title"), body)
