"""Tables whose columns are as wide as what stands in them, but for the first ones, which share what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget

_ROOM = 32  # px beside the words of a cell
ROW = 32


def fit(table: QTableWidget, stretched: int, most_rows: int) -> None:
    """Give the first so many columns what the others leave, and the table the height of its rows."""
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    for column in range(table.columnCount()):
        if column < stretched:
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            continue
        heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        cells = (table.item(row, column) for row in range(table.rowCount()))
        words = [cell.text() for cell in (table.horizontalHeaderItem(column), *cells) if cell is not None]
        metrics = table.fontMetrics()
        heads.resizeSection(column, max(map(metrics.horizontalAdvance, words), default=0) + _ROOM)
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.setFixedHeight((min(table.rowCount(), most_rows) + 1) * ROW + 4)
