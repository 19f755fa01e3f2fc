"""Standing in a benchmark: one's own bands as a submission has them, beside those of the group that is shown.

1. Own figures are those that would be sent. 2. Nothing finer than a band is said. 3. The group by itself, with others,
or all, as published. 4. Quarters hold what they say. 5. What is open is not placed.
"""

from __future__ import annotations

import random
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskassess.assessment import score
from riskassess.assessment.core import base_target
from riskassess.assessment.standing import beside, standing
from riskassess.assessment.values import Answers, Benchmark, GroupStanding, Quartiles
from riskassess.committee.figures import quartile_bands
from riskassess.exchange.benchmark import benchmark_from_data
from tests.exchange.benchmarks import benchmark_data
from tests.exchange.calls import complete_answers, pack, submission_of


@pytest.fixture
def answers() -> Answers:
    return complete_answers(random.Random(5))


def benchmark(count: int = 400) -> Benchmark:
    return benchmark_from_data(benchmark_data(count))


def held(answers: Answers, found: Benchmark, group: str | None) -> GroupStanding:
    return standing(pack(), answers, score(pack(), answers), found, group)


def test_own_figures_are_those_that_would_be_sent(answers: Answers) -> None:  # 1, 2
    sent = submission_of(answers, "0f" * 16)
    found = held(answers, benchmark(), sent.group)
    assert {name: place.own for name, place in found.domains.items()} == dict(sent.domains)
    assert (found.readiness.own, found.own_grade) == (sent.readiness, sent.grade)


def test_a_group_that_is_shown_by_itself(answers: Answers) -> None:  # 3
    published = benchmark()
    part = next(one for one in published.parts if len(one.groups) == 1)
    found = held(answers, published, part.groups[0])
    assert (found.of, found.size, found.as_of) == ("group", part.size, part.as_of)
    assert {name: place.group for name, place in found.domains.items()} == part.domains
    assert found.together == (found.own_group,)


def test_a_group_that_is_shown_with_another(answers: Answers) -> None:  # 3
    published = benchmark()
    first, second, *rest = published.parts
    both = replace(first, groups=first.groups + second.groups)
    found = held(answers, replace(published, parts=(both, *rest)), second.groups[0])
    assert (found.of, found.size) == ("merged", both.size)
    assert len(found.together) == len(both.groups) and found.own_group in found.together


def test_without_a_group_of_its_own_the_whole_is_shown(answers: Answers) -> None:  # 3
    published = benchmark()
    hidden = replace(published, parts=published.parts[1:])
    small = benchmark(99)  # one part that holds everybody
    for found, of_all in (
        (held(answers, hidden, published.parts[0].groups[0]), hidden),
        (held(answers, published, None), published),
        (held(answers, small, small.groups[0].id), small),
    ):
        assert (found.of, found.size, found.together) == ("whole", of_all.whole.size, ())
        assert {name: place.group for name, place in found.domains.items()} == of_all.whole.domains


@given(st.lists(st.integers(0, 9), min_size=20, max_size=200), st.integers(0, 9))
def test_quarters_hold_what_they_say(bands: list[int], own: int) -> None:  # 4
    quarter = beside(own, Quartiles(**quartile_bands(bands))).quarter
    lower, upper = sum(band < own for band in bands), sum(band > own for band in bands)
    below = sum(band <= own for band in bands)
    if quarter == "lowest":
        assert below < len(bands) / 4
    elif quarter == "highest":
        assert lower >= 3 * len(bands) / 4
    else:
        assert below >= len(bands) / 4 and upper <= 3 * len(bands) / 4
        assert (quarter == "lower") == (below < len(bands) / 2)
        assert quarter != "upper" or lower >= len(bands) / 2


def test_what_is_open_is_not_placed(answers: Answers) -> None:  # 5
    core = next(q for q in pack().questions if q.is_core)
    rest = {name: answer for name, answer in answers.answers.items() if name != core.id}
    found = held(replace(answers, answers=rest), benchmark(), None)
    assert found.domains[core.domain].own is None and found.domains[core.domain].quarter is None
    assert all(place.own is not None for name, place in found.domains.items() if name != core.domain)
    assert (found.readiness.own, found.own_grade) == (None, None)
    assert core.id not in found.below


def test_common_gaps_are_ones_own_with_the_share_of_all(answers: Answers) -> None:
    published = benchmark()
    found = held(answers, published, None)
    for question in pack().questions:
        level = answers.answers[question.id].level or 0
        below = question.is_core and level < base_target(pack(), question)
        assert (question.id in found.below) == (below and question.id in published.below_target)
    assert all(published.below_target[name] == share for name, share in found.below.items())


def test_nothing_exact_is_in_it(answers: Answers) -> None:  # 2
    found = held(answers, benchmark(), None)
    values = [getattr(found, field.name) for field in fields(found)]
    assert not any(isinstance(value, float) for value in values)
