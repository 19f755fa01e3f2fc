"""The decision page: one page a chairman can act on, from what to do down to what it rests on.

The table of what to close takes the room that is left, with the anchors to reach where they fit; the failed red lines
come first into it, and what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from riskassess.assessment.support import status_of
from riskassess.questionnaire.values import Policy
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import GradeSquare, Legend, MarkCell, SpanBox
from riskassess.report.pdf.charts.ruler import Ruler
from riskassess.report.pdf.fonts import shown, width_of
from riskassess.report.pdf.prose import Labelled, Prose, linked, strong
from riskassess.report.pdf.rows import Cell, Column, Rows
from riskassess.report.pdf.sections.domains import domain_bars
from riskassess.report.pdf.sections.readings import readings
from riskassess.report.pdf.verdict import DETAILS, Detail, reason, verdict
from riskassess.report.phrases import Phrases

MOST_ROWS, MOST_UNITS = 7, 2
ROOM_FOR_CONDITIONS = 142.0
"""What a heading, a table of four rows and its note take."""
CLOSE = style.HEADING.but(before=12.0, after=4.0)


def decision(phrases: Phrases) -> list[Flowable]:
    """Return the decision page, with as much detail as leaves room for what to close."""
    above, below, free = _around(phrases, DETAILS[0])
    for detail in DETAILS[1:]:
        if free >= ROOM_FOR_CONDITIONS:
            break
        above, below, free = _around(phrases, detail)
    return [*above, *_conditions(phrases, free), *below]


def _around(phrases: Phrases, detail: Detail) -> tuple[list[Flowable], list[Flowable], float]:
    """Return what stands above and below the table of what to close, and the height left for it."""
    above: list[Flowable] = [_Verdict(phrases, detail), Spacer(1, 6), *_ruler(phrases, detail)]
    below = [*_domains(phrases), *_policies(phrases), *_basis(phrases, detail)]
    title = style.SECTION.line + style.SECTION.after
    return above, below, style.TEXT_HEIGHT - title - _height(above) - _height(below)


def _height(flowables: Sequence[Flowable]) -> float:
    height, after = 0.0, 0.0
    for flowable in flowables:
        height += max(flowable.getSpaceBefore() - after, 0) + flowable.wrap(style.TEXT_WIDTH, style.TEXT_HEIGHT)[1]
        after = flowable.getSpaceAfter()
        height += after
    return height


class _Verdict(Flowable):
    """Set the grade, or the span while something is open, beside the verdict and its reason."""

    def __init__(self, phrases: Phrases, detail: Detail) -> None:
        super().__init__()
        result, grades = phrases.model.result, [grade.id for grade in phrases.model.pack.grades]
        self.sign: Flowable
        if result.complete and result.grade.point is not None:
            self.sign = GradeSquare(result.grade.point, grades.index(result.grade.point), len(grades))
        else:
            self.sign = SpanBox(phrases.grade_span())
        self.words = [Prose(verdict(phrases), style.LEAD.but(after=4.0))]
        self.words += [Prose(text, style.BODY) for text in reason(phrases, detail)]

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.left = self.sign.wrap(avail_width, avail_height)[0] + 18
        beside = avail_width - self.left
        words = sum(part.wrap(beside, avail_height)[1] + part.spaceAfter for part in self.words)
        self.width, self.height = avail_width, max(words, self.sign.wrap(avail_width, avail_height)[1])
        return avail_width, self.height

    def draw(self) -> None:
        self.sign.drawOn(self.canv, 0, self.height - self.sign.height)
        y = self.height + 2
        for part in self.words:
            y -= part.height
            part.drawOn(self.canv, self.left, y)
            y -= part.spaceAfter


def _ruler(phrases: Phrases, detail: Detail) -> list[Flowable]:
    if phrases.model.result.readiness.low is None:
        return []
    cuts = [(grade.id, grade.start) for grade in phrases.model.pack.grades]
    ruler = Ruler(cuts, readings(phrases))
    if not detail.scale:
        return [ruler]
    note = phrases.say("decision.ruler" if phrases.model.result.complete else "decision.ruler_open")
    return [ruler, Prose(note, style.NOTE.but(before=2.0))]


def _conditions(phrases: Phrases, free: float) -> list[Flowable]:
    """Return what to close before the pack's moments, as many rows as there is room for."""
    items = findings.conditions_to_close(phrases.model)
    if not items:
        return _other_gaps(phrases)
    heading = CLOSE.before + CLOSE.line + CLOSE.after
    ranked = sorted(items, key=lambda item: (not item.gap.red_line, -item.gap.points))
    for count in range(min(len(items), MOST_ROWS), 0, -1):
        chosen = [item for item in items if item in ranked[:count]]
        note = Prose(_rest(phrases, len(items) - count), style.NOTE)
        room = free - heading - note.wrap(style.TEXT_WIDTH, 0)[1] - note.spaceBefore
        for with_anchor in (True, False):
            table = _condition_table(phrases, chosen, with_anchor=with_anchor)
            if table.height <= room or (count == 1 and not with_anchor):
                return [Prose(phrases.say("decision.conditions"), CLOSE), table, note]
    return []


def _condition_table(phrases: Phrases, items: Sequence[findings.Condition], *, with_anchor: bool) -> Rows:
    rows: list[list[Cell]] = []
    for item in items:
        gap, question = item.gap, phrases.model.question(item.gap.id)
        title = linked(phrases.word(question.title), f"gap-{gap.id}")._replace(role="text", bold=gap.red_line)
        anchor = [phrases.word(question.anchors[gap.level_to_reach])] if with_anchor else []
        steps = f"{gap.level} → {gap.level_to_reach}"
        weeks = f"{findings.effort(question, gap.level, gap.level_to_reach):.1f}"
        mark = MarkCell("red_line" if gap.red_line else "below")
        rows.append([phrases.word(item.group.before), mark, Prose(title, style.TABLE), *anchor, steps, weeks])
    moment = max(width_of(shown(phrases.word(item.group.before)), style.TABLE.size) for item in items) + 1
    anchor_column = [Column(phrases.say("columns.to_reach"), 170)] if with_anchor else []
    columns = [
        Column(phrases.say("columns.moment"), 70 if with_anchor else min(moment, 150)),
        Column("", 9),
        Column(phrases.say("columns.question")),
        *anchor_column,
        Column(phrases.say("columns.levels"), 38),
        Column(phrases.say("columns.weeks"), 34, "right"),
    ]
    return Rows(columns, rows)


def _rest(phrases: Phrases, left: int) -> str:
    gaps = phrases.model.result.gaps
    total = phrases.say("decision.all_gaps", count=len(gaps), points=f"{sum(gap.points for gap in gaps):.1f}")
    opened = findings.open_conditions(phrases.model)
    return phrases.sentences(
        [
            phrases.say("decision.not_shown", count=left) if left else "",
            phrases.say("decision.open_conditions", count=opened) if opened else "",
            phrases.say("decision.weeks"),
            total,
        ]
    )


def _other_gaps(phrases: Phrases) -> list[Flowable]:
    """Say that nothing stands before the project's moments, when it has any."""
    if not findings.moments(phrases.model) or phrases.model.result.readiness.point is None:
        return []
    opened = findings.open_conditions(phrases.model)
    words = phrases.say("decision.open_conditions", count=opened) if opened else phrases.say("decision.no_conditions")
    return [Prose(phrases.say("decision.conditions"), CLOSE), Prose(words, style.TABLE)]


def _domains(phrases: Phrases) -> list[Flowable]:
    if not phrases.model.result.domains:
        return []
    legend = Legend(
        [
            ("bar", phrases.say("legend.level")),
            ("tick", phrases.say("legend.target")),
            ("weak", phrases.say("legend.weak")),
            ("red_line", phrases.say("legend.red_line")),
            ("", phrases.say("legend.attainment")),
        ],
        style.TEXT_WIDTH - 120,
    )
    heading = Labelled(Prose(phrases.say("decision.domains"), CLOSE), [_Boxed(legend)], 120)  # type: ignore[list-item]
    heading.spaceBefore, heading.spaceAfter = CLOSE.before, CLOSE.after
    return [heading, domain_bars(phrases)]


class _Boxed(Flowable):
    """Give a chart the space a paragraph beside a label has."""

    def __init__(self, chart: Flowable) -> None:
        super().__init__()
        self.chart = chart

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.width, self.height = self.chart.wrap(avail_width, avail_height)
        return self.width, self.height

    def draw(self) -> None:
        self.chart.drawOn(self.canv, 0, -2)


def _policies(phrases: Phrases) -> list[Flowable]:
    if not phrases.model.pack.policies:
        return []
    body = [Prose(policy_line(phrases, policy), style.TABLE) for policy in phrases.model.pack.policies]
    return [Prose(phrases.say("decision.policies"), CLOSE), *body]


def policy_line(phrases: Phrases, policy: Policy) -> str:
    """Say whether a policy is in force; where it has ended, what has succeeded it, or whom to ask."""
    as_of = phrases.model.answers.as_of
    status = status_of(policy, as_of)
    later = findings.succeeding_policies(phrases.model.pack, policy)
    for found in ("in-force", "not-yet"):
        successor = next((one for one in later if status_of(one, as_of) == found), None)
        if status == "lapsed" and successor is not None:
            return phrases.say(
                f"policy.lapsed_then_{found}",
                number=policy.number,
                end=phrases.day(policy.valid_to),
                successor=successor.number,
                start=phrases.day(successor.valid_from),
                until=phrases.day(successor.valid_to),
            )
    return phrases.say(
        f"policy.{status}",
        title=phrases.word(policy.title),
        number=policy.number,
        start=phrases.day(policy.valid_from),
        end=phrases.day(policy.valid_to),
        units=phrases.join(_units_to_ask(phrases, policy)),
    )


def _units_to_ask(phrases: Phrases, policy: Policy) -> list[str]:
    """Name the units of the measure that bears most on the gaps, or the policy's issuers where none does."""
    relevant = [m.id for m in phrases.model.result.measures]
    measures = sorted((m for m in policy.measures if m.id in relevant), key=lambda m: relevant.index(m.id))
    units = measures[0].units if measures else policy.issuers
    return [phrases.word(unit) for unit in units[:MOST_UNITS]]


def _basis(phrases: Phrases, detail: Detail) -> list[Flowable]:
    model, counts = phrases.model, phrases.model.result.counts
    about = [phrases.word(model.pack.about)] if model.pack.about else []
    caution = [phrases.word(model.pack.caution)] if model.pack.caution and detail.caution else []
    first = phrases.say("decision.basis_counts", answered=counts.answered, applicable=counts.applicable)
    holds = phrases.say(
        "decision.holds", day=phrases.day(model.answers.as_of), until=phrases.day(phrases.holds_until())
    )
    body = phrases.say("join.sentence_separator") + phrases.sentences([first, *about, *caution])
    return [Prose(phrases.say("decision.basis"), CLOSE), Prose([strong(holds), body], style.NOTE.but(before=0.0))]
