"""Claimed against substantiated, and how far to trust the grade: open questions, one level either way, weights."""

from __future__ import annotations

from reportlab.platypus import Flowable

from riskassess.assessment.values import TraceRow
from riskassess.report import findings
from riskassess.report.pdf import style
from riskassess.report.pdf.flow import titled
from riskassess.report.pdf.prose import Prose
from riskassess.report.pdf.rows import Column, Rows
from riskassess.report.phrases import MISSING, Phrases


def trust(phrases: Phrases) -> list[Flowable]:
    """Return the section."""
    if phrases.model.result.readiness.point is None:
        return [Prose(phrases.say("trust.nothing"), style.BODY)]
    body: list[Flowable] = [Prose(phrases.say("trust.intro"), style.BODY), _table(phrases)]
    body += [Prose(text, style.BODY.but(before=4.0)) for text in _sentences(phrases)]
    return [*body, *_held_down(phrases)]


def _table(phrases: Phrases) -> Rows:
    result = phrases.model.result
    rows = [_row(phrases, "claimed", result.readiness.point, result.capability.point, result.grade.point)]
    if not result.complete and result.counts.open:
        rows.append(_row(phrases, "lowest", result.readiness.low, result.capability.low, result.grade.low))
        rows.append(_row(phrases, "highest", result.readiness.high, result.capability.high, result.grade.high))
    supported = result.substantiated
    rows.append(_row(phrases, "substantiated", supported.readiness, supported.capability, supported.grade))
    lower, higher = result.leniency.minus_one, result.leniency.plus_one
    rows.append(_row(phrases, "minus_one", lower.readiness, None, lower.grade))
    rows.append(_row(phrases, "plus_one", higher.readiness, None, higher.grade))
    columns = [
        Column(phrases.say("columns.figure")),
        Column(phrases.say("columns.readiness"), 80, "right"),
        Column(phrases.say("columns.capability"), 80, "right"),
        Column(phrases.say("columns.grade"), 60, "right"),
    ]
    return Rows(columns, rows)


def _row(phrases: Phrases, key: str, readiness: float | None, capability: float | None, grade: str | None) -> list[str]:
    """Return one line; while something is open only the span's own ends have a letter."""
    shown = grade if phrases.model.result.complete or key in {"lowest", "highest"} else None
    capability_words = MISSING if capability is None else f"{capability:.1f}"
    return [phrases.say(f"trust.{key}"), phrases.readiness(readiness), capability_words, shown or MISSING]


def _sentences(phrases: Phrases) -> list[str]:
    result = phrases.model.result
    point, supported = result.readiness.point, result.substantiated.readiness
    sentences: list[str] = []
    if point is not None and supported is not None:
        held = len(findings.held_down(phrases.model))
        key = "trust.difference" if held else "trust.no_difference"
        sentences.append(phrases.say(key, points=f"{point - supported:.1f}", count=held))
    if result.complete:
        lower, higher = result.leniency.minus_one.grade, result.leniency.plus_one.grade
        key = "trust.lenient_same" if lower == higher else "trust.lenient"
        sentences.append(phrases.say(key, lower=lower, higher=higher))
    robust = result.robustness
    if robust is not None and robust.same_grade is not None:
        fields = {
            "draws": f"{robust.draws:,}",
            "share": phrases.share(robust.same_grade),
            "low": phrases.readiness(robust.readiness_p05),
            "high": phrases.readiness(robust.readiness_p95),
        }
        sentences.append(phrases.say("trust.weights" if result.complete else "trust.weights_so_far", **fields))
    return sentences


def _held_down(phrases: Phrases) -> list[Flowable]:
    rows = findings.held_down(phrases.model)
    if not rows:
        return []
    columns = [
        Column(phrases.say("columns.question")),
        Column(phrases.say("columns.claimed"), 44, "right"),
        Column(phrases.say("columns.evidence"), 150),
        Column(phrases.say("columns.supported"), 56, "right"),
    ]
    table = Rows(columns, [_held_row(phrases, row) for row in rows])
    return titled(phrases.say("trust.held_down"), [table, Prose(phrases.say("trust.held_down_note"), style.NOTE)])


def _held_row(phrases: Phrases, row: TraceRow) -> list[str]:
    answer = phrases.model.answer(row.id)
    given = next((g for g in phrases.model.pack.evidence if g.id == answer.evidence), None)
    evidence = phrases.evidence(answer.evidence)
    if given is not None and given.needs_detail and not (answer.evidence_detail or "").strip():
        evidence = phrases.say("trust.without_detail", evidence=evidence)
    return [phrases.named(row.id), str(row.level), evidence, f"{row.substantiated_level:g}"]
