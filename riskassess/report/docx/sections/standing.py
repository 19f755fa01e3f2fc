"""Where the enterprise stands: domains, how far to trust the grade, the least work to the next, and comparisons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from riskassess.assessment.values import DomainResult, Plan, PlanStep, Result, TraceRow
from riskassess.report import findings
from riskassess.report.chart_pictures import Picture, picture
from riskassess.report.docx.paper import Paper
from riskassess.report.docx.tables import Cell, Column, Words
from riskassess.report.pdf.charts.radar import FEWEST, MOST
from riskassess.report.pdf.sections.domains import domain_bars, domain_radar
from riskassess.report.phrases import MISSING, Phrases
from riskassess.report.voices import Voices


def domains(paper: Paper, voices: Voices) -> None:
    """Write the radar where it says something, the bars, and the table that says the same in numbers."""
    counting = voices.model.result.domains
    if not counting:
        paper.text(*voices.all(lambda p: p.say("domains.none")))
        return
    paper.text(*voices.all(lambda p: p.say("domains.intro")))
    figure, spoken = voices.first.texts("document.figure"), voices.lines(_spoken)
    if FEWEST <= len(counting) <= MOST:
        paper.picture(_drawn(voices, domain_radar), voices.say("document.radar"), figure, spoken)
    bars = _drawn(voices, lambda p: [domain_bars(p, columns=1)])
    paper.picture(bars, voices.say("document.bars"), figure, spoken)
    some_open = voices.model.result.counts.open > 0
    keys = [("domain", 4.0), ("weight", 1.0), ("level", 1.0), ("base", 1.0), ("target", 1.0), ("attainment", 1.2)]
    keys += [("range", 2.2)] if some_open else []
    columns = [
        Column(voices.say(f"report.columns.{key}"), share, key != "domain") for key, share in (*keys, ("gaps", 1.0))
    ]
    rows = [_domain(voices, domain, some_open=some_open) for domain in counting]
    paper.table(voices.say("report.sections.domains"), columns, rows)
    paper.text(*voices.all(lambda p: p.say("domains.note")), style="Note")


def _drawn(voices: Voices, draw: Callable[[Phrases], list[Any]]) -> Picture:
    """Return a chart in every language of the report."""
    first, *others = (draw(phrases) for phrases in voices.each)
    for other in others:
        first = [one.beside(two) if hasattr(one, "beside") else one for one, two in zip(first, other, strict=True)]
    return picture(first)


def _spoken(phrases: Phrases) -> str:
    """Return in words what the charts of the domains show."""
    lines = (
        phrases.texts(
            "document.domain",
            name=phrases.key_name(domain.id),
            level=MISSING if domain.score is None else f"{domain.score / 20:.1f}",
            target=f"{domain.target:.1f}",
            attainment=phrases.attainment(domain.attainment),
        )
        for domain in phrases.model.result.domains
    )
    return phrases.sentences(lines)


def _domain(voices: Voices, domain: DomainResult, *, some_open: bool) -> list[Cell]:
    model, p = voices.model, voices.first
    gaps = sum(1 for gap in model.result.gaps if model.trace_by_id[gap.id].domain == domain.id)
    weak = findings.is_weak(model, domain)
    name = voices.lines(lambda q: q.say("domains.named", title=q.key_name(domain.id), id=domain.id))
    marked = f"{name}\n{voices.say('report.legend.weak')}" if weak else name
    span = f"{p.attainment(domain.attainment_low)} – {p.attainment(domain.attainment_high)}"
    return [
        Words(marked, bold=weak),
        f"{domain.weight:g}",
        MISSING if domain.score is None else f"{domain.score / 20:.2f}",
        f"{model.pack.domain_by_id[domain.id].base_target:.2f}",
        f"{domain.target:.2f}",
        p.attainment(domain.attainment),
        *([span] if some_open else []),
        str(gaps),
    ]


def trust(paper: Paper, voices: Voices) -> None:
    """Write the claimed figures against the others, and what they say together."""
    result, p = voices.model.result, voices.first
    if result.readiness.point is None:
        paper.text(*voices.all(lambda q: q.say("trust.nothing")))
        return
    paper.text(*voices.all(lambda q: q.say("trust.intro")))
    known = result.complete
    lines: list[tuple[str, float | None, float | None, str | None]] = [
        ("claimed", result.readiness.point, result.capability.point, result.grade.point if known else None)
    ]
    if result.counts.open:
        lines.append(("lowest", result.readiness.low, result.capability.low, result.grade.low))
        lines.append(("highest", result.readiness.high, result.capability.high, result.grade.high))
    supported = result.substantiated
    lines.append(("substantiated", supported.readiness, supported.capability, supported.grade if known else None))
    for key, shifted in (("minus_one", result.leniency.minus_one), ("plus_one", result.leniency.plus_one)):
        lines.append((key, shifted.readiness, None, shifted.grade if known else None))
    columns = [Column(voices.say("report.columns.figure"), 4)]
    columns += [
        Column(voices.say(f"report.columns.{key}"), 1.5, number=True) for key in ("readiness", "capability", "grade")
    ]
    rows = [
        [voices.lines(lambda q, k=key: q.say(f"trust.{k}")), p.readiness(r), p.readiness(c), grade or MISSING]  # type: ignore[misc]
        for key, r, c, grade in lines
    ]
    paper.table(voices.say("report.sections.trust"), columns, rows)
    for phrases in voices.each:
        paper.text(*_sentences(phrases))
    _held_down(paper, voices)


def _sentences(phrases: Phrases) -> list[str]:
    result = phrases.model.result
    point, supported, robust = result.readiness.point, result.substantiated.readiness, result.robustness
    said: list[str] = []
    if point is not None and supported is not None:
        held = len(findings.held_down(phrases.model))
        key = "trust.difference" if held else "trust.no_difference"
        said.append(phrases.say(key, points=f"{point - supported:.1f}", count=held))
    if result.complete:
        lower, higher = result.leniency.minus_one.grade, result.leniency.plus_one.grade
        said.append(
            phrases.say("trust.lenient_same" if lower == higher else "trust.lenient", lower=lower, higher=higher)
        )
    if robust is not None and robust.same_grade is not None:
        low, high = phrases.readiness(robust.readiness_p05), phrases.readiness(robust.readiness_p95)
        fields = {"draws": f"{robust.draws:,}", "share": phrases.share(robust.same_grade), "low": low, "high": high}
        said.append(phrases.say("trust.weights" if result.complete else "trust.weights_so_far", **fields))
    return said


def _held_down(paper: Paper, voices: Voices) -> None:
    rows = findings.held_down(voices.model)
    if not rows:
        return
    title = voices.say("report.trust.held_down")
    paper.heading(2, title)
    shares = (("question", 4.0), ("claimed", 1.0), ("evidence", 3.0), ("supported", 1.2))
    columns = [Column(voices.say(f"report.columns.{k}"), share, k in {"claimed", "supported"}) for k, share in shares]
    paper.table(title, columns, (_held(voices, row) for row in rows))
    paper.text(*voices.all(lambda p: p.say("trust.held_down_note")), style="Note")


def _held(voices: Voices, row: TraceRow) -> list[Cell]:
    answer = voices.model.answer(row.id)
    given = next((g for g in voices.model.pack.evidence if g.id == answer.evidence), None)
    bare = given is not None and given.needs_detail and not (answer.evidence_detail or "").strip()

    def evidence(phrases: Phrases) -> str:
        named = phrases.evidence(answer.evidence)
        return phrases.say("trust.without_detail", evidence=named) if bare else named

    title = Words(voices.lines(lambda p: p.named(row.id)), link=f"answer-{row.id}")
    return [title, str(row.level), voices.lines(evidence), f"{row.substantiated_level:g}"]


def plan(paper: Paper, voices: Voices) -> None:
    """Write the least work to each grade that was asked for, and to the next."""
    paper.text(*voices.all(lambda p: p.say("plan.intro")))
    for wanted in voices.model.plans:
        _plan(paper, voices, wanted)


def _plan(paper: Paper, voices: Voices, wanted: Plan) -> None:
    title = voices.line(lambda p: p.say("plan.title", grade=wanted.grade, name=p.grade_name(wanted.grade)))
    paper.heading(2, title)
    if not wanted.reachable or not wanted.steps:
        key = "nothing" if wanted.reachable else "out_of_reach"
        paper.text(*voices.all(lambda p: p.say(f"plan.{key}", grade=wanted.grade)))
        return
    fields = {"grade": wanted.grade, "count": len(wanted.steps), "effort": f"{wanted.effort:.1f}"}
    paper.text(*voices.all(lambda p: p.say("plan.reached", readiness=p.readiness(wanted.readiness), **fields)))
    shares = (("question", 3.0), ("levels", 1.0), ("to_reach", 5.0), ("weeks", 1.0))
    columns = [Column(voices.say(f"report.columns.{key}"), share, key == "weeks") for key, share in shares]
    paper.table(title, columns, (_step(voices, step) for step in wanted.steps))
    paper.text(*voices.all(lambda p: p.say("plan.weeks")), style="Note")


def _step(voices: Voices, step: PlanStep) -> list[Cell]:
    anchor = voices.word(voices.model.question(step.id).anchors[step.to_level])
    title = Words(voices.lines(lambda p: p.named(step.id)), link=f"answer-{step.id}")
    return [title, f"{step.from_level} → {step.to_level}", anchor, f"{step.effort:.1f}"]


def comparison(paper: Paper, voices: Voices) -> None:
    """Write what changed since the last assessment."""
    earlier = voices.model.earlier
    assert earlier is not None, "the section is wanted only where there is one"
    before, now = earlier.result, voices.model.result
    paper.text(*voices.all(lambda p: p.say("comparison.intro", day=p.day(earlier.as_of), revision=earlier.revision)))
    if before.pack_sha256 != now.pack_sha256:
        paper.text(*voices.all(lambda p: p.say("comparison.other_pack", before=before.version, now=now.version)))
    columns = [Column(voices.say("report.columns.figure"), 4)]
    columns += [Column(voices.say(f"report.columns.{key}"), 1.5, number=True) for key in ("before", "today", "change")]
    paper.table(voices.say("report.sections.comparison"), columns, _compared(voices, before, now))
    closed, new, stayed = findings.changed_gaps(voices.model, earlier)
    paper.heading(2, voices.say("report.comparison.gaps"))
    for key, ids in (("closed", closed), ("new", new), ("stayed", stayed)):
        paper.text(*voices.all(lambda p, k=key, found=ids: _changed(p, k, found)))  # type: ignore[misc]


def _changed(phrases: Phrases, key: str, ids: tuple[str, ...]) -> str:
    named = phrases.join(phrases.named(gap) for gap in ids if gap in phrases.model.pack.question_by_id)
    return phrases.say(f"comparison.{key}", count=len(ids), gaps=named or phrases.say("comparison.no_gap"))


def _compared(voices: Voices, before: Result, now: Result) -> list[list[Cell]]:
    p = voices.first

    def row(name: str, was: float | None, today: float | None) -> list[Cell]:
        change = MISSING if was is None or today is None else f"{today - was:+.1f}".replace("-", "−")
        return [name, p.readiness(was), p.readiness(today), change]

    letters = [r.grade.point if r.complete and r.grade.point else MISSING for r in (before, now)]
    rows: list[list[Cell]] = [[voices.say("report.columns.grade"), *letters, ""]]
    rows.append(row(voices.say("report.columns.readiness"), before.readiness.point, now.readiness.point))
    supported = (before.substantiated.readiness, now.substantiated.readiness)
    rows.append(row(voices.say("report.ruler.substantiated"), *supported))
    rows.append(row(voices.say("report.columns.capability"), before.capability.point, now.capability.point))
    known = {domain.id: domain.attainment for domain in before.domains}
    for domain in now.domains:
        was, today = known.get(domain.id), domain.attainment
        change = MISSING if was is None or today is None else f"{100 * (today - was):+.1f}%".replace("-", "−")
        name = voices.lines(lambda q, d=domain: q.say("comparison.domain", name=q.key_name(d.id)))  # type: ignore[misc]
        rows.append([name, p.attainment(was), p.attainment(today), change])
    return rows
