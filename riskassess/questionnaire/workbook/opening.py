"""An .xlsx file as rows of cells, whoever saved it; what is no value (a formula, an error) is a problem at its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.nearest import nearest
from riskassess.questionnaire.workbook.building import Cells, ReadCell
from riskassess.questionnaire.workbook.cells import is_empty, words_of
from riskassess.questionnaire.workbook.sheets import EXACT, FILE, PACK, PACK_ROWS, SHEETS, Column, Form

HEADER_ROWS = 2
"""Names that the program reads by, then words for people."""
LARGEST_WORKBOOK = 64 * 1024 * 1024
"""Bytes of all parts, unpacked; the workbook of a full questionnaire has 5 MB."""
MOST_ROWS = 20_000
_BLANK_ROWS = 500
"""Rows without content after which a sheet has ended: some programs write a last row far below."""
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice saves a truth value."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")

Sheets = Mapping[str, Sequence[Cells]]
EXACT_COLUMNS = (FILE, "path", "value")
PACK_COLUMNS = ("name", "value")


def open_workbook(path: Path) -> tuple[Sheets, list[Problem]]:
    """Read every sheet of a pack's workbook; raises `ProblemsFound` where the file is none."""
    book = _openpyxl_book(path)
    try:
        reader = _Reader(path.as_posix())
        return reader.sheets(book), reader.problems
    except (ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise refuse("workbook-damaged", Place(str(path)), said=str(error)) from error
    finally:
        book.close()


def _openpyxl_book(path: Path) -> Any:
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_WORKBOOK:
                raise refuse("workbook-too-large", Place(str(path)), most=LARGEST_WORKBOOK // 1024**2)
        return openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except ProblemsFound:
        raise
    except FileNotFoundError:
        raise refuse("file-missing", Place(str(path)), path=path.as_posix()) from None
    except Exception as error:  # the library raises whatever its parts do
        raise refuse("workbook-damaged", Place(str(path)), said=str(error)) from error


class _Reader:
    """Read the sheets of one workbook and keep what is wrong with them."""

    def __init__(self, shown: str) -> None:
        self.problems: list[Problem] = []
        self._shown = shown

    def sheets(self, book: Any) -> Sheets:
        """Return the rows of every sheet; raises `ProblemsFound` where sheets are missing: all else hangs on them."""
        wanted = (PACK, *(sheet.name for sheet in SHEETS))
        missing = [name for name in wanted if name not in book.sheetnames]
        if missing:
            places = {name: Place(self._shown, sheet=name, cell="A1") for name in missing}
            raise ProblemsFound(problem("sheet-missing", places[name], sheet=name) for name in missing)
        pack = list(self._rows(book, PACK, PACK_COLUMNS, ()))
        languages = self._check_pack(pack)
        read: dict[str, Sequence[Cells]] = {PACK: pack}
        for sheet in SHEETS:
            read[sheet.name] = list(self._rows(book, sheet.name, *_expected(sheet.columns, languages)))
        if EXACT in book.sheetnames:
            read[EXACT] = list(self._rows(book, EXACT, EXACT_COLUMNS, ()))
        return read

    def _check_pack(self, rows: Sequence[Cells]) -> list[str]:
        """Check the names of the upright sheet; return the languages that it lists."""
        fixed, _ = _expected(PACK_ROWS, ())
        seen: set[object] = set()
        languages: list[str] = []
        for row in rows:
            cell = row["name"]
            if not self._is_known(str(cell.content), PACK_ROWS):
                self._report(
                    "row-unknown", PACK, cell.name, name=cell.content, nearest=nearest(str(cell.content), fixed)
                )
            elif cell.content in seen:
                self._report("row-repeated", PACK, cell.name, key=cell.content)
            seen.add(cell.content)
            if cell.content == "languages" and isinstance(row["value"].content, str):
                languages = words_of(row["value"].content)
        return languages

    def _rows(self, book: Any, name: str, fixed: Sequence[str], local: Sequence[str]) -> Iterator[Cells]:
        sheet = book[name]
        sheet.reset_dimensions()
        rows: Iterator[Sequence[Any]] = sheet.iter_rows()
        names = self._header(name, next(rows, ()), fixed, local)
        blank = 0
        for number, cells in enumerate(rows, 2):
            if number <= HEADER_ROWS:
                continue
            row = {column: ReadCell(cell_name(index, number), None) for index, column in names.items()}
            row |= {names[i]: self._cell(name, cell, i, number) for i, cell in enumerate(cells) if i in names}
            if all(is_empty(cell.content) for cell in row.values()):
                blank += 1
                if blank == _BLANK_ROWS:
                    return
                continue
            blank = 0
            if number > MOST_ROWS:
                self._report("sheet-too-long", name, f"A{number}", most=MOST_ROWS)
                return
            whole = {column: ReadCell(f"A{number}", None) for column in fixed} | row
            yield whole

    def _header(self, sheet: str, cells: Sequence[Any], fixed: Sequence[str], local: Sequence[str]) -> dict[int, str]:
        """Return the name of every column that has one, checked against those the sheet must have."""
        names: dict[int, str] = {}
        for index, cell in enumerate(cells):
            if is_empty(cell.value):
                continue
            name = str(cell.value).strip()
            if name in names.values():
                self._report("column-repeated", sheet, cell_name(index, 1), column=name)
            elif name in fixed or name in local or self._is_local(name, local):
                names[index] = name
            else:
                near = nearest(name, (*fixed, *local))
                self._report("column-unknown", sheet, cell_name(index, 1), column=name, nearest=near)
        for name in (*fixed, *local):
            if name not in names.values():
                self._report("column-missing", sheet, "A1", column=name)
        return names

    def _is_local(self, name: str, local: Sequence[str]) -> bool:
        stem, _, language = name.partition(".")
        return _LANGUAGE.fullmatch(language) is not None and any(one.startswith(f"{stem}.") for one in local)

    def _is_known(self, name: str, columns: Sequence[Column]) -> bool:
        stem, _, language = name.partition(".")
        return any(
            column.name == stem
            and (_LANGUAGE.fullmatch(language) is not None if column.form is Form.LOCAL else name == stem)
            for column in columns
        )

    def _cell(self, sheet: str, cell: Any, index: int, number: int) -> ReadCell:
        name = cell_name(index, number)
        if cell.data_type == "f" and cell.value in _TRUTHS:
            return ReadCell(name, _TRUTHS[cell.value])
        if cell.data_type == "f":
            self._report("cell-formula", sheet, name)
            return ReadCell(name, None)
        if cell.data_type == "e":
            self._report("cell-error", sheet, name, value=cell.value)
            return ReadCell(name, None)
        return ReadCell(name, cell.value)

    def _report(self, code: str, sheet: str, cell: str, **fields: Any) -> None:
        self.problems.append(problem(code, Place(self._shown, sheet=sheet, cell=cell), **fields))


def _expected(columns: Sequence[Column], languages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the names of the columns with one language or none, and of those that every language has."""
    fixed = [column.name for column in columns if column.form is not Form.LOCAL]
    local = [f"{c.name}.{language}" for c in columns if c.form is Form.LOCAL for language in languages]
    return fixed, local


def cell_name(index: int, row: int) -> str:
    """Return a cell's name, such as C12, from the position of its column (from 0) and its row (from 1)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
