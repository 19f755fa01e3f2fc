"""A workbook of a report: sheets of columns and rows, texts that stay texts, and formulas that are ours alone.

A cell is a value or a `Live`: a formula with what it gives. Both are written, so that a program that does not compute
(a preview, a script) shows the figure, and one that does works it out again. What somebody typed is written as text
with a quote prefix, so that no spreadsheet program takes it for a formula, now or when the cell is edited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from riskassess.report.office_file import stamped
from riskassess.report.xlsx.dress import FONT, FORMATS, RED, TEXT, Form, named_styles

LONGEST_CELL = 32_000
"""UTF-16 units of one cell; spreadsheet programs take 32,767."""
FIRST_ROW = 4
"""Where rows begin: title, note, heads."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Live:
    """Hold a formula without its equals sign, what it gives, and how that is written where not as its column's."""

    formula: str
    value: float | str
    form: Form | None = None


Value = str | int | float | date | Live | None


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its heading, its width in Latin signs, how its values are written."""

    heading: str
    width: float
    form: Form = "text"


@dataclass(slots=True)
class Sheet:
    """Hold one sheet while it is written; rows are numbered as the spreadsheet numbers them."""

    page: Any
    columns: tuple[Column, ...]
    live: dict[str, Live] = field(default_factory=dict[str, Live])
    at: int = FIRST_ROW - 1

    @property
    def reference(self) -> str:
        """Return the sheet as formulas name it."""
        return f"'{self.page.title.replace(chr(39), chr(39) * 2)}'!"

    def cells(self, column: int, first: int, last: int) -> str:
        """Return a range of one column (from 0) as formulas on other sheets name it."""
        letter = get_column_letter(column + 1)
        return f"{self.reference}${letter}${first}:${letter}${max(first, last)}"

    def cell(self, column: int, row: int) -> str:
        """Return one cell as formulas on other sheets name it."""
        return f"{self.reference}${get_column_letter(column + 1)}${row}"


class Book:
    """Write a report's workbook."""

    def __init__(self, *, title: str, author: str, left: str, mark: str, language: str) -> None:
        self._book = Workbook()
        self._book.remove(self._book.active)  # pyright: ignore[reportArgumentType]
        self._book.properties.title = _legal(title)
        self._book.properties.creator = _legal(author)
        self._book.properties.language = language
        self._book.calculation.fullCalcOnLoad = True
        self._sheets: list[Sheet] = []
        self._left, self._mark = left, mark
        for style in named_styles():
            self._book.add_named_style(style)

    def sheet(self, name: str, note: str, columns: Sequence[Column]) -> Sheet:
        """Begin a sheet: its name as title, a line on how to read it, the heads."""
        page: Any = self._book.create_sheet(self._free_name(name))
        sheet = Sheet(page, tuple(columns))
        self._sheets.append(sheet)
        _put(page.cell(1, 1), name, "title")
        _put(page.cell(2, 1), note, "note")
        page.row_dimensions[1].height = 24
        for number, column in enumerate(columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = column.width
            _put(page.cell(FIRST_ROW - 1, number), column.heading, "head" if column.form == "text" else "head_right")
        page.row_dimensions[FIRST_ROW - 1].height = _height((c.heading, c.width) for c in columns)
        page.freeze_panes = page.cell(FIRST_ROW, 2)
        self._set_up_print(page)
        return sheet

    def row(self, sheet: Sheet, values: Sequence[Value], *, strong: bool = False, red: bool = False) -> int:
        """Add a row and return its number; a text too long for one cell goes on in rows below."""
        pieces = [_pieces(value) if isinstance(value, str) else [value] for value in values]
        first = sheet.at + 1
        for part in range(max(map(len, pieces), default=1)):
            sheet.at += 1
            for number, (column, found) in enumerate(zip(sheet.columns, pieces, strict=False), start=1):
                if part < len(found):
                    self._set(sheet, number, column, found[part], strong=strong, red=red and number == 1)
            shown = [(str(found[part]), c.width) for c, found in zip(sheet.columns, pieces, strict=False)
                     if part < len(found) and isinstance(found[part], str)]  # fmt: skip
            sheet.page.row_dimensions[sheet.at].height = _height(shown)
        return first

    def gap(self, sheet: Sheet, heading: str = "") -> None:
        """Leave a line free, with a heading under it where one is given."""
        sheet.at += 1
        if heading:
            sheet.at += 1
            _put(sheet.page.cell(sheet.at, 1), heading, "title")
            sheet.page.row_dimensions[sheet.at].height = 24

    def heads(self, sheet: Sheet, headings: Sequence[tuple[str, Form]]) -> None:
        """Add a line of heads inside a sheet."""
        sheet.at += 1
        for number, (heading, form) in enumerate(headings, start=1):
            _put(sheet.page.cell(sheet.at, number), heading, "head" if form == "text" else "head_right")

    def put_in_order(self, sheets: Sequence[Sheet]) -> None:
        """Give the sheets their reading order; the first is the one that opens."""
        order = [sheet.page.title for sheet in sheets]
        self._book._sheets.sort(key=lambda page: order.index(page.title))  # pyright: ignore
        self._sheets.sort(key=lambda sheet: order.index(sheet.page.title))
        self._book.active = 0

    def content(self, day: date) -> bytes:
        """Return the file; equal content and day give equal bytes."""
        stream = BytesIO()
        self._book.save(stream)
        live = {f"xl/worksheets/sheet{n}.xml": s.live for n, s in enumerate(self._sheets, start=1)}
        return stamped(stream.getvalue(), day, lambda name, data: _with_values(data, live.get(name, {})))

    def _set(self, sheet: Sheet, number: int, column: Column, value: Value, *, strong: bool, red: bool) -> None:
        cell = sheet.page.cell(sheet.at, number)
        if value is None or value == "":
            cell.style = "body"
            return
        if isinstance(value, Live):
            cell.value, cell.style = f"={value.formula}", "live"
            form = value.form or ("plain" if column.form == "text" or isinstance(value.value, str) else column.form)
            cell.number_format = FORMATS[form]
            sheet.live[cell.coordinate] = value
        elif isinstance(value, str):
            _put(cell, value, "body" if column.form == "text" else "body_right")
        else:
            cell.value = value
            cell.style = "number"
            whole = column.form in ("six", "four") and isinstance(value, int)
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else FORMATS["whole" if whole else column.form]
        if strong or red:
            cell.font = Font(name=FONT, size=10, bold=True, color=RED if red else TEXT)

    def _free_name(self, name: str) -> str:
        clean = _NOT_IN_NAMES.sub("-", _legal(name))[:31].strip("' ") or "–"
        taken = {sheet.page.title.lower() for sheet in self._sheets}
        free, number = clean, 2
        while free.lower() in taken:
            free, number = f"{clean[:27]} {number}", number + 1
        return free

    def _set_up_print(self, page: Any) -> None:
        page.sheet_view.showGridLines = False
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
        page.print_options.horizontalCentered = False
        if self._mark:
            page.oddHeader.right.text = _for_header(self._mark)
        page.oddFooter.left.text = _for_header(self._left)
        page.oddFooter.right.text = "&P / &N"


def _put(cell: Any, text: str, style: str) -> None:
    """Write a text as a text, whatever it begins with."""
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", _legal(text))
    cell.data_type = "s"
    cell.style = style
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@", "'", "\t"}


def _legal(text: str) -> str:
    """Return a text with what no XML file may hold shown as its code point, so that nothing goes missing unseen."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", clean)


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that fit a cell, never cut between the halves of one sign."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_CELL:
        return [text]
    per_piece = LONGEST_CELL // 2  # every sign takes two units at most
    return [text[start : start + per_piece] for start in range(0, len(text), per_piece)]


def _height(shown: Any) -> float:
    """Return the height that the longest of some texts needs, in points; Chinese signs are twice as wide as Latin."""
    lines = 1
    for text, width in shown:
        lines = max(lines, sum(-(-_width(line) // max(round(1.08 * width) - 1, 1)) or 1 for line in text.split("\n")))
    return min(15.5 * lines + 2, 409)


def _width(text: str) -> int:
    return sum(2 if sign >= "\u1100" else 1 for sign in text)


def _for_header(text: str) -> str:
    """Return a text for the head of a printed page, which takes 255 signs in all and reads & as a command."""
    return _legal(text).replace("\n", " ")[:80].replace("&", "&&")


_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')


def _with_values(data: bytes, live: Mapping[str, Live]) -> bytes:
    """Return a sheet with the value of every formula beside it."""

    def filled(cell: re.Match[bytes]) -> bytes:
        value = live[cell[1].decode()].value
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = escape(value) if isinstance(value, str) else repr(float(value))
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (cell[1], cell[2], kind, cell[3], shown.encode())

    return _FORMULA_CELL.sub(filled, data) if live else data
