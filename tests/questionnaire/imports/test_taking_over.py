"""Questionnaires of other programs: what can be mapped is, everything else is named, and nothing is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from riskassess.cli.program import program
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.imports import take_over
from riskassess.questionnaire.loading import check_pack, load_pack
from riskassess.questionnaire.loading.reading import read_document
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack


def choices(*scored: tuple[object, str]) -> str:
    return "".join(
        f"\n              - urn: urn:x:choice:{n}\n                value: {text}"
        + (f"\n                add_score: {score}" if score is not None else "")
        for n, (score, text) in enumerate(scored, 1)
    )


def library(*, kind: str = "unique_choice", scored: str | None = None, more: str = "") -> str:
    """Return a small library with one group and one requirement whose question is of a kind."""
    scored = choices(*((level, f"Seen {level}") for level in range(6))) if scored is None else scored
    return f"""\
urn: urn:x:risk:library:small
locale: en
ref_id: small-library
name: Small library
description: Made for a test.
provider: nobody
objects:
  framework:
    urn: urn:x:risk:framework:small
    ref_id: small
    name: Small framework
    min_score: 0
    max_score: 5
    scores_definition:
      - {{score: 0, name: Nothing, description: Nothing is there}}
      - {{score: 1, name: Something}}
    requirement_nodes:
      - urn: urn:x:risk:req_node:small:a
        assessable: false
        depth: 1
        ref_id: A
        name: First group
      - urn: urn:x:risk:req_node:small:a.1
        assessable: true
        depth: 2
        parent_urn: urn:x:risk:req_node:small:a
        ref_id: A.1
        name: Somebody decides
        weight: 2
        typical_evidence: The minutes
        questions:
          urn:x:risk:req_node:small:a.1:question:1:
            type: {kind}
            text: Who decides?
            choices:{scored}
{more}"""


def taken(
    tmp_path: Path, content: str, name: str = "library.yaml"
) -> tuple[Any, list[tuple[str, str]], dict[str, Any]]:
    """Take a file over; return what was said, the codes and names of what was left out, and the first domain."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    said = take_over(tmp_path / name, tmp_path / "pack")
    left = [(one.code, str(one.fields["name"])) for one in said.left_out]
    document, _ = read_document((tmp_path / "pack" / "domains" / "01.yaml").read_bytes(), "x.yaml")
    assert document
    return said, left, document.data


def test_a_question_with_six_scores_comes_with_all_that_its_source_says(tmp_path: Path) -> None:
    said, _, domain = taken(tmp_path, library())
    assert (said.domains, said.questions) == (1, 1)
    assert domain == {
        "id": "A",
        "title": {"en": "First group"},
        "questions": [
            {
                "id": "A.1",
                "title": {"en": "Somebody decides"},
                "ask": {"en": "Who decides?"},
                "weight": 2,
                "levels": {str(level): {"en": f"Seen {level}"} for level in range(6)},
                "evidence": [{"en": "The minutes"}],
            }
        ],
    }


def test_what_has_no_place_is_named(tmp_path: Path) -> None:
    more = "            depends_on: {question: urn:x:other, condition: any}\n"
    said, left, _ = taken(tmp_path, library(more=more))
    keys = {(one.fields["name"], one.fields["key"]) for one in said.left_out if one.code == "import-key"}
    assert keys == {
        ("small", "provider"),
        ("small", "min_score"),
        ("small", "max_score"),
        ("scores_definition/0", "description"),
    }
    assert ("import-condition", "A.1") in left


def test_a_score_is_the_level_and_a_missing_one_is_named_not_padded(tmp_path: Path) -> None:
    _, left, domain = taken(tmp_path, library(scored=choices(*((n, f"Seen {n}") for n in (1, 2, 3, 4, 5)))))
    assert sorted(domain["questions"][0]["levels"]) == ["1", "2", "3", "4", "5"]
    assert ("import-levels-missing", "A.1") in left


def test_six_even_scores_are_levels_in_their_order_and_that_is_said(tmp_path: Path) -> None:
    _, left, domain = taken(tmp_path, library(scored=choices(*((n, f"Seen {n}") for n in (100, 80, 60, 40, 20, 0)))))
    assert domain["questions"][0]["levels"]["5"] == {"en": "Seen 100"}
    assert ("import-numbers-as-levels", "A.1") in left


@pytest.mark.parametrize(
    ("scored", "code"),
    [
        (((0, "No"), (10, "Yes")), "import-answers-not-levels"),
        (((0, "a"), (1, "b"), (2, "c"), (3, "d"), (4, "e"), (10, "f")), "import-answers-not-levels"),
        (((None, "No"), (None, "Yes")), "import-answers-without-order"),
        (((1, "No"), (1, "Yes")), "import-answers-without-order"),
        (((1, "No"), (None, "Perhaps"), (2, "Yes")), "import-answers-without-order"),
    ],
)
def test_other_answers_are_named_and_become_no_levels(
    scored: tuple[tuple[object, str], ...], code: str, tmp_path: Path
) -> None:
    said, left, domain = taken(tmp_path, library(scored=choices(*scored)))
    assert "levels" not in domain["questions"][0]
    assert (code, "A.1") in left
    shown = next(one.fields["answers"] for one in said.left_out if one.code == code)
    assert all(any(text in answer for answer in shown) for _, text in scored)  # pyright: ignore


def test_questions_of_other_kinds_groups_and_requirements_without_questions_are_named(tmp_path: Path) -> None:
    more = """\
      - urn: urn:x:alone
        assessable: true
        ref_id: Z.1
        questions: {q: {type: unique_choice, text: So?}}
      - {urn: "urn:x:bare", assessable: true, ref_id: A.2, name: Bare, parent_urn: "urn:x:risk:req_node:small:a"}
      - urn: urn:x:many
        assessable: true
        ref_id: A.3
        name: Many
        parent_urn: urn:x:risk:req_node:small:a
        questions:
          one: {type: multiple_choice, text: Which?}
          two: {type: text, text: What?}
"""
    _, left, domain = taken(tmp_path, library(more=more))
    assert [question["id"] for question in domain["questions"]] == ["A.1"]
    assert {
        ("import-without-group", "Z.1"),
        ("import-without-question", "A.2"),
        ("import-type", "A.3-1"),
        ("import-type", "A.3-2"),
    } <= set(left)


FORM = (
    """\
| survey   |               |      |                      |                |            |
|          | type          | name | label::English (en)  | label::中文 (zh) | relevant   |
|          | begin group   | A    | First group          | 第一组          |            |
|          | select_one lv | A1   | Who decides?         | 谁决定？        |            |
|          | select_one lv | A2   | Who pays?            | 谁付款？        | ${A1} = '1' |
|          | select_one yn | A3   | Is it so?            | 是吗？          |            |
|          | text          | A4   | Name                 | 名称            |            |
|          | end group     |      |                      |                |            |
|          | select_one lv | B1   | Outside              | 组外            |            |
| choices  |           |      |                     |                |
|          | list_name | name | label::English (en) | label::中文 (zh) |
"""
    + "".join(f"|          | lv        | {n}    | Seen {n}              | 看到 {n}         |\n" for n in range(6))
    + """\
|          | yn        | yes  | Yes                 | 是              |
|          | yn        | no   | No                  | 否              |
| settings |            |         |
|          | form_title | form_id |
|          | Small form | small   |
"""
)


def test_a_form_gives_groups_and_questions_in_every_language(tmp_path: Path) -> None:
    said, left, domain = taken(tmp_path, FORM, "form.md")
    assert (said.domains, said.questions) == (1, 3)
    assert domain["title"] == {"en": "First group", "zh": "第一组"}
    first = domain["questions"][0]
    assert first["ask"] == {"en": "Who decides?", "zh": "谁决定？"}
    assert first["levels"]["5"] == {"en": "Seen 5", "zh": "看到 5"}
    assert {
        ("import-condition", "A2"),
        ("import-answers-without-order", "A3"),
        ("import-type", "A4"),
        ("import-without-group", "B1"),
    } == set(left)


def test_questions_in_a_group_that_repeats_are_named_one_by_one(tmp_path: Path) -> None:
    inside = (
        "|  | begin repeat | R | Again | 又 | |\n|  | select_one lv | R1 | Who? | 谁？ | |\n|  | end repeat | | | | |\n"
    )
    end = next(line for line in FORM.splitlines(keepends=True) if "end group" in line)
    _, left, _ = taken(tmp_path, FORM.replace(end, inside + end), "form.md")
    assert {("import-type", "R"), ("import-type", "R1")} <= set(left)


def test_a_form_without_language_codes_needs_one(tmp_path: Path) -> None:
    plain = FORM.replace("label::English (en)", "label").replace("label::中文 (zh)", "note")
    (tmp_path / "form.md").write_text(plain, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        take_over(tmp_path / "form.md", tmp_path / "pack")
    assert [one.code for one in found.value.problems] == ["import-language-unknown"]
    take_over(tmp_path / "form.md", tmp_path / "pack", "en")
    document, _ = read_document((tmp_path / "pack" / "pack.yaml").read_bytes(), "x.yaml")
    assert document
    assert document.data["languages"] == ["en"]


REFUSED = {
    "no.yaml": ("a: 1", "import-no-framework"),
    "empty.yaml": (library(kind="text"), "import-nothing"),
    "bad.yaml": ("a: [", "yaml-syntax"),
    "form.md": ("| survey | |\n| | type | name |\n| | select_one gone | q |\n", "import-form-refused"),
    "form.xlsx": ("no workbook", "import-form-refused"),
    "what.pdf": ("", "import-kind-unknown"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    content, code = REFUSED[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        take_over(tmp_path / name, tmp_path / "pack")
    assert code in [one.code for one in found.value.problems]
    assert not (tmp_path / "pack").exists()


def test_a_folder_with_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text(library(), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        take_over(tmp_path / "library.yaml", tmp_path)
    assert [one.code for one in found.value.problems] == ["folder-not-empty"]
    assert [path.name for path in tmp_path.iterdir()] == ["library.yaml"]


def test_what_is_missing_is_completed_in_a_workbook(tmp_path: Path) -> None:
    """The folder goes into a workbook as it is; what it lacks is then named with its cell."""
    taken(tmp_path, library(scored=choices(*((n, f"Seen {n}") for n in (1, 2, 3, 4, 5)))))
    assert any(one.code == "level-missing" for one in check_pack(tmp_path / "pack"))
    pack_to_workbook(tmp_path / "pack", tmp_path / "book.xlsx")
    with pytest.raises(ProblemsFound) as found:
        workbook_to_pack(tmp_path / "book.xlsx", tmp_path / "again")
    places = {(one.code, one.fields.get("key"), one.place.sheet, one.place.cell) for one in found.value.problems}
    assert ("key-missing", "why", "questions", "E3") in places
    assert ("key-missing", "base_target", "domains", "D3") in places
    assert ("key-missing", "issued", "pack", "C6") in places
    assert {one.code for one in found.value.problems} >= {one.code for one in check_pack(tmp_path / "pack")}


def test_a_completed_workbook_loads(tmp_path: Path) -> None:
    """By the steps of docs/pack-authors.md, with the least that a questionnaire needs."""
    taken(tmp_path, library())
    pack_to_workbook(tmp_path / "pack", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    for cell, value in {"C5": "1.0.0", "C6": "2026-11-23"}.items():
        book["pack"][cell] = value
    for level in range(6):
        for column, value in enumerate((level, f"Level {level}"), 1):
            book["levels"].cell(3 + level, column).value = value
    for sheet, row in (
        ("grades", ("pass", 0, "Pass", "Go on")),
        ("evidence_grades", ("none", 5, None, "None")),
        ("domains", (None, None, 1, 3, None)),
    ):
        for column, value in enumerate(row, 1):
            if value is not None:
                book[sheet].cell(3, column).value = value
    header = {cell.value: cell.column for cell in book["questions"][1]}
    efforts = {f"effort_{step}": step for step in range(1, 6)}
    for name, value in {"why.en": "It was costly.", "scope": "enterprise", **efforts}.items():
        book["questions"].cell(3, header[name]).value = value
    book.save(tmp_path / "book.xlsx")
    workbook_to_pack(tmp_path / "book.xlsx", tmp_path / "done")
    pack = load_pack(tmp_path / "done")
    assert [level["en"] for level in pack.question_by_id["A.1"].anchors] == [f"Seen {level}" for level in range(6)]


def test_the_command_says_what_came_what_did_not_and_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text(library(), encoding="utf-8")
    done = CliRunner().invoke(program, ["pack", "import", str(tmp_path / "library.yaml"), str(tmp_path / "pack")])
    assert done.exit_code == 0
    assert "[import-key]" in done.stderr
    assert "1 × " in done.stdout
