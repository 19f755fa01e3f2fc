"""The plans of the shipped packs' samples (section 10), held to a search of another kind.

Inside a domain a question's value is its weight times one factor, so a domain's attainment and its part of readiness
grow together: for every amount of work and every number of failed red lines the most that a domain can gain is enough
to know. Those tables, one a domain, are merged over the whole pack. It needs efforts in half weeks, as shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import pytest

from riskassess.assessment import score
from riskassess.assessment.plan import plan
from riskassess.assessment.values import Answer, Answers
from riskassess.exchange.answers_file import answers_from_data
from riskassess.questionnaire.loading import load_shipped, shipped_packs
from riskassess.questionnaire.values import Pack, Question
from tests.assessment.reference import Reference

Table = dict[tuple[int, int], float]  # (half weeks, failed red lines) → the most attained, times what it counts for


def samples() -> Iterator[tuple[Pack, Answers]]:
    for name in shipped_packs():
        pack = load_shipped(name)
        for sample in pack.samples:
            yield pack, answers_from_data(sample.data, pack)


CASES = [
    pytest.param(p, a, grade.id, id=f"{p.id}-{number}-{grade.id}")
    for number, (p, a) in enumerate(samples())
    for grade in p.grades
]


class Tables:
    """Build and merge the tables for one grade; nothing above `most` half weeks is looked at."""

    def __init__(self, pack: Pack, answers: Answers, grade: str, most: int) -> None:
        self.reference = Reference(pack, answers)
        self.pack, self.answers, self.most = pack, answers, most
        order = [g.id for g in pack.grades]
        worse = set(order[order.index(grade) + 1 :])
        self.weak = max((c.attainment_below for c in pack.caps.weak_domain if c.grade in worse), default=0)
        self.failures = min(
            (c.at_least - 1 for c in pack.caps.red_line_failures if c.grade in worse), default=len(pack.questions)
        )
        self.asked = [q for q in self.reference.applicable() if self.reference.kind(q) == "answered"]

    def moves(self, q: Question) -> Iterator[tuple[int, int, float]]:
        """Yield half weeks, failed red lines and attainment of every level that may be chosen."""
        now = self.answers.answers[q.id].level or 0
        target, floor = self.reference.target(q), self.reference.floor(q)
        for level in range(now, max(now, ceil(target)) + 1):
            half_weeks = 2 * sum(q.effort[now:level])
            assert half_weeks == int(half_weeks)
            yield int(half_weeks), int(floor is not None and level < floor), min(1.0, level / target)

    def merged(self, one: Table, other: Table) -> Table:
        best: Table = {}
        for (work, failed), gain in one.items():
            for (more_work, more_failed), more_gain in other.items():
                key = work + more_work, failed + more_failed
                if key[0] <= self.most and key[1] <= self.failures:
                    best[key] = max(best.get(key, -1.0), gain + more_gain)
        return best

    def of_domain(self, questions: list[Question]) -> Table:
        table: Table = {(0, 0): 0.0}
        for q in questions:
            own: Table = {}
            for work, failed, attained in self.moves(q):
                own[work, failed] = max(own.get((work, failed), -1.0), q.weight * attained)
            table = self.merged(table, own)
        weight = sum(q.weight for q in questions)
        factor = self.reference.value(questions[0]) / questions[0].weight
        return {key: gain * factor for key, gain in table.items() if gain / weight >= self.weak - 1e-9}

    def best_readiness(self) -> float:
        """Return the highest readiness that the work allowed can reach, no cap holding; below 0 when none can."""
        table: Table = {(0, 0): 0.0}
        for domain in self.pack.domains:
            mine = [q for q in self.asked if q.domain == domain.id]
            table = self.merged(table, self.of_domain(mine)) if mine else table
        return 100 * max(table.values(), default=-1.0) / sum(self.reference.value(q) for q in self.asked)


@pytest.mark.parametrize(("pack", "answers", "grade"), CASES)
def test_no_plan_of_a_sample_takes_less(pack: Pack, answers: Answers, grade: str) -> None:
    found = plan(pack, answers, grade)
    if not found.reachable:
        raised = {q.id: Answer(level=5) for q in Tables(pack, answers, grade, 0).asked}
        best = score(pack, replace(answers, answers={**answers.answers, **raised})).grade.point
        assert _place(pack, best) > _place(pack, grade)
        return
    lifted = {s.id: Answer(level=s.to_level) for s in found.steps}
    after = score(pack, replace(answers, answers={**answers.answers, **lifted}))
    assert _place(pack, after.grade.point) <= _place(pack, grade)
    assert found.readiness == pytest.approx(after.readiness.point, abs=1e-9)
    start = pack.grade_by_id[grade].start
    half_weeks = round(2 * found.effort)
    assert Tables(pack, answers, grade, half_weeks).best_readiness() >= start - 1e-9
    if half_weeks:
        assert Tables(pack, answers, grade, half_weeks - 1).best_readiness() < start - 1e-9


def _place(pack: Pack, grade: str | None) -> int:
    return [g.id for g in pack.grades].index(str(grade))


def test_there_are_samples_to_plan_for() -> None:
    grades_to_reach = [c for c in CASES if plan(*c.values).steps]  # type: ignore[arg-type]
    assert len(grades_to_reach) >= len(list(samples()))
