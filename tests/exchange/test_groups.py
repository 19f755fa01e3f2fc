"""How a call splits the whole: by what enterprises share coarsely, never below what a part expects, regions last.

1. Nobody is grouped by region where fewer than 3,000 are expected, whoever made the call. 2. From 3,000 on regions
split like others, after all others. 3. Parts expect at least 40, overlap nowhere and leave nobody out.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from riskassess.exchange.call import check_call
from riskassess.exchange.groups import (
    LEAST_EXPECTED,
    LEAST_FOR_REGIONS,
    all_combinations,
    check_partition,
    coarse_values,
    plan_groups,
    region_names,
)
from riskassess.questionnaire.values import Pack
from tests.exchange.calls import call, pack


def with_region() -> Pack:
    """Return the pack with the field that a country fills shared as a region in two values."""
    filled = next(name for field in pack().fields for name in field.fills or ())
    field = pack().field_by_id[filled]
    halves = tuple(replace(choice, share="near" if n % 2 else "far") for n, choice in enumerate(field.choices))
    region = replace(field, share_as="region", required=True, choices=halves)
    fields = [region if one.id == filled else one for one in pack().fields]
    return replace(pack(), fields=tuple(fields))


def expected(made: Pack, total: int) -> dict[tuple[str, ...], int]:
    combinations = list(all_combinations(made))
    return dict.fromkeys(combinations, -(-total // len(combinations)))


def test_what_a_country_fills_is_a_region_and_comes_last() -> None:  # 2
    assert region_names(pack()) == frozenset()
    made = with_region()
    assert region_names(made) == {"region"}
    assert list(coarse_values(made))[-1] == "region"


def test_below_three_thousand_nobody_is_grouped_by_region() -> None:  # 1
    made = with_region()
    few = {key: LEAST_FOR_REGIONS // len(expected(made, 1)) - 1 for key in expected(made, 1)}
    assert sum(few.values()) < LEAST_FOR_REGIONS
    assert not any("region" in group.when for group in plan_groups(made, few))
    many = plan_groups(made, expected(made, LEAST_FOR_REGIONS))
    assert any("region" in group.when for group in many)


def test_a_call_by_region_is_refused_where_too_few_are_expected() -> None:  # 1
    made = with_region()
    groups = plan_groups(made, expected(made, LEAST_FOR_REGIONS))
    asked = call(groups=groups)
    assert [problem.code for problem in check_call(asked, made, "call.json")] == []
    fewer = replace(asked, groups=tuple(replace(group, expected=group.expected // 2) for group in groups))
    assert [problem.code for problem in check_call(fewer, made, "call.json")] == ["groups-by-region"]


@pytest.mark.parametrize("total", [30, 100, 500, 3000, 20_000])
def test_parts_expect_enough_and_part_everybody(total: int) -> None:  # 3
    made = with_region()
    groups = plan_groups(made, expected(made, total))
    assert list(check_partition(groups, coarse_values(made), "call.json")) == []
    assert len(groups) == 1 or all(group.expected >= LEAST_EXPECTED for group in groups)
