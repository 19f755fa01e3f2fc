"""Whether the grade hangs on the weights: ten thousand draws of them (section 9).

The drawn values of a pack's questions are kept, since they depend on the pack alone (10 ms once, then under 2 ms).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from riskassess.assessment import figures, grading
from riskassess.assessment.basis import Basis, build_basis
from riskassess.assessment.figures import attainment_of
from riskassess.assessment.values import Answers, Robustness
from riskassess.questionnaire.values import Pack

DRAWS = 10_000
SEED = 20231016
SPREAD = 0.25

Floats = npt.NDArray[np.float64]


@lru_cache(maxsize=4)
def drawn_values(pack: Pack) -> Floats:
    """Return the value of every question in every draw, shape (questions, draws), questions in pack order."""
    domains, questions = len(pack.domains), len(pack.questions)
    normal = np.random.Generator(np.random.PCG64(SEED)).standard_normal((DRAWS, domains + questions))
    factors = np.exp(SPREAD * normal).T
    values = np.empty((questions, DRAWS))
    start = 0
    for index, domain in enumerate(pack.domains):
        end = start + len(domain.questions)
        weights = np.array([[q.weight] for q in domain.questions]) * factors[domains + start : domains + end]
        values[start:end] = domain.weight * factors[index] * weights / weights.sum(axis=0)
        start = end
    return values


def robustness(pack: Pack, answers: Answers) -> Robustness:
    """Return the share of draws with the same grade, and the 5th and 95th percentile of readiness."""
    basis = build_basis(pack, answers)
    marked = grading.not_applicable_share(basis)
    point = figures.work_out(basis.answered, basis.claimed)
    claimed = grading.grade(basis, point, marked)
    if claimed.grade is None:
        return Robustness(DRAWS, None, None, None)
    readiness, grades = _graded_draws(basis, len(point.failed))
    same = grades == [grade.id for grade in pack.grades].index(claimed.grade)
    low, high = np.percentile(readiness, [5, 95])
    return Robustness(DRAWS, float(same.mean()), float(low), float(high))


def _graded_draws(basis: Basis, failures: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Return readiness and the grade's place in the pack's list, caps applied, by draw."""
    pack = basis.pack
    values = drawn_values(pack)
    attained, total = np.zeros(DRAWS), np.zeros(DRAWS)
    grades = np.zeros(DRAWS, dtype=np.intp)
    place = {grade.id: index for index, grade in enumerate(pack.grades)}
    number = {question.id: index for index, question in enumerate(pack.questions)}
    for index in range(len(pack.domains)):
        rows = [row for row in basis.answered if row.domain == index]
        if not rows:
            continue
        drawn = values[[number[row.question.id] for row in rows]]
        domain_total = drawn.sum(axis=0)
        domain_attained = np.array([attainment_of(row.level or 0, row.target) for row in rows]) @ drawn
        total += domain_total
        attained += domain_attained
        for cap in pack.caps.weak_domain:
            weak = domain_attained / domain_total < cap.attainment_below - grading.TOLERANCE
            np.maximum(grades, np.where(weak, place[cap.grade], 0), out=grades)
    readiness = 100 * attained / total
    _lower(grades, np.argmax([readiness + grading.TOLERANCE >= grade.start for grade in pack.grades], axis=0))
    for cap in pack.caps.red_line_failures:
        if failures >= cap.at_least:
            _lower(grades, place[cap.grade])
    if pack.caps.not_applicable_share:
        share = _drawn_share(basis, values, number)
        for cap in pack.caps.not_applicable_share:
            _lower(grades, np.where(share > cap.above + grading.TOLERANCE, place[cap.grade], 0))
    return readiness, grades


def _lower(grades: npt.NDArray[np.intp], to: npt.NDArray[np.intp] | int) -> None:
    np.maximum(grades, to, out=grades)


def _drawn_share(basis: Basis, values: Floats, number: dict[str, int]) -> Floats:
    marked = [number[row.question.id] for row in basis.rows if row.state == "not_applicable"]
    applicable = [number[row.question.id] for row in basis.rows]
    if not marked:
        return np.zeros(DRAWS)
    return values[marked].sum(axis=0) / values[applicable].sum(axis=0)
