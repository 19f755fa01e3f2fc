"""Whether the grade hangs on the weights: ten thousand draws of them (section 9).

The drawn values of a pack's questions are kept, since they depend on the pack alone (10 ms once, then under 2 ms).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

# The products here are small: on a busy machine a second thread waits longer than it works.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
    caps = basis.pack.caps
    place = {grade.id: index for index, grade in enumerate(basis.pack.grades)}
    attained, total = np.zeros(DRAWS), np.zeros(DRAWS)
    grades = np.zeros(DRAWS, dtype=np.intp)
    for domain_attained, domain_total in _domain_sums(basis):
        total += domain_total
        attained += domain_attained
        for cap in caps.weak_domain:
            weak = domain_attained / domain_total < cap.attainment_below - grading.TOLERANCE
            _lower(grades, np.where(weak, place[cap.grade], 0))
    readiness = 100 * attained / total
    _lower(grades, np.argmax([readiness + grading.TOLERANCE >= grade.start for grade in basis.pack.grades], axis=0))
    for cap in caps.red_line_failures:
        if failures >= cap.at_least:
            _lower(grades, place[cap.grade])
    for cap in caps.not_applicable_share:
        _lower(grades, np.where(_drawn_share(basis) > cap.above + grading.TOLERANCE, place[cap.grade], 0))
    return readiness, grades


def _domain_sums(basis: Basis) -> Iterator[Floats]:
    """Yield, for every domain with an answer, attained and total value by draw, shape (2, draws).

    A domain's questions lie side by side in the drawn values, so its sums are one product with the rows in place;
    picking the answered rows out first would copy megabytes at every scoring.
    """
    values = drawn_values(basis.pack)
    attained = {row.question.id: attainment_of(row.level or 0, row.target) for row in basis.answered}
    start = 0
    for domain in basis.pack.domains:
        end = start + len(domain.questions)
        counted = [(attained.get(q.id, 0.0), float(q.id in attained)) for q in domain.questions]
        if any(answered for _, answered in counted):
            yield np.array(counted).T @ values[start:end]
        start = end


def _lower(grades: npt.NDArray[np.intp], to: npt.NDArray[np.intp] | int) -> None:
    np.maximum(grades, to, out=grades)


def _drawn_share(basis: Basis) -> Floats:
    values = drawn_values(basis.pack)
    states = {row.question.id: row.state for row in basis.rows}
    counted = [(states.get(q.id) == "not_applicable", q.id in states) for q in basis.pack.questions]
    marked, applicable = np.array(counted, dtype=float).T @ values
    return marked / applicable
