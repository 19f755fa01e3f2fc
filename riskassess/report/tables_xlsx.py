"""Tables as a workbook: every text is a text, whatever it begins with, and every number stays a number."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from riskassess.report.tables import Cell, TableSheet

_FORMATS = {"words": "@", "level": "0.##", "figure": "0.0", "day": "yyyy-mm-dd"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_MOST = 31  # signs of a sheet's name that spreadsheet programs take
_FIRST = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook keeps no zone; fixed, so that equal tables give equal files


def xlsx_bytes(sheets: Sequence[TableSheet]) -> bytes:
    """Return a workbook with these sheets, in order."""
    book = Workbook()
    book.remove(book.active)  # pyright: ignore[reportArgumentType]
    book.properties.creator = "riskassess"
    book.properties.created = book.properties.modified = _FIRST
    for sheet in sheets:
        _write(book.create_sheet(_FORBIDDEN.sub("-", sheet.name)[:_NAME_MOST]), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(page: Any, sheet: TableSheet) -> None:
    at = 1
    for number, note in enumerate(sheet.notes):
        _put(page, at, 1, note)
        page.cell(at, 1).font = Font(bold=number == 0)
        at += 1
    at += 1 if sheet.notes else 0
    line = Border(bottom=Side("thin"))
    for number, column in enumerate(sheet.columns, 1):
        _put(page, at, number, column.heading)
        head = page.cell(at, number)
        head.font, head.border = Font(bold=True), line
        head.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=_side(column.kind))
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = page.cell(at + 1, 1)
    for row in sheet.rows:
        at += 1
        for number, (column, cell) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _put(page, at, number, cell, _FORMATS[column.kind])
            page.cell(at, number).alignment = Alignment(wrap_text=True, vertical="top", horizontal=_side(column.kind))
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _side(kind: str) -> str:
    return "right" if kind in ("level", "figure") else "left"


def _put(page: Any, row: int, column: int, value: Cell, form: str = "@") -> None:
    if value is None or value == "":
        return
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # what somebody typed is never a formula
        cell.number_format = "@"
    else:
        cell.value = value
        cell.number_format = form
