"""The least work that reaches a grade (section 10).

1 what may be lifted · 2 what a grade asks · 3 least effort · 4 ties · 5 locks · 6 out of reach · 7 the solver's ways.
Every plan of a small pack is compared with one found by trying all levels; the shipped pack's with one found by
dynamic programming over its efforts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.assessment import score
from riskassess.assessment.plan import SAME_EFFORT, plan
from riskassess.assessment.values import Answer, Answers, Plan, PlanStep
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import Caps, Domain, Grade, Pack, Question, RedLineCap, ShareCap, WeakDomainCap
from riskassess.texts import Texts
from tests.assessment import packs
from tests.assessment.packs import BLANK, answers, levels, pack, question
from tests.assessment.reference import Reference

near = pytest.approx

# ---- every plan there is, tried one by one ----


class Cached(Reference):
    """The reference, remembering what does not depend on levels."""

    def __init__(self, pack: Pack, answers: Answers) -> None:
        super().__init__(pack, answers)
        self._applicable = super().applicable()
        self._floors = {q.id: super(Cached, self).floor(q) for q in pack.questions}
        self._targets = {q.id: super(Cached, self).target(q) for q in pack.questions}
        self._values = {q.id: super(Cached, self).value(q) for q in pack.questions}

    def applicable(self) -> list[Question]:
        return self._applicable

    def floor(self, q: Question) -> float | None:
        return self._floors[q.id]

    def target(self, q: Question) -> float:
        return self._targets[q.id]

    def value(self, q: Question) -> float:
        return self._values[q.id]


def every_plan(
    p: Pack, a: Answers, grade: str, locked_in: Mapping[str, int], locked_out: Collection[str]
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield effort and new levels of everything that reaches the grade, up to level 5 and past every target."""
    reference = Cached(p, a)
    order = [g.id for g in p.grades]
    asked = [q for q in reference.applicable() if reference.kind(q) == "answered"]
    today = [a.answers[q.id].level or 0 for q in asked]
    choices = [
        [n for n in range(now, 6) if n >= locked_in.get(q.id, 0) and (n == now or q.id not in locked_out)]
        for q, now in zip(asked, today, strict=True)
    ]
    for new in product(*choices):
        reached = reference.passed({q.id: float(n) for q, n in zip(asked, new, strict=True)})["grade"]
        if reached is not None and order.index(reached) <= order.index(grade):
            yield sum(sum(q.effort[m:n]) for q, m, n in zip(asked, today, new, strict=True)), new


def tried_out(
    p: Pack,
    a: Answers,
    grade: str,
    locked_in: Mapping[str, int] | None = None,
    locked_out: Collection[str] = frozenset(),
) -> tuple[float, dict[str, int]] | None:
    """Return the least effort and the new levels of what changes, ties settled as the method says."""
    found = list(every_plan(p, a, grade, locked_in or {}, locked_out))
    if not found:
        return None
    reference = Reference(p, a)
    ids = [q.id for q in reference.applicable() if reference.kind(q) == "answered"]
    today = tuple(a.answers[i].level or 0 for i in ids)
    least = min(effort for effort, _ in found)

    def rank(new: tuple[int, ...]) -> tuple[int, tuple[bool, ...], tuple[int, ...]]:
        stays = tuple(n == m for n, m in zip(new, today, strict=True))
        return stays.count(False), stays, new  # False sorts first: changed questions early in the pack win

    best = min((new for effort, new in found if effort <= least + SAME_EFFORT), key=rank)
    changed = {i: n for i, n, m in zip(ids, best, today, strict=True) if n > m}
    return least, changed


def taken(found: Plan) -> tuple[float, dict[str, int]] | None:
    return (found.effort, {s.id: s.to_level for s in found.steps}) if found.reachable else None


def lifted(a: Answers, found: Plan) -> Answers:
    new = {s.id: replace(a.answers[s.id], level=s.to_level) for s in found.steps}
    return replace(a, answers={**a.answers, **new})


efforts = st.tuples(*[st.sampled_from([0, 0.1, 0.3, 0.5, 0.7, 1, 1.5, 2, 3])] * 5)
few_efforts = st.tuples(*[st.sampled_from([0, 1])] * 5)  # many ties


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pack, Answers]:
    """Draw a pack of at most five questions with red lines and caps, and answers: some open, some not applicable."""
    kind = draw(st.sampled_from([efforts, few_efforts]))
    drawn: list[Domain] = []
    left = draw(st.integers(1, 5))
    while left:
        size = draw(st.integers(1, left))
        left -= size
        name = f"D{len(drawn)}"
        made = []
        for n in range(size):
            way_out = draw(st.integers(0, 4)) == 0
            floor = None if way_out else draw(st.sampled_from([None, None, 2, 2.5, 3]))
            made.append(
                replace(
                    question(f"{name}-{n}", draw(packs.weights), domain=name, allow_na=way_out, red_line=floor),
                    effort=draw(kind),
                )
            )
        drawn.append(Domain(name, BLANK, draw(packs.weights), draw(packs.quarters) + 1, tuple(made)))
    starts = sorted(draw(st.lists(st.sampled_from([30, 50, 62.5, 75, 85, 100]), min_size=2, max_size=4, unique=True)))
    ids = "ABCDE"[: len(starts) + 1]
    grades = tuple(Grade(i, x, BLANK, BLANK) for i, x in zip(ids, [*reversed(starts), 0], strict=True))
    below = st.sampled_from(ids[1:])
    caps = Caps(
        tuple(RedLineCap(n, draw(below)) for n in draw(st.sampled_from([(), (1,), (1, 2), (2,), (3,)]))),
        tuple(WeakDomainCap(x, draw(below)) for x in draw(st.sampled_from([(), (0.75,), (0.75, 0.5), (1,)]))),
        tuple(ShareCap(x, draw(below)) for x in draw(st.sampled_from([(), (0.1,), (0.5,)]))),
    )
    p = pack(tuple(drawn), grades=grades, caps=caps)
    given_answers: dict[str, Answer] = {}
    for q in p.questions:
        said = draw(st.sampled_from(["level"] * 6 + ["open", "na"]))
        if said == "na" and q.allow_na:
            given_answers[q.id] = Answer(not_applicable="none here")
        elif said != "open":
            given_answers[q.id] = Answer(level=draw(st.sampled_from([0, 1, 1, 2, 2, 3, 3, 4, 5])))
    return p, answers(given_answers)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_plan_is_the_best_of_all(case: tuple[Pack, Answers]) -> None:
    p, a = case
    for grade in p.grades:
        found = plan(p, a, grade.id)
        expected = tried_out(p, a, grade.id)
        assert found.grade == grade.id
        if expected is None:
            assert (found.reachable, found.effort, found.steps) == (False, 0, ())
            assert found.readiness == near(score(p, a).readiness.point, abs=1e-9)
            continue
        assert taken(found) == (near(expected[0], abs=SAME_EFFORT), expected[1])
        after = score(p, lifted(a, found))
        order = [g.id for g in p.grades]
        assert order.index(str(after.grade.point)) <= order.index(grade.id)
        assert found.readiness == near(after.readiness.point, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_plan_with_locks_is_the_best_of_all(case: tuple[Pack, Answers], data: st.DataObject) -> None:
    p, a = case
    ids = st.sampled_from([q.id for q in p.questions])
    inside = data.draw(st.dictionaries(ids, st.integers(0, 5), max_size=2))
    outside = data.draw(st.frozensets(ids, max_size=2))
    grade = data.draw(st.sampled_from(p.grades)).id
    expected = tried_out(p, a, grade, inside, outside)
    found = taken(plan(p, a, grade, locked_in=inside, locked_out=outside))
    assert found == (None if expected is None else (near(expected[0], abs=SAME_EFFORT), expected[1]))


# ---- 1 what may be lifted ----


def pair(**more: object) -> Pack:
    """Two questions of one domain, equal but for their place; targets 4, step efforts 1, 1, 2, 3, 4."""
    return pack((Domain("X", BLANK, 1, 4, (question("x1", domain="X"), question("x2", domain="X"))),), **more)


def test_steps_say_what_they_are() -> None:
    p, a = packs.worked_example(), answers(levels(x1=2, x2=4, y1=2), {"big": "yes"})
    found = plan(p, a, "B")
    assert found.steps == (PlanStep("y1", 2, 3, 2.0),)
    assert found == Plan("B", True, 2.0, found.readiness, found.steps)
    assert found.readiness == near(100 * (0.5 * 2 / 3.5 + 2.5) / 3, abs=1e-9)


def test_grade_of_today_needs_nothing() -> None:
    a = answers(levels(x1=4, x2=4))
    for grade in "ABCDE":
        assert plan(pair(), a, grade) == Plan(grade, True, 0.0, 100.0, ())


def test_open_questions_stay_open_and_out_of_the_figures() -> None:
    found = plan(pair(), answers(levels(x2=2)), "A")
    assert taken(found) == (5, {"x2": 4})
    assert found.readiness == 100.0


def test_what_does_not_apply_is_never_lifted() -> None:
    p = pair(fields=(packs.field("mode", ("buy", "sell")),))
    hidden = replace(p.domains[0].questions[0], applies_when={"mode": ("sell",)})
    p = replace(p, domains=(replace(p.domains[0], questions=(hidden, p.domains[0].questions[1])),))
    assert taken(plan(p, answers(levels(x1=0, x2=2), {"mode": "buy"}), "A")) == (5, {"x2": 4})


# ---- 2 what a grade asks ----


def test_red_lines_are_lifted_only_as_far_as_the_grade_needs() -> None:
    made = tuple(replace(question(f"x{n}", domain="X", red_line=2), effort=(float(n),) * 5) for n in (1, 2, 3))
    free = question("x4", 97, domain="X")
    caps = Caps((RedLineCap(1, "B"), RedLineCap(3, "C")))
    p = pack((Domain("X", BLANK, 1, 2, (*made, free)),), caps=caps)
    a = answers(levels(x1=1, x2=1, x3=1, x4=5))
    assert taken(plan(p, a, "B")) == (1, {"x1": 2})
    assert taken(plan(p, a, "A")) == (6, {"x1": 2, "x2": 2, "x3": 2})


def test_weak_domain_is_lifted_although_readiness_would_do() -> None:
    small = Domain("Y", BLANK, 1, 4, (question("y1", domain="Y"),))
    large = Domain("X", BLANK, 99, 4, (question("x1", domain="X"),))
    p = pack((large, small), caps=Caps((), (WeakDomainCap(0.75, "B"),)))
    assert taken(plan(p, answers(levels(x1=4, y1=1)), "A")) == (3, {"y1": 3})


@pytest.mark.parametrize(
    ("start", "expected"),
    [(75.0, {"x1": 3}), (75.0 + 5e-10, {"x1": 3}), (75.0 + 2e-9, {"x1": 4}), (75.0 + 5e-8, {"x1": 4})],
)
def test_a_solution_counts_by_the_tolerance_of_the_method_not_of_the_solver(
    start: float, expected: dict[str, int]
) -> None:
    grades = (Grade("A", start, BLANK, BLANK), Grade("B", 0, BLANK, BLANK))
    p = pair(grades=grades, caps=Caps())
    found = plan(p, answers(levels(x1=2, x2=3)), "A")
    assert {s.id: s.to_level for s in found.steps} == expected


@pytest.mark.parametrize(
    ("below", "expected"), [(0.75, {"x1": 3}), (0.75 + 5e-10, {"x1": 3}), (0.75 + 5e-9, {"x1": 4})]
)
def test_a_weak_domain_counts_by_the_tolerance_of_the_method(below: float, expected: dict[str, int]) -> None:
    grades = (Grade("A", 0, BLANK, BLANK), Grade("B", 0, BLANK, BLANK))
    p = pair(grades=grades, caps=Caps((), (WeakDomainCap(below, "B"),)))
    found = plan(p, answers(levels(x1=2, x2=3)), "A")
    assert {s.id: s.to_level for s in found.steps} == expected


# ---- 3 least effort ----


def test_cheap_steps_behind_a_dear_one_are_weighed_together() -> None:
    p = pair(grades=(Grade("A", 50, BLANK, BLANK), Grade("B", 0, BLANK, BLANK)), caps=Caps())
    x1, x2 = p.domains[0].questions
    p = replace(
        p,
        domains=(replace(p.domains[0], questions=(replace(x1, effort=(5, 0, 0, 0, 0)), replace(x2, effort=(2,) * 5))),),
    )
    assert taken(plan(p, answers(levels(x1=0, x2=0)), "A")) == (5, {"x1": 4})


def test_nothing_is_taken_that_is_free_but_useless() -> None:
    p = pair(grades=(Grade("A", 50, BLANK, BLANK), Grade("B", 0, BLANK, BLANK)), caps=Caps())
    x1, x2 = (replace(q, effort=(0,) * 5) for q in p.domains[0].questions)
    p = replace(p, domains=(replace(p.domains[0], questions=(x1, x2)),))
    assert taken(plan(p, answers(levels(x1=1, x2=1)), "A")) == (0, {"x1": 3})


@pytest.mark.parametrize("times", [1e-3, 1 / 3, 1e6, 1e12])
def test_the_unit_of_efforts_does_not_matter(times: float) -> None:
    p, a = packs.worked_example(), answers(levels(x1=0, x2=1, y1=1), {"big": "yes"})
    dear = tuple(
        replace(d, questions=tuple(replace(q, effort=tuple(times * e for e in q.effort)) for q in d.questions))
        for d in p.domains
    )
    plain, scaled = plan(p, a, "A"), plan(replace(p, domains=dear), a, "A")
    assert [(s.id, s.to_level) for s in scaled.steps] == [(s.id, s.to_level) for s in plain.steps]
    assert scaled.effort == near(times * plain.effort)


# ---- 4 ties ----


def three(*step_efforts: tuple[float, ...]) -> Pack:
    """Questions of one domain of target 5 with efforts of their own; grade A from 60."""
    made = tuple(replace(question(f"x{n}", domain="X"), effort=e) for n, e in enumerate(step_efforts, 1))
    grades = (Grade("A", 60, BLANK, BLANK), Grade("B", 0, BLANK, BLANK))
    return pack((Domain("X", BLANK, 1, 5, made),), grades=grades, caps=Caps())


def test_fewer_changed_questions_win() -> None:
    p = three((9, 1, 1, 9, 9), (9, 1, 1, 9, 9), (9, 1, 1, 9, 9))
    assert taken(plan(p, answers(levels(x1=1, x2=2, x3=4)), "A")) == (2, {"x1": 3})


def test_earlier_questions_win_whatever_their_ids() -> None:
    p = three((1,) * 5, (1,) * 5, (1,) * 5)
    assert taken(plan(p, answers(levels(x1=5, x2=1, x3=2)), "A")) == (1, {"x2": 2})
    renamed = replace(p.domains[0].questions[0], id="z1")
    turned = replace(p, domains=(replace(p.domains[0], questions=(renamed, *p.domains[0].questions[1:])),))
    assert taken(plan(turned, answers(levels(z1=2, x2=5, x3=1)), "A")) == (1, {"z1": 3})


def test_the_same_questions_changed_the_earlier_stays_lower() -> None:
    p = three((1,) * 5, (1,) * 5)  # from 2 and 2 of target 5 to a sum of 6, or with x1 locked in to a sum of 7
    assert taken(plan(p, answers(levels(x1=2, x2=2)), "A", locked_in={"x1": 3, "x2": 3})) == (2, {"x1": 3, "x2": 3})
    p = replace(p, grades=(replace(p.grades[0], start=70), p.grades[1]))
    both = plan(p, answers(levels(x1=2, x2=2)), "A", locked_in={"x1": 3, "x2": 3})
    assert taken(both) == (3, {"x1": 3, "x2": 4})


@pytest.mark.parametrize(
    ("first", "second", "taken_first"),
    [
        (0.1 + 0.2, 0.3, True),
        (0.5 + 5e-7, 0.5, True),
        (0.5 + 2e-6, 0.5, False),
        (0.5, 0.5 + 2e-6, True),
    ],
)
def test_efforts_that_hardly_differ_are_tied(first: float, second: float, taken_first: bool) -> None:
    p = three((0, 0, first, 9, 9), (0, 0, second, 9, 9))
    p = replace(p, grades=(replace(p.grades[0], start=50), p.grades[1]))
    assert [s.id for s in plan(p, answers(levels(x1=2, x2=2)), "A").steps] == ["x1" if taken_first else "x2"]


def test_many_ties_at_once_are_settled_in_pack_order() -> None:
    """More questions than one solve settles: half of sixty, all alike."""
    made = tuple(replace(question(f"x{n:02}", domain="X"), effort=(1,) * 5) for n in range(60))
    grades = (Grade("A", 90, BLANK, BLANK), Grade("B", 0, BLANK, BLANK))
    p = pack((Domain("X", BLANK, 1, 5, made),), grades=grades, caps=Caps())
    found = plan(p, answers(levels(**{q.id: 4 for q in made})), "A")
    assert [s.id for s in found.steps] == [f"x{n:02}" for n in range(30)]


# ---- 5 locks ----


def test_what_is_locked_in_is_in_even_where_nothing_is_needed() -> None:
    found = plan(pair(), answers(levels(x1=4, x2=4)), "A", locked_in={"x2": 5})
    assert found.steps == (PlanStep("x2", 4, 5, 4.0),)
    assert found.effort == 4.0


def test_what_is_locked_out_stays() -> None:
    p = three((1,) * 5, (2,) * 5)
    a = answers(levels(x1=2, x2=2))
    assert taken(plan(p, a, "A")) == (2, {"x1": 4})
    assert taken(plan(p, a, "A", locked_out={"x1"})) == (4, {"x2": 4})
    assert not plan(p, a, "A", locked_out={"x1", "x2"}).reachable


def test_a_lock_at_or_below_today_changes_nothing() -> None:
    a = answers(levels(x1=4, x2=4))
    assert plan(pair(), a, "A", locked_in={"x1": 3, "x2": 4}, locked_out={"x1"}) == plan(pair(), a, "A")


def test_locks_on_questions_without_a_level_say_nothing() -> None:
    a = answers(levels(x2=2))
    locked = plan(pair(), a, "A", locked_in={"x1": 3}, locked_out={"nowhere"})
    assert locked == plan(pair(), a, "A")


@pytest.mark.parametrize(("inside", "outside"), [({"x1": 4}, {"x1"}), ({"x1": 6}, set())])
def test_locks_that_cannot_hold_leave_no_plan(inside: dict[str, int], outside: set[str]) -> None:
    assert plan(pair(), answers(levels(x1=3, x2=4)), "B", locked_in=inside, locked_out=outside).reachable is False


# ---- 6 out of reach ----


def test_what_was_marked_not_applicable_may_put_a_grade_out_of_reach() -> None:
    p = pair()
    way_out = replace(p.domains[0].questions[0], allow_na=True)
    p = replace(p, domains=(replace(p.domains[0], questions=(way_out, p.domains[0].questions[1])),))
    a = answers({"x1": Answer(not_applicable="none here"), "x2": Answer(level=2)})
    assert plan(p, a, "A") == Plan("A", False, 0.0, 50.0, ())
    assert taken(plan(p, a, "B")) == (2, {"x2": 3})


def test_nothing_answered_reaches_nothing() -> None:
    assert plan(pair(), answers({}), "E") == Plan("E", False, 0.0, None, ())


def test_a_grade_that_is_not_there_is_a_problem_with_the_packs_grades() -> None:
    with pytest.raises(ProblemsFound) as found:
        plan(pair(), answers(levels(x1=1, x2=1)), "F")
    assert [(p.code, dict(p.fields)) for p in found.value.problems] == [
        ("grade-unknown", {"grade": "F", "known": ("A", "B", "C", "D", "E")})
    ]
    assert "A, B, C, D, E" in Texts("en").problem_line(found.value.problems[0])


# ---- 7 the solver's ways ----


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert plan(pair(), answers(levels(x1=1, x2=1)), "A").reachable
    assert capfd.readouterr() == ("", "")


def test_the_solver_is_imported_only_when_used() -> None:
    code = "import riskassess.assessment.plan, sys; sys.exit('highspy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
