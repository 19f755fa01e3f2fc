"""The sum that explains a target adds up to the target, whatever raises, clamps or lifts it."""

from __future__ import annotations

from datetime import date

import pytest

from riskassess.assessment.targets import explain_target
from riskassess.desktop.numbers import MINUS
from riskassess.desktop.questions.target_sum import TargetSum, explain
from riskassess.questionnaire.values import Choice, Domain, Exposure, Field, Pack
from riskassess.texts import Texts
from tests.assessment import packs

DAY = date(2026, 11, 23)
HOW = Field(
    "how",
    "choices",
    "project",
    True,
    {"zh": "方式", "en": "Way"},
    packs.BLANK,
    (Choice("a", {"zh": "甲", "en": "Alpha"}), Choice("b", {"zh": "乙", "en": "Beta"}), Choice("c", packs.BLANK)),
)


def rule(name: str, when: tuple[str, ...], raises: dict[str, float], floors: dict[str, float]) -> Exposure:
    return Exposure(name, {"how": when}, raises, floors, {"zh": f"因为{name}", "en": f"because of {name}"})


def example(*rules: Exposure, base: float = 3, red_line: float | None = None) -> Pack:
    question = packs.question("x1", domain="X", red_line=red_line)
    return packs.pack((Domain("X", packs.BLANK, 1, base, (question,)),), fields=(HOW,), exposures=rules)


def summed(pack: Pack, *chosen: str, language: str = "en") -> TargetSum:
    profile = {"how": chosen}
    return explain(explain_target(pack, profile, "x1"), pack, profile, Texts(language))


def total(shown: TargetSum) -> float:
    return sum(float(line.number.replace(MINUS, "-").replace("+", "")) for line in shown.lines)


@pytest.mark.parametrize(
    ("pack", "chosen"),
    [
        (example(), ()),
        (example(rule("r", ("a",), {"X": 0.5}, {})), ("a",)),
        (example(rule("r", ("a",), {"X": 0.25, "x1": 0.5}, {})), ("a",)),
        (example(rule("r", ("a",), {"X": 2}, {}), rule("s", ("b",), {"x1": 2}, {})), ("a", "b")),  # clamped at 5
        (example(base=1, red_line=3), ()),
        (example(rule("r", ("a",), {}, {"x1": 4}), base=2, red_line=3), ("a",)),
    ],
)
def test_the_lines_add_up_to_the_target(pack: Pack, chosen: tuple[str, ...]) -> None:
    shown = summed(pack, *chosen)
    assert total(shown) == pytest.approx(float(shown.total.number))
    assert float(shown.total.number) == explain_target(pack, {"how": chosen}, "x1").target


def test_a_rule_is_named_by_what_the_profile_says_and_gives_its_reason() -> None:
    shown = summed(example(rule("r", ("a", "c"), {"X": 0.5}, {})), "a", "b")
    assert shown.lines[1].words == "Way: Alpha"
    assert shown.reasons == ("because of r",)


def test_a_floor_says_where_it_comes_from() -> None:
    own = summed(example(base=1, red_line=3))
    rules = summed(example(rule("r", ("b",), {}, {"x1": 3}), base=1), "b")
    assert own.lines[-1].words == "Red line at 3"
    assert rules.lines[-1].words == "Red line at 3 (Way: Beta)"
    assert rules.reasons == ("because of r",)
