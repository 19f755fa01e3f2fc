"""How the figures come about: the formulas in words, the pack's numbers, and the trace to work it all out by hand."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import TraceRow
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases

STEPS = (
    "value",
    "target",
    "attainment",
    "readiness",
    "open",
    "grade",
    "gap",
    "measures",
    "evidence",
    "leniency",
    "weights",
)


def method(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    body: list[Flowable] = [Prose(phrases.say("method.intro"), style.BODY)]
    body += [Prose(phrases.say(f"method.{step}"), style.BODY) for step in STEPS]
    return [*body, *_grades(phrases), *_caps(phrases), *_evidence(phrases), *_trace(phrases), *_identity(phrases)]


def _grades(phrases: Phrases) -> list[Flowable]:
    columns = [
        Column(phrases.say("columns.grade"), 40),
        Column(phrases.say("columns.from"), 60, "right"),
        Column(phrases.say("columns.name"), 90),
        Column(phrases.say("columns.advice")),
    ]
    rows = [[g.id, f"{g.start:.1f}", phrases.word(g.name), phrases.word(g.advice)] for g in phrases.model.pack.grades]
    return titled(phrases.say("method.grades"), [Rows(columns, rows)])


def _caps(phrases: Phrases) -> list[Flowable]:
    caps = phrases.model.pack.caps
    lines = [phrases.say("method.cap_red_lines", count=c.at_least, grade=c.grade) for c in caps.red_line_failures]
    lines += [
        phrases.say("method.cap_weak", threshold=f"{100 * c.attainment_below:g}%", grade=c.grade)
        for c in caps.weak_domain
    ]
    lines += [
        phrases.say("method.cap_share", threshold=f"{100 * c.above:g}%", grade=c.grade)
        for c in caps.not_applicable_share
    ]
    if not lines:
        return []
    return titled(phrases.say("method.caps"), [Prose(phrases.say("item", text=line), style.BODY) for line in lines])


def _evidence(phrases: Phrases) -> list[Flowable]:
    grades = phrases.model.pack.evidence
    if not grades:
        return []
    columns = [
        Column(phrases.say("columns.evidence")),
        Column(phrases.say("columns.ceiling"), 90, "right"),
        Column(phrases.say("columns.needs_detail"), 120, "right"),
    ]
    rows = [[phrases.word(g.name), f"{g.ceiling:g}", phrases.say("yes" if g.needs_detail else "no")] for g in grades]
    return titled(phrases.say("method.ceilings"), [Rows(columns, rows)])


def _trace(phrases: Phrases) -> list[Flowable]:
    small = style.TABLE.but(size=8, line=12)
    right = ("w", "v", "l", "ls", "t", "f", "a", "p")
    columns = [Column(phrases.say("trace.question"))]
    columns += [
        Column(phrases.say(f"trace.{key}"), width, "right") for key, width in zip(right, _TRACE_WIDTHS, strict=True)
    ]
    columns.append(Column(phrases.say("trace.state"), 46))
    rows = [*(_trace_row(phrases, row) for row in phrases.model.trace), _sums(phrases)]
    table = Rows(columns, rows, text=small)
    return titled(
        phrases.say("method.trace"), [Prose(phrases.say("method.trace_intro"), style.BODY), table], with_next=2
    )


_TRACE_WIDTHS = (22.0, 40.0, 16.0, 22.0, 28.0, 26.0, 38.0, 40.0)


def _trace_row(phrases: Phrases, row: TraceRow) -> list[str]:
    return [
        phrases.say("trace.named", id=row.id, title=phrases.title(row.id)),
        f"{row.weight:g}",
        f"{row.value:.4f}",
        MISSING if row.level is None else str(row.level),
        MISSING if row.substantiated_level is None else f"{row.substantiated_level:g}",
        f"{row.target:.2f}",
        MISSING if row.floor is None else f"{row.floor:.2f}",
        MISSING if row.attainment is None else f"{row.attainment:.4f}",
        MISSING if row.worth is None else f"{row.worth:.4f}",
        phrases.say(f"state.{row.state}"),
    ]


def _sums(phrases: Phrases) -> list[str]:
    """Return the sums over answered questions, by which readiness can be worked out from the rows."""
    answered = [row for row in phrases.model.trace if row.state == "answered"]
    value = f"{sum(row.value for row in answered):.4f}"
    worth = f"{sum(row.worth or 0 for row in answered):.4f}"
    return [phrases.say("trace.sums"), "", value, "", "", "", "", "", worth, ""]


def _identity(phrases: Phrases) -> list[Flowable]:
    result = phrases.model.result
    lines = [
        phrases.say("method.pack_digest", id=result.questionnaire, version=result.version, digest=result.pack_sha256),
        phrases.say("method.answers_digest", digest=result.answers_sha256),
        phrases.say("method.attached"),
    ]
    return titled(phrases.say("method.identity"), [Prose(line, style.NOTE) for line in lines])
