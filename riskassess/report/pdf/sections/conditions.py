"""What has to be closed before each moment of the project, with room for who does it and by when."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.questionnaire.values import ConditionGroup
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.charts.marks import MarkCell
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose, linked, quiet
from riskassess.report.pdf.rows import Cell, Column, Rows
from riskassess.report.phrases import Phrases


def conditions(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    found = findings.conditions_to_close(phrases.model)
    body: list[Flowable] = [Prose(phrases.say("conditions.intro", count=len(found)), style.BODY)]
    for group in findings.moments(phrases.model):
        body += titled(phrases.word(group.before), _group(phrases, group, found))
    return body


def _group(phrases: Phrases, group: ConditionGroup, found: tuple[findings.Condition, ...]) -> list[Flowable]:
    rows = [_row(phrases, item) for item in found if item.group is group]
    opened = sum(1 for row in phrases.model.trace if row.state == "open" and row.id in group.questions)
    body: list[Flowable] = []
    if rows:
        columns = [
            Column("", 9),
            Column(phrases.say("columns.question"), 128),
            Column(phrases.say("columns.to_reach")),
            Column(phrases.say("columns.owner"), 62),
            Column(phrases.say("columns.due"), 52),
        ]
        body.append(Rows(columns, rows))
    else:
        body.append(Prose(phrases.say("conditions.none"), style.TABLE))
    if opened:
        body.append(Prose(phrases.say("conditions.open", count=opened), style.NOTE))
    return body


def _row(phrases: Phrases, item: findings.Condition) -> list[Cell]:
    gap, question = item.gap, phrases.model.question(item.gap.id)
    title = linked(phrases.named(gap.id), f"gap-{gap.id}")._replace(role="text", bold=gap.red_line)
    roles = phrases.roles(question.asked_of)
    asked = [Prose(quiet(phrases.say("conditions.roles", roles=roles)), style.NOTE.but(before=0.0))] if roles else []
    reach = phrases.say(
        "red_lines.reach",
        level=phrases.level(gap.level_to_reach),
        anchor=phrases.word(question.anchors[gap.level_to_reach]),
    )
    mark = MarkCell("red_line" if gap.red_line else "below")
    return [mark, [Prose(title, style.TABLE), *asked], reach, "", ""]
