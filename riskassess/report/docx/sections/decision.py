"""What comes first: verdict and ruler, what to close before each moment, the project, its red lines and targets."""

from __future__ import annotations

from math import ceil

from reportlab.platypus import Flowable

from riskassess.assessment.conditions import is_given
from riskassess.assessment.values import Gap, TraceRow
from riskassess.questionnaire.values import Exposure, Field
from riskassess.report import findings
from riskassess.report.chart_pictures import picture
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.tables import Cell, Column, Words
from riskassess.report.pdf.charts.ruler import Ruler
from riskassess.report.pdf.sections.decision import policy_line
from riskassess.report.pdf.sections.readings import readings
from riskassess.report.pdf.verdict import reason, verdict
from riskassess.report.phrases import MISSING, Phrases
from riskassess.report.voices import Voices


def decision(paper: Paper, voices: Voices) -> None:
    """Write what a chairman can act on."""
    model = voices.model
    paper.text(*voices.all(verdict), style="Lead")
    for phrases in voices.each:
        paper.text(*reason(phrases))
    _ruler(paper, voices)
    paper.text(
        *voices.all(
            lambda p: p.say("decision.all_gaps", count=len(model.result.gaps), points=_worth(model.result.gaps))
        )
    )
    if model.pack.policies:
        paper.heading(2, voices.say("report.decision.policies"))
        for policy in model.pack.policies:
            paper.text(*voices.all(lambda p, one=policy: policy_line(p, one)))  # type: ignore[misc]
    paper.heading(2, voices.say("report.decision.basis"))
    counts = model.result.counts
    fields = {"answered": counts.answered, "applicable": counts.applicable}
    paper.text(*voices.all(lambda p: p.say("decision.basis_counts", **fields)))
    paper.text(
        *voices.all(lambda p: p.say("decision.holds", day=p.day(model.answers.as_of), until=p.day(p.holds_until())))
    )


def _worth(gaps: tuple[Gap, ...]) -> str:
    return f"{sum(gap.points for gap in gaps):.1f}"


def _ruler(paper: Paper, voices: Voices) -> None:
    """Draw the ruler of grades, and say in words what it shows."""
    if voices.model.result.readiness.low is None:
        return
    cuts = [(grade.id, grade.start) for grade in voices.model.pack.grades]
    rulers = [Ruler(cuts, readings(phrases)) for phrases in voices.each]
    chart: Flowable = rulers[0].beside(rulers[1]) if len(rulers) > 1 else rulers[0]
    spoken = voices.lines(lambda p: p.sentences(_reading(p, line) for line in readings(p)))
    key = "ruler" if voices.model.result.complete else "ruler_open"
    caption = voices.say("document.ruler")
    paper.picture(picture([chart]), caption, voices.first.texts("document.figure"), spoken)
    paper.text(*voices.all(lambda p: p.say(f"decision.{key}")), style="Note")


def _reading(phrases: Phrases, line: object) -> str:
    label, shown, grade = (getattr(line, name) for name in ("label", "shown", "grade"))
    return phrases.texts("document.reading", label=label, value="–".join(shown), grade=grade or MISSING)


def conditions(paper: Paper, voices: Voices) -> None:
    """Write what has to be closed before each moment, with room for who and by when."""
    found = findings.conditions_to_close(voices.model)
    paper.text(*voices.all(lambda p: p.say("conditions.intro", count=len(found))))
    for group in findings.moments(voices.model):
        title = voices.line(lambda p, g=group: p.word(g.before))  # type: ignore[misc]
        paper.heading(2, title)
        rows = [_condition(voices, item.gap) for item in found if item.group is group]
        if rows:
            columns = [
                Column(voices.say("report.columns.question"), 3),
                Column(voices.say("report.columns.to_reach"), 5),
                Column(voices.say("report.columns.owner"), 1.5),
                Column(voices.say("report.columns.due"), 1.5),
            ]
            paper.table(title, columns, rows)
        else:
            paper.text(*voices.all(lambda p: p.say("conditions.none")))
        opened = sum(1 for row in voices.model.trace if row.state == "open" and row.id in group.questions)
        if opened:
            paper.text(*voices.all(lambda p, n=opened: p.say("conditions.open", count=n)), style="Note")  # type: ignore[misc]


def _condition(voices: Voices, gap: Gap) -> list[Cell]:
    question = voices.model.question(gap.id)
    reach = voices.lines(
        lambda p: p.say(
            "red_lines.reach", level=p.level(gap.level_to_reach), anchor=p.word(question.anchors[gap.level_to_reach])
        )
    )
    title = Words(voices.lines(lambda p: p.named(gap.id)), gap.red_line, gap.red_line, f"answer-{gap.id}")
    return [title, reach, "", ""]


def project(paper: Paper, voices: Voices) -> None:
    """Write the project in ten lines, and what the pack has to say about it."""
    named = [(voices.say("report.project.project_name"), voices.lines(Phrases.project))]
    facts = named + [fact(voices, field) for field in findings.telling_fields(voices.model)]
    paper.facts(voices.say("report.sections.project"), heads(voices), facts)
    for key, texts in (
        ("contradictions", [item.because for item in findings.standing_contradictions(voices.model)]),
        ("advice", [item.text for item in findings.standing_advice(voices.model)]),
    ):
        if texts:
            paper.heading(2, voices.say(f"report.project.{key}"))
            paper.bullets(text for one in texts for text in voices.all(lambda p, t=one: p.word(t)))  # type: ignore[misc]


def heads(voices: Voices) -> tuple[str, str]:
    """Return the heads of a table of facts."""
    return voices.say("document.fact"), voices.say("document.value")


def fact(voices: Voices, field: Field) -> tuple[str, str]:
    """Return a profile field and its value in words."""
    return voices.word(field.title), voices.lines(lambda p: _value(p, field))


def _value(phrases: Phrases, field: Field) -> str:
    value = phrases.model.answers.profile.get(field.id)
    if not is_given(value) and field.required:
        return phrases.say("project.missing")
    return phrases.value(field, value)


def red_lines(paper: Paper, voices: Voices) -> None:
    """Write every question with a floor, the failed ones first."""
    rows = findings.red_lines(voices.model)
    if not rows:
        paper.text(*voices.all(lambda p: p.say("red_lines.none")))
        return
    failed, opened = sum(map(findings.fails, rows)), sum(1 for row in rows if row.state == "open")
    paper.text(*voices.all(lambda p: p.say("red_lines.intro", count=len(rows), failed=failed, open=opened)))
    columns = [
        Column(voices.say("report.columns.question"), 4),
        Column(voices.say("report.columns.floor"), 1, number=True),
        Column(voices.say("report.columns.now"), 1, number=True),
        Column(voices.say("report.columns.next_step"), 5),
    ]
    paper.table(voices.say("report.sections.red_lines"), columns, (_red_line(voices, row) for row in rows))


def _red_line(voices: Voices, row: TraceRow) -> list[Cell]:
    failed, floor = findings.fails(row), row.floor or 0
    reach = min(ceil(floor), 5)
    anchor = voices.model.question(row.id).anchors[reach]
    if failed:
        step = voices.lines(lambda p: p.say("red_lines.reach", level=p.level(reach), anchor=p.word(anchor)))
    else:
        step = voices.lines(lambda p: p.say("red_lines.answer" if row.state == "open" else "red_lines.met"))
    now = MISSING if row.level is None or row.state == "open" else str(row.level)
    return [Words(voices.lines(lambda p: p.named(row.id)), failed, failed, f"answer-{row.id}"), f"{floor:g}", now, step]


def targets(paper: Paper, voices: Voices) -> None:
    """Write what about the project calls for more, with what each rule raises and why."""
    rules = [voices.model.pack.exposure_by_id[rule] for rule in voices.model.result.exposures]
    if not rules:
        paper.text(*voices.all(lambda p: p.say("project.no_raises")))
        return
    paper.text(*voices.all(lambda p: p.say("project.raises")))
    columns = [Column(voices.say("report.columns.because"), 3), Column(voices.say("report.columns.raised"), 2)]
    rows = ([voices.word(rule.because), voices.lines(lambda p, r=rule: _effects(p, r))] for rule in rules)  # type: ignore[misc]
    paper.table(voices.say("report.sections.targets"), columns, rows)


def _effects(phrases: Phrases, rule: Exposure) -> str:
    raised = [
        phrases.say("project.raise", name=phrases.key_name(key), levels=f"{levels:+g}".replace("-", "−"))
        for key, levels in rule.raises.items()
        if levels
    ]
    floors = [
        phrases.say("project.floor", name=phrases.key_name(key), level=f"{f:g}") for key, f in rule.floors.items()
    ]
    return "\n".join([*raised, *floors])
