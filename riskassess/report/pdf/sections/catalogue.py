"""The whole catalogue of measures and instruments, what helps here first, with whom to ask and whether in force."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.support import status_of
from riskassess.questionnaire.values import Instrument
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.breaking import Run
from riskassess.report.pdf.flow import kept
from riskassess.report.pdf.furniture import Anchor
from riskassess.report.pdf.prose import Prose, linked, strong
from riskassess.report.pdf.sections.decision import policy_line
from riskassess.report.pdf.sections.support import eligibility_words
from riskassess.report.phrases import Phrases

INDENT = 14.0


def measures(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    body: list[Flowable] = [Prose(phrases.say("measures.intro"), style.BODY)]
    for policy in phrases.model.pack.policies:
        issuers = phrases.join(phrases.word(issuer) for issuer in policy.issuers)
        title = phrases.say("measures.policy", title=phrases.word(policy.title), issuers=issuers)
        body += [Prose(strong(title), style.BODY.but(before=4.0)), Prose(policy_line(phrases, policy), style.BODY)]
    helped = findings.gaps_helped(phrases.model)
    for entry in findings.catalogue(phrases.model):
        body += _measure(phrases, entry, helped)
    return body


def _measure(phrases: Phrases, entry: findings.CatalogueEntry, helped: dict[str, tuple[str, ...]]) -> list[Flowable]:
    measure = entry.measure
    status = phrases.say(f"status.{status_of(entry.policy, phrases.model.answers.as_of)}")
    heading = phrases.measure_heading(measure)
    if entry.support is not None:
        relevance = phrases.say("measures.relevance", relevance=f"{entry.support.relevance:.1f}")
    else:
        relevance = phrases.say("measures.no_relevance")
    facts = phrases.say(
        "measures.facts",
        section=phrases.word(measure.section),
        policy=entry.policy.number,
        status=status,
        units=phrases.join(phrases.word(unit) for unit in measure.units),
        relevance=relevance,
    )
    head = [
        Anchor(f"measure-{measure.id}"),
        Prose(heading, style.SUBHEADING),
        Prose(facts, style.NOTE.but(before=0, after=2)),
    ]
    body = [part for instrument in measure.instruments for part in _instrument(phrases, entry, instrument, helped)]
    return kept(head, body)


def _instrument(
    phrases: Phrases, entry: findings.CatalogueEntry, instrument: Instrument, helped: dict[str, tuple[str, ...]]
) -> list[Flowable]:
    supported = {i.id: i for i in entry.support.instruments} if entry.support else {}
    words = [strong(phrases.word(instrument.title)), phrases.say("join.after_label"), phrases.word(instrument.offers)]
    small: list[str | Run] = [phrases.say("measures.ask", ask=phrases.word(instrument.ask_at))]
    told = eligibility_words(phrases, instrument, supported.get(instrument.id))
    if told is not None:
        small.append(phrases.say("join.sentence_separator") + told)
    if helped.get(instrument.id):
        small += _helped(phrases, helped[instrument.id])
    parts = [
        Prose(words, style.TABLE.but(before=2.0), indent=INDENT),
        Prose(small, style.NOTE.but(before=0.0, after=3.0), indent=INDENT, tied=True),
    ]
    return kept([], parts, with_next=2)


def _helped(phrases: Phrases, gaps: tuple[str, ...]) -> list[str | Run]:
    """Return the gaps that an instrument helps with, each leading there."""
    runs: list[str | Run] = [phrases.say("join.sentence_separator") + phrases.say("measures.helps")]
    for number, gap in enumerate(gaps):
        runs += [phrases.say("join.list")] if number else []
        runs.append(linked(gap, f"gap-{gap}"))
    return [*runs, phrases.say("join.stop")]
