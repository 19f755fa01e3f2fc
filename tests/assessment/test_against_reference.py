"""Two implementations of one page agree to 1e-9 on packs and answers drawn at random."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from riskassess.assessment import score
from riskassess.assessment.values import Answers
from riskassess.questionnaire.values import Pack
from tests.assessment.packs import packs_with_answers
from tests.assessment.reference import Reference


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(packs_with_answers())
def test_both_agree(case: tuple[Pack, Answers]) -> None:
    pack, answers = case
    ours, theirs = score(pack, answers), Reference(pack, answers).everything()
    counts = ours.counts
    assert (counts.applicable, counts.answered, counts.not_applicable, counts.open) == theirs["counts"]
    for name, part in (("point", "point"), ("low", "low"), ("high", "high")):
        assert getattr(ours.capability, name) == near(theirs[part]["C"])
        assert getattr(ours.readiness, name) == near(theirs[part]["R"])
        assert getattr(ours.grade, name) == theirs[part]["grade"]
    assert ours.grade.uncapped == theirs["point"]["uncapped"]
    assert [(c.rule, c.at_most, list(c.because)) for c in ours.grade.caps] == theirs["point"]["caps"]
    assert (ours.substantiated.readiness, ours.substantiated.capability) == (
        near(theirs["supported"]["R"]),
        near(theirs["supported"]["C"]),
    )
    assert ours.substantiated.grade == theirs["supported"]["grade"]
    assert ours.leniency.minus_one.readiness == near(theirs["minus"]["R"])
    assert ours.leniency.minus_one.grade == theirs["minus"]["grade"]
    assert ours.leniency.plus_one.readiness == near(theirs["plus"]["R"])
    assert ours.leniency.plus_one.grade == theirs["plus"]["grade"]
    assert [(g.id, g.level_to_reach) for g in ours.gaps] == theirs["gaps"]
    for domain in ours.domains:
        point = theirs["point"]["domains"].get(domain.id, (None, None))
        assert (domain.score, domain.attainment) == (near(point[0]), near(point[1]))
        assert (domain.score_low, domain.attainment_low) == tuple(map(near, theirs["low"]["domains"][domain.id]))
        assert (domain.score_high, domain.attainment_high) == tuple(map(near, theirs["high"]["domains"][domain.id]))
