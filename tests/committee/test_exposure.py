"""What a publication gives away when all its figures are read together, and what shares of single groups cost.

1. A size that others narrow is shown as a wider class; usual publications stay as they are. 2. Shares of a part have
steps that hold k enterprises, and none where a part is too small. 3. What others narrow to fewer than k is withheld.
4. The cost is what somebody who knows all but one can be certain of, found by trying. 5. Nothing is chosen by itself.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskassess.committee.exposure import exposed_shares, wider_sizes
from riskassess.committee.figures import STEPS, rounded_share, size_class, step_for
from riskassess.committee.linear import Bounds
from riskassess.committee.part_shares import certain
from riskassess.committee.publication import Showing
from riskassess.problems import ProblemsFound
from tests.committee.desks import some
from tests.committee.test_aggregate import mixed
from tests.committee.test_publication import DAY, LATER, published
from tests.exchange.calls import call

SHARES = Showing(shares_per_group=True)
DAY_TEXT = DAY.isoformat()


def shown(size: int, k: int = 20, **more: Any) -> dict[str, Any]:
    return {"size": list(size_class(size, k)), "as_of": DAY_TEXT, "grades": {}, **EMPTY, **more}


EMPTY: dict[str, Any] = {"grades_substantiated": {}, "below_target": {}}


def narrowest(sizes: Sequence[Sequence[int]]) -> int:
    """Return the narrowest span that any size can be narrowed to, by a programme of its own."""
    (low, high), *parts = sizes
    bounds = Bounds(len(parts))
    for at, (least, most) in enumerate(parts):
        bounds.hold({at: 1.0}, least, most)
    bounds.hold(dict.fromkeys(range(len(parts)), 1.0), low, high)
    spans = [bounds.span({at: 1.0}) for at in range(len(parts))]
    return round(min(most - least for least, most in spans))


def test_a_usual_publication_shows_the_usual_classes() -> None:  # 1
    for number in (150, 400, 1200):
        benchmark = published(some(number)).benchmark
        for one in (benchmark["whole"], *benchmark["parts"]):
            assert one["size"][1] == 2 * one["size"][0] - 1


def test_many_parts_at_the_end_of_their_class_are_shown_wider() -> None:  # 1
    whole, parts = shown(33 * 39), [shown(39)] * 33
    usual = [one["size"] for one in (whole, *parts)]
    assert narrowest(usual) < 19
    wider = wider_sizes(whole, parts, 20)
    assert narrowest(wider) >= 19
    for size, before in zip(wider, usual, strict=True):
        assert size[0] == before[0] and size[1] >= before[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(20, 200), min_size=2, max_size=12))
def test_no_size_is_narrowed_below_k(sizes: list[int]) -> None:  # 1
    wider = wider_sizes(shown(sum(sizes)), [shown(size) for size in sizes], 20)
    assert narrowest(wider) >= 19
    assert all(low <= size <= high for (low, high), size in zip(wider, (sum(sizes), *sizes), strict=True))


@given(st.integers(20, 5000), st.integers(10, 40))
def test_a_step_holds_k(size: int, k: int) -> None:  # 2
    if size < k:
        return
    step = step_for(size, k)
    if step is None:
        assert size_class(size, k)[0] * STEPS[-1] < 100 * k
    else:
        assert size_class(size, k)[0] * step >= 100 * k


def test_shares_are_shown_only_where_they_are_chosen_and_the_part_is_large() -> None:  # 2, 5
    submissions = mixed(1500, 2, 0.7)
    usual = published(submissions)
    assert usual.cost is None and not any("step" in part for part in usual.benchmark["parts"])
    assert "shares-per-group" not in usual.benchmark["warnings"]
    chosen = published(submissions, showing=SHARES)
    assert "shares-per-group" in chosen.benchmark["warnings"]
    assert chosen.cost is not None
    with_step = [part for part in chosen.benchmark["parts"] if "step" in part]
    assert len(with_step) == chosen.cost.parts > 0
    for part in with_step:
        assert part["size"][0] * part["step"] >= 100 * 20
        for table in ("grades", "grades_substantiated", "below_target"):
            assert all(share % part["step"] == 0 and 0 < share < 100 for share in part[table].values())
    withheld = [one["groups"] for one in chosen.benchmark["withheld"] if one["why"] == "shares-too-few"]
    assert withheld == [part["groups"] for part in chosen.benchmark["parts"] if "step" not in part]


def test_figures_that_were_kept_lose_their_shares_when_they_are_not_chosen() -> None:  # 5
    submissions = mixed(1500, 2, 0.7)
    first = published(submissions, showing=SHARES)
    again = published(submissions, call(id="trial/2027-h1"), history=(first.entry,), day=LATER)
    assert not any("step" in part for part in again.benchmark["parts"])
    kept = published(submissions, call(id="trial/2027-h1"), history=(first.entry,), day=LATER, showing=SHARES)
    assert [part.get("grades") for part in kept.benchmark["parts"]] == [
        part.get("grades") for part in first.benchmark["parts"]
    ]


def test_a_share_that_the_others_give_away_is_withheld() -> None:  # 3
    whole = shown(400, grades={"A": 5})
    large = shown(330, grades={"A": 5}, step=10)
    small = shown(80, grades={"A": 50}, step=25)
    assert exposed_shares(whole, [large, small], 20) == {0, 1}
    fitting = shown(400, grades={"A": 15})
    assert exposed_shares(fitting, [large, small], 20) == frozenset()
    apart = {**whole, "as_of": "2026-01-01"}
    assert exposed_shares(apart, [large, small], 20) == frozenset()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=4), st.sampled_from(STEPS))
def test_certainty_is_what_trying_every_answer_leaves(counts: list[int], step: int) -> None:  # 4
    if not sum(counts):
        return

    def said(of: Sequence[int]) -> list[int]:
        return [rounded_share(one, sum(of), step) for one in of]

    sure = 0
    for own, number in enumerate(counts):
        others = [n - (place == own) for place, n in enumerate(counts)]
        fitting = [
            last
            for last in range(len(counts))
            if number and said([n + (place == last) for place, n in enumerate(others)]) == said(counts)
        ]
        sure += number * (fitting == [own])
    assert certain(counts, step) == (sure, sum(counts))


def test_noise_and_shares_are_not_chosen_together() -> None:
    with pytest.raises(ProblemsFound, match="noise-and-shares"):
        published(some(150), showing=Showing(shares_per_group=True, epsilon=1.0))


def test_the_audit_hears_a_stop() -> None:
    from riskassess.committee.publication import publish
    from tests.committee.test_publication import rows
    from tests.exchange.calls import pack

    with pytest.raises(ProblemsFound, match="audit-stopped"):
        publish(call(), pack(), rows(some(400)), (), date(2027, 1, 1), stopped=lambda: True)


@pytest.mark.parametrize("epsilon", [0.0, -1.0, 0.05, 11.0, float("nan"), float("inf")])
def test_a_budget_that_protects_nobody_or_says_nothing_is_refused(epsilon: float) -> None:
    with pytest.raises(ProblemsFound, match="noise-budget"):
        published(some(150), showing=Showing(epsilon=epsilon))


def test_noise_on_too_few_is_refused_with_its_error() -> None:
    with pytest.raises(ProblemsFound) as found:
        published(some(500), showing=Showing(epsilon=1.0))
    (problem,) = found.value.problems
    assert problem.code == "noise-too-few"
    assert problem.fields["error"] == round(100 * 20 * math.log(20) / 500)  # a twentieth of the budget: scale 20


def test_without_opendp_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opendp", None)
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(ProblemsFound) as found:
        published(some(2000), showing=Showing(epsilon=1.0))
    assert [(problem.code, problem.fields) for problem in found.value.problems] == [
        ("extra-missing", {"extra": "opendp"})
    ]
