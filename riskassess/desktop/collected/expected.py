"""The table of the expected response, filled in here or taken from a file, and the groups that follow from it.

The partition is worked out anew with every number: an officer sees at once what a number does to the groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskassess.desktop.collected.step import row
from riskassess.desktop.columns import fit
from riskassess.desktop.controls import Button, Words
from riskassess.desktop.look import Look, tokens
from riskassess.questionnaire.values import wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.committee_folder import Group, Table
    from riskassess.problems import Problem

_MOST_ROWS, _MOST = 18, 9_999_999


class _Whole(QStyledItemDelegate):
    """Let only whole numbers be typed into a cell."""

    def createEditor(self, parent: QWidget, _option: object, _index: object) -> QWidget:
        line = QLineEdit(parent)
        line.setValidator(QIntValidator(0, _MOST, line))
        line.setFrame(False)
        return line


class ExpectedTable(QWidget):
    """Hold the table and what is planned from it; `changed` tells that a number is another now."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._combinations: tuple[tuple[str, ...], ...] = ()
        self._texts = Texts("zh")
        self.head, self.means = Words(look, bold=True), Words(look, use="second", role="text2", wrap=True)
        self.table = QTableWidget()
        self.table.setItemDelegate(_Whole(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.cellChanged.connect(self.changed)
        self.take, self.save = Button(icon="folder"), Button()
        self.total, self.planned_head = Words(look), Words(look, bold=True)
        self.planned, self.sound = Words(look, wrap=True), Words(look, use="second", role="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.STEP)
        for widget in (self.head, self.means):
            column.addWidget(widget)
        column.addLayout(row(self.take, self.save))
        for widget in (self.table, self.total, self.planned_head, self.planned, self.sound):
            column.addWidget(widget)

    def retranslate(self, texts: Texts) -> None:
        """Say everything but the table in another language."""
        self._texts = texts
        self.head.setText(texts("collected.call.expected_head"))
        self.means.setText(texts("collected.call.expected_means"))
        self.take.setText(texts("collected.call.take"))
        self.save.setText(texts("collected.call.save"))
        self.planned_head.setText(texts("collected.call.planned_head"))
        self.table.setAccessibleName(texts("collected.call.expected_head"))

    def show_table(self, table: Table) -> None:
        """Show the combinations in words; numbers of the same combinations stay."""
        kept = self.numbers() if self._combinations == tuple(table.rows) else {}
        self._combinations = tuple(table.rows)
        heads = [*table.heads, self._texts("collected.call.expected_column")]
        shown = self.table
        shown.blockSignals(True)
        shown.setColumnCount(len(heads))
        shown.setRowCount(len(table.rows))
        shown.setHorizontalHeaderLabels(heads)
        for at, (combination, words) in enumerate(table.rows.items()):
            for column, said in enumerate(words):
                cell = QTableWidgetItem(said)
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                cell.setToolTip(said)
                shown.setItem(at, column, cell)
            number = QTableWidgetItem(str(kept.get(combination, 0)))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(words))
            shown.setItem(at, len(heads) - 1, number)
        shown.blockSignals(False)
        fit(shown, len(heads) - 1, _MOST_ROWS)
        shown.setCurrentCell(0, len(heads) - 1)

    def numbers(self) -> dict[tuple[str, ...], int]:
        """Return the number of every combination."""
        last = self.table.columnCount() - 1
        return {one: _number(self.table.item(at, last)) for at, one in enumerate(self._combinations)}

    def set_numbers(self, numbers: Mapping[tuple[str, ...], int]) -> None:
        """Show other numbers."""
        last = self.table.columnCount() - 1
        self.table.blockSignals(True)
        for at, combination in enumerate(self._combinations):
            if (cell := self.table.item(at, last)) is not None:
                cell.setText(str(numbers.get(combination, 0)))
        self.table.blockSignals(False)
        self.changed.emit()

    def show_planned(self, groups: Sequence[Group], problems: Sequence[Problem], least: int) -> None:
        """Show the groups that would be made, and whether they are a partition."""
        texts, language = self._texts, self._texts.language
        self.total.setText(texts("collected.call.total", count=sum(self.numbers().values())))
        lines = [
            texts("collected.call.group", title=wording(group.title, language), expected=group.expected)
            for group in groups
        ]
        self.planned.setText("\n".join(lines))
        if problems:
            self.sound.setText("\n".join(" ".join(texts.problem(one)) for one in problems))
        else:
            self.sound.setText(texts("collected.call.sound", count=len(groups), least=least))


def _number(cell: QTableWidgetItem | None) -> int:
    said = cell.text().strip() if cell is not None else ""
    return int(said) if said.isascii() and said.isdigit() else 0
