"""Pack to workbook and back.

1. The files come back byte for byte, whatever a pack may hold.
2. A text stays a text, whatever sign it begins with.
3. What is wrong is named with sheet and cell, all of it together, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from riskassess.locations import shipped_questionnaires
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.loading import load_pack
from riskassess.questionnaire.loading.pack_files import read_pack
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack
from riskassess.questionnaire.writing.pack_folder import file_bytes, pack_files, write_pack
from tests.questionnaire import small_pack

SHIPPED = sorted(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))


def in_its_form(folder: Path) -> dict[str, bytes]:
    """Return a pack's files in the form that is written."""
    loaded, problems = read_pack(folder)
    assert not problems
    return {file.name: file_bytes(file, loaded.languages) for file in pack_files(loaded)}


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_pack_comes_back_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    assert files_in(tmp_path / "again") == in_its_form(folder)
    assert load_pack(tmp_path / "again").sha256 == load_pack(folder).sha256


NESTED = {
    "nothing": {},
    "empty lists": small_pack.changed(
        "domains/two.yaml", "    effort:", "    evidence: []\n    norms: []\n    effort:"
    ),
    "empty mappings": small_pack.changed("exposures.yaml", "{X-1: 2}", "{}"),
    "empty profile values": small_pack.changed("samples/first.yaml", "staff: 12", 'staff: null, words: ""'),
    "no optional files": {
        "pack.yaml": small_pack.FILES["pack.yaml"].replace("glossary: glossary.yaml\n", ""),
        "glossary.yaml": None,
    },
    "an answer without a level": small_pack.changed("samples/first.yaml", "{level: 0}", "{}"),
    "a formula": small_pack.changed("domains/two.yaml", "de: Wann?", "de: '=1+1'"),
    "signs": small_pack.changed("domains/two.yaml", "de: Dann", "de: '-@+'"),
    "an apostrophe": small_pack.changed("domains/two.yaml", "de: Dann", 'de: "\'tis"'),
    "spaces at the ends": small_pack.changed("domains/two.yaml", "de: Dann", "de: '  Dann  '"),
    "several lines": small_pack.changed("domains/two.yaml", "de: Dann", 'de: "a\\nb\\tc"'),
    "a carriage return": small_pack.changed("domains/two.yaml", "de: Dann", 'de: "a\\r\\nb"'),
    "an escape of the format": small_pack.changed("domains/two.yaml", "de: Dann", "de: a_x000D_b"),
    "a text longer than a cell": small_pack.changed("domains/two.yaml", "de: Dann", f"de: {'x' * 32_768}"),
    "numbers as texts": small_pack.changed("norms.yaml", "number: ISO 1", "number: '007.10'"),
    "fractions": small_pack.changed("domains/two.yaml", "[1, 1, 1, 1, 1]", "[0.1, 0.25, 1.005, 12345.678, 0]"),
}


@pytest.mark.parametrize("changes", NESTED.values(), ids=NESTED.keys())
def test_whatever_a_pack_holds_comes_back(changes: dict[str, str | None], tmp_path: Path) -> None:
    folder = small_pack.write_pack(tmp_path / "pack", changes)
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    assert files_in(tmp_path / "again") == in_its_form(folder)


def test_ids_with_the_signs_between_words_come_back(tmp_path: Path) -> None:
    names = {"{de: Chef": "{de: Chef", "roles: [{id: boss": "roles: [{id: 'a,b:\"c'", "[boss]": "['a,b:\"c']"}
    changes: dict[str, str | None] = {}
    for name, text in small_pack.FILES.items():
        for old, new in names.items():
            text = text.replace(old, new)  # noqa: PLW2901
        changes[name] = text
    folder = small_pack.write_pack(tmp_path / "pack", changes)
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    assert files_in(tmp_path / "again") == in_its_form(folder)


def test_a_zip_comes_back_as_a_zip(tmp_path: Path) -> None:
    contents = in_its_form(small_pack.write_pack(tmp_path / "pack"))
    write_pack(contents.items(), tmp_path / "pack.zip")
    pack_to_workbook(tmp_path / "pack.zip", tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "pack.zip").read_bytes()


def test_a_text_that_looks_like_a_formula_is_written_as_a_text(tmp_path: Path) -> None:
    folder = small_pack.write_pack(tmp_path / "pack", small_pack.changed("domains/two.yaml", "de: Wann?", "de: '=1+1'"))
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    cell = find(openpyxl.load_workbook(tmp_path / "b.xlsx"), "questions", "id", "Y-1", "ask.de")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def find(book: Any, sheet: str, by: str, name: str, column: str) -> Any:
    """Return the cell in a column of the first row whose cell in another column holds a name."""
    header = {cell.value: cell.column for cell in book[sheet][1]}
    row = next(row for row in range(3, book[sheet].max_row + 1) if book[sheet].cell(row, header[by]).value == name)
    return book[sheet].cell(row, header[column])


def put(sheet: str, by: str, name: str, column: str, value: object, at: str = "") -> Callable[[Any], tuple[str, str]]:
    """Write a value into a cell; the mistake is expected there, or in the same row `at` another column."""

    def change(book: Any) -> tuple[str, str]:
        expected = find(book, sheet, by, name, at or column).coordinate
        cell = find(book, sheet, by, name, column)
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
        return sheet, expected

    return change


def header(sheet: str, cell: str, value: str | None) -> Callable[[Any], tuple[str, str]]:
    def change(book: Any) -> tuple[str, str]:
        book[sheet][cell].value = value
        return sheet, cell if value else "A1"

    return change


def twice(sheet: str, row: int, cell: str) -> Callable[[Any], tuple[str, str]]:
    def change(book: Any) -> tuple[str, str]:
        last = book[sheet].max_row + 1
        for one in book[sheet][row]:
            book[sheet].cell(last, one.column).value = one.value
        return sheet, f"{cell}{last}"

    return change


BROKEN: dict[str, tuple[str, Callable[[Any], tuple[str, str]]]] = {
    "formula": ("cell-formula", put("questions", "id", "X-1", "why.en", "=A1")),
    "unknown owner": ("row-without-owner", put("links", "question", "X-1", "question", "X-9")),
    "no owner": ("row-without-owner", put("links", "question", "X-1", "question", None)),
    "unknown link": ("instrument-unknown", put("links", "question", "X-1", "instrument", "M1.none")),
    "missing text": ("text-missing", put("questions", "id", "Y-1", "ask.en", None)),
    "missing texts": ("key-missing", put("roles", "id", "boss", "id", None)),
    "weight as words": ("value-not-number", put("questions", "id", "Y-1", "weight", "heavy")),
    "weight of nothing": ("key-missing", put("domains", "id", "Y", "weight", None)),
    "no yes or no": ("value-not-boolean", put("questions", "id", "X-2", "allow_na", "perhaps")),
    "no quarter": ("not-a-quarter", put("raises", "target", "Y-1", "levels", 0.3)),
    "raise of nothing": ("raise-unknown", put("raises", "target", "Y-1", "target", "Z")),
    "kind of raise": ("row-kind-unknown", put("raises", "target", "Y-1", "kind", "lift")),
    "unknown choice": ("choice-unknown", put("exposures", "id", "distant", "when", "zone: remote\nmode: build")),
    "no colon": ("cell-not-pairs", put("exposures", "id", "distant", "when", "zone far")),
    "truth for a condition": ("cell-not-pairs", put("exposures", "id", "distant", "when", True)),
    "truth for a role": ("asked-of-unknown", put("questions", "id", "X-1", "asked_of", True)),
    "field twice": ("cell-name-repeated", put("exposures", "id", "distant", "when", "zone: far\nzone: near")),
    "unknown role": ("asked-of-unknown", put("questions", "id", "X-1", "asked_of", "boss, clerk")),
    "anchor gone": ("text-missing", put("anchors", "text.de", "X1L4 gesehen", "text.de", None)),
    "effort short": ("list-too-short", put("questions", "id", "Y-1", "effort_5", None, at="effort_1")),
    "effort with a hole": ("value-not-number", put("questions", "id", "Y-1", "effort_3", None)),
    "two forms": ("row-two-forms", put("question_norms", "norm", "iso-1", "words", "ISO 1")),
    "not a date": ("date-invalid", put("policies", "id", "help", "valid_to", "next year")),
    "level out of range": ("level-too-high", put("sample_answers", "question", "X-1", "level", 6)),
    "sample choice": ("choice-unknown", put("sample_profile", "field", "mode", "value", "rent")),
    "country": ("country-unknown", put("sample_profile", "field", "host", "value", "XXX")),
    "column renamed": ("column-unknown", header("questions", "B1", "ident")),
    "column gone": ("column-missing", header("questions", "B1", None)),
    "column twice": ("column-repeated", header("questions", "B1", "domain")),
    "pack row": ("row-unknown", header("pack", "A4", "ide")),
    "no file named": ("file-unnamed", put("pack", "name", "norms", "value", None)),
    "id twice": ("id-repeated", twice("questions", 3, "B")),
    "anchor twice": ("row-repeated", twice("anchors", 3, "B")),
}


@pytest.mark.parametrize(("code", "change"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_named_with_its_cell(code: str, change: Callable[[Any], tuple[str, str]], tmp_path: Path) -> None:
    folder = small_pack.write_pack(tmp_path / "pack")
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet, cell = change(book)
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(ProblemsFound) as found:
        workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    places = [(p.code, p.place.sheet, p.place.cell) for p in found.value.problems]
    assert (code, sheet, cell) in places, places
    assert all(p.place.file.endswith("b.xlsx") for p in found.value.problems)
    assert not (tmp_path / "again").exists()


def test_all_mistakes_are_named_together_and_an_older_pack_stays(tmp_path: Path) -> None:
    folder = small_pack.write_pack(tmp_path / "pack")
    before = files_in(folder)
    pack_to_workbook(folder, tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    put("questions", "id", "Y-1", "weight", "heavy")(book)
    put("links", "question", "X-1", "instrument", "M1.none")(book)
    put("exposures", "id", "distant", "when", "zone far")(book)
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(ProblemsFound) as found:
        workbook_to_pack(tmp_path / "b.xlsx", folder)
    assert {"value-not-number", "instrument-unknown", "cell-not-pairs"} <= {p.code for p in found.value.problems}
    assert files_in(folder) == before


def test_what_spreadsheet_programs_make_of_input_is_understood(tmp_path: Path) -> None:
    from datetime import datetime

    pack_to_workbook(small_pack.write_pack(tmp_path / "pack"), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    put("policies", "id", "help", "valid_to", datetime(2027, 5, 6))(book)  # noqa: DTZ001
    put("question_norms", "norm", "iso-1", "clause", 8.3)(book)
    put("questions", "id", "Y-1", "weight", "2.5")(book)
    put("questions", "id", "X-2", "allow_na", "true")(book)
    put("questions", "id", "X-2", "applies_when", "mode：yes，build")(book)
    book.create_sheet("my notes")["A1"] = "=1"
    book.move_sheet("anchors", -5)
    book.save(tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    pack = load_pack(tmp_path / "again")
    assert pack.policies[0].valid_to.isoformat() == "2027-05-06"
    assert pack.question_by_id["X-1"].norms[1].clause == "8.3"
    assert pack.question_by_id["Y-1"].weight == 2.5
    assert pack.question_by_id["X-2"].applies_when == {"mode": ("yes", "build")}


def test_a_row_added_and_a_row_moved_are_a_question_added_and_moved(tmp_path: Path) -> None:
    pack_to_workbook(small_pack.write_pack(tmp_path / "pack"), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    questions, anchors = book["questions"], book["anchors"]
    row = [cell.value for cell in questions[5]]
    questions.insert_rows(3)
    for column, value in enumerate(row, 1):
        questions.cell(3, column).value = "Y-0" if value == "Y-1" else value
    for level in range(6):
        anchors.append(["Y-0", level, f"Stufe {level}", f"Step {level}"])
    book.save(tmp_path / "b.xlsx")
    workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    assert [q.id for q in load_pack(tmp_path / "again").domain_by_id["Y"].questions] == ["Y-0", "Y-1"]


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        workbook_to_pack(tmp_path / "b.xlsx", tmp_path / "again")
    assert [p.code for p in found.value.problems] == ["workbook-damaged"]


def test_a_missing_sheet_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    pack_to_workbook(small_pack.write_pack(tmp_path / "pack"), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    del book["units"]
    book.save(tmp_path / "c.xlsx")
    for name, code in (("c.xlsx", "sheet-missing"), ("none.xlsx", "file-missing")):
        with pytest.raises(ProblemsFound) as found:
            workbook_to_pack(tmp_path / name, tmp_path / "again")
        assert [p.code for p in found.value.problems] == [code]
