"""Tables of a document: a style, a head that repeats on every page, rows that are never split, and words for a reader
who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from riskassess.report.docx.dress import RED, TABLE_STYLE, set_style
from riskassess.report.docx.fields import add_link, legal


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: heading, share of the width, and whether it holds numbers."""

    heading: str
    share: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Hold a cell that is more than text: bold, in the colour of red lines, or leading somewhere."""

    text: str
    bold: bool = False
    red: bool = False
    link: str = ""


Cell = str | Words


def add_table(
    document: Any, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: float, title: str
) -> Any:
    """Add a table as wide as the text, in points; `title` is what a reader aloud says first."""
    table = document.add_table(rows=1, cols=len(columns), style=TABLE_STYLE)
    table.autofit = False
    _describe(table, title)
    total = sum(column.share for column in columns)
    widths = [width * column.share / total for column in columns]
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _fill(cell, column.heading, "Table head", number=column.number)
    _repeat(table.rows[0])
    for row in rows:
        _add_row(table, columns, row)
    for row in table.rows:
        for cell, points in zip(row.cells, widths, strict=True):
            cell.width = Pt(points)
    for column, points in zip(table.columns, widths, strict=True):
        column.width = Pt(points)
    return table


def _add_row(table: Any, columns: Sequence[Column], row: Sequence[Cell]) -> None:
    added = table.add_row()
    _keep_whole(added, sum(len(cell if isinstance(cell, str) else cell.text) for cell in row))
    for cell, column, content in zip(added.cells, columns, row, strict=True):
        _fill(cell, content, "Table number" if column.number else "Table text", number=column.number)


def _fill(cell: Any, content: Cell, style: str, *, number: bool) -> None:
    words = content if isinstance(content, Words) else Words(content)
    lines = legal(words.text).split("\n")
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        set_style(paragraph, style)
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if words.link and line:
            add_link(paragraph, line, words.link, bold=words.bold, accent=RED if words.red else "182224")
        elif line:
            run = paragraph.add_run(line)
            run.bold = True if words.bold else None


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


LONGEST_WHOLE_ROW = 900
"""Signs; a longer row may be split, since one that does not fit a page would be cut off."""


def _keep_whole(row: Any, signs: int) -> None:
    if signs <= LONGEST_WHOLE_ROW:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _describe(table: Any, title: str) -> None:
    mark = OxmlElement("w:tblCaption")
    mark.set(qn("w:val"), legal(title))
    table._tbl.tblPr.append(mark)
