"""The least work that reaches a grade: which questions to lift, and how far (section 10).

A mixed-integer program: one variable of 0 or 1 for every step that an answered question may take, from today's level
up to its level to reach (further steps earn nothing), and rows for what the grade asks: readiness, failed red lines,
weak domains. The solver works with tolerances and section 5 with its own, so the rows are a hair too generous and
every solution is scored again as any assessment is (`zero_one.Program` asks for that). Ties are settled by solving
again with what was found before as one more row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, fsum
from types import MappingProxyType

from riskassess.assessment import figures, grading
from riskassess.assessment.basis import Basis, Row, build_basis
from riskassess.assessment.figures import Figures, attainment_of
from riskassess.assessment.values import Answers, Plan, PlanStep
from riskassess.assessment.zero_one import Program
from riskassess.problems import refuse
from riskassess.questionnaire.values import LEVELS, Pack

SAME_EFFORT = 1e-6
"""Plans whose efforts differ by less, in person-weeks, are tied: a sum of doubles decides nothing."""

LARGE_EFFORT = 1e4
"""Where a step takes more person-weeks, efforts are tied in proportion: doubles and solver tell no finer."""

_GENEROUS = 1e-7
"""By how much rows on readiness and attainment are eased: more than the solver's tolerance and rounding together."""

Levels = Mapping[str, int]  # question → level
NO_LOCKS: Levels = MappingProxyType({})


def plan(
    pack: Pack,
    answers: Answers,
    grade: str,
    *,
    locked_in: Levels = NO_LOCKS,
    locked_out: Collection[str] = frozenset(),
) -> Plan:
    """Find the new levels, none below today's, that reach a grade with the least effort, caps included.

    Only answered questions can be lifted: an open one has no level today and no part in the figures. `locked_in` gives
    the least new level of questions that must be in the plan, `locked_out` names questions that must stay; for a
    question without a level they say nothing. Ties go to fewer changed questions, then to the plan whose changed
    questions come first in pack order, then to the lower new level at the first question where two plans differ.
    Raises ProblemsFound when the pack has no such grade.
    """
    goal = _Goal(build_basis(pack, answers), _place_of(pack, grade))
    today = {row.question.id: row.level or 0 for row in goal.basis.answered}
    least = {q: max(level, locked_in.get(q, level)) for q, level in today.items()}
    most = {
        row.question.id: least[row.question.id]
        if row.question.id in locked_out
        else max(least[row.question.id], ceil(row.target))
        for row in goal.basis.answered
    }
    locks_hold = all(least[q] == today[q] or (q not in locked_out and least[q] in LEVELS) for q in today)
    if not locks_hold or not goal.reached(most):
        return Plan(grade, False, 0.0, goal.figures(today).readiness, ())
    levels = least if goal.reached(least) else _least_work(goal, today, least, most)
    steps = tuple(
        PlanStep(q.id, today[q.id], levels[q.id], fsum(q.effort[today[q.id] : levels[q.id]]))
        for q in (row.question for row in goal.basis.answered)
        if levels[q.id] > today[q.id]
    )
    return Plan(grade, True, fsum(step.effort for step in steps), goal.figures(levels).readiness, steps)


def _place_of(pack: Pack, grade: str) -> int:
    """Return a grade's place in the pack's list, best first."""
    order = [g.id for g in pack.grades]
    if grade not in order:
        raise refuse("grade-unknown", grade=grade, known=tuple(order))
    return order.index(grade)


@dataclass(frozen=True)
class _Goal:
    """Hold what is to be reached: this grade or a better one, for these answers at other levels."""

    basis: Basis
    place: int

    @cached_property
    def _marked(self) -> grading.NotApplicable:
        return grading.not_applicable_share(self.basis)

    def figures(self, levels: Levels) -> Figures:
        rows = self.basis.answered
        return figures.work_out(rows, [levels[row.question.id] for row in rows])

    def reached(self, levels: Levels) -> bool:
        """Score levels by sections 3 and 5 and tell whether the grade is reached."""
        reached = grading.grade(self.basis, self.figures(levels), self._marked).grade
        return reached is not None and not self._worse(reached)

    def _worse(self, grade: str) -> bool:
        return _place_of(self.basis.pack, grade) > self.place

    @property
    def readiness(self) -> float:
        """Return the readiness that the grade, or any better one, starts at."""
        return min(grade.start for grade in self.basis.pack.grades[: self.place + 1])

    @property
    def attainment(self) -> float:
        """Return the attainment that every counting domain needs."""
        return max((c.attainment_below for c in self.basis.pack.caps.weak_domain if self._worse(c.grade)), default=0.0)

    @property
    def failures(self) -> int | None:
        """Return how many failed red lines the grade bears; None when any number."""
        bearing = [c.at_least - 1 for c in self.basis.pack.caps.red_line_failures if self._worse(c.grade)]
        return min(bearing, default=None)


@dataclass(frozen=True, slots=True)
class _Step:
    """Hold one variable: lifting a question from the level below to this one."""

    row: Row
    to_level: int
    effort: float
    gain: float  # attainment, 0 to 1
    first: bool  # the step that makes a question of today's level a changed one


def _steps(rows: Iterable[Row], today: Levels, least: Levels, most: Levels) -> tuple[_Step, ...]:
    """List every step that may be taken, by pack order and level."""
    return tuple(
        _Step(
            row,
            level,
            row.question.effort[level - 1],
            attainment_of(level, row.target) - attainment_of(level - 1, row.target),
            level == today[row.question.id] + 1,
        )
        for row in rows
        for level in range(least[row.question.id] + 1, most[row.question.id] + 1)
    )


def _least_work(goal: _Goal, today: Levels, least: Levels, most: Levels) -> Levels:
    """Return the new levels of the least work; `most` is known to reach the goal, `least` not to."""
    steps = _steps(goal.basis.answered, today, least, most)

    def levels_of(taken: Sequence[bool]) -> Levels:
        lifted = {step.row.question.id: step.to_level for step, is_in in zip(steps, taken, strict=True) if is_in}
        return {**least, **lifted}

    program = Program(len(steps), lambda taken: goal.reached(levels_of(taken)))
    _ask_for_grade(program, goal, steps, least)

    unit = max(1.0, max(step.effort for step in steps) / LARGE_EFFORT)
    efforts = {n: step.effort / unit for n, step in enumerate(steps)}
    program.hold(efforts, SAME_EFFORT)
    changes = {n: 1.0 for n, step in enumerate(steps) if step.first}
    program.hold(changes, 0.5)
    further = [n for n in efforts if n not in changes]
    return levels_of(program.settle([*((n, True) for n in changes), *((n, False) for n in further)]))


def _ask_for_grade(program: Program, goal: _Goal, steps: Sequence[_Step], least: Levels) -> None:
    """Write the rows of the program: the order of steps, readiness, attainment of domains, failed red lines."""
    numbered = tuple(enumerate(steps))
    for (lower, below), (upper, above) in pairwise(numbered):
        if above.row is below.row:
            program.at_least({lower: 1.0, upper: -1.0}, 0.0)

    start = goal.figures(least)
    rows = goal.basis.answered
    value = sum(row.value for row in rows)
    gains = {n: 100 * step.row.value * step.gain / value for n, step in numbered}
    program.at_least(gains, goal.readiness - (start.readiness or 0.0) - _GENEROUS)

    for index, domain in start.domains.items():
        if domain.attainment < goal.attainment:
            weight = sum(row.weight for row in rows if row.domain == index)
            gains = {n: s.row.weight * s.gain / weight for n, s in numbered if s.row.domain == index}
            program.at_least(gains, goal.attainment - domain.attainment - _GENEROUS)

    if goal.failures is not None:
        mended = {n: 1.0 for n, s in numbered if s.row.floor is not None and s.to_level == ceil(s.row.floor)}
        program.at_least(mended, len(start.failed) - goal.failures)
