"""The red lines: every question with a floor, the failed ones first with what they need next."""

from __future__ import annotations

from math import ceil

from reportlab.platypus import Flowable

from riskassess.assessment.values import TraceRow
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import Mark, MarkCell
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases


def red_lines(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    rows = findings.red_lines(phrases.model)
    if not rows:
        return [Prose(phrases.say("red_lines.none"), style.BODY)]
    failed = sum(1 for row in rows if findings.fails(row))
    opened = sum(1 for row in rows if row.state == "open")
    intro = phrases.say("red_lines.intro", count=len(rows), failed=failed, open=opened)
    columns = [
        Column("", 9),
        Column(phrases.say("columns.question"), 180),
        Column(phrases.say("columns.floor"), 34, "right"),
        Column(phrases.say("columns.now"), 34, "right"),
        Column(phrases.say("columns.next_step")),
    ]
    return [Prose(intro, style.BODY), Rows(columns, [_row(phrases, row) for row in rows])]


def _row(phrases: Phrases, row: TraceRow) -> list[str | Flowable]:
    floor = row.floor or 0
    question = phrases.model.question(row.id)
    failed = findings.fails(row)
    if failed:
        anchor = phrases.word(question.anchors[min(ceil(floor), 5)])
        next_step = phrases.say("red_lines.reach", level=phrases.level(min(ceil(floor), 5)), anchor=anchor)
    else:
        next_step = phrases.say("red_lines.answer" if row.state == "open" else "red_lines.met")
    mark: Mark = "red_line" if failed else ("open" if row.state == "open" else "met")
    title = Prose(phrases.named(row.id), style.TABLE.but(bold=failed))
    now = MISSING if row.level is None or row.state == "open" else str(row.level)
    return [MarkCell(mark), title, f"{floor:g}", now, next_step]
