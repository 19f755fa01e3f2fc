"""Every question that applies, with the answer as it was given: level and anchor, evidence, note."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from riskassess.assessment.values import TraceRow
from riskassess.questionnaire.values import Domain
from riskassess.report.model import ReportedFile
from riskassess.report.pdf import style
from riskassess.report.pdf.breaking import Run
from riskassess.report.pdf.charts.marks import Mark, MarkCell
from riskassess.report.pdf.flow import kept
from riskassess.report.pdf.furniture import Anchor
from riskassess.report.pdf.heads import Head
from riskassess.report.pdf.prose import Labelled, Prose, quiet, strong
from riskassess.report.phrases import Phrases

LABEL_WIDTH = 66.0


def answers(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    body: list[Flowable] = [Prose(phrases.say("answers.intro"), style.BODY)]
    for domain in phrases.model.pack.domains:
        body += _domain(phrases, domain)
    return body


def _domain(phrases: Phrases, domain: Domain) -> list[Flowable]:
    rows = [row for row in phrases.model.trace if row.domain == domain.id and row.state != "hidden"]
    if not rows:
        return []
    title = phrases.say("domains.named", title=phrases.word(domain.title), id=domain.id)
    first, *rest = (_question(phrases, row) for row in rows)
    head = [Anchor(f"answers-{domain.id}", title, 1), Prose(title, style.HEADING)]
    together = kept(head, first, with_next=len(first))
    return [*together, *(part for question in rest for part in kept([], question, with_next=len(question)))]


def _question(phrases: Phrases, row: TraceRow) -> list[Flowable]:
    question, answer = phrases.model.question(row.id), phrases.model.answer(row.id)
    parts: list[Flowable] = [Anchor(f"answer-{row.id}"), _head(phrases, row)]
    parts += [Prose(quiet(phrases.word(question.ask)), style.TABLE.but(after=2.0), indent=14)]
    if row.state == "not_applicable":
        parts.append(_labelled(phrases.say("answers.not_applicable"), row.reason or ""))
    elif row.level is not None and row.state == "answered":
        level = [
            strong(phrases.level(row.level)),
            phrases.say("join.after_label"),
            phrases.word(question.anchors[row.level]),
        ]
        parts.append(_labelled(phrases.say("answers.level"), level))
    else:
        parts.append(_labelled(phrases.say("answers.level"), [strong(phrases.say("answers.open"))]))
    if answer.evidence or answer.evidence_detail:
        evidence = phrases.evidence(answer.evidence)
        detail = answer.evidence_detail
        shown = phrases.say("answers.evidence_detail", evidence=evidence, detail=detail) if detail else evidence
        parts.append(_labelled(phrases.say("answers.evidence"), shown))
    if files := phrases.model.attachments.get(row.id, ()):
        parts.append(_attached(phrases, files))
    if answer.note:
        parts.append(_labelled(phrases.say("answers.note"), answer.note))
    return parts


def _attached(phrases: Phrases, files: Sequence[ReportedFile]) -> Labelled:
    """Return the files of a question, each with the digest by which it can be told from any other."""
    lines: list[Prose] = []
    for file in files:
        lines.append(Prose([Run(file.name), quiet(f"  {phrases.size(file.size)}")], style.TABLE))
        lines.append(Prose(quiet(phrases.say("answers.digest", digest=file.sha256)), style.NOTE.but(before=0.0)))
    label = Prose(quiet(phrases.say("answers.attachments")), style.TABLE, indent=14)
    return Labelled(label, lines, LABEL_WIDTH + 14, after=1.0)


def _labelled(label: str, body: str | Sequence[str | Run]) -> Labelled:
    return Labelled(
        Prose(quiet(label), style.TABLE, indent=14), [Prose(body, style.TABLE)], LABEL_WIDTH + 14, after=1.0
    )


def _head(phrases: Phrases, row: TraceRow) -> Head:
    """Return the head of a question; where it has a gap the title leads there."""
    target = phrases.say("answers.target", target=f"{row.target:g}")
    if row.floor is not None:
        target = phrases.say("answers.target_floor", target=f"{row.target:g}", floor=f"{row.floor:g}")
    title = strong(phrases.named(row.id))
    if row.id in phrases.model.gap_by_id:
        title = title._replace(link=f"gap-{row.id}")
    figures = Prose(target, style.NOTE.but(align="right", before=0.0))
    return Head(MarkCell(_mark(row)), Prose(title, style.TABLE), figures, before=8.0, after=0.0)


def _mark(row: TraceRow) -> Mark:
    if row.state == "not_applicable":
        return "not_applicable"
    if row.level is None or row.state == "open":
        return "open"
    if row.floor is not None and row.level < row.floor:
        return "red_line"
    return "below" if row.level < row.target else "met"
