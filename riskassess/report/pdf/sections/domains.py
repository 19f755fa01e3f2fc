"""The domains: radar and bars, then each domain's figures in a table that says the same in numbers."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from riskassess.assessment.values import DomainResult
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.bars import DomainBar, DomainBars
from riskassess.report.pdf.charts.marks import Legend, Mark, MarkCell
from riskassess.report.pdf.charts.radar import FEWEST, MOST, Radar, Spoke
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases


def domains(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    counting = phrases.model.result.domains
    if not counting:
        return [Prose(phrases.say("domains.none"), style.BODY)]
    body: list[Flowable] = [Prose(phrases.say("domains.intro"), style.BODY)]
    body += (
        domain_radar(phrases) if FEWEST <= len(counting) <= MOST else [domain_bars(phrases, columns=1), Spacer(1, 10)]
    )
    return [*body, _table(phrases), Prose(phrases.say("domains.note"), style.NOTE)]


def domain_bars(phrases: Phrases, columns: int = 2) -> DomainBars:
    """Return the bars of every domain that counts."""
    return DomainBars([_bar(phrases, domain) for domain in phrases.model.result.domains], columns=columns)


def _bar(phrases: Phrases, domain: DomainResult) -> DomainBar:
    return DomainBar(
        names=(phrases.key_name(domain.id), phrases.domain_label(domain.id), domain.id),
        level=None if domain.score is None else domain.score / 20,
        target=domain.target,
        attainment=phrases.attainment(domain.attainment),
        mark=_mark(phrases, domain),
        weak=findings.is_weak(phrases.model, domain),
    )


def _mark(phrases: Phrases, domain: DomainResult) -> Mark | None:
    """Return the worst thing to know about a domain: a failed red line, something open, weakness."""
    failed = {phrases.model.trace_by_id[gap.id].domain for gap in findings.failed_red_lines(phrases.model)}
    if domain.id in failed:
        return "red_line"
    if _open(phrases, domain):
        return "open"
    return "weak" if findings.is_weak(phrases.model, domain) else None


def _open(phrases: Phrases, domain: DomainResult) -> int:
    return sum(1 for row in phrases.model.trace if row.domain == domain.id and row.state == "open")


def domain_radar(phrases: Phrases) -> list[Flowable]:
    """Return the radar of every domain that counts, with its legend."""
    spokes = [
        Spoke(
            phrases.domain_label(domain.id),
            None if domain.score is None else domain.score / 20,
            domain.target,
            not _open(phrases, domain),
        )
        for domain in phrases.model.result.domains
    ]
    legend = Legend([("bar", phrases.say("legend.level")), ("dashed", phrases.say("legend.target"))], style.TEXT_WIDTH)
    return [Radar(spokes), legend, Spacer(1, 8)]


def _table(phrases: Phrases) -> Rows:
    some_open = phrases.model.result.counts.open > 0
    columns = [
        Column("", 9),
        Column(phrases.say("columns.domain")),
        Column(phrases.say("columns.weight"), 34, "right"),
        Column(phrases.say("columns.level"), 34, "right"),
        Column(phrases.say("columns.base"), 36, "right"),
        Column(phrases.say("columns.target"), 36, "right"),
        Column(phrases.say("columns.attainment"), 46, "right"),
        *([Column(phrases.say("columns.range"), 82, "right")] if some_open else []),
        Column(phrases.say("columns.gaps"), 30, "right"),
    ]
    rows = (_row(phrases, domain, some_open=some_open) for domain in phrases.model.result.domains)
    return Rows(columns, rows)


def _row(phrases: Phrases, domain: DomainResult, *, some_open: bool) -> list[str | Flowable]:
    gaps = sum(1 for gap in phrases.model.result.gaps if phrases.model.trace_by_id[gap.id].domain == domain.id)
    mark = _mark(phrases, domain)
    low, high = phrases.attainment(domain.attainment_low), phrases.attainment(domain.attainment_high)
    return [
        MarkCell(mark) if mark else "",
        phrases.say("domains.named", title=phrases.key_name(domain.id), id=domain.id),
        f"{domain.weight:g}",
        MISSING if domain.score is None else f"{domain.score / 20:.2f}",
        f"{phrases.model.pack.domain_by_id[domain.id].base_target:.2f}",
        f"{domain.target:.2f}",
        phrases.attainment(domain.attainment),
        *([f"{low} – {high}" if _open(phrases, domain) else MISSING] if some_open else []),
        str(gaps),
    ]
