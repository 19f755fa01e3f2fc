"""The shipped samples, held to what was worked out by hand from the questionnaire's tables before they were scored.

Requirements:
1. The exposures that fire are those that a reader of the profile would name.
2. Every domain's target can be defended line by line: base, raises and the weights of the questions that apply.
3. Failed red lines, caps and grade follow from the answers, and the six grades spread from A to E.
4. No sample answers a question that does not apply; every applicable one is answered unless the sample is a draft.
5. An enterprise is uneven: no sample comes near a constant.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from riskassess.assessment import score
from riskassess.assessment.values import Answers, Result
from riskassess.exchange.answers_file import answers_from_data
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack
from tests.questionnaire.expected_samples import EXPECTED

PACK = "overseas-risk-capability"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(shipped_questionnaires() / PACK)


@pytest.fixture(scope="module")
def samples(pack: Pack) -> dict[str, Answers]:
    return {PurePosixPath(s.path).stem: answers_from_data(s.data, pack) for s in pack.samples}


@pytest.fixture(params=EXPECTED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def result(pack: Pack, samples: dict[str, Answers], name: str) -> Result:
    return score(pack, samples[name], trace=True)


def test_every_sample_has_its_expectation(samples: dict[str, Answers]) -> None:
    assert set(samples) == set(EXPECTED)


def test_exposures_are_those_a_reader_would_name(result: Result, name: str) -> None:
    """Requirement 1."""
    assert result.exposures == EXPECTED[name].exposures


def test_targets_follow_from_base_raises_and_weights(result: Result, name: str) -> None:
    """Requirement 2."""
    assert {d.id: d.target for d in result.domains} == pytest.approx(EXPECTED[name].targets, abs=1e-9)


def test_failed_red_lines_are_those_named(pack: Pack, result: Result, name: str) -> None:
    """Requirement 3; gaps put failures first by worth, so they are compared in the pack's order."""
    order = [q.id for d in pack.domains for q in d.questions]
    failed = sorted((gap.id for gap in result.gaps if gap.red_line), key=order.index)
    assert tuple(failed) == EXPECTED[name].failed


def test_caps_and_grade_follow(result: Result, name: str) -> None:
    """Requirement 3."""
    wanted = EXPECTED[name]
    grade = result.grade
    assert tuple((c.rule, c.at_most, c.because) for c in grade.caps) == wanted.caps
    assert (grade.uncapped, grade.point) == (wanted.uncapped, wanted.grade)
    assert (grade.low, grade.high) == (wanted.low, wanted.high)


def test_grades_spread_from_a_to_e(pack: Pack, samples: dict[str, Answers]) -> None:
    """Requirement 3."""
    assert {score(pack, answers).grade.point for answers in samples.values()} == {"A", "B", "C", "D", "E"}


def test_only_what_applies_is_answered_and_all_of_it(samples: dict[str, Answers], result: Result, name: str) -> None:
    """Requirement 4."""
    wanted, answers = EXPECTED[name], samples[name].answers
    assert result.trace is not None
    state = {row.id: row.state for row in result.trace}
    assert set(answers) <= {key for key, value in state.items() if value != "hidden"}
    assert tuple(key for key, value in state.items() if value == "open") == wanted.open
    assert tuple(key for key, value in state.items() if value == "not_applicable") == wanted.not_applicable
    assert result.complete is not bool(wanted.open)
    assert result.missing_profile == ()


def test_no_sample_comes_near_a_constant(samples: dict[str, Answers], name: str) -> None:
    """Requirement 5: no level makes up two thirds of the answers, and at least three are in use."""
    levels = [a.level for a in samples[name].answers.values() if a.level is not None]
    assert len(set(levels)) >= 3
    assert max(levels.count(level) for level in set(levels)) < 2 / 3 * len(levels)
