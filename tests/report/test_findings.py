"""What a report states beyond the result: the situation, the caps with their numbers, what to close first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riskassess.assessment.values import Answer
from riskassess.report import findings
from riskassess.report.model import ReportModel
from tests.report.packs import ANSWERED, model


def with_levels(profile: dict[str, object] | None = None, **levels: int | None) -> ReportModel:
    keys = {key.replace("_", "-"): level for key, level in levels.items()}
    given = {key: Answer(level=level) for key, level in keys.items() if level is not None}
    return model(given=given, profile=profile)


@pytest.mark.parametrize(
    ("case", "situation"),
    [
        (with_levels(), "unanswered"),
        (with_levels(KT_1=5), "open"),
        (with_levels(KT_1=1, KT_2=5, KV_1=5, KW_1=5), "red_lines"),
        (with_levels(KT_1=2, KT_2=1, KV_1=1, KW_1=1), "not_yet"),
        (with_levels(KT_1=3, KT_2=3, KV_1=2, KW_1=3), "conditions"),
        (with_levels(KT_1=3, KT_2=3, KV_1=5, KW_1=3), "ready"),
        (with_levels({}, KT_1=3, KT_2=3, KV_1=5, KW_1=3, KW_2=3), "profile_missing"),
    ],
)
def test_situations(case: ReportModel, situation: str) -> None:
    assert findings.situation(case) == situation


def test_caps_have_the_threshold_that_holds() -> None:
    caps = findings.standing_caps(model())
    assert [(cap.rule, cap.at_most, cap.threshold) for cap in caps] == [
        ("red_line_failures", "III", 1.0),
        ("weak_domain", "II", 0.6),
        ("not_applicable_share", "II", 0.1),
    ]


def test_conditions_name_each_gap_at_its_first_moment() -> None:
    conditions = findings.conditions_to_close(model())
    assert [(c.group.id, c.gap.id) for c in conditions] == [("leave", "KT-1"), ("leave", "KV-1")]


def test_hidden_answers_are_kept_and_told() -> None:
    assert findings.kept_though_hidden(model()) == ("KW-2",)


def test_catalogue_has_every_measure_relevant_first() -> None:
    entries = findings.catalogue(model())
    assert [(e.measure.id, e.support is not None) for e in entries] == [("Z1", True), ("Z2", False)]


def test_evidence_that_does_not_support() -> None:
    held = {row.id for row in findings.held_down(model())}
    assert held == {"KW-1"}  # paper without a title counts as word of mouth, which supports 2
    assert ANSWERED["KW-1"].evidence_detail is None


def test_profile_brings_advice_and_contradictions() -> None:
    assert [a.id for a in findings.standing_advice(model())] == ["a"]
    assert [c.id for c in findings.standing_contradictions(model())] == ["c"]


def test_norms_say_who_cites_them() -> None:
    (norm,) = findings.cited_norms(model())
    assert norm.cited_by == (("KW-1", "3.2"),)


def test_a_moment_that_a_project_does_not_have_is_no_moment() -> None:
    """What the profile leaves open does not rule one out."""
    case = model()
    (group, *rest) = case.pack.conditions
    field = next(f for f in case.pack.fields if f.kind == "choice")
    one, other = field.choices[0].id, field.choices[1].id
    pack = replace(case.pack, conditions=(replace(group, when={field.id: (one,)}), *rest))
    for given, there in ((one, True), (other, False), (None, True)):
        profile = {**case.answers.profile, field.id: given or ()}
        asked = replace(case, pack=pack, answers=replace(case.answers, profile=profile))
        assert (findings.moments(asked)[:1] == pack.conditions[:1]) is there
        closing = {item.group.id for item in findings.conditions_to_close(asked)}
        assert there or group.id not in closing
