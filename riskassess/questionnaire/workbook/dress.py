"""The few styles of a pack's workbook, made once a workbook and given by name, which is what keeps writing quick."""

from __future__ import annotations

import math
from typing import Any
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.worksheet.dimensions import RowDimension

_FONT = "Noto Sans SC"
_INK, _QUIET, _PAPER = "1F2A37", "6B7280", "EEF2F7"
AS_TEXT = "@"
_LINE = 14.5
"""Points that a line of a text of 10 points takes."""
_PLAIN_WIDTH = 8.0


class Dress:
    """Hold the names of the styles that a workbook was given."""

    title, label, name, words, text, value, link = (
        f"riskassess {kind}" for kind in ("title", "label", "name", "words", "text", "value", "link")
    )

    def __init__(self, book: Any) -> None:
        top = Alignment(wrap_text=True, vertical="top")
        fill = PatternFill("solid", fgColor=_PAPER)
        for style in (
            NamedStyle(self.title, font=Font(name=_FONT, size=14, bold=True, color=_INK), alignment=top),
            NamedStyle(self.label, font=Font(name=_FONT, size=10, bold=True, color=_INK), alignment=top, fill=fill),
            NamedStyle(self.name, font=Font(name=_FONT, size=9, color=_QUIET), alignment=top, fill=fill),
            NamedStyle(self.words, font=Font(name=_FONT, size=10, color=_INK), alignment=top),
            NamedStyle(self.text, font=Font(name=_FONT, size=10, color=_INK), alignment=top, number_format=AS_TEXT),
            NamedStyle(self.value, font=Font(name=_FONT, size=10, color=_INK), alignment=top),
            NamedStyle(self.link, font=Font(name=_FONT, size=10, color="1D4ED8", underline="single"), alignment=top),
        ):
            book.add_named_style(style)

    def column(self, dimension: Any, width: int, *, is_text: bool) -> None:
        """Give a column its width and the format that what is typed into it takes on."""
        dimension.width = width
        if is_text:
            dimension.number_format = AS_TEXT
            dimension.alignment = Alignment(wrap_text=True, vertical="top")


class _GrowingRow(RowDimension):
    """A row whose height is what its texts need now, and that grows with them: it is not marked as set by hand."""

    customHeight: bool = False  # pyright: ignore[reportIncompatibleMethodOverride, reportAssignmentType]


def fit_rows(sheet: Any) -> None:
    """Give every row the height of its longest text: not every program works heights out when it opens a file."""
    widths = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items()}
    for row in sheet.iter_rows():
        lines = [_lines(cell.value, widths.get(cell.column_letter, _PLAIN_WIDTH)) for cell in row if cell.value]
        number = row[0].row
        sheet.row_dimensions[number] = _GrowingRow(sheet, index=number, ht=_LINE * max(lines, default=1) + 2)


def _lines(value: object, width: float) -> int:
    """Return the lines that a text takes; a Chinese sign is as wide as two Latin ones."""
    total = 0
    for line in str(value).split("\n"):
        signs = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)
        total += max(1, math.ceil(signs / max(1.0, width - 2)))
    return total
