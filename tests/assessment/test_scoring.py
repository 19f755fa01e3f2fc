"""The scoring method, requirement by requirement.

1 which questions count · 2 targets and floors · 3 point figures · 4 what open questions could still do · 5 grade ·
6 gaps · 7 measures · 8 substantiated · 9 leniency and weights · 11 trace. Properties at the end hold for any pack.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskassess.assessment import score
from riskassess.assessment.basis import question_values
from riskassess.assessment.robustness import DRAWS, SEED, robustness
from riskassess.assessment.targets import explain_target
from riskassess.assessment.values import Answer, Answers, Result
from riskassess.questionnaire.values import Domain, Exposure, Pack
from tests.assessment import packs
from tests.assessment.packs import BLANK, answers, field, instrument, levels, link, pack, policy, question

near = pytest.approx


def worked() -> Result:
    return score(packs.worked_example(), answers(levels(x1=2, x2=4, y1=2), {"big": "yes"}), trace=True)


def grade_place(p: Pack, grade: str) -> int:
    return [g.id for g in p.grades].index(grade)


# ---- the worked example ----


def test_worked_example_figures() -> None:
    result = worked()
    assert result.capability.point == near(60.0, abs=1e-9)
    assert result.readiness.point == near(100 * (0.5 * 2 / 3.5 + 1.5 + 2 / 3) / 3, abs=1e-9)
    assert [d.score for d in result.domains] == [near(70.0), near(40.0)]
    assert [d.attainment for d in result.domains] == [near((2 / 3.5 + 3) / 4), near(2 / 3)]
    assert [d.target for d in result.domains] == [3.5, 3.0]
    assert [d.raised_by for d in result.domains] == [("large",), ()]


def test_worked_example_grade_and_caps() -> None:
    grade = worked().grade
    assert (grade.uncapped, grade.point) == ("B", "C")
    assert [(c.rule, c.at_most, c.because) for c in grade.caps] == [
        ("red_line_failures", "C", ("y1",)),
        ("weak_domain", "B", ("Y",)),
    ]


def test_worked_example_gaps() -> None:
    gaps = worked().gaps
    assert [g.id for g in gaps] == ["y1", "x1"]
    assert [g.points for g in gaps] == [near(100 / 9), near(100 * 0.5 * (1.5 / 3.5) / 3)]
    assert [(g.level, g.target, g.level_to_reach, g.red_line) for g in gaps] == [(2, 3.0, 3, True), (2, 3.5, 4, False)]


# ---- 1 which questions count ----


def conditional(**more: object) -> Pack:
    return pack(
        (
            Domain(
                "X",
                BLANK,
                1,
                3,
                (
                    question("x1", domain="X"),
                    question("x2", domain="X", allow_na=True, applies_when={"mode": ("buy", "join")}),
                ),
            ),
        ),
        fields=(field("mode", ("buy", "join", "sell")), field("many", ("u", "v"), several=True)),
        **more,
    )


@pytest.mark.parametrize("value", [None, "", (), [], "buy", ("sell", "join")])
def test_unknown_or_matching_profile_asks(value: object) -> None:
    profile = {} if value is None else {"mode": value}
    assert score(conditional(), answers({}, profile)).counts.applicable == 2


def test_contradicting_profile_hides_and_keeps_the_answer_out() -> None:
    given = levels(x1=3, x2=0)
    hidden = score(conditional(), answers(given, {"mode": "sell"}), trace=True)
    assert hidden.counts.applicable == 1
    assert hidden.readiness.point == near(100.0)
    assert hidden.trace is not None
    assert (hidden.trace[1].state, hidden.trace[1].hidden_by, hidden.trace[1].level) == ("hidden", {"mode": "sell"}, 0)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(level=3), "answered"),
        (Answer(not_applicable="none here"), "not_applicable"),
        (Answer(not_applicable="  "), "open"),
        (Answer(level=3, not_applicable="none here"), "open"),
        (Answer(note="to do", evidence="stated"), "open"),
    ],
)
def test_what_an_answer_amounts_to(answer: Answer, state: str) -> None:
    result = score(conditional(), answers({"x2": answer}), trace=True)
    assert result.trace is not None
    assert result.trace[1].state == state


def test_not_applicable_where_not_allowed_is_open() -> None:
    assert score(conditional(), answers({"x1": Answer(not_applicable="no")})).counts.open == 2


# ---- 2 targets and floors ----


def raised(
    base: float, rules: tuple[Exposure, ...], profile: dict[str, object], red_line: float | None = None
) -> Result:
    p = pack(
        (Domain("X", BLANK, 1, base, (question("x1", domain="X", red_line=red_line),)),),
        fields=(field("f", ("yes", "no"), required=True),),
        exposures=rules,
    )
    return score(p, answers(levels(x1=1), profile), trace=True)


YES = {"f": ("yes",)}


@pytest.mark.parametrize(
    ("base", "raises", "floor", "expected"),
    [
        (3, {"X": 0.5, "x1": 1}, None, 4.5),
        (3, {"X": 4}, None, 5),
        (1, {"X": -2}, None, 1),
        (1, {"X": -2}, 2, 2),
        (2, {}, 4, 4),
        (3.25, {"x1": 0.5}, None, 3.75),
    ],
)
def test_target(base: float, raises: dict[str, float], floor: float | None, expected: float) -> None:
    rule = Exposure("r", YES, raises, {} if floor is None else {"x1": floor}, BLANK)
    result = raised(base, (rule,), {"f": "yes"})
    assert result.trace is not None
    assert result.trace[0].target == expected
    assert result.domains[0].target == expected


def test_a_rule_needs_its_field_given() -> None:
    rule = Exposure("r", YES, {"X": 1}, {}, BLANK)
    assert raised(3, (rule,), {}).exposures == ()
    assert raised(3, (rule,), {"f": "yes"}).exposures == ("r",)


def test_the_highest_floor_counts() -> None:
    rules = (Exposure("r1", YES, {}, {"x1": 3}, BLANK), Exposure("r2", YES, {}, {"x1": 2}, BLANK))
    result = raised(1, rules, {"f": "yes"}, red_line=2)
    assert result.trace is not None
    assert result.trace[0].floor == 3
    assert result.gaps[0].red_line


def test_raised_by_counts_raises_of_any_sign_but_not_floors() -> None:
    rules = (Exposure("up", YES, {"x1": -1}, {}, BLANK), Exposure("floor", YES, {}, {"x1": 2}, BLANK))
    assert raised(3, rules, {"f": "yes"}).domains[0].raised_by == ("up",)


def test_explained_target_adds_up() -> None:
    p = packs.worked_example()
    target = explain_target(p, {"big": "yes"}, "x1")
    assert target.base + sum(r.levels for r in target.raises) == target.target == 3.5
    assert target.level_to_reach == 4
    floor = explain_target(p, {"big": "yes"}, "y1")
    assert (floor.floor, floor.floor_from, floor.target, floor.level_to_reach) == (3, (), 3, 3)


# ---- 3 and 4 figures, open questions ----


def test_nothing_answered_gives_nulls_but_a_span() -> None:
    result = score(packs.worked_example(), answers({}))
    assert (result.capability.point, result.readiness.point) == (None, None)
    assert (result.grade.point, result.grade.uncapped, result.grade.caps) == (None, None, ())
    assert (result.readiness.low, result.readiness.high) == (0.0, 100.0)
    assert (result.grade.low, result.grade.high) == ("E", "A")
    assert (result.domains[0].score, result.domains[0].attainment) == (None, None)
    assert result.substantiated.grade is None
    assert result.leniency.plus_one.readiness is None


def test_low_and_high_set_open_to_zero_and_five() -> None:
    result = score(packs.worked_example(), answers(levels(x1=2, x2=4), {"big": "yes"}))
    assert result.readiness.low == near(100 * (0.5 * 2 / 3.5 + 1.5) / 3)
    assert result.readiness.high == near(100 * (0.5 * 2 / 3.5 + 1.5 + 1) / 3)
    assert result.capability.high == near(20 * (0.5 * 2 + 1.5 * 4 + 5) / 3)
    assert result.grade.point == "A"  # without Y there is no failed red line and no weak domain
    assert result.grade.low == "C"  # an open red line at level 0 is a failure


def test_complete_needs_every_answer_and_every_required_field() -> None:
    full = levels(x1=2, x2=4, y1=2)
    assert score(packs.worked_example(), answers(full, {"big": "no"})).complete
    without = score(packs.worked_example(), answers(full))
    assert (without.complete, without.missing_profile) == (False, ("big",))
    assert not score(packs.worked_example(), answers(levels(x1=2), {"big": "no"})).complete


def test_a_domain_all_not_applicable_counts_nowhere() -> None:
    p = pack(
        (
            Domain("X", BLANK, 1, 3, (question("x1", domain="X"),)),
            Domain("Y", BLANK, 1, 3, (question("y1", domain="Y", allow_na=True),)),
        )
    )
    result = score(p, answers({"x1": Answer(level=3), "y1": Answer(not_applicable="none")}))
    assert [d.id for d in result.domains] == ["X"]
    assert [(c.rule, c.because) for c in result.grade.caps] == [("not_applicable_share", ("y1",))]
    assert (result.grade.uncapped, result.grade.point) == ("A", "B")


# ---- 5 grade: the tolerance ----


def test_a_grade_is_reached_within_the_tolerance() -> None:
    ten = tuple(question(f"x{n}", domain="X") for n in range(10))
    p = pack((Domain("X", BLANK, 1, 5, ten),))
    sevens = score(p, answers({f"x{n}": Answer(level=5 if n < 7 else 0) for n in range(10)}))
    assert sevens.grade.uncapped == "B"  # 70 is enough for B, whatever the order of the sum


def test_three_failed_red_lines_hold_two_caps() -> None:
    three = tuple(question(f"x{n}", domain="X", red_line=3) for n in range(3))
    result = score(pack((Domain("X", BLANK, 1, 3, three),)), answers({f"x{n}": Answer(level=2) for n in range(3)}))
    assert [c.at_most for c in result.grade.caps if c.rule == "red_line_failures"] == ["C", "D"]
    assert result.grade.point == "D"


# ---- 7 measures ----


def supported() -> Pack:
    made = policy(instrument("M1.a"), instrument("M1.b", {"f": ("yes",), "g": ("yes",)}), instrument("M2.a"))
    qs = (
        question("x1", domain="X", closes_with=(link("M1.b", "supporting"), link("M1.a"))),
        question("x2", domain="X", closes_with=(link("M2.a", "supporting"),)),
        question("x3", domain="X", closes_with=(link("M2.a"),)),
    )
    fields = (field("f", ("yes", "no")), field("g", ("yes", "no")))
    return pack((Domain("X", BLANK, 1, 3, qs),), fields=fields, policies=(made,))


def test_relevance_takes_the_strongest_instrument_of_a_gap() -> None:
    result = score(supported(), answers(levels(x1=0, x2=0, x3=3)))
    worth = 100 / 3
    assert [(m.id, m.relevance) for m in result.measures] == [("M1", near(worth)), ("M2", near(worth / 2))]
    assert [(i.id, i.relevance) for i in result.measures[0].instruments] == [
        ("M1.a", near(worth)),
        ("M1.b", near(worth / 2)),
    ]
    assert [i.id for i in result.gaps[0].instruments] == ["M1.b", "M1.a"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2023, 10, 15), "not-yet"),
        (date(2023, 10, 16), "in-force"),
        (date(2026, 10, 15), "in-force"),
        (date(2026, 10, 16), "lapsed"),
    ],
)
def test_status_has_both_days_inside(day: date, status: str) -> None:
    result = score(supported(), answers(levels(x1=0), as_of=day))
    assert result.measures[0].status == status
    assert {i.status for i in result.measures[0].instruments} == {status}


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, ("unknown", None)),
        ({"f": "yes"}, ("unknown", None)),
        ({"f": "yes", "g": "yes"}, ("yes", None)),
        ({"f": "no"}, ("no", "f")),
        ({"g": "no"}, ("no", "g")),
        ({"f": "no", "g": "no"}, ("no", "f")),
    ],
)
def test_eligibility(profile: dict[str, object], expected: tuple[str, str | None]) -> None:
    result = score(supported(), answers(levels(x1=0), profile))
    found = {i.id: (i.eligibility, i.contradicted_by) for i in result.measures[0].instruments}
    assert found == {"M1.a": ("yes", None), "M1.b": expected}


# ---- 8 substantiated ----


@pytest.mark.parametrize(
    ("evidence", "detail", "supported_level"),
    [
        (None, None, 1),
        ("none", "x", 1),
        ("stated", None, 2),
        ("documented", None, 2),
        ("documented", "  ", 2),
        ("documented", "minutes 2026-01-01", 4),
        ("verified", None, 2),
        ("verified", "auditor", 5),
    ],
)
def test_evidence_holds_a_level_down(evidence: str | None, detail: str | None, supported_level: int) -> None:
    p = pack((Domain("X", BLANK, 1, 5, (question("x1", domain="X"),)),))
    result = score(p, answers({"x1": Answer(level=5, evidence=evidence, evidence_detail=detail)}))
    assert result.substantiated.capability == near(20.0 * supported_level)


# ---- 9 leniency and weights ----


def test_leniency_stays_within_the_levels() -> None:
    p = pack((Domain("X", BLANK, 1, 5, (question("x1", domain="X"), question("x2", domain="X"))),))
    result = score(p, answers(levels(x1=0, x2=5)))
    assert result.leniency.minus_one.readiness == near(100 * 4 / 10)
    assert result.leniency.plus_one.readiness == near(100 * 6 / 10)


def test_robustness_equals_a_plain_loop_over_the_draws() -> None:
    p = packs.worked_example()
    given = answers(levels(x1=2, x2=4, y1=3), {"big": "yes"})
    z = np.random.Generator(np.random.PCG64(SEED)).standard_normal((DRAWS, 5))
    readiness, same = [], 0
    for draw in z[:, :]:
        wx, wy = 2 * np.exp(0.25 * draw[0]), np.exp(0.25 * draw[1])
        w1, w2 = np.exp(0.25 * draw[2]), 3 * np.exp(0.25 * draw[3])
        v1, v2, v3 = wx * w1 / (w1 + w2), wx * w2 / (w1 + w2), wy
        a1 = 2 / 3.5
        r = 100 * (v1 * a1 + v2 + v3) / (v1 + v2 + v3)
        weak = (w1 * a1 + w2) / (w1 + w2)
        grade = "A" if r >= 85 and weak >= 0.75 else "B" if r >= 70 and weak >= 0.5 else "C"
        readiness.append(r)
        same += grade == score(p, given).grade.point
    found = robustness(p, given)
    assert found.same_grade == near(same / DRAWS, abs=1e-12)
    assert found.readiness_p05 == near(float(np.percentile(readiness, 5)), abs=1e-9)
    assert found.readiness_p95 == near(float(np.percentile(readiness, 95)), abs=1e-9)


def test_robustness_of_nothing_is_null() -> None:
    found = robustness(packs.worked_example(), answers({}))
    assert (found.same_grade, found.readiness_p05, found.readiness_p95) == (None, None, None)


# ---- properties, on any pack ----


@given(packs.packs_with_answers())
def test_worths_add_up_to_what_is_missing(case: tuple[Pack, Answers]) -> None:
    result = score(*case, trace=True)
    if result.readiness.point is not None:
        assert sum(g.points for g in result.gaps) == near(100 - result.readiness.point, abs=1e-9)
        assert result.trace is not None
        assert sum(row.worth or 0 for row in result.trace) == near(100 - result.readiness.point, abs=1e-9)


@given(packs.packs_with_answers())
def test_low_point_high(case: tuple[Pack, Answers]) -> None:
    p, given_answers = case
    result = score(p, given_answers)
    for span in (result.capability, result.readiness):
        if span.point is not None:
            assert span.low is not None
            assert span.high is not None
            assert span.low - 1e-9 <= span.point <= span.high + 1e-9
    if result.grade.low and result.grade.high:
        assert grade_place(p, result.grade.low) >= grade_place(p, result.grade.high)


@given(packs.packs_with_answers(), st.data())
def test_a_higher_level_never_lowers_readiness_or_grade(case: tuple[Pack, Answers], data: st.DataObject) -> None:
    p, before = case
    improvable = [q for q, a in before.answers.items() if a.level is not None and a.level < 5]
    if not improvable:
        return
    chosen = data.draw(st.sampled_from(improvable))
    better = replace(before.answers[chosen], level=before.answers[chosen].level + 1)  # type: ignore[operator]
    old, new = score(p, before), score(p, replace(before, answers={**before.answers, chosen: better}))
    if old.readiness.point is not None and new.readiness.point is not None:
        assert new.readiness.point >= old.readiness.point - 1e-9
        assert grade_place(p, new.grade.point or "") <= grade_place(p, old.grade.point or "")


@given(packs.packs_with_answers())
def test_values_never_depend_on_profile_or_answers(case: tuple[Pack, Answers]) -> None:
    result = score(*case, trace=True)
    assert result.trace is not None
    assert {row.id: row.value for row in result.trace} == dict(question_values(case[0]))


@given(packs.packs_with_answers(), st.integers(0, 5))
def test_an_answer_that_does_not_apply_changes_nothing(case: tuple[Pack, Answers], level: int) -> None:
    p, given_answers = case
    first = score(p, given_answers, trace=True)
    assert first.trace is not None
    hidden = {row.id: Answer(level=level) for row in first.trace if row.state == "hidden"}
    second = score(p, replace(given_answers, answers={**given_answers.answers, **hidden}))
    assert replace(second, answers_sha256="") == replace(first, answers_sha256="", trace=None)
    assert robustness(p, replace(given_answers, answers={**given_answers.answers, **hidden})) == robustness(
        p, given_answers
    )


@given(packs.packs_with_answers(), st.randoms())
def test_order_of_answers_and_keys_changes_nothing(case: tuple[Pack, Answers], random: object) -> None:
    p, given_answers = case
    items, profile = list(given_answers.answers.items()), list(given_answers.profile.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    random.shuffle(profile)  # type: ignore[attr-defined]
    shuffled = replace(given_answers, answers=dict(items), profile=dict(profile))
    assert score(p, shuffled, trace=True) == score(p, given_answers, trace=True)


@given(packs.packs_with_answers())
def test_substantiated_is_never_above_claimed(case: tuple[Pack, Answers]) -> None:
    result = score(*case)
    if result.readiness.point is not None:
        assert result.substantiated.readiness is not None
        assert result.substantiated.readiness <= result.readiness.point + 1e-9
