"""The table of differences: a row for each domain or question, a column for each assessment, headed by its mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from riskassess.desktop.charts.marks import mark_picture
from riskassess.desktop.compare.rows import TableRow
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.look.style import clear_ground

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBER, _APART, _NARROW_BY = 72, 80, 16
_MOST, _AROUND = 136, 24  # px of a column of figures at most, and beside its words


class _Model(QAbstractTableModel):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: tuple[TableRow, ...] = ()
        self.heads: tuple[str, ...] = ()  # of the first and the last column
        self.sides: tuple[str, ...] = ()  # whom each column in between stands for, in words
        self.are_words = False  # what stands in the columns in between, in place of figures

    def show_rows(self, rows: Sequence[TableRow], heads: Sequence[str], sides: Sequence[str], are_words: bool) -> None:
        self.beginResetModel()
        self.are_words = are_words
        self.rows, self.heads, self.sides = tuple(rows), tuple(heads), tuple(sides)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or not self.heads else len(self.sides) + 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column == 0 or (self.are_words and column <= len(self.sides)) else _RIGHT
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font("body", bold=column == len(self.sides) + 1)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_hint(self._words(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole and 0 < column <= len(self.sides):
            return f"{self.sides[column - 1]}: {row.cells[column - 1]}"
        return self._words(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, row: TableRow, column: int) -> str:
        if column == 0:
            name = f"{row.id}  {row.title}" if row.is_question else row.title
            return f"{name}  ({row.remark})" if row.remark else name
        return row.apart if column == len(self.sides) + 1 else row.cells[column - 1]

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Vertical or not self.heads:
            return None
        side = section - 1
        is_side = 0 <= side < len(self.sides)
        if role == Qt.ItemDataRole.DecorationRole and is_side:
            return mark_picture(side, self._look, 2.0)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and is_side:
            return self.sides[side]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == 0 or (is_side and self.are_words) else _RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return str(side + 1) if is_side else self.heads[0 if section == 0 else 1]
        return None


class DifferenceTable(QTableView):
    """Show rows; `opened` carries the question of the one on which Enter was pressed or that was double-clicked."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(look)
        self.setModel(self._model)
        clear_ground(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # Tab goes on to what follows
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.CONTROL)
        head = self.horizontalHeader()
        head.setFont(look.font("label"))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(48)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.changed.connect(self.viewport().update)

    def rows(self) -> tuple[TableRow, ...]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(
        self, rows: Sequence[TableRow], heads: Sequence[str], sides: Sequence[str], *, are_words: bool = False
    ) -> None:
        """Show rows under the heads of the first and last column; `sides` says whom the others stand for.

        Words take all the room there is, figures a narrow column.
        """
        self._model.show_rows(rows, heads, sides, are_words)
        head = self.horizontalHeader()
        for section in range(self._model.columnCount()):
            wide = section == 0 or (are_words and section <= len(sides))
            way = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(section, way)
            if section:
                least = (_APART if section == len(sides) + 1 else _NUMBER) - (_NARROW_BY if len(sides) > 3 else 0)
                head.resizeSection(section, max(least, self._width_of(section)))

    def _width_of(self, section: int) -> int:
        """Return how wide the words of a column are: some say why there is no figure."""
        metrics, places = self.fontMetrics(), range(self._model.rowCount())
        words = (str(self._model.index(row, section).data() or "") for row in places)
        return min(_MOST, max((metrics.horizontalAdvance(one) for one in words), default=0) + _AROUND)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self.rows()) and self.rows()[number].is_question:
            self.opened.emit(self.rows()[number].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
