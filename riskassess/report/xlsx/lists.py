"""The sheets that are lists: gaps, plans, measures, answers, profile; to sort, to filter, and to hand out as work."""

from __future__ import annotations

from riskassess.assessment.conditions import is_given
from riskassess.assessment.support import status_of
from riskassess.assessment.values import Gap
from riskassess.questionnaire.values import Field
from riskassess.report import findings
from riskassess.report.pdf.sections.support import eligibility_words
from riskassess.report.phrases import Phrases
from riskassess.report.voices import Voices
from riskassess.report.xlsx.book import FIRST_ROW, Book, Column, Live, Sheet, Value
from riskassess.report.xlsx.dress import Form
from riskassess.report.xlsx.trace import Trace

Layout = tuple[tuple[str, float, Form], ...]


def _begin(book: Book, voices: Voices, key: str, layout: Layout) -> Sheet:
    columns = [Column(voices.say(f"sheets.{key}.{name}"), width, form) for name, width, form in layout]
    return book.sheet(voices.say(f"sheets.{key}.name"), voices.say(f"sheets.{key}.note"), columns)


_GAPS: Layout = (
    ("id", 11, "text"), ("title", 28, "text"), ("mark", 10, "text"), ("level", 8, "whole"), ("reach", 9, "whole"),
    ("target", 8, "two"), ("worth", 9, "four"), ("weeks", 8, "one"), ("now", 40, "text"), ("to_reach", 40, "text"),
    ("roles", 18, "text"), ("tools", 44, "text"), ("owner", 14, "text"), ("due", 12, "text"),
)  # fmt: skip


def write_gaps(book: Book, voices: Voices, trace: Trace) -> Sheet:
    """Write every gap, failed red lines first, then by worth; the worths are those of the trace."""
    sheet = _begin(book, voices, "gaps", _GAPS)
    gaps = voices.model.result.gaps
    for gap in gaps:
        book.row(sheet, _gap(voices, trace, gap), red=gap.red_line)
    if gaps:
        last = sheet.at
        total, weeks = sum(gap.points for gap in gaps), sum(_weeks(voices, gap) for gap in gaps)
        sums = [
            Live(f"SUM({letter}{FIRST_ROW}:{letter}{last})", value) for letter, value in (("G", total), ("H", weeks))
        ]
        book.row(sheet, [voices.say("report.gaps.total"), "", "", None, None, None, *sums], strong=True)
    return sheet


def _weeks(voices: Voices, gap: Gap) -> float:
    return findings.effort(voices.model.question(gap.id), gap.level, gap.level_to_reach)


def _gap(voices: Voices, trace: Trace, gap: Gap) -> list[Value]:
    question = voices.model.question(gap.id)
    return [
        gap.id,
        voices.word(question.title),
        voices.say("report.gaps.floor") if gap.red_line else "",
        gap.level,
        gap.level_to_reach,
        gap.target,
        Live(trace.cell("p", trace.row_of(voices, gap.id)), gap.points),
        _weeks(voices, gap),
        voices.word(question.anchors[gap.level]),
        voices.word(question.anchors[gap.level_to_reach]),
        voices.lines(lambda phrases: phrases.roles(question.asked_of)),
        voices.lines(lambda phrases: _tools(phrases, gap)),
        "",
        "",
    ]


def _tools(phrases: Phrases, gap: Gap) -> str:
    """Return the instruments linked to a gap, each with measure, strength and status."""
    if not gap.instruments:
        return phrases.say("gaps.nothing")
    said: list[str] = []
    for item in gap.instruments:
        policy, measure, instrument = phrases.model.pack.instrument_by_id[item.id]
        status = phrases.say(f"status.{status_of(policy, phrases.model.answers.as_of)}")
        strength = phrases.say(f"support.{item.strength}")
        tags = phrases.measured("support.tags", measure, strength=strength, status=status)
        said.append(phrases.word(instrument.title) + tags)
    return phrases.join(said)


_PLAN: Layout = (
    ("id", 11, "text"), ("title", 30, "text"), ("from", 8, "whole"), ("to", 8, "whole"), ("weeks", 9, "one"),
    ("to_reach", 60, "text"), ("roles", 20, "text"), ("owner", 16, "text"), ("due", 12, "text"),
)  # fmt: skip


def write_plans(book: Book, voices: Voices) -> Sheet:
    """Write the least work to each grade that was asked for."""
    sheet = _begin(book, voices, "plan", _PLAN)
    for plan in voices.model.plans:
        book.gap(sheet, voices.line(lambda p, g=plan.grade: p.say("plan.title", grade=g, name=p.grade_name(g))))  # type: ignore[misc]
        if not plan.reachable or not plan.steps:
            key = "nothing" if plan.reachable else "out_of_reach"
            book.row(sheet, ["", voices.say(f"report.plan.{key}", grade=plan.grade)])
            continue
        first = sheet.at + 1
        for step in plan.steps:
            question = voices.model.question(step.id)
            roles = voices.lines(lambda p, q=question: p.roles(q.asked_of))  # type: ignore[misc]
            anchor = voices.word(question.anchors[step.to_level])
            title = voices.word(question.title)
            book.row(sheet, [step.id, title, step.from_level, step.to_level, step.effort, anchor, roles])
        effort = Live(f"SUM(E{first}:E{sheet.at})", plan.effort)
        book.row(sheet, [voices.say("report.gaps.total"), "", None, None, effort], strong=True)
        readiness = voices.first.readiness(plan.readiness)
        book.row(sheet, ["", voices.say("sheets.plan.readiness", readiness=readiness)])
    return sheet


_MEASURES: Layout = (
    ("number", 8, "text"), ("measure", 28, "text"), ("section", 18, "text"), ("instrument", 26, "text"),
    ("relevance", 9, "two"), ("status", 11, "text"), ("until", 12, "text"), ("offers", 50, "text"),
    ("ask", 30, "text"), ("units", 36, "text"), ("for_whom", 36, "text"), ("helps", 26, "text"), ("policy", 22, "text"),
)  # fmt: skip


def write_measures(book: Book, voices: Voices) -> Sheet:
    """Write the whole catalogue, an instrument a row, what bears on the gaps first."""
    sheet = _begin(book, voices, "measures", _MEASURES)
    helped = findings.gaps_helped(voices.model)
    for entry in findings.catalogue(voices.model):
        supported = {one.id: one for one in entry.support.instruments} if entry.support else {}
        status = status_of(entry.policy, voices.model.answers.as_of)
        for instrument in entry.measure.instruments:
            found = supported.get(instrument.id)
            book.row(sheet, [
                voices.first.measure_number(entry.measure),
                voices.word(entry.measure.title),
                voices.word(entry.measure.section),
                voices.word(instrument.title),
                found.relevance if found else None,
                voices.say(f"report.status.{status}"),
                entry.policy.valid_to.isoformat(),
                voices.word(instrument.offers),
                voices.word(instrument.ask_at),
                voices.join(entry.measure.units),
                voices.lines(lambda p, i=instrument, f=found: eligibility_words(p, i, f) or ""),  # type: ignore[misc]
                ", ".join(helped.get(instrument.id, ())),
                entry.policy.number,
            ])  # fmt: skip
    return sheet


_ANSWERS: Layout = (
    ("id", 11, "text"), ("domain", 18, "text"), ("title", 26, "text"), ("ask", 44, "text"), ("state", 9, "text"),
    ("level", 8, "whole"), ("anchor", 44, "text"), ("evidence", 18, "text"), ("detail", 36, "text"),
    ("note_", 44, "text"), ("reason", 36, "text"),
)  # fmt: skip


def write_answers(book: Book, voices: Voices) -> Sheet:
    """Write every question of the pack with what was said to it, hidden ones too, as they were typed."""
    sheet = _begin(book, voices, "answers", _ANSWERS)
    for row in voices.model.trace:
        question, answer = voices.model.question(row.id), voices.model.answer(row.id)
        given = answer.evidence is not None
        book.row(sheet, [
            row.id,
            voices.word(voices.model.pack.domain_by_id[row.domain].title),
            voices.word(question.title),
            voices.word(question.ask),
            voices.say(f"report.state.{row.state}"),
            answer.level,
            "" if answer.level is None else voices.word(question.anchors[answer.level]),
            voices.lines(lambda p, e=answer.evidence: p.evidence(e)) if given else "",  # type: ignore[misc]
            answer.evidence_detail,
            answer.note,
            answer.not_applicable,
        ])  # fmt: skip
    return sheet


_ATTACHMENTS: Layout = (
    ("id", 11, "text"), ("title", 26, "text"), ("file", 60, "text"), ("size", 14, "whole"), ("digest", 68, "text"),
)  # fmt: skip


def write_attachments(book: Book, voices: Voices) -> Sheet:
    """Write every file that is kept with a question that is asked, with the digest that tells it from any other."""
    sheet = _begin(book, voices, "attachments", _ATTACHMENTS)
    for row in voices.model.trace:
        for file in voices.model.attachments.get(row.id, ()):
            title = voices.word(voices.model.question(row.id).title)
            book.row(sheet, [row.id, title, file.name, file.size, file.sha256])
    return sheet


_PROFILE: Layout = (("about", 14, "text"), ("field", 40, "text"), ("value", 70, "text"))


def write_profile(book: Book, voices: Voices) -> Sheet:
    """Write what the profile says of the project and of the enterprise."""
    sheet = _begin(book, voices, "profile", _PROFILE)
    for field in voices.model.pack.fields:
        about = voices.say(f"report.project.{field.about}")
        book.row(sheet, [about, voices.word(field.title), voices.lines(lambda p, f=field: _value(p, f))])  # type: ignore[misc]
    return sheet


def _value(phrases: Phrases, field: Field) -> str:
    value = phrases.model.answers.profile.get(field.id)
    if not is_given(value) and field.required:
        return phrases.say("project.missing")
    return phrases.value(field, value)
