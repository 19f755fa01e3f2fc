"""Tables as they are handed on in a workbook: plain values that know nothing of the program that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

ColumnKind = Literal["words", "level", "figure", "day"]
Cell = str | float | date | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Hold a column: its heading, how wide it is in signs, and what stands in it.

    Levels are shown with the decimals they need, figures with one, days as 2026-11-23.
    """

    heading: str
    width: int
    kind: ColumnKind = "words"


@dataclass(frozen=True, slots=True)
class TableSheet:
    """Hold one sheet: its name, lines of words above the table, columns and rows."""

    name: str
    notes: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet_data(sheet: TableSheet) -> dict[str, Any]:
    """Return a sheet as plain data for JSON."""
    return {
        "name": sheet.name,
        "notes": list(sheet.notes),
        "columns": [[column.heading, column.width, column.kind] for column in sheet.columns],
        "rows": [[_plain(cell) for cell in row] for row in sheet.rows],
    }


def _plain(cell: Cell) -> Any:
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def sheet_from_data(data: Mapping[str, Any]) -> TableSheet:
    """Return a sheet from its plain data."""
    return TableSheet(
        data["name"],
        tuple(data["notes"]),
        tuple(TableColumn(*column) for column in data["columns"]),
        tuple(tuple(_cell(cell) for cell in row) for row in data["rows"]),
    )


def _cell(data: Any) -> Cell:
    return date.fromisoformat(data["day"]) if isinstance(data, Mapping) else data  # pyright: ignore
