"""The look of a pack's workbook: frozen headers, widths for reading, drop-downs, and notes that explain every column.

Two header rows: the names that the program reads by, then words for people in every language of the program. All cells
of text are formatted as text, so that no program takes one for a formula, a number or a day.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from riskassess.questionnaire.schemas import schema
from riskassess.questionnaire.workbook.cells import Cell
from riskassess.questionnaire.workbook.dress import Dress, fit_rows
from riskassess.questionnaire.workbook.opening import EXACT_COLUMNS, HEADER_ROWS, cell_name
from riskassess.questionnaire.workbook.rows import Row, localised
from riskassess.questionnaire.workbook.sheets import BY_NAME, EXACT, PACK, PACK_ROWS, SHEETS, Column, Form, Sheet
from riskassess.texts import Texts, shipped_languages

GUIDE = "guide"
LISTS = "lists"
_WIDTHS = {
    Form.LOCAL: 46,
    Form.CHOICES: 34,
    Form.PAIRS: 24,
    Form.WORDS: 24,
    Form.NUMBER: 11,
    Form.YES_NO: 11,
    Form.VALUE: 28,
    Form.TEXT: 20,
}
_SPARE_ROWS = 300
"""Rows below the last one that drop-downs still cover."""
_FIRST_ROW = HEADER_ROWS + 1


def drawn(
    upright: Sequence[tuple[str, Cell]],
    rows: Mapping[str, Sequence[Row]],
    exact: Sequence[Sequence[str]],
    pack_languages: Sequence[str],
) -> bytes:
    """Return the bytes of the workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _Drawing(book, rows, tuple(pack_languages)).draw(upright, exact)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Drawing:
    """Draw the sheets of one workbook."""

    def __init__(self, book: Any, rows: Mapping[str, Sequence[Row]], pack_languages: tuple[str, ...]) -> None:

        self._book = book
        self._rows = rows
        self._languages = pack_languages
        self._texts = [Texts(language) for language in shipped_languages()]
        self._dress = Dress(book)
        self._lists = {
            "targets": [str(row["id"]) for name in ("domains", "questions") for row in rows[name] if "id" in row],
            "levels": [str(level) for level in range(6)],
            "caps": list(BY_NAME["caps"].kinds),
            "raises": list(BY_NAME["raises"].kinds),
        }

    def draw(self, upright: Sequence[tuple[str, Cell]], exact: Sequence[Sequence[str]]) -> None:
        """Draw every sheet: the guide first, then the pack, then one sheet a kind of thing."""
        self._draw_guide()
        self._draw_pack(upright)
        for sheet in SHEETS:
            self._draw_table(sheet)
        self._draw_exact(exact)
        self._draw_lists()
        for sheet in self._book.worksheets:
            fit_rows(sheet)
        self._book.active = 0

    def _draw_guide(self) -> None:
        sheet = self._book.create_sheet(GUIDE)
        for number, key in enumerate(("title", "how", "rules"), 1):
            for index, texts in enumerate(self._texts):
                cell = sheet.cell(number, index + 2, texts(f"workbook.guide.{key}"))
                cell.style = self._dress.title if key == "title" else self._dress.words
        for number, name in enumerate((PACK, *(s.name for s in SHEETS), EXACT), 5):
            link = sheet.cell(number, 1, name)
            link.hyperlink = f"#'{name}'!A1"
            link.style = self._dress.link
            for index, texts in enumerate(self._texts):
                sheet.cell(number, index + 2, texts(f"workbook.sheets.{name}")).style = self._dress.words
        for letter, width in (("A", 20), ("B", 70), ("C", 90)):
            sheet.column_dimensions[letter].width = width

    def _draw_pack(self, upright: Sequence[tuple[str, Cell]]) -> None:
        sheet = self._book.create_sheet(PACK)
        self._head(sheet, [("name", "name"), ("meaning", ""), ("value", "value")], PACK)
        sheet["B1"] = None
        columns = {column.name: column for column in PACK_ROWS}
        for number, (name, content) in enumerate(upright, _FIRST_ROW):
            column = columns[name.partition(".")[0]]
            sheet.cell(number, 1, name).style = self._dress.name
            sheet.cell(number, 2, self._label(PACK, column.name)).style = self._dress.words
            self._note(sheet.cell(number, 1), self._explained(PACK, column.name))
            self._fill(sheet.cell(number, 3), content)
        for letter, width in (("A", 16), ("B", 40), ("C", 90)):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = f"A{_FIRST_ROW}"

    def _draw_table(self, table: Sheet) -> None:
        sheet = self._book.create_sheet(table.name)
        columns = list(self._columns(table))
        self._head(sheet, [(name, column.name) for name, column in columns], table.name)
        rows = self._rows[table.name]
        for number, row in enumerate(rows, _FIRST_ROW):
            for index, (name, _) in enumerate(columns, 1):
                if name in row:
                    self._fill(sheet.cell(number, index), row[name])
        last = _FIRST_ROW + len(rows) + _SPARE_ROWS
        for index, (_, column) in enumerate(columns):
            letter = cell_name(index, 1)[:-1]
            self._dress.column(sheet.column_dimensions[letter], _WIDTHS[column.form], is_text=_is_text(column))
            self._drop_down(sheet, column, f"{letter}{_FIRST_ROW}:{letter}{last}")
        kept = 2 if table.owner_column and len(columns) > 1 else 1
        sheet.freeze_panes = cell_name(kept, _FIRST_ROW)
        sheet.auto_filter.ref = f"A{HEADER_ROWS}:{cell_name(len(columns) - 1, HEADER_ROWS + len(rows))}"

    def _draw_exact(self, exact: Sequence[Sequence[str]]) -> None:
        sheet = self._book.create_sheet(EXACT)
        self._head(sheet, [(name, name) for name in EXACT_COLUMNS], EXACT)
        for number, row in enumerate(exact, _FIRST_ROW):
            for index, content in enumerate(row, 1):
                self._fill(sheet.cell(number, index), content)
        for letter, width in (("A", 34), ("B", 60), ("C", 40)):
            self._dress.column(sheet.column_dimensions[letter], width, is_text=True)
        sheet.freeze_panes = f"A{_FIRST_ROW}"

    def _draw_lists(self) -> None:
        """Draw the words of drop-downs that no other sheet holds in one column."""
        sheet = self._book.create_sheet(LISTS)
        for index, (name, words) in enumerate(self._lists.items(), 1):
            sheet.cell(1, index, name)
            for number, word in enumerate(words, _FIRST_ROW):
                self._fill(sheet.cell(number, index), word)
        sheet.sheet_state = "hidden"

    def _columns(self, table: Sheet) -> Iterator[tuple[str, Column]]:
        for column in table.columns:
            if column.form is Form.LOCAL:
                yield from ((localised(column, language), column) for language in self._languages)
            else:
                yield column.name, column

    def _head(self, sheet: Any, columns: Sequence[tuple[str, str]], table: str) -> None:
        for index, (name, stem) in enumerate(columns, 1):
            sheet.cell(1, index, name).style = self._dress.name
            label = sheet.cell(2, index, self._label(table, stem) if stem else "")
            label.style = self._dress.label
            if stem:
                self._note(label, self._explained(table, stem))

    def _label(self, table: str, name: str) -> str:
        return "\n".join(dict.fromkeys(texts(self._key(texts, table, name, "label")) for texts in self._texts))

    def _explained(self, table: str, name: str) -> str:
        return "\n\n".join(texts(self._key(texts, table, name, "note")) for texts in self._texts)

    def _key(self, texts: Texts, table: str, name: str, part: str) -> str:
        """Return the key of a column's words: its own in this sheet, else those that all sheets share."""
        stem = "effort" if name.startswith("effort_") else name
        own = f"workbook.of.{table}.{stem}.{part}"
        return own if texts.has(own) else f"workbook.columns.{stem}.{part}"

    def _note(self, cell: Any, text: str) -> None:
        from openpyxl.comments import Comment

        cell.comment = Comment(text, "riskassess", width=420, height=60 + 15 * (len(text) // 45))

    def _fill(self, cell: Any, content: Cell) -> None:
        """Put a content into a cell as what it is: a text stays a text, whatever sign it begins with."""
        if content is None:
            cell.style = self._dress.text
            return
        cell.value = content
        cell.style = self._dress.text if isinstance(content, str) else self._dress.value
        if isinstance(content, str):
            cell.data_type = "s"
            if content[0] in "=+-@'":
                cell.quotePrefix = True

    def _drop_down(self, sheet: Any, column: Column, cells: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        source = self._source(column)
        if source is None:
            return
        choice = DataValidation(type="list", formula1=source, allow_blank=True)
        # What stands in a drop-down was true when the workbook was written; a new id is no mistake.
        choice.showErrorMessage = False
        choice.add(cells)  # pyright: ignore[reportUnknownMemberType]
        sheet.add_data_validation(choice)

    def _source(self, column: Column) -> str | None:
        if column.form is Form.YES_NO:
            return '"TRUE,FALSE"'
        name = column.list_of
        if name.startswith("#") and name[1:] in self._lists:
            index = list(self._lists).index(name[1:])
            return _range(LISTS, index, len(self._lists[name[1:]]))
        if name.startswith("#"):
            kind, _, key = name[1:].partition(".")
            return f'"{",".join(allowed_words(kind, key))}"'
        if not name:
            return None
        table, _, wanted = name.partition(".")
        names = [one for one, _ in self._columns(BY_NAME[table])]
        return _range(table, names.index(wanted), len(self._rows[table]) + _SPARE_ROWS)


def _range(sheet: str, column: int, rows: int) -> str:
    letter = cell_name(column, 1)[:-1]
    return f"'{sheet}'!${letter}${_FIRST_ROW}:${letter}${_FIRST_ROW + max(rows, 1) - 1}"


def _is_text(column: Column) -> bool:
    return column.form not in (Form.NUMBER, Form.YES_NO, Form.VALUE)


def allowed_words(kind: str, key: str) -> tuple[str, ...]:
    """Return the words that a schema allows under a key."""
    waiting: list[Any] = [schema(kind)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            entries = cast("dict[str, Any]", part)
            found = entries.get("properties", {}).get(key, {})
            if "enum" in found:
                return tuple(found["enum"])
            waiting.extend(entries.values())
        elif isinstance(part, list):
            waiting.extend(cast("list[Any]", part))
    raise KeyError(f"{kind}.{key}")
