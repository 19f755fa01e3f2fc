"""The two ways between a pack and its workbook, each whole or not at all.

From a workbook the files are written in memory, read by the ordinary reader and checked like any pack; every problem
found there is then led back from line and column to sheet and cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from riskassess.problems import Place, Problem, ProblemsFound, problem
from riskassess.questionnaire.loading.documents import Document, Mark
from riskassess.questionnaire.loading.documents import Path as Steps
from riskassess.questionnaire.loading.pack_files import Loaded, read_pack, read_source
from riskassess.questionnaire.workbook.building import Book, Cells, ReadCell, cell_of
from riskassess.questionnaire.workbook.opening import open_workbook
from riskassess.questionnaire.workbook.rows import CannotHold, Row, differences, exact_rows, pack_rows, rows_of
from riskassess.questionnaire.workbook.sheets import PACK, SHEETS
from riskassess.questionnaire.writing.pack_folder import PackFile, file_bytes, pack_files, write_pack
from riskassess.whole_file import write_whole

Exact = tuple[str, str, str]


def pack_to_workbook(pack: Path, out: Path) -> None:
    """Write a pack's workbook; raises `ProblemsFound` where a file cannot be read or a workbook cannot hold it."""
    loaded, problems = read_pack(pack)
    if loaded.pack is None or loaded.unread - _absent(loaded):
        raise ProblemsFound(problems)
    files = pack_files(loaded)
    rows = {sheet.name: list(rows_of(sheet, files, loaded.languages)) for sheet in SHEETS}
    upright = pack_rows(files, loaded.languages)
    try:
        exact = list(_exact(files, upright, rows))
    except CannotHold as error:
        refused = problem("workbook-cannot-hold", Place(str(pack), path=str(error)), part=str(error))
        raise ProblemsFound((*problems, refused)) from error
    from riskassess.questionnaire.workbook.drawing import drawn

    write_whole(out, drawn(upright, rows, exact, loaded.languages))


def _absent(loaded: Loaded) -> set[str]:
    """Return the parts that pack.yaml does not name at all: an unfinished pack may lack them."""
    assert loaded.pack is not None
    return {part for part in loaded.unread if part not in loaded.pack.whole.data}


def _exact(
    files: Sequence[PackFile], upright: Sequence[tuple[str, object]], rows: Mapping[str, Sequence[Row]]
) -> Iterable[Exact]:
    """Go through what the tables would lose, found by building the files again from them."""
    book = Book("")
    sheets: dict[str, list[Cells]] = {
        PACK: [{"name": ReadCell("", name), "value": ReadCell("", value)} for name, value in upright]
    }
    for sheet in SHEETS:
        every = {column.name: ReadCell("", None) for column in sheet.columns}
        sheets[sheet.name] = [
            every | {name: ReadCell("", content) for name, content in row.items()} for row in rows[sheet.name]
        ]
    book.take(sheets)
    if book.problems:
        raise CannotHold("; ".join(str(found.fields) for found in book.problems))
    for file in files:
        if file.name not in book.files:
            raise CannotHold(file.name)
        for path, value in differences(file.data, book.files[file.name].data):
            yield from exact_rows(file.name, path, value, file.data)


def workbook_to_pack(workbook: Path, out: Path) -> tuple[Problem, ...]:
    """Write the pack that a workbook holds and return the warnings; raises `ProblemsFound` and then writes nothing."""
    from riskassess.questionnaire.checks import check_loaded
    from riskassess.questionnaire.checks.warnings import check_warnings

    sheets, problems = open_workbook(workbook)
    book = Book(workbook.as_posix(), problems=problems)
    book.take(sheets)
    contents = {name: file_bytes(file, _languages(book)) for name, file in book.files.items()}
    loaded, found = read_source(_InMemory(contents))
    found = (*found, *check_loaded(loaded))
    if not any(one.severity == "error" for one in (*problems, *found)):
        found = (*found, *check_warnings(loaded))
    places = _Places(book, loaded)
    all_found = (*problems, *(places.in_workbook(one) for one in found))
    if any(one.severity == "error" for one in all_found):
        raise ProblemsFound(_once(all_found))
    write_pack(contents.items(), out)
    return all_found


def _languages(book: Book) -> tuple[str, ...]:
    listed = book.files["pack.yaml"].data.get("languages")
    return tuple(listed) if isinstance(listed, list) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _once(problems: Iterable[Problem]) -> list[Problem]:
    kept: list[Problem] = []
    for found in problems:
        if found not in kept:
            kept.append(found)
    return kept


class _InMemory:
    """Give the files of a pack that is not on disk yet."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def shown(self, name: str) -> str:
        return name

    def read(self, name: str) -> tuple[bytes, Problem | None]:
        if name in self._contents:
            return self._contents[name], None
        return b"", problem("file-missing", Place(name), path=name)


class _Places:
    """Lead problems back from the lines of files to the cells that the lines were made from."""

    def __init__(self, book: Book, loaded: Loaded) -> None:
        self._book = book
        documents = [file.whole for files in loaded.files.values() for file in files]
        if loaded.pack:
            documents.append(loaded.pack.whole)
        self._documents = {document.file: document for document in documents}
        self._paths = {name: _paths(document) for name, document in self._documents.items()}

    def in_workbook(self, found: Problem) -> Problem:
        """Return a problem with its cell."""
        place = found.place
        path, at_key = self._path(place)
        keyed = self._book.key_cells.get((place.file, path)) if at_key else None
        sheet, cell = keyed or cell_of(self._book.cells, place.file, path)
        return replace(found, place=Place(self._book.shown, sheet=sheet, cell=cell, path=place.path))

    def _path(self, place: Place) -> tuple[Steps, bool]:
        """Return where a problem is and whether at a key; one that is missing is named by the place's path alone."""
        document = self._documents.get(place.file)
        path = self._paths.get(place.file, {}).get((place.line, place.column))
        if document is None or path is None:
            return (), False
        around = document.place(path).path
        rest = place.path.removeprefix(around).removeprefix("/")
        if rest and place.path.startswith(around):
            return (*path, rest), True
        return path, document.marks.get(path) != (place.line, place.column)


def _paths(document: Document) -> dict[Mark, Steps]:
    """Return what stands at each line and column; where a mapping begins with its first key, the mapping."""
    return {mark: path for path, mark in document.key_marks.items()} | {
        mark: path for path, mark in document.marks.items()
    }
