"""Answers files: every fault with its own code at its line, all in one run; what is written is read back the same.

Requirements: a level is an integer 0 to 5, never a text or a truth value; what the pack does not have is
an error; a question left out is open, one with only a note or evidence is open too and kept.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskassess.assessment.values import Answer, Answers
from riskassess.exchange.answers_file import (
    answers_data,
    answers_from_data,
    answers_sha256,
    read_answers,
    write_answers,
)
from riskassess.problems import Problem, ProblemsFound
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.values import Pack
from riskassess.texts import Texts, languages
from tests.questionnaire.small_pack import FILES, write_pack

GOOD = """\
format: riskassess-answers/1
questionnaire: small
version: 2.1.0
as_of: 2026-11-23
enterprise:
  name: 示例
  uscc: 91310000MA1FL0000N
project:
  name: Fabrik
profile:
  mode: build
  host: VNM
  zone: far
  kinds: [a, b]
  staff: 12
  stake: {amount: 5.5, currency: EUR}
  day: 2026-12-01
  words: no
answers:
  X-1: {level: 3, evidence: seen, evidence_detail: Plan 2026, note: gut}
  X-2: {not_applicable: kein Bedarf}
  Y-1: {note: später}
"""

BROKEN = [
    # levels
    ("level-too-high", "level: 3", "level: 6"),
    ("level-text", "level: 3", 'level: "3"'),
    ("level-negative", "level: 3", "level: -1"),
    ("level-fraction", "level: 3", "level: 2.5"),
    ("level-fraction", "level: 3", "level: 3.0"),
    ("level-boolean", "level: 3", "level: true"),
    ("level-invalid", "level: 3", "level: null"),
    ("level-invalid", "level: 3", "level: [3]"),
    # answers
    ("question-unknown", "Y-1: {note", "Y-2: {note"),
    ("question-unknown", "Y-1: {note", "Y: {note"),
    ("evidence-unknown", "evidence: seen", "evidence: scene"),
    ("not-applicable-without-reason", "kein Bedarf", '"  "'),
    ("not-applicable-without-reason", "kein Bedarf", ""),
    ("not-applicable-without-reason", "kein Bedarf", "true"),
    ("not-applicable-not-allowed", "Y-1: {note: später}", "Y-1: {not_applicable: später}"),
    ("not-applicable-beside-level", "X-2: {not", "X-2: {level: 2, not"),
    ("key-unknown", "note: gut", "notes: gut"),
    ("key-unknown", "project:\n", "projects:\n"),
    ("key-repeated", "  Y-1: {note: später}\n", "  Y-1: {note: später}\n  X-1: {level: 1}\n"),
    ("value-not-text", "note: gut", "note: 2026"),
    ("value-not-mapping", "Y-1: {note: später}", "Y-1: 3"),
    # head
    ("format-unknown", "riskassess-answers/1", "riskassess-answers/2"),
    ("answers-of-another-questionnaire", "questionnaire: small", "questionnaire: large"),
    ("answers-version", "version: 2.1.0", "version: 3.0.0"),
    ("answers-version", "version: 2.1.0", "version: 1.9.0"),
    ("answers-version", "version: 2.1.0", "version: 2.2.0"),
    ("version-malformed", "version: 2.1.0", 'version: "2.1"'),
    ("value-not-text", "version: 2.1.0", "version: 2.1"),
    ("date-invalid", "as_of: 2026-11-23", "as_of: 2026-02-30"),
    ("date-invalid", "as_of: 2026-11-23", "as_of: 23.11.2026"),
    ("date-invalid", "as_of: 2026-11-23", "as_of: 20261123"),
    ("key-missing", "as_of: 2026-11-23\n", ""),
    # enterprise
    ("uscc-check-digit", "91310000MA1FL0000N", "91310000MA1FL0000M"),
    ("uscc-check-digit", "91310000MA1FL0000N", "91310000MA1FL0010N"),
    ("uscc-number", "91310000MA1FL0000N", "913100001234567890"),
    ("uscc-number", "91310000MA1FL0000N", "9131000012345678E1"),
    ("uscc-malformed", "91310000MA1FL0000N", "91310000MA1FL0000"),
    ("uscc-malformed", "91310000MA1FL0000N", "91310000MA1FLOOOON"),
    # profile
    ("field-unknown", "  mode: build", "  mood: build"),
    ("choice-unknown", "  mode: build", "  mode: built"),
    ("choice-needs-quotes", "  mode: build", "  mode: true"),
    ("choice-needs-quotes", "  mode: build", "  mode: 1"),
    ("profile-not-choice", "  mode: build", "  mode: [build]"),
    ("choice-unknown", "[a, b]", "[a, c]"),
    ("choice-needs-quotes", "[a, b]", "[a, true]"),
    ("item-repeated", "[a, b]", "[a, a]"),
    ("profile-not-choices", "[a, b]", "a"),
    ("country-unknown", "host: VNM", "host: VN"),
    ("country-unknown", "host: VNM", "host: 越南"),
    ("country-unknown", "host: VNM", "host: [VNM]"),
    ("profile-not-number", "staff: 12", 'staff: "12"'),
    ("profile-not-money", "{amount: 5.5, currency: EUR}", "-5"),
    ("profile-not-money", "{amount: 5.5, currency: EUR}", "5 EUR"),
    ("value-too-small", "{amount: 5.5, currency: EUR}", "{amount: -5, currency: EUR}"),
    ("currency-malformed", "{amount: 5.5, currency: EUR}", "{amount: 5, currency: Euro}"),
    ("key-missing", "{amount: 5.5, currency: EUR}", "{amount: 5}"),
    ("date-invalid", "day: 2026-12-01", "day: 2026-13-01"),
    ("date-invalid", "day: 2026-12-01", "day: soon"),
    ("value-not-text", "words: no", "words: 7"),
    # notation
    ("yaml-tag", "words: no", "words: !!str no"),
    ("yaml-anchor", "words: no", "words: &w no"),
    ("yaml-syntax", "words: no", "words: 'no"),
]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


def refused(text: str, pack: Pack, folder: Path, name: str = "answers.yaml") -> tuple[Problem, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_answers(path, pack)
    return found.value.problems


def read(text: str, pack: Pack, folder: Path, name: str = "answers.yaml") -> Answers:
    (folder / name).write_text(text, encoding="utf-8")
    return read_answers(folder / name, pack)


def test_good_answers_say_what_the_file_says(pack: Pack, tmp_path: Path) -> None:
    answers = read(GOOD, pack, tmp_path)
    assert (answers.questionnaire, answers.version, answers.as_of) == ("small", "2.1.0", date(2026, 11, 23))
    assert (answers.enterprise_name, answers.enterprise_uscc) == ("示例", "91310000MA1FL0000N")
    assert answers.project_name == "Fabrik"
    assert answers.profile == {
        "mode": "build",
        "host": "VNM",
        "zone": "far",
        "kinds": ("a", "b"),
        "staff": 12,
        "stake": {"amount": 5.5, "currency": "EUR"},
        "day": "2026-12-01",
        "words": "no",
    }
    assert answers.answers == {
        "X-1": Answer(level=3, evidence="seen", evidence_detail="Plan 2026", note="gut"),
        "X-2": Answer(not_applicable="kein Bedarf"),
        "Y-1": Answer(note="später"),
    }


@pytest.mark.parametrize(("code", "old", "new"), BROKEN)
def test_broken_answers_are_refused_with_code_and_line(
    pack: Pack, tmp_path: Path, code: str, old: str, new: str
) -> None:
    assert GOOD.count(old) == 1
    problems = refused(GOOD.replace(old, new), pack, tmp_path)
    assert [p.code for p in problems] == [code]
    place = problems[0].place
    first = 1 if code == "key-missing" and "as_of" in old else GOOD[: GOOD.index(old)].count("\n") + 1
    last = first + new.count("\n") + (2 if code == "yaml-syntax" else 0)
    assert place.file == (tmp_path / "answers.yaml").as_posix()
    assert first <= place.line <= last or (code == "yaml-syntax" and place.line > first)
    for language in languages():
        assert all(Texts(language).problem(problems[0]))


def test_every_fault_of_a_file_is_reported_in_one_run(pack: Pack, tmp_path: Path) -> None:
    text = GOOD
    for _, old, new in (row for row in BROKEN if row[0] in {"uscc-number", "evidence-unknown", "answers-version"}):
        text = text.replace(old, new)
    for old, new in (("as_of: 2026", "as_of: 2O26"), ("mode: build", "mode: true"), ("kein Bedarf", '""')):
        text = text.replace(old, new)
    text = text.replace("level: 3", "level: 6").replace("Y-1:", "Y-9:")
    problems = refused(text, pack, tmp_path)
    assert [p.place.line for p in problems] == sorted(p.place.line for p in problems)
    assert {p.code for p in problems} == {
        "uscc-number",
        "evidence-unknown",
        "answers-version",
        "date-invalid",
        "choice-needs-quotes",
        "not-applicable-without-reason",
        "level-too-high",
        "question-unknown",
    }


def test_json_is_read_with_places_too(pack: Pack, tmp_path: Path) -> None:
    data = answers_data(read(GOOD, pack, tmp_path))
    text = json.dumps(data, indent=1, ensure_ascii=True)
    assert read(text, pack, tmp_path, "answers.json") == read(GOOD, pack, tmp_path)
    (problem,) = refused(text.replace('"level": 3', '"level": 2.5'), pack, tmp_path, "answers.json")
    assert (problem.code, problem.place.path) == ("level-fraction", "answers/X-1/level")
    assert text.splitlines()[problem.place.line - 1].strip().startswith('"level"')


@pytest.mark.parametrize("version", ["2.0.0", "2.0.9", "2.1.0", "2.1.7"])
def test_versions_that_the_pack_takes(pack: Pack, tmp_path: Path, version: str) -> None:
    assert read(GOOD.replace("2.1.0", version), pack, tmp_path).version == version


def test_only_the_head_is_needed(pack: Pack, tmp_path: Path) -> None:
    head = "format: riskassess-answers/1\nquestionnaire: small\nversion: 2.1.0\nas_of: 2026-11-23\n"
    assert read(head, pack, tmp_path) == Answers("small", "2.1.0", date(2026, 11, 23))
    assert read(head + "profile: {}\nanswers: {}\n", pack, tmp_path).answers == {}


def test_what_says_nothing_is_not_given(pack: Pack, tmp_path: Path) -> None:
    text = GOOD.replace("mode: build", 'mode: ""').replace("[a, b]", "[]").replace("staff: 12", "staff: null")
    assert {"mode", "kinds", "staff"}.isdisjoint(read(text, pack, tmp_path).profile)


def test_the_pack_is_asked_for_by_what_the_file_says(pack: Pack, tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def pack_for(questionnaire: str, version: str) -> Pack:
        asked.append((questionnaire, version))
        return pack

    path = tmp_path / "answers.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_answers(path, pack_for).version == "2.1.0"
    assert asked == [("small", "2.1.0")]
    path.write_text(GOOD.replace("version: 2.1.0", "version: [2]").replace("level: 3", "level: 6"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_answers(path, pack_for)
    assert {p.code for p in found.value.problems} == {"value-not-text", "level-too-high"}


def test_a_missing_file_is_a_problem(pack: Pack, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.yaml", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(ProblemsFound) as found:
            read_answers(path, pack)
        assert [p.code for p in found.value.problems] == [code]


def test_plain_data_is_checked_as_a_file_is(pack: Pack, tmp_path: Path) -> None:
    answers = read(GOOD, pack, tmp_path)
    assert answers_from_data(answers_data(answers), pack) == answers
    data = answers_data(answers)
    data["answers"]["X-1"]["level"] = True
    with pytest.raises(ProblemsFound) as found:
        answers_from_data(data, pack)
    assert str(found.value.problems[0].place) == "answers/X-1/level"


AWKWARD = [
    "no",
    "yes",
    "Yes",
    "y",
    "true",
    "null",
    "~",
    "3",
    "1e3",
    "0x1F",
    "0o7",
    "2026-11-23",
    "12:30",
    "-",
    "?",
    "{a}",
    "[b]",
    "《》",
    "是",
    "#",
    "&",
    "*",
    "!x",
    "|",
    ">",
    "%",
    "@",
    "`",
    "...",
    "---",
]
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30) | st.sampled_from(
    [*AWKWARD, "a: b", "a #b", " x ", "- a", "a\nb", "a:", "《a》: b"]
)
SOLID = TEXT.filter(lambda text: bool(text.strip()))
LEVELLED = st.builds(
    Answer,
    level=st.none() | st.integers(0, 5),
    evidence=st.none() | st.sampled_from(["said", "seen"]),
    evidence_detail=st.none() | TEXT,
    note=st.none() | TEXT,
)
PROFILE: Mapping[str, st.SearchStrategy[Any]] = {
    "mode": st.sampled_from(["yes", "build"]),
    "host": st.sampled_from(["VNM", "NOR"]),
    "kinds": st.lists(st.sampled_from("ab"), min_size=1, unique=True).map(tuple),
    "staff": st.integers() .filter(lambda n: abs(n) < 10**30) | st.floats(allow_nan=False, allow_infinity=False),
    "stake": st.floats(0, 1e12) | st.fixed_dictionaries({"amount": st.integers(0, 10**12), "currency": st.just("CNY")}),
    "day": st.dates().map(str),
    "words": TEXT.filter(bool),
}  # fmt: skip
ANSWERS = st.builds(
    Answers,
    questionnaire=st.just("small"),
    version=st.sampled_from(["2.1.0", "2.0.11"]),
    as_of=st.dates(),
    profile=st.fixed_dictionaries({}, optional=dict(PROFILE)),
    answers=st.fixed_dictionaries(
        {}, optional={"X-1": LEVELLED, "Y-1": LEVELLED, "X-2": LEVELLED | st.builds(Answer, not_applicable=SOLID)}
    ),
    enterprise_name=st.none() | SOLID,
    enterprise_uscc=st.none() | st.just("91310000MA1FL0000N"),
    project_name=st.none() | SOLID,
)


@pytest.mark.parametrize("name", ["answers.yaml", "answers.json"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(ANSWERS)
def test_what_is_written_is_read_back_the_same(pack: Pack, tmp_path: Path, name: str, answers: Answers) -> None:
    path = tmp_path / name
    write_answers(answers, path)
    back = read_answers(path, pack)
    assert back == answers
    assert answers_sha256(back) == answers_sha256(answers)
    write_answers(back, path)
    assert read_answers(path, pack) == answers


def test_the_digest_follows_what_is_said_and_not_its_order(pack: Pack, tmp_path: Path) -> None:
    answers = read(GOOD, pack, tmp_path)
    turned = dataclasses.replace(
        answers,
        profile=dict(reversed(answers.profile.items())),
        answers=dict(reversed(answers.answers.items())),
    )
    assert answers_sha256(turned) == answers_sha256(answers)
    other = dataclasses.replace(answers, as_of=date(2026, 11, 24))
    assert answers_sha256(other) != answers_sha256(answers)


def test_a_file_that_cannot_be_written_leaves_what_was_there(pack: Pack, tmp_path: Path) -> None:
    answers = read(GOOD, pack, tmp_path)
    (tmp_path / "out.yaml").mkdir()
    with pytest.raises(ProblemsFound) as found:
        write_answers(answers, tmp_path / "out.yaml")
    assert [p.code for p in found.value.problems] == ["file-not-written"]
    with pytest.raises(ProblemsFound):
        write_answers(answers, tmp_path / "no folder" / "out.yaml")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["answers.yaml", "out.yaml"]


def test_the_sample_of_the_pack_is_read(pack: Pack, tmp_path: Path) -> None:
    assert read(FILES["samples/first.yaml"], pack, tmp_path) == answers_from_data(pack.samples[0].data, pack)
