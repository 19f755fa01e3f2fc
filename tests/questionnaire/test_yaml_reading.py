"""YAML by the core schema of 1.2, JSON by its own grammar, and nothing a file could do to the program."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskassess.questionnaire.loading.reading import read_document


def read(text: str, name: str = "file.yaml") -> Any:
    document, problems = read_document(text.encode("utf-8"), name)
    assert not problems, problems
    assert document is not None
    return document.data


def codes(text: str, name: str = "file.yaml") -> list[str]:
    return [p.code for p in read_document(text.encode("utf-8"), name)[1]]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("On", "On"),
        ("NOR", "NOR"),
        ("2026-11-23", "2026-11-23"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("tRUE", "tRUE"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("007", 7),
        ("+3", 3),
        ("0o17", 15),
        ("0x1F", 31),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-2.5", -2.5),
        ("1.0.0", "1.0.0"),
        ('"3"', "3"),
        ("'true'", "true"),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_words_mean_what_the_core_schema_says(word: str, value: object) -> None:
    found = read(f"key: {word}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_texts_as_written() -> None:
    assert read("0: a\ntrue: b\nno: c\n'1': d\n") == {"0": "a", "true": "b", "no": "c", "1": "d"}


def test_a_byte_order_mark_is_no_sign_of_the_text() -> None:
    assert read("\ufeffa: 1\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: *nothing\n", "yaml-anchor"),
        ("a: &x 1\nb: *x\n", "yaml-anchor"),
        ("a: {b: &x {c: 1}}\n<<: *x\n", "yaml-anchor"),
        ("a: !!python/object/apply:os.system [id]\n", "yaml-tag"),
        ("a: ! 1\n", "yaml-tag"),
        ("a: !!str 1\n", "yaml-tag"),
        ("{a: 1}: 2\n", "key-not-text"),
        ("a: 1\n a: 2\n", "yaml-syntax"),
        ("a: 1\n\tb: 2\n", "yaml-syntax"),
        ("%YAML 1.3\n---\na: 1\n", "yaml-syntax"),
        ("a: .nan\n", "number-refused"),
        ("a: 1e999\n", "number-refused"),
        ("a: " + "9" * 50 + "\n", "number-refused"),
        ('a: "\\ud800"\n', "yaml-syntax"),
    ],
)
def test_traps_are_refused(text: str, code: str) -> None:
    assert code in codes(text)


def test_aliases_cannot_blow_up() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{name}: &{name} [" + ", ".join([f"*{before}"] * 10) + "]\n"
    document, problems = read_document(bomb.encode(), "bomb.yaml")
    assert {p.code for p in problems} == {"yaml-anchor"}
    assert document is not None
    assert len(str(document.data)) < 2000


@pytest.mark.parametrize("name", ["deep.yaml", "deep.json"])
@pytest.mark.parametrize("depth", [41, 900, 200_000])
def test_depth_ends_as_a_problem(name: str, depth: int) -> None:
    found = codes("[" * depth + "]" * depth, name)
    assert found[0] in ("nested-too-deep", "yaml-syntax")


def test_a_key_repeated_under_a_repeated_key_is_no_problem_of_its_own() -> None:
    document, problems = read_document(b"a: {x: 1}\na: {x: 2, x: 3}\nx: 4\n", "file.yaml")
    assert [(p.code, p.place.line, p.fields["first"]) for p in problems] == [("key-repeated", 2, 1)]
    assert document is not None
    assert document.data == {"a": {"x": 1}, "x": 4}


def test_places_are_those_of_keys_and_values() -> None:
    document, _ = read_document("企业: 甲\nlist:\n  - id: q1\n    weight: 2\n".encode(), "file.yaml")
    assert document is not None
    assert (document.place(("list", 0, "weight")).line, document.place(("list", 0, "weight")).column) == (4, 13)
    assert document.place(("list", 0, "weight"), key=True).column == 5
    assert document.place(("list", 0, "weight")).path == "list/q1/weight"
    assert document.place(("企业",)).column == 5


# JSON

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text("abc😀\"\\ é", max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(PLAIN, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_json_is_read_as_the_standard_decoder_reads_it(data: Any, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    found = read(text, "file.json")
    assert found == data
    assert json.dumps(found) == json.dumps(data)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a": 1,}', 1, 9),
        ('{"a": 1,\n "b" 2}', 2, 6),
        ("{'a': 1}", 1, 2),
        ('{"a": 01}', 1, 7),
        ('{"a": tru}', 1, 7),
        ('{"a": NaN}', 1, 7),
        ('{"a": 1} {}', 1, 10),
        ('["a"', 1, 5),
        ('{"a": "\\x"}', 1, 7),
        ('{"a": "\\ud83d"}', 1, 7),
        ("]", 1, 1),
        ("// no\n{}", 1, 1),
    ],
)
def test_json_faults_say_where(text: str, line: int, column: int) -> None:
    (problem,) = read_document(text.encode(), "file.json")[1]
    assert (problem.code, problem.place.line, problem.place.column) == ("json-syntax", line, column)


def test_json_keys_repeat_with_both_lines() -> None:
    (problem,) = read_document(b'{"a": 1,\n "b": 2,\n "a": 3}', "file.json")[1]
    assert (problem.code, problem.place.line, problem.fields["first"]) == ("key-repeated", 3, 1)


@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(content: bytes) -> None:
    for name in ("file.yaml", "file.json"):
        document, problems = read_document(content, name)
        assert document is not None or problems


@given(st.text("ab: -[]{},#&*!|>'\"%@`?\n \t0~<", max_size=60))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    for name in ("file.yaml", "file.json"):
        document, problems = read_document(text.encode(), name)
        assert document is not None or problems
