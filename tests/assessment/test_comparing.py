"""Assessments side by side.

1. Each side is scored by its own pack and profile; rows stand in the first side's order, later ids after them.
2. A change is the last side less the first, a spread the largest less the smallest; what says nothing has neither.
3. A question that was reworded is marked; one that a pack lacks has no reading; one that nobody is asked has no row.
4. Answers to another questionnaire are laid beside one another as wholes only.
5. Differences come first, otherwise the order stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from riskassess.assessment import score
from riskassess.assessment.comparing import Comparison, compare, differences_first
from riskassess.assessment.values import Answer, Answers
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.values import Pack
from tests.app.small_pack import small_pack

PROFILE = {"size": "small", "place": "VNM", "danger": "low", "assets": ("ships",)}


def answers(pack: Pack, levels: dict[str, int], **profile: Any) -> Answers:
    said = {question: Answer(level) for question, level in levels.items()}
    return Answers(pack.id, pack.version, date(2026, 3, 4), {**PROFILE, **profile}, said)


def pack(**more: Any) -> Pack:
    return build_pack(small_pack(**more))


def pair(before: dict[str, int], after: dict[str, int]) -> Comparison:
    one = pack()
    return compare([(one, answers(one, before)), (one, answers(one, after))])


def test_each_side_is_scored_as_it_is_alone() -> None:  # 1
    one = pack()
    sides = [(one, answers(one, {"SEA-1": 2})), (one, answers(one, {"SEA-1": 4}, danger="high"))]
    found = compare(sides)
    for (its_pack, its_answers), result in zip(sides, found.results, strict=True):
        assert replace(result, trace=None) == score(its_pack, its_answers)
    sea = next(row for row in found.domains if row.id == "SEA")
    assert [reading.target for reading in sea.readings if reading] == [3, 4]
    assert [row.id for row in found.domains] == [domain.id for domain in one.domains]


def test_change_and_spread() -> None:  # 2
    one = pack()
    found = compare([(one, answers(one, {"SEA-1": level})) for level in (4, 1, 3)])
    row = next(row for row in found.questions if row.id == "SEA-1")
    assert (row.change("level"), row.spread("level")) == (-1, 3)
    attained = row.values("attainment")
    assert attained == (1.0, pytest.approx(1 / 3), 1.0)
    silent = next(row for row in found.questions if row.id == "SEA-2")
    assert (silent.change("level"), silent.spread("level"), silent.differs) == (None, None, False)


def test_an_answer_on_one_side_only_differs() -> None:  # 2
    row = next(row for row in pair({"SEA-1": 2}, {}).questions if row.id == "SEA-1")
    assert row.differs
    assert row.spread("level") is None


def test_packs_of_other_versions() -> None:  # 3
    data = small_pack(version="1.3.0")
    data["domains"][0]["questions"][0]["levels"]["3"] = {"zh": "别的", "en": "otherwise"}
    data["domains"][0]["questions"].append({**data["domains"][0]["questions"][1], "id": "SEA-3"})
    old, new = pack(), build_pack(data)
    found = compare([(old, answers(old, {"SEA-1": 2})), (new, answers(new, {"SEA-1": 2, "SEA-3": 1}))])
    rows = {row.id: row for row in found.questions}
    assert rows["SEA-1"].reworded
    assert not rows["SEA-2"].reworded
    assert rows["SEA-3"].readings[0] is None
    assert list(rows)[-1] == "SEA-3"
    assert "LAND-2" not in rows, "it is asked in neither project"
    assert found.same_questionnaire
    assert not found.same_pack


def test_another_questionnaire() -> None:  # 4
    one, other = pack(), pack(id="other")
    found = compare([(one, answers(one, {"SEA-1": 2})), (other, answers(other, {"SEA-1": 4}))])
    assert not found.same_questionnaire
    assert (found.domains, found.questions) == ((), ())
    assert len(found.results) == 2


def test_differences_come_first() -> None:  # 5
    found = pair({"SEA-1": 1, "SEA-2": 3, "LAND-1": 2, "AIR-1": 2}, {"SEA-1": 2, "SEA-2": 3, "LAND-1": 5})
    rows = differences_first(found.questions, "level")
    assert [row.id for row in rows] == ["LAND-1", "SEA-1", "AIR-1", "SEA-2"]
    assert [row.spread("level") for row in rows] == [3, 1, None, 0]
