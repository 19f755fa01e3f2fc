"""Two results compared value by value."""

from __future__ import annotations

from copy import deepcopy

import pytest

from riskassess.report.result_file import result_data
from riskassess.report.verify.figures import compared
from tests.report.packs import model


def different(found: object, expected: object) -> dict[str, tuple[object, object]]:
    return {one.path: (one.found, one.expected) for one in compared(found, expected) if not one.same}


@pytest.fixture
def result() -> dict:
    return result_data(model().result, trace=True)


def test_a_result_agrees_with_itself_and_every_value_is_looked_at(result: dict) -> None:
    values = list(compared(deepcopy(result), result))
    assert all(one.same for one in values)
    assert {"readiness/point", "gaps/KT-1/points", "trace/KW-1/attainment", "measures/Z1/relevance"} <= {
        one.path for one in values
    }


@pytest.mark.parametrize("off", [2e-9, -0.5, 40.0])
def test_a_figure_that_is_off_is_named(result: dict, off: float) -> None:
    found = deepcopy(result)
    found["domains"][1]["attainment"] += off
    ((path, (changed, expected)),) = different(found, result).items()
    assert path == f"domains/{result['domains'][1]['id']}/attainment"
    assert changed == pytest.approx(expected + off)


def test_rounding_of_the_last_places_is_no_difference(result: dict) -> None:
    found = deepcopy(result)
    found["readiness"]["point"] += 5e-10
    assert not different(found, result)


def test_a_gap_too_few_is_said_once(result: dict) -> None:
    found = deepcopy(result)
    gone = found["gaps"].pop(0)
    paths = different(found, result)
    assert set(paths) == {"gaps/id", f"gaps/{gone['id']}"}


def test_a_key_too_many_a_null_and_a_truth_value_are_differences(result: dict) -> None:
    found = deepcopy(result)
    found["readiness"]["praise"] = "high"
    found["capability"]["point"] = None
    found["counts"]["open"] = False
    assert set(different(found, result)) == {"readiness/praise", "capability/point", "counts/open"}
