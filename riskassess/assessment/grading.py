"""From figures to a grade, and what holds the grade down (section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from riskassess.assessment.basis import Basis
from riskassess.assessment.figures import Figures
from riskassess.assessment.values import HeldCap
from riskassess.questionnaire.values import Pack

TOLERANCE = 1e-9
"""Every comparison with a number of the pack leans this far in the enterprise's favour."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Hold what was marked not applicable: its share of all applicable value, and the questions."""

    share: float
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grading:
    grade: str | None
    uncapped: str | None
    caps: tuple[HeldCap, ...]


NO_GRADE = Grading(None, None, ())


def not_applicable_share(basis: Basis) -> NotApplicable:
    """Return the share that the owner marked not applicable; it is the same in every pass."""
    total = sum(row.value for row in basis.rows)
    marked = [row for row in basis.rows if row.state == "not_applicable"]
    share = sum(row.value for row in marked) / total if total else 0.0
    return NotApplicable(share, tuple(row.question.id for row in marked))


def uncapped_grade(pack: Pack, readiness: float) -> str:
    """Return the highest grade whose start the readiness reaches; the last one starts at 0."""
    for grade in pack.grades:
        if grade.start <= readiness + TOLERANCE:
            return grade.id
    return pack.grades[-1].id


def held_caps(pack: Pack, figures: Figures, marked: NotApplicable) -> tuple[HeldCap, ...]:
    """List the caps that hold with what caused each: red lines, weak domains, share; each kind in pack order."""
    caps = pack.caps
    held = [
        HeldCap("red_line_failures", cap.grade, figures.failed)
        for cap in caps.red_line_failures
        if len(figures.failed) >= cap.at_least
    ]
    for cap in caps.weak_domain:
        weak = tuple(
            domain.id
            for index, domain in enumerate(pack.domains)
            if index in figures.domains and figures.domains[index].attainment < cap.attainment_below - TOLERANCE
        )
        if weak:
            held.append(HeldCap("weak_domain", cap.grade, weak))
    held.extend(
        HeldCap("not_applicable_share", cap.grade, marked.questions)
        for cap in caps.not_applicable_share
        if marked.share > cap.above + TOLERANCE
    )
    return tuple(held)


def worst(pack: Pack, grades: tuple[str, ...]) -> str:
    """Return the worst of some grades; the pack lists them best first."""
    order = [grade.id for grade in pack.grades]
    return max(grades, key=order.index)


def grade(basis: Basis, figures: Figures, marked: NotApplicable) -> Grading:
    """Grade one set of figures; without any figure there is no grade and no cap."""
    if figures.readiness is None:
        return NO_GRADE
    uncapped = uncapped_grade(basis.pack, figures.readiness)
    caps = held_caps(basis.pack, figures, marked)
    return Grading(worst(basis.pack, (uncapped, *(cap.at_most for cap in caps))), uncapped, caps)
