"""The way from answers to a result: sections 1 to 8, leniency and, when asked for, the trace.

Robustness (the other half of section 9) is a function of its own, so that the live panel never waits for numpy.
"""

from __future__ import annotations

from itertools import groupby

from riskassess.assessment import figures, grading
from riskassess.assessment.basis import Basis, Row, build_basis
from riskassess.assessment.conditions import missing_fields
from riskassess.assessment.digests import answers_sha256
from riskassess.assessment.evidence import supported_level
from riskassess.assessment.figures import DomainFigures, Figures
from riskassess.assessment.gaps import find_gaps
from riskassess.assessment.support import find_support
from riskassess.assessment.trace import trace as trace_rows
from riskassess.assessment.values import (
    Answers,
    Counts,
    DomainResult,
    GradeSpan,
    Leniency,
    Result,
    Shifted,
    Span,
    Substantiated,
)
from riskassess.questionnaire.values import Domain, Pack


def score(pack: Pack, answers: Answers, *, trace: bool = False) -> Result:
    """Score answers against a pack; the result has no robustness (`robustness.robustness` adds it)."""
    basis = build_basis(pack, answers)
    marked = grading.not_applicable_share(basis)
    point = figures.work_out(basis.answered, basis.claimed)
    low, high = _span(basis, point)
    graded = grading.grade(basis, point, marked)
    gaps = find_gaps(basis)
    counts = _count(basis)
    missing = missing_fields(pack.fields, answers.profile)
    return Result(
        questionnaire=pack.id,
        version=pack.version,
        as_of=answers.as_of,
        pack_sha256=pack.sha256,
        answers_sha256=answers_sha256(answers),
        counts=counts,
        complete=counts.open == 0 and not missing,
        missing_profile=missing,
        capability=Span(point.capability, low.capability, high.capability),
        readiness=Span(point.readiness, low.readiness, high.readiness),
        grade=GradeSpan(
            point=graded.grade,
            low=grading.grade(basis, low, marked).grade,
            high=grading.grade(basis, high, marked).grade,
            uncapped=graded.uncapped,
            caps=graded.caps,
        ),
        substantiated=_substantiate(basis, marked),
        leniency=Leniency(_shift(basis, marked, -1), _shift(basis, marked, +1)),
        exposures=tuple(rule.id for rule in basis.exposures),
        domains=_domains(basis, point, low, high),
        gaps=gaps,
        measures=find_support(basis, gaps, answers.as_of),
        trace=trace_rows(basis, answers) if trace else None,
    )


def _span(basis: Basis, point: Figures) -> tuple[Figures, Figures]:
    """Return the figures with every open question at level 0 and at level 5 (section 4)."""
    if all(row.state != "open" for row in basis.rows):
        return point, point
    return figures.with_open_at(basis, 0), figures.with_open_at(basis, 5)


def _count(basis: Basis) -> Counts:
    states = [row.state for row in basis.rows]
    return Counts(len(states), states.count("answered"), states.count("not_applicable"), states.count("open"))


def _substantiate(basis: Basis, marked: grading.NotApplicable) -> Substantiated:
    levels = [supported_level(basis.pack, row.answer, row.level or 0) for row in basis.answered]
    passed = figures.work_out(basis.answered, levels)
    return Substantiated(passed.capability, passed.readiness, grading.grade(basis, passed, marked).grade)


def _shift(basis: Basis, marked: grading.NotApplicable, step: int) -> Shifted:
    """Return readiness and grade with every answered level one lower or higher, kept within 0 and 5 (section 9)."""
    passed = figures.work_out(basis.answered, [min(max(level + step, 0), 5) for level in basis.claimed])
    return Shifted(passed.readiness, grading.grade(basis, passed, marked).grade)


def _domains(basis: Basis, point: Figures, low: Figures, high: Figures) -> tuple[DomainResult, ...]:
    """List the domains that count (something answered or open), in pack order."""
    by_domain = {index: tuple(rows) for index, rows in groupby(basis.rows, key=lambda row: row.domain)}
    return tuple(
        _domain(basis, by_domain[index], domain, point.domains.get(index), low.domains[index], high.domains[index])
        for index, domain in enumerate(basis.pack.domains)
        if index in low.domains
    )


def _domain(
    basis: Basis,
    applicable: tuple[Row, ...],
    domain: Domain,
    point: DomainFigures | None,
    low: DomainFigures,
    high: DomainFigures,
) -> DomainResult:
    rows = [row for row in applicable if row.state != "not_applicable"]
    keys = {domain.id, *(question.id for question in domain.questions)}
    return DomainResult(
        id=domain.id,
        weight=domain.weight,
        target=sum(row.weight * row.target for row in rows) / sum(row.weight for row in rows),
        raised_by=tuple(rule.id for rule in basis.exposures if keys & rule.raises.keys()),
        score=point.score if point else None,
        score_low=low.score,
        score_high=high.score,
        attainment=point.attainment if point else None,
        attainment_low=low.attainment,
        attainment_high=high.attainment,
    )
