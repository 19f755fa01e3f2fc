"""The gaps: a list that adds up to what is missing, then the worst in full and the rest, in the appendix, in short."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import Gap, GapInstrument, InstrumentResult
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.breaking import Run
from riskassess.report.pdf.charts.marks import MarkCell
from riskassess.report.pdf.flow import kept
from riskassess.report.pdf.furniture import Anchor
from riskassess.report.pdf.heads import Head
from riskassess.report.pdf.prose import Labelled, Prose, linked, quiet, strong
from riskassess.report.pdf.rows import Cell, Column, Rows
from riskassess.report.pdf.sections.support import eligibility_words, instrument_heading, instrument_tags
from riskassess.report.phrases import Phrases

LABEL_WIDTH = 66.0


def gaps(phrases: Phrases) -> list[Flowable]:
    """Return the section: the list of all gaps, then the worst ones in full."""
    found = phrases.model.result.gaps
    if not found:
        answered = phrases.model.result.counts.answered
        return [Prose(phrases.say("gaps.none" if answered else "gaps.nothing_answered"), style.BODY)]
    total = sum(gap.points for gap in found)
    intro = phrases.say("gaps.intro", count=len(found), points=f"{total:.1f}")
    body: list[Flowable] = [Prose(intro, style.BODY), _overview(phrases, found, total)]
    body.append(Prose(phrases.say("gaps.weeks"), style.NOTE))
    worst, others = findings.worst_gaps(phrases.model), findings.other_gaps(phrases.model)
    title = phrases.say("gaps.worst", count=len(worst)) if others else phrases.say("gaps.details")
    seen: set[str] = set()
    above: list[Flowable] = [Prose(title, style.HEADING), Prose(phrases.say("gaps.once"), style.TABLE)]
    for number, gap in enumerate(worst):
        body += _detail(phrases, gap, seen, *(above if not number else ()))
    return body


def more_gaps(phrases: Phrases) -> list[Flowable]:
    """Return the appendix with the gaps that are not told in full, a row each."""
    columns = [
        Column("", 9),
        Column(phrases.say("columns.question"), 112),
        Column(phrases.say("columns.levels"), 38),
        Column(phrases.say("columns.to_reach")),
        Column(phrases.say("columns.tools_named"), 126),
    ]
    rows = [_compact(phrases, gap) for gap in findings.other_gaps(phrases.model)]
    return [Prose(phrases.say("gaps.more_intro"), style.BODY), Rows(columns, rows)]


def _compact(phrases: Phrases, gap: Gap) -> list[Cell]:
    question = phrases.model.question(gap.id)
    title = linked(phrases.named(gap.id), f"answer-{gap.id}")._replace(role="text", bold=gap.red_line)
    facts = phrases.say("gaps.compact", points=f"{gap.points:.1f}", weeks=f"{_weeks(phrases, gap):.1f}")
    named: list[str | Run] = []
    for number, item in enumerate(gap.instruments):
        _, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
        named += [phrases.say("join.list")] if number else []
        named.append(linked(phrases.word(instrument.title), f"measure-{measure.id}"))
        named.append(instrument_tags(phrases, item.id))
    return [
        MarkCell("red_line" if gap.red_line else "below"),
        [Anchor(f"gap-{gap.id}"), Prose(title, style.TABLE), Prose(quiet(facts), style.NOTE.but(before=0.0))],
        f"{gap.level} → {gap.level_to_reach}",
        phrases.word(question.anchors[gap.level_to_reach]),
        Prose(named or phrases.say("gaps.nothing"), style.TABLE),
    ]


def _overview(phrases: Phrases, found: tuple[Gap, ...], total: float) -> Rows:
    columns = [
        Column("", 9),
        Column(phrases.say("columns.question")),
        Column(phrases.say("columns.levels"), 38),
        Column(phrases.say("columns.target"), 38, "right"),
        Column(phrases.say("columns.worth"), 40, "right"),
        Column(phrases.say("columns.weeks"), 40, "right"),
        Column(phrases.say("columns.tools"), 44, "right"),
    ]
    rows: list[list[str | Flowable]] = [_line(phrases, gap) for gap in found]
    weeks = sum(_weeks(phrases, gap) for gap in found)
    bold = style.TABLE_HEAD.but(align="right")
    rows.append(
        [
            "",
            Prose(phrases.say("gaps.total"), style.TABLE_HEAD),
            "",
            "",
            Prose(f"{total:.1f}", bold),
            Prose(f"{weeks:.1f}", bold),
            "",
        ]
    )
    return Rows(columns, rows)


def _line(phrases: Phrases, gap: Gap) -> list[str | Flowable]:
    title = linked(phrases.named(gap.id), f"gap-{gap.id}")._replace(role="text", bold=gap.red_line)
    return [
        MarkCell("red_line" if gap.red_line else "below"),
        Prose(title, style.TABLE),
        f"{gap.level} → {gap.level_to_reach}",
        f"{gap.target:.2f}",
        f"{gap.points:.1f}",
        f"{_weeks(phrases, gap):.1f}",
        str(len(gap.instruments)),
    ]


def _weeks(phrases: Phrases, gap: Gap) -> float:
    return findings.effort(phrases.model.question(gap.id), gap.level, gap.level_to_reach)


def _detail(phrases: Phrases, gap: Gap, seen: set[str], *above: Flowable) -> list[Flowable]:
    """Return one gap: where it stands, what to reach, how much work, which public instruments help."""
    rows = [
        _labelled(phrases.say("gaps.now"), [_anchor(phrases, gap, gap.level)]),
        _labelled(phrases.say("gaps.reach"), [_anchor(phrases, gap, gap.level_to_reach)]),
        _labelled(phrases.say("gaps.work"), [Prose(_work(phrases, gap), style.TABLE)]),
        _labelled(phrases.say("gaps.tools"), _instruments(phrases, gap, seen)),
    ]
    if gap.red_line:
        floor = phrases.model.trace_by_id[gap.id].floor or 0
        words = phrases.say("gaps.red_line", floor=f"{floor:g}")
        rows.insert(0, _labelled(phrases.say("gaps.floor"), [Prose(strong(words), style.TABLE)]))
    return kept([*above, Anchor(f"gap-{gap.id}"), _head(phrases, gap)], rows, with_next=len(rows))


def _head(phrases: Phrases, gap: Gap) -> Head:
    title = linked(phrases.named(gap.id), f"answer-{gap.id}")._replace(role="text")
    figures = phrases.say("gaps.figures", target=f"{gap.target:g}", points=f"{gap.points:.1f}")
    return Head(
        MarkCell("red_line" if gap.red_line else "below", style.SUBHEADING.line),
        Prose(title, style.SUBHEADING.but(before=0, after=0)),
        Prose(figures, style.TABLE.but(colour=style.TEXT2, align="right")),
        before=14.0,
        after=3.0,
    )


def _labelled(label: str, body: list[Prose]) -> Labelled:
    row = Labelled(Prose(quiet(label), style.TABLE, indent=14), body, LABEL_WIDTH + 14)
    row.spaceAfter = 3.0
    return row


def _anchor(phrases: Phrases, gap: Gap, level: int) -> Prose:
    anchor = phrases.word(phrases.model.question(gap.id).anchors[level])
    return Prose([strong(phrases.level(level)), phrases.say("join.after_label"), anchor], style.TABLE)


def _work(phrases: Phrases, gap: Gap) -> str:
    question = phrases.model.question(gap.id)
    weeks = f"{_weeks(phrases, gap):.1f}"
    roles = phrases.roles(question.asked_of)
    return (
        phrases.say("gaps.weeks_roles", weeks=weeks, roles=roles)
        if roles
        else phrases.say("gaps.weeks_only", weeks=weeks)
    )


def _instruments(phrases: Phrases, gap: Gap, seen: set[str]) -> list[Prose]:
    if not gap.instruments:
        return [Prose(phrases.say("gaps.nothing"), style.TABLE)]
    results = {i.id: i for measure in phrases.model.result.measures for i in measure.instruments}
    return [part for item in gap.instruments for part in _instrument(phrases, gap, item, results.get(item.id), seen)]


def _instrument(
    phrases: Phrases, gap: Gap, item: GapInstrument, result: InstrumentResult | None, seen: set[str]
) -> list[Prose]:
    """Return how an instrument helps; what it offers, whom to ask and for whom it is are said the first time alone."""
    _, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
    link = findings.link_of(phrases.model.question(gap.id), item)
    how = [
        *instrument_heading(phrases, item.id, item.strength),
        phrases.say("join.after_label"),
        phrases.word(link.how),
    ]
    small = style.NOTE.but(before=0, after=2)
    parts = [Prose(how, style.TABLE.but(before=3.0))]
    if item.id not in seen:
        said = phrases.say("gaps.offers", offers=phrases.word(instrument.offers), ask=phrases.word(instrument.ask_at))
        told = eligibility_words(phrases, instrument, result)
        parts.append(Prose(phrases.sentences([said, told or ""]), small, tied=True))
    if measure.id not in seen:
        units = phrases.join(phrases.word(unit) for unit in measure.units)
        parts.append(Prose(phrases.measured("gaps.units", measure, units=units), small, tied=True))
    seen |= {item.id, measure.id}
    return parts
