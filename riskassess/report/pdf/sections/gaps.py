"""The gaps: a list that adds up to what is missing, then each with the level to reach and what helps to reach it."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import Gap, GapInstrument, InstrumentResult
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import MarkCell
from riskassess.report.pdf.flow import kept
from riskassess.report.pdf.furniture import Anchor
from riskassess.report.pdf.prose import Labelled, Prose, linked, quiet, strong
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.pdf.sections.support import eligibility_words, instrument_heading
from riskassess.report.phrases import Phrases

LABEL_WIDTH = 66.0


def gaps(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    found = phrases.model.result.gaps
    if not found:
        answered = phrases.model.result.counts.answered
        return [Prose(phrases.say("gaps.none" if answered else "gaps.nothing_answered"), style.BODY)]
    total = sum(gap.points for gap in found)
    intro = phrases.say("gaps.intro", count=len(found), points=f"{total:.1f}")
    body: list[Flowable] = [Prose(intro, style.BODY), _overview(phrases, found, total)]
    body.append(Prose(phrases.say("gaps.weeks"), style.NOTE))
    first, *rest = found
    body += _detail(phrases, first, Prose(phrases.say("gaps.details"), style.HEADING))
    return [*body, *(flowable for gap in rest for flowable in _detail(phrases, gap))]


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


def _detail(phrases: Phrases, gap: Gap, *above: Flowable) -> list[Flowable]:
    """Return one gap: where it stands, what to reach, how much work, which public instruments help."""
    rows = [
        _labelled(phrases.say("gaps.now"), [_anchor(phrases, gap, gap.level)]),
        _labelled(phrases.say("gaps.reach"), [_anchor(phrases, gap, gap.level_to_reach)]),
        _labelled(phrases.say("gaps.work"), [Prose(_work(phrases, gap), style.TABLE)]),
        _labelled(phrases.say("gaps.tools"), _instruments(phrases, gap)),
    ]
    if gap.red_line:
        floor = phrases.model.trace_by_id[gap.id].floor or 0
        words = phrases.say("gaps.red_line", floor=f"{floor:g}")
        rows.insert(0, _labelled(phrases.say("gaps.floor"), [Prose(strong(words), style.TABLE)]))
    return kept([*above, Anchor(f"gap-{gap.id}"), _Heading(phrases, gap)], rows, with_next=3)


class _Heading(Flowable):
    """Set a gap's title with its mark at the left and its figures at the right."""

    def __init__(self, phrases: Phrases, gap: Gap) -> None:
        super().__init__()
        self.mark = MarkCell("red_line" if gap.red_line else "below", style.SUBHEADING.line)
        self.title = Prose(phrases.named(gap.id), style.SUBHEADING.but(before=0, after=0))
        figures = phrases.say("gaps.figures", target=f"{gap.target:g}", points=f"{gap.points:.1f}")
        self.figures = Prose(figures, style.TABLE.but(colour=style.TEXT2, align="right"))
        self.spaceBefore, self.spaceAfter = 14.0, 3.0

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width = avail_width
        self.height = self.title.wrap(avail_width - 150, avail_height)[1]
        self.figures.wrap(130, avail_height)
        return avail_width, self.height

    def draw(self) -> None:
        self.mark.drawOn(self.canv, 0, self.height - self.mark.height)
        self.title.drawOn(self.canv, 14, 0)
        self.figures.drawOn(self.canv, self.width - 130, self.height - self.figures.height - 1)


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


def _instruments(phrases: Phrases, gap: Gap) -> list[Prose]:
    if not gap.instruments:
        return [Prose(phrases.say("gaps.nothing"), style.TABLE)]
    results = {i.id: i for measure in phrases.model.result.measures for i in measure.instruments}
    return [part for item in gap.instruments for part in _instrument(phrases, gap, item, results.get(item.id))]


def _instrument(phrases: Phrases, gap: Gap, item: GapInstrument, result: InstrumentResult | None) -> list[Prose]:
    _, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
    link = findings.link_of(phrases.model.question(gap.id), item)
    offers = phrases.say(
        "gaps.offers",
        offers=phrases.word(instrument.offers),
        units=phrases.join(phrases.word(unit) for unit in measure.units),
        ask=phrases.word(instrument.ask_at),
    )
    small = style.NOTE.but(before=0, after=4)
    how = [
        *instrument_heading(phrases, item.id, item.strength),
        phrases.say("join.after_label"),
        phrases.word(link.how),
    ]
    parts = [Prose(how, style.TABLE.but(before=5.0)), Prose(offers, small)]
    told = eligibility_words(phrases, instrument, result)
    return parts if told is None else [parts[0], Prose(told, small.but(after=0)), parts[1]]
