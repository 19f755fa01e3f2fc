"""Filings and reports that the project calls for, each with when it is due and the norm that asks for it."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.conditions import is_given
from riskassess.questionnaire.values import CalendarItem
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose, linked, quiet
from riskassess.report.pdf.rows import Cell, Column, Rows
from riskassess.report.phrases import MISSING, Phrases


def calendar(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    due, unsure = findings.calendar(phrases.model)
    body: list[Flowable] = [Prose(phrases.say("calendar.intro"), style.BODY)]
    body += [_table(phrases, due)] if due else [Prose(phrases.say("calendar.none"), style.BODY)]
    if unsure:
        body += titled(
            phrases.say("calendar.unsure"),
            [Prose(phrases.say("calendar.unsure_intro"), style.BODY), _table(phrases, unsure)],
            with_next=2,
        )
    return body


def _table(phrases: Phrases, items: tuple[CalendarItem, ...]) -> Rows:
    columns = [
        Column(phrases.say("columns.filing"), 150),
        Column(phrases.say("columns.when")),
        Column(phrases.say("columns.norm"), 118),
    ]
    return Rows(columns, [_row(phrases, item) for item in items])


def _row(phrases: Phrases, item: CalendarItem) -> list[Cell]:
    missing = [f for f in item.when if not is_given(phrases.model.answers.profile.get(f))]
    title: list[Flowable] = [Prose(phrases.word(item.title), style.TABLE)]
    if missing:
        fields = phrases.join(phrases.word(phrases.model.pack.field_by_id[field].title) for field in missing)
        told = phrases.say("support.unknown", fields=fields)
        title.append(Prose(quiet(told), style.NOTE.but(before=0.0)))
    norm = phrases.model.pack.norm_by_id.get(item.norm or "")
    source = Prose(linked(phrases.word(norm.title), f"norm-{norm.id}"), style.TABLE) if norm else MISSING
    return [title, phrases.word(item.due), source]
