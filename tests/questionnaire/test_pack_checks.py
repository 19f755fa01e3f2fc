"""One broken pack per error: its code, its file, its line, and a sentence in every language.

Requirement: every fault of a pack is reported with a code of its own, its place and what to do, all in one run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from riskassess.problems import Problem, ProblemsFound
from riskassess.questionnaire.loading import check_pack, load_pack
from riskassess.texts import Texts, languages
from tests.questionnaire.small_pack import FILES, changed, write_pack

PACK, PROFILE, RULES = "pack.yaml", "profile.yaml", "exposures.yaml"
ONE, TWO, HELP, SAMPLE = "domains/one.yaml", "domains/two.yaml", "measures/help.yaml", "samples/first.yaml"

# code, file, what stands there, what stands there instead (its first line is where the problem is)
BROKEN = [
    # reading
    ("yaml-syntax", TWO, "weight: 1.5", "weight: [1.5"),
    ("yaml-tag", TWO, "weight: 1.5", "weight: !!float 1.5"),
    ("yaml-anchor", TWO, "id: Y\n", "id: &name Y\n"),
    ("yaml-many-documents", TWO, "weight: 1.5", "---\nweight: 1.5"),
    ("key-repeated", TWO, "weight: 1.5", "weight: 1.5\nweight: 2"),
    ("key-not-text", TWO, "weight: 1.5", "? [weight]\n: 1.5"),
    ("number-refused", TWO, "weight: 1.5", "weight: .inf"),
    ("nested-too-deep", TWO, "weight: 1.5", "weight: " + "[" * 60 + "]" * 60),
    ("control-character", TWO, "{de: Zweites,", "{de: Zwei\x07tes,"),
    # form
    ("format-unknown", PACK, "riskassess-pack/1", "riskassess-pack/2"),
    ("key-missing", TWO, "weight: 1.5\n", ""),
    ("key-unknown", TWO, "weight: 1.5", "weight: 1.5\nwieght: 1"),
    ("value-not-text", TWO, "{de: Dritte, en: Third}", "{de: Dritte, en: true}"),
    ("value-not-number", TWO, "weight: 1.5", 'weight: "1.5"'),
    ("value-not-integer", PACK, "{level: 5, name", "{level: 5.0, name"),
    ("value-not-boolean", ONE, "allow_na: true", 'allow_na: "true"'),
    ("value-not-list", PACK, "languages: [de, en]", "languages: de"),
    ("value-not-mapping", RULES, "when: {zone: [far], mode: [build]}", "when: zone"),
    ("value-of-wrong-kind", ONE, 'norms: ["Rule 1", ', "norms: [1, "),
    ("value-not-allowed", ONE, "scope: enterprise", "scope: company"),
    ("value-too-small", PACK, "{at_least: 1, grade: tin}", "{at_least: 0, grade: tin}"),
    ("value-too-small", ONE, "effort: [1, 1, 2, 3, 5]", "effort: [1, 1, 2, 3, -5]"),
    ("value-too-large", ONE, "red_line: 2", "red_line: 5.25"),
    ("value-not-above", TWO, "weight: 1.5", "weight: 0"),
    ("not-a-quarter", RULES, "raise: {X: 0.5,", "raise: {X: 0.3,"),
    ("not-a-quarter", RULES, "floors: {X-1: 2}", "floors: {X-1: 2.1}"),
    ("not-a-quarter", TWO, "base_target: 2.25", "base_target: 2.2"),
    ("list-too-short", TWO, "effort: [1, 1, 1, 1, 1]", "effort: [1, 1, 1, 1]"),
    ("list-too-long", TWO, "effort: [1, 1, 1, 1, 1]", "effort: [1, 1, 1, 1, 1, 1]"),
    ("item-repeated", ONE, "asked_of: [boss]", "asked_of: [boss, boss]"),
    ("mapping-empty", RULES, "when: {zone: [far], mode: [build]}", "when: {}"),
    ("text-blank", ONE, "{de: Was?, en: What?}", '{de: Was?, en: "  "}'),
    ("text-missing", ONE, "{de: Was?, en: What?}", "{de: Was?}"),
    ("text-without-languages", ONE, "{de: Was?, en: What?}", "What?"),
    ("language-unknown", ONE, "{de: Was?, en: What?}", "{de: Was?, en: What?, fr: Quoi?}"),
    ("language-malformed", PACK, "languages: [de, en]", "languages: [de, en, English]"),
    ("date-invalid", HELP, "valid_to: 2026-12-31", "valid_to: 2026-11-31"),
    ("version-malformed", PACK, "version: 2.1.0", "version: v2.1"),
    ("id-malformed", RULES, "id: distant", "id: far away"),
    ("measure-id-malformed", HELP, "id: M1\n", "id: M.1\n"),
    # names
    ("id-repeated", TWO, "id: Y-1", "id: X-1"),
    ("id-repeated", TWO, "id: Y-1", "id: X"),
    ("id-repeated", PROFILE, "{id: far, title", "{id: near, title"),
    ("instrument-id-malformed", HELP, "id: M1.guide", "id: M2.guide"),
    ("instrument-id-malformed", HELP, "id: M1.guide", "id: M1."),
    # scales
    ("level-repeated", PACK, "{level: 5, name", "{level: 4, name"),
    ("grades-not-falling", PACK, "from: 0, name", "from: 80, name"),
    ("last-grade-not-from-zero", PACK, "from: 0, name", "from: 10, name"),
    ("grade-unknown", PACK, "{above: 0.25, grade: tin}", "{above: 0.25, grade: tim}"),
    ("first-evidence-needs-detail", PACK, "{id: said, ceiling: 2,", "{id: said, ceiling: 2, needs_detail: true,"),
    ("ceiling-falls", PACK, "{id: seen, ceiling: 5,", "{id: seen, ceiling: 1,"),
    # profile
    ("choices-missing", PROFILE, "    choices: [{id: a, title: {de: A, en: A}}, {id: b, title: {de: B, en: B}}]\n", ""),
    ("choices-not-used", PROFILE, "kind: country", "choices: [{id: a, title: {de: A, en: A}}]\n    kind: country"),
    ("share-without-name", PROFILE, "{id: near, title", "{id: near, share: x, title"),
    ("share-missing", PROFILE, "{id: build, share: build, ", "{id: build, "),
    ("share-not-choice", PROFILE, "kind: choices\n", "share_as: sort\n    kind: choices\n"),
    ("share-repeated", PROFILE, "  - id: zone\n", "  - share_as: way\n    id: zone\n"),
    ("fills-not-country", PROFILE, "  - id: kinds\n", "  - fills: {zone: regions}\n    id: kinds\n"),
    ("fills-not-choice", PROFILE, "fills: {zone: regions}", "fills: {staff: regions}"),
    ("field-unknown", PROFILE, "fills: {zone: regions}", "fills: {zones: regions}"),
    ("table-unknown", PROFILE, "fills: {zone: regions}", "fills: {zone: places}"),
    ("choice-unknown", "regions.yaml", "NOR: near", "NOR: nearby"),
    ("country-unknown", "regions.yaml", "NOR: near", "XXX: near"),
    ("country-malformed", "regions.yaml", "NOR: near", "Nor: near"),
    # conditions
    ("field-unknown", ONE, 'applies_when: {mode: ["yes", build]}', "applies_when: {made: [build]}"),
    ("choice-unknown", ONE, 'applies_when: {mode: ["yes", build]}', "applies_when: {mode: [built]}"),
    ("choice-needs-quotes", ONE, 'applies_when: {mode: ["yes", build]}', "applies_when: {mode: [true]}"),
    ("field-unknown", HELP, "for_whom: {mode: [build]}", "for_whom: {mood: [build]}"),
    ("field-unknown", RULES, "{zone: [far], mode", "{zones: [far], mode"),
    ("field-unknown", PROFILE, "when: {kinds: [a]}", "when: {kind: [a]}"),
    ("choice-unknown", "calendar.yaml", "when: {mode: [build]}", "when: {mode: [builds]}"),
    ("field-unknown", "conditions.yaml", "when: {mode: [build]}", "when: {moods: [build]}"),
    ("country-unknown", PROFILE, "when: {kinds: [a]}", "when: {host: [VNN]}"),
    ("condition-without-choices", PROFILE, "when: {kinds: [a]}", "when: {staff: [a]}"),
    ("rule-field-optional", RULES, "{zone: [far], mode", "{kinds: [a], mode"),
    # targets
    ("raise-unknown", RULES, "raise: {X: 0.5,", "raise: {Z: 0.5,"),
    ("question-unknown", RULES, "floors: {X-1: 2}", "floors: {X: 2}"),
    ("floor-and-not-applicable", RULES, "floors: {X-1: 2}", "floors: {X-2: 2}"),
    ("floor-and-not-applicable", ONE, "    allow_na: true", "    red_line: 1\n    allow_na: true"),
    # links
    ("instrument-unknown", ONE, "instrument: M1.guide", "instrument: M1.guides"),
    (
        "instrument-repeated",
        ONE,
        "closes_with: [",
        "closes_with: [{instrument: M1.guide, strength: direct, how: {de: S, en: T}}, ",
    ),
    ("norm-unknown", ONE, "{norm: iso-1,", "{norm: iso-2,"),
    ("norm-unknown", "calendar.yaml", "norm: iso-1", "norm: iso"),
    ("asked-of-unknown", ONE, "asked_of: [boss]", "asked_of: [bosses]"),
    ("question-unknown", "conditions.yaml", "[X-1, Y-1]", "[X-1, Y-2]"),
    # history
    ("policy-ends-before-start", HELP, "valid_to: 2026-12-31", "valid_to: 2025-12-31"),
    ("migration-not-older", PACK, "{from: 1,", "{from: 2,"),
    ("migration-repeated", PACK, "migrations:\n", "migrations:\n  - {from: 1}\n"),
    ("migration-two-ways", PACK, "dropped: [OLD-3]", "dropped: [OLD-1]"),
    ("question-unknown", PACK, "renamed: {OLD-1: X-1}", "renamed: {OLD-1: X-9}"),
    # files that pack.yaml names
    ("path-outside", PACK, "norms: norms.yaml", "norms: ../norms.yaml"),
    ("path-outside", PACK, "norms: norms.yaml", "norms: /etc/passwd"),
    ("path-outside", PACK, "norms: norms.yaml", 'norms: "C:\\\\norms.yaml"'),
    ("file-missing", PACK, "norms: norms.yaml", "norms: standards.yaml"),
    ("file-unreadable", PACK, "norms: norms.yaml", "norms: domains"),
    # samples are answers
    ("question-unknown", SAMPLE, "  Y-1: {level: 0}", "  Y-7: {level: 0}"),
    ("level-too-high", SAMPLE, "{level: 0}", "{level: 6}"),
    ("answers-version", SAMPLE, "version: 2.0.3", "version: 3.0.0"),
]

WHERE = {"key-missing": "id: Y\n", "choices-missing": "id: kinds\n"}
"""Where something is missing there is no line of its own: the problem stands where its mapping begins."""


def line_of_change(name: str, old: str) -> int:
    return FILES[name][: FILES[name].index(old)].count("\n") + 1


@pytest.mark.parametrize(("code", "name", "old", "new"), BROKEN)
def test_a_broken_pack_is_refused_with_code_file_and_line(
    tmp_path: Path, code: str, name: str, old: str, new: str
) -> None:
    problems = check_pack(write_pack(tmp_path, changed(name, old, new)))
    found = [p for p in problems if p.code == code]
    assert found, [str(p) for p in problems]
    assert found[0].place.file == (tmp_path / name).as_posix()
    first = line_of_change(name, WHERE.get(code, old))
    last = first + new.count("\n") + (1 if code == "yaml-syntax" else 0)  # a bracket is missed where it is missed
    assert first <= found[0].place.line <= last
    assert found[0].place.column > 0
    assert_readable(problems)


def assert_readable(problems: tuple[Problem, ...]) -> None:
    for language in languages():
        for found in problems:
            what, do = Texts(language).problem(found)
            assert what and do and "{" not in what.replace("{…}", "") + do.replace("{…}", "")


def test_the_small_pack_has_no_problem(tmp_path: Path) -> None:
    assert check_pack(write_pack(tmp_path)) == ()


@pytest.mark.parametrize(
    ("code", "name", "old", "new"), [row for row in BROKEN if "unknown" in row[0] or row[0] == "key-unknown"]
)
def test_what_is_unknown_comes_with_the_nearest_known(tmp_path: Path, code: str, name: str, old: str, new: str) -> None:
    problems = check_pack(write_pack(tmp_path, changed(name, old, new)))
    found = next(p for p in problems if p.code == code)
    assert found.fields["nearest" if code != "table-unknown" else "known"]


def test_nearest_is_what_was_meant(tmp_path: Path) -> None:
    changes = changed(ONE, "instrument: M1.guide", "instrument: M1.giude") | changed(TWO, "base_target", "base_taget")
    fields = {p.code: p.fields for p in check_pack(write_pack(tmp_path, changes))}
    assert fields["instrument-unknown"]["nearest"] == "M1.guide"
    assert fields["key-unknown"]["nearest"] == "base_target"


def test_all_faults_of_all_files_are_reported_in_one_run(tmp_path: Path) -> None:
    changes = (
        changed(ONE, "{de: Was?, en: What?}", "{de: Was?}")
        | changed(TWO, "id: Y-1", "id: X-1")
        | changed(RULES, "raise: {X: 0.5,", "raise: {X: 0.3,")
        | changed(PROFILE, "kind: country", "kind: land")
        | changed(HELP, "valid_to: 2026-12-31", "valid_to: 31.12.2026")
        | changed("norms.yaml", "iso-1", "!x iso-1")
        | changed(SAMPLE, "level: 3", 'level: "3"')
        | changed(PACK, "{above: 0.25, grade: tin}", "{above: 0.25, grade: tim}")
    )
    codes = {p.code for p in check_pack(write_pack(tmp_path, changes))}
    assert codes >= {
        "text-missing",
        "id-repeated",
        "not-a-quarter",
        "value-not-allowed",
        "date-invalid",
        "yaml-tag",
        "level-text",
        "grade-unknown",
    }


def test_two_faults_in_one_question_are_both_reported(tmp_path: Path) -> None:
    one = FILES[ONE].replace("weight: 1\n", "weight: heavy\n").replace("instrument: M1.guide", "instrument: M1.gone")
    codes = [p.code for p in check_pack(write_pack(tmp_path, {ONE: one}))]
    assert sorted(codes) == ["instrument-unknown", "value-not-number"]


def test_a_file_that_cannot_be_read_makes_no_link_broken(tmp_path: Path) -> None:
    problems = check_pack(write_pack(tmp_path, changed(HELP, "id: help", "id: [help")))
    assert [p.code for p in problems] == ["yaml-syntax"]
    problems = check_pack(write_pack(tmp_path / "other", {PROFILE: None} | changed(TWO, "weight: 1.5", "weight: {1.5")))
    assert [p.code for p in problems] == ["file-missing", "yaml-syntax"]


def test_every_language_of_the_pack_is_wanted_and_no_other(tmp_path: Path) -> None:
    problems = check_pack(write_pack(tmp_path, changed(PACK, "[de, en]", "[de, en, zh]")))
    assert {p.code for p in problems} == {"text-missing"}
    texts = sum(text.count("{de:") for name, text in FILES.items() if not name.startswith("samples/"))
    assert len(problems) == texts


def test_repeated_keys_say_both_lines(tmp_path: Path) -> None:
    problems = check_pack(write_pack(tmp_path, changed(TWO, "weight: 1.5", "weight: 1.5\nweight: 2")))
    assert (problems[0].place.line, problems[0].fields["first"]) == (4, 3)


def test_a_level_missing_names_the_level(tmp_path: Path) -> None:
    text = FILES[TWO].replace("      4: {de: Y1L4 gesehen, en: Y1L4 seen}\n", "")
    problems = check_pack(write_pack(tmp_path, {TWO: text}))
    assert [(p.code, p.fields["key"]) for p in problems] == [("level-missing", "4")]
    assert problems[0].place.path == "questions/Y-1/levels/4"


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / TWO).write_bytes(FILES[TWO].replace("Zweites", "Zwölftes").encode("latin-1"))
    (problem,) = check_pack(tmp_path)
    assert (problem.code, problem.place.line, problem.place.column) == ("not-utf8", 2, 15)
    assert problem.fields["byte"] == "0xF6"


@pytest.mark.parametrize("content", ["", "  \n", "# nothing yet\n"])
def test_an_empty_file_is_named(tmp_path: Path, content: str) -> None:
    problems = check_pack(write_pack(tmp_path, {"glossary.yaml": content}))
    assert [p.code for p in problems] == ["file-empty"]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    problems = check_pack(write_pack(tmp_path, {"glossary.yaml": "#" * (4 * 1024 * 1024 + 1)}))
    assert [p.code for p in problems] == ["file-too-large"]


def test_a_link_in_the_folder_does_not_lead_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(FILES["norms.yaml"], encoding="utf-8")
    folder = write_pack(tmp_path / "pack", {"norms.yaml": None})
    try:
        (folder / "norms.yaml").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert [p.code for p in check_pack(folder)] == ["path-outside"]


def test_no_pack_at_all(tmp_path: Path) -> None:
    assert [p.code for p in check_pack(tmp_path / "nothing")] == ["pack-not-found"]
    assert [p.code for p in check_pack(tmp_path)] == ["file-missing"]
    with pytest.raises(ProblemsFound):
        load_pack(tmp_path)


def test_loading_raises_every_problem(tmp_path: Path) -> None:
    changes = changed(TWO, "id: Y-1", "id: X-1") | changed(RULES, "raise: {X: 0.5,", "raise: {X: 0.3,")
    with pytest.raises(ProblemsFound) as found:
        load_pack(write_pack(tmp_path, changes))
    assert {p.code for p in found.value.problems} == {"id-repeated", "not-a-quarter", "question-unknown"} | {
        "raise-unknown"
    }
