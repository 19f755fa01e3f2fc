"""What does not count and why: questions marked not applicable with their reason, hidden ones with what hid them."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import TraceRow
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Labelled, Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import Phrases


def not_counted(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    marked = [row for row in phrases.model.trace if row.state == "not_applicable"]
    hidden = [row for row in phrases.model.trace if row.state == "hidden"]
    if not marked and not hidden:
        return [Prose(phrases.say("not_counted.none"), style.BODY)]
    return [*_marked(phrases, marked), *_hidden(phrases, hidden)]


def _marked(phrases: Phrases, rows: list[TraceRow]) -> list[Flowable]:
    if not rows:
        return []
    share = phrases.share(findings.not_applicable_share(phrases.model))
    body: list[Flowable] = [Prose(phrases.say("not_counted.marked_intro", count=len(rows), share=share), style.BODY)]
    body += [
        Labelled(Prose(phrases.named(row.id), style.TABLE), [Prose(row.reason or "", style.TABLE)], 190, after=3.0)
        for row in rows
    ]
    return titled(phrases.say("not_counted.marked"), body, with_next=2)


def _hidden(phrases: Phrases, rows: list[TraceRow]) -> list[Flowable]:
    if not rows:
        return []
    kept = set(findings.kept_though_hidden(phrases.model))
    columns = [Column(phrases.say("columns.question"), 200), Column(phrases.say("columns.hidden_by"))]
    table = Rows(columns, [[phrases.named(row.id), _cause(phrases, row, row.id in kept)] for row in rows])
    return titled(
        phrases.say("not_counted.hidden"),
        [Prose(phrases.say("not_counted.hidden_intro"), style.BODY), table],
        with_next=2,
    )


def _cause(phrases: Phrases, row: TraceRow, has_answer: bool) -> str:
    fields = phrases.model.pack.field_by_id
    causes = [
        phrases.say("not_counted.cause", field=phrases.word(fields[f].title), value=phrases.value(fields[f], value))
        for f, value in (row.hidden_by or {}).items()
    ]
    return phrases.sentences([phrases.join(causes), phrases.say("not_counted.kept") if has_answer else ""])
