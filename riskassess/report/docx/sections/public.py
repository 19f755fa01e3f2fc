"""What stands outside the enterprise: public measures, filings, what the report does not judge, and the declaration."""

from __future__ import annotations

from collections.abc import Sequence

from riskassess.assessment.conditions import is_given
from riskassess.assessment.support import status_of
from riskassess.questionnaire.values import CalendarItem, Instrument
from riskassess.report import findings
from riskassess.report.docx.paper import Paper, seal_box
from riskassess.report.docx.tables import Cell, Column, Words
from riskassess.report.pdf.sections.decision import policy_line
from riskassess.report.pdf.sections.limits import SAID
from riskassess.report.pdf.sections.support import eligibility_words
from riskassess.report.phrases import MISSING, Phrases
from riskassess.report.voices import Voices


def measures(paper: Paper, voices: Voices) -> None:
    """Write the whole catalogue, what bears on the gaps first."""
    paper.text(*voices.all(lambda p: p.say("measures.intro")))
    for policy in voices.model.pack.policies:
        paper.text(*voices.all(lambda p, one=policy: _policy(p, one)), bold=True)  # type: ignore[misc]
        paper.text(*voices.all(lambda p, one=policy: policy_line(p, one)))  # type: ignore[misc]
    helped = findings.gaps_helped(voices.model)
    for entry in findings.catalogue(voices.model):
        title = voices.line(lambda p, m=entry.measure: p.measure_heading(m))  # type: ignore[misc]
        paper.heading(2, title, f"measure-{entry.measure.id}")
        paper.text(*voices.all(lambda p, e=entry: _facts(p, e)), style="Note")  # type: ignore[misc]
        for instrument in entry.measure.instruments:
            gaps = helped.get(instrument.id, ())
            paper.bullets(voices.all(lambda p, e=entry, i=instrument, g=gaps: _instrument(p, e, i, g)))  # type: ignore[misc]


def _policy(phrases: Phrases, policy: object) -> str:
    issuers = phrases.join(phrases.word(issuer) for issuer in policy.issuers)  # type: ignore[attr-defined]
    return phrases.say("measures.policy", title=phrases.word(policy.title), issuers=issuers)  # type: ignore[attr-defined]


def _facts(phrases: Phrases, entry: findings.CatalogueEntry) -> str:
    status = phrases.say(f"status.{status_of(entry.policy, phrases.model.answers.as_of)}")
    if entry.support is not None:
        relevance = phrases.say("measures.relevance", relevance=f"{entry.support.relevance:.1f}")
    else:
        relevance = phrases.say("measures.no_relevance")
    return phrases.say(
        "measures.facts",
        section=phrases.word(entry.measure.section),
        policy=entry.policy.number,
        status=status,
        units=phrases.join(phrases.word(unit) for unit in entry.measure.units),
        relevance=relevance,
    )


def _instrument(phrases: Phrases, entry: findings.CatalogueEntry, instrument: Instrument, gaps: Sequence[str]) -> str:
    supported = {one.id: one for one in entry.support.instruments} if entry.support else {}
    helps = phrases.say("measures.helps") + phrases.join(gaps) + phrases.say("join.stop") if gaps else ""
    parts = [
        phrases.word(instrument.title) + phrases.say("join.after_label") + phrases.word(instrument.offers),
        phrases.say("measures.ask", ask=phrases.word(instrument.ask_at)),
        eligibility_words(phrases, instrument, supported.get(instrument.id)) or "",
        helps,
    ]
    return phrases.sentences(parts)


def calendar(paper: Paper, voices: Voices) -> None:
    """Write the filings that the project calls for, and those that depend on something not given."""
    due, unsure = findings.calendar(voices.model)
    paper.text(*voices.all(lambda p: p.say("calendar.intro")))
    if due:
        _filings(paper, voices, due, voices.say("report.sections.calendar"))
    else:
        paper.text(*voices.all(lambda p: p.say("calendar.none")))
    if unsure:
        paper.heading(2, voices.say("report.calendar.unsure"))
        paper.text(*voices.all(lambda p: p.say("calendar.unsure_intro")))
        _filings(paper, voices, unsure, voices.say("report.calendar.unsure"))


def _filings(paper: Paper, voices: Voices, items: Sequence[CalendarItem], title: str) -> None:
    shares = (("filing", 3.0), ("when", 4.0), ("norm", 3.0))
    columns = [Column(voices.say(f"report.columns.{key}"), share) for key, share in shares]
    paper.table(title, columns, (_filing(voices, item) for item in items))


def _filing(voices: Voices, item: CalendarItem) -> list[Cell]:
    missing = [field for field in item.when if not is_given(voices.model.answers.profile.get(field))]
    fields = voices.model.pack.field_by_id

    def title(phrases: Phrases) -> str:
        if not missing:
            return phrases.word(item.title)
        names = phrases.join(phrases.word(fields[field].title) for field in missing)
        return f"{phrases.word(item.title)}\n{phrases.say('support.unknown', fields=names)}"

    norm = voices.model.pack.norm_by_id.get(item.norm or "")
    return [voices.lines(title), voices.word(item.due), voices.word(norm.title) if norm else MISSING]


def limits(paper: Paper, voices: Voices) -> None:
    """Write what this report does not judge, and how long it holds."""
    pack = voices.model.pack
    for text in (pack.about, pack.caution):
        if text:
            paper.text(voices.word(text))
    for key in SAID:
        paper.bullets(voices.all(lambda p, k=key: _limit(p, k)))  # type: ignore[misc]


def _limit(phrases: Phrases, key: str) -> str:
    as_of = phrases.model.answers.as_of
    return phrases.say(f"limits.{key}", day=phrases.day(as_of), until=phrases.day(phrases.holds_until()))


def declaration(paper: Paper, voices: Voices) -> None:
    """Write what is declared, with room for two names, the date and the company's seal."""
    model = voices.model
    key = "draft" if model.is_draft else "finished"
    for phrases in voices.each:
        fields = {"client": phrases.client(), "project": phrases.project(), "day": phrases.day(model.answers.as_of)}
        paper.text(phrases.say("declaration.text", **fields))
    paper.text(*voices.all(lambda p: p.say(f"declaration.{key}", revision=model.revision)))
    day = voices.lines(lambda p: p.day(model.finished_on)) if model.finished_on else ""  # type: ignore[arg-type]
    columns = [Column(voices.say("document.fact"), 1), Column(voices.say("document.value"), 2)]
    lines = (("prepared_by", model.prepared_by), ("approved_by", model.approved_by), ("date", day))
    rows: list[list[Cell]] = [
        [Words(voices.say(f"report.declaration.{name}"), bold=True), value] for name, value in lines
    ]
    paper.table(voices.say("report.sections.declaration"), columns, rows)
    seal_box(paper, voices.say("report.declaration.seal"))
