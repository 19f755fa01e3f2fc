"""What is written reads back as what it was, and the shipped pack stands in exactly the form that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from riskassess.locations import shipped_questionnaires
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading.pack_files import read_pack
from riskassess.questionnaire.loading.reading import read_document
from riskassess.questionnaire.writing.pack_folder import file_bytes, pack_files, write_pack
from riskassess.questionnaire.writing.scalars import scalar
from riskassess.questionnaire.writing.yaml_form import yaml_text

SHIPPED = sorted(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["yes", "No", "10_99", "0x1F", "0o17", "1:30", "~", "null", "2026-11-23", "1e3", ".5", "+1", "-", "a: b", "a #b"]
)
VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


def read(text: str) -> object:
    document, problems = read_document(text.encode(), "x.yaml")
    assert document, problems
    assert not problems
    return document.data


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_pack_stands_in_the_form_that_is_written(folder: Path) -> None:
    loaded, _ = read_pack(folder)
    for file in pack_files(loaded):
        assert file_bytes(file, loaded.languages) == (folder / file.name).read_bytes(), file.name


@given(TEXTS | VALUES)
def test_a_value_reads_back_as_itself(value: object) -> None:
    block, inline = scalar(value), scalar(value, inline=True)  # pyright: ignore[reportArgumentType]
    assert read(f"a: {block}\nb:\n  - {block}\nc: [{inline}, {inline}]\nd: {{e: {inline}}}\n") == {
        "a": value,
        "b": [value],
        "c": [value, value],
        "d": {"e": value},
    }


@given(TEXTS)
def test_a_reader_of_yaml_1_1_takes_a_text_for_the_same_text(text: str) -> None:
    class WithoutDays(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            sign: [(tag, form) for tag, form in several if not tag.endswith(":timestamp")]
            for sign, several in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    if all(sign <= "\uffff" for sign in text):
        assert yaml.load(f"a: {scalar(text)}\n", WithoutDays) == {"a": text}


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.dictionaries(TEXTS.filter(bool), TEXTS)))
def test_mappings_with_any_keys_read_back(data: dict[str, object]) -> None:
    assert read(yaml_text(data, "regions") or "{}") == data


def test_keys_stand_in_the_order_of_the_schema_and_texts_in_that_of_the_languages() -> None:
    data = {"terms": [{"meaning": {"zh": "二", "en": "two"}, "term": {"zh": "一", "en": "one"}, "id": "x"}]}
    written = yaml_text(data, "glossary", ("en", "zh"))
    assert " ".join(written.split()) == "terms: - id: x term: en: one zh: 一 meaning: en: two zh: 二"


def test_short_lists_and_norms_stand_on_one_line_and_files_do_not() -> None:
    question = {"asked_of": ["a", "b"], "norms": [{"clause": "Art. 6", "norm": "iso-1"}, "ISO 1: 2"], "evidence": []}
    written = yaml_text({"questions": [question]}, "domain")
    assert "  - asked_of: [a, b]\n" in written
    assert '      - {norm: iso-1, clause: "Art. 6"}\n      - "ISO 1: 2"\n' in written
    assert "    evidence: []\n" in written
    assert yaml_text({"domains": ["a.yaml"]}, "pack") == "domains:\n  - a.yaml\n"


def test_a_folder_is_replaced_whole_and_keeps_what_is_not_of_the_pack(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    write_pack([("pack.yaml", b"domains: [old.yaml]\n"), ("old.yaml", b"id: X\n")], out)
    (out / "notes.txt").write_text("mine")
    write_pack([("pack.yaml", b"domains: [new.yaml]\n"), ("new.yaml", b"id: Y\n")], out)
    assert sorted(path.name for path in out.iterdir()) == ["new.yaml", "notes.txt", "pack.yaml"]
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_folder_that_is_no_pack_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ProblemsFound) as found:
        write_pack([("pack.yaml", b"")], tmp_path)
    assert [problem.code for problem in found.value.problems] == ["folder-not-a-pack"]
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_equal_content_gives_equal_zips_that_load(tmp_path: Path) -> None:
    folder = SHIPPED[0]
    loaded, _ = read_pack(folder)
    contents = [(file.name, file_bytes(file, loaded.languages)) for file in pack_files(loaded)]
    for name in ("a.zip", "b.zip"):
        write_pack(contents, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    again, problems = read_pack(tmp_path / "a.zip")
    assert not problems
    assert [file.data for file in pack_files(again)] == [file.data for file in pack_files(loaded)]
