"""Warnings of the pack check: each is found at its place, none where there is nothing, and one can be accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.checks.wording import alike
from riskassess.questionnaire.loading import check_pack
from tests.questionnaire import small_pack
from tests.questionnaire.small_pack import changed

SHIPPED = sorted(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
ONE, TWO = "domains/one.yaml", "domains/two.yaml"
ENGLISH: dict[str, str | None] = {
    name: text.replace("{de:", "{zh:").replace("[de, en]", "[zh, en]") for name, text in small_pack.FILES.items()
}
"""The small pack under two languages that have lists of words (its German stands for Chinese)."""


def warned(folder: Path) -> list[tuple[str, str]]:
    found = check_pack(folder)
    assert all(one.severity == "warning" for one in found), found
    return [(one.code, one.place.path) for one in found]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_pack_has_no_open_warning(folder: Path) -> None:
    assert check_pack(folder) == ()


FOUND = {
    "instrument nobody links": (
        changed(ONE, "    closes_with: [{instrument: M1.guide, strength: direct, how: {de: So, en: Thus}}]\n", ""),
        ("instrument-unlinked", "measures/M1/instruments/M1.guide"),
    ),
    "policy past": (
        changed("measures/help.yaml", "valid_to: 2026-12-31", "valid_to: 2026-11-22"),
        ("policy-past", "valid_to"),
    ),
    "effort falls": (changed(TWO, "[1, 1, 1, 1, 1]", "[1, 2, 1, 1, 1]"), ("effort-falls", "questions/Y-1/effort")),
    "anchor repeated": (
        changed(TWO, "en: Y1L4 seen", "en: the same") | changed(ONE, "en: X1L4 seen", "en: the same"),
        ("anchor-repeated", "questions/Y-1/levels/4/en"),
    ),
    "anchor nearly repeated": (
        changed(TWO, "en: Y1L1 seen", "en: the board sees a written account of it each year")
        | changed(ONE, "en: X1L1 seen", "en: the board sees a written account of it each month"),
        ("anchor-alike", "questions/Y-1/levels/1/en"),
    ),
    "two verbs": (
        changed(TWO, "en: When?", "en: How do you monitor and report it?"),
        ("question-double", "questions/Y-1/ask/en"),
    ),
    "two questions": (
        changed(TWO, "en: When?", '"en": "Who signs, and who pays?"'),
        ("question-double", "questions/Y-1/ask/en"),
    ),
    "long question": (changed(TWO, "en: When?", f"en: {'word ' * 34}x"), ("question-too-long", "questions/Y-1/ask/en")),
    "long anchor": (
        changed(TWO, "en: Y1L3 seen", f"en: {'word ' * 38}x"),
        ("anchor-too-long", "questions/Y-1/levels/3/en"),
    ),
    "not translated": (
        changed(TWO, "de: Dann, en: Then", "de: The same three words, en: The same three words"),
        ("text-untranslated", "questions/Y-1/why/en"),
    ),
    "another script": (
        changed(TWO, "de: Dann, en: Then", "de: Dann, en: 这一句还没有翻译"),
        ("text-in-other-script", "questions/Y-1/why/en"),
    ),
    "weight of nothing": (
        changed(TWO, "scope: project\n    weight: 1", "scope: project\n    weight: 1\n    allow_na: true")
        | changed(TWO, "weight: 1.5", "weight: 0.0001"),
        ("question-cannot-matter", "questions/Y-1/weight"),
    ),
}


def test_a_pack_without_faults_has_no_warning(tmp_path: Path) -> None:
    assert warned(small_pack.write_pack(tmp_path)) == []


@pytest.mark.parametrize(("changes", "expected"), FOUND.values(), ids=FOUND.keys())
def test_a_fault_is_found_at_its_place_and_nothing_else(
    changes: dict[str, str | None], expected: tuple[str, str], tmp_path: Path
) -> None:
    assert warned(small_pack.write_pack(tmp_path, changes)) == [expected]


def test_a_field_that_nothing_uses_is_found(tmp_path: Path) -> None:
    advice = changed("profile.yaml", "when: {kinds: [a]}", "when: {mode: [build]}")
    assert warned(small_pack.write_pack(tmp_path, advice)) == [("field-unused", "fields/kinds")]


@pytest.mark.parametrize(
    ("ask", "is_double"),
    [
        ("贵公司怎样识别和管理汇率风险？", True),
        ("贵公司怎样制定并执行撤离方案？", True),
        ("贵公司怎样保护员工和家属？", False),
        ("境外的账号与数据，贵公司按什么标准防护？", False),
    ],
)
def test_two_chinese_verbs_joined_are_found(ask: str, is_double: bool, tmp_path: Path) -> None:
    folder = small_pack.write_pack(tmp_path, {**ENGLISH, TWO: str(ENGLISH[TWO]).replace("zh: Wann?", f"zh: {ask}")})
    assert (("question-double", "questions/Y-1/ask/zh") in warned(folder)) == is_double


@pytest.mark.parametrize("at", ["questions/Y-1/effort", "domains/two.yaml/questions/Y-1/effort"])
def test_an_accepted_warning_is_silent(at: str, tmp_path: Path) -> None:
    accepted = f"accepted: [{{warning: effort-falls, at: {at}, reason: measured}}]"
    changes = changed(TWO, "[1, 1, 1, 1, 1]", "[1, 2, 1, 1, 1]") | changed("pack.yaml", "accepted: []", accepted)
    assert warned(small_pack.write_pack(tmp_path, changes)) == []


@pytest.mark.parametrize("at", ["questions/X-1/effort", "effort", "1/effort"])
def test_acceptance_elsewhere_silences_nothing_and_is_itself_a_warning(at: str, tmp_path: Path) -> None:
    accepted = f"accepted: [{{warning: effort-falls, at: {at}, reason: measured}}]"
    changes = changed(TWO, "[1, 1, 1, 1, 1]", "[1, 2, 1, 1, 1]") | changed("pack.yaml", "accepted: []", accepted)
    assert sorted(warned(small_pack.write_pack(tmp_path, changes))) == [
        ("accepted-without-warning", "accepted/0"),
        ("effort-falls", "questions/Y-1/effort"),
    ]


def test_a_pack_with_errors_gets_no_warnings(tmp_path: Path) -> None:
    broken = changed(TWO, "[1, 1, 1, 1, 1]", "[1, 2, 1, 1]")
    found = check_pack(small_pack.write_pack(tmp_path, broken))
    assert found
    assert all(one.severity == "error" for one in found)


def test_likeness_finds_what_comparing_every_pair_finds() -> None:
    texts = [
        f"{a} {b} sees a {c} account every year"
        for a in ("board", "owner")
        for b in ("often", "itself")
        for c in ("short", "long", "written")
    ]
    found = {second for _, second, _ in alike(texts)}
    sets = [set(text.split()) for text in texts]
    assert found == {
        j for j in range(len(sets)) if any(len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= 0.6 for i in range(j))
    }
