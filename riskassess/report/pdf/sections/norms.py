"""The norms behind the questions: whom each binds, since when, when it was checked, and which questions cite it."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.furniture import Anchor
from riskassess.report.pdf.prose import Prose, quiet
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases

NO_BREAK = "\u00a0"


def norms(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    columns = [
        Column(phrases.say("columns.norm")),
        Column(phrases.say("columns.binds"), 116),
        Column(phrases.say("columns.dates"), 86),
        Column(phrases.say("columns.cited_by"), 106),
    ]
    rows = [_row(phrases, cited) for cited in findings.cited_norms(phrases.model)]
    return [Prose(phrases.say("norms.intro"), style.BODY), Rows(columns, rows)]


def _row(phrases: Phrases, cited: findings.CitedNorm) -> list[str | list[Flowable]]:
    questions = (_citing(phrases, question, clause) for question, clause in cited.cited_by)
    ids = phrases.join(dict.fromkeys(questions)) or MISSING
    norm = cited.norm
    if norm is None:
        return [cited.text, MISSING, MISSING, ids]
    issued = phrases.join(
        part for part in (norm.number or "", phrases.word(norm.issuer) if norm.issuer else "") if part
    )
    title: list[Flowable] = [Anchor(f"norm-{norm.id}"), Prose(phrases.word(norm.title), style.TABLE)]
    if issued:
        title.append(Prose(quiet(issued), style.NOTE.but(before=0.0)))
    dates = [
        phrases.say(key, day=day)
        for key, day in (("norms.in_force", norm.in_force), ("norms.checked", norm.checked))
        if day
    ]
    return [title, phrases.word(norm.binds) if norm.binds else MISSING, "\n".join(dates) or MISSING, ids]


def _citing(phrases: Phrases, question: str, clause: str | None) -> str:
    if not clause:
        return question
    return phrases.say("norms.clause", id=question, clause=phrases.clause(clause)).replace(" ", NO_BREAK)
