"""All licences: of the program, the questionnaire, the font, and of every package that this installation stands on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskassess import __version__
from riskassess.app.licences import font_licence_text, licence_text, licences
from riskassess.desktop.controls import Button, Dialog, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_SIZE = (760, 560)
_OURS = "riskassess"


class LicencesWindow(Dialog):
    """List what is used under which licence; the words of the chosen one stand below."""

    def __init__(self, look: Look, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._words: list[Callable[[], str]] = []
        self.setWindowTitle(texts("licences.title"))
        self.resize(*_SIZE)
        self.table = self._make_table()
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(texts("licences.words"))
        self.close_button = Button(texts("licences.close"))
        self.close_button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.STEP)
        column.addWidget(Words(look, texts("window.settings.licences"), wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(Words(look, texts("licences.words"), use="label", role="text2"))
        column.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self._fill()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels([self._texts(f"licences.{name}") for name in ("name", "version", "licence")])
        table.setAccessibleName(self._texts("licences.title"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.currentCellChanged.connect(lambda row, *_: self._show(row))
        return table

    def _fill(self) -> None:
        texts = self._texts
        self._add(texts("licences.program"), __version__, "Apache-2.0", partial(licence_text, _OURS))
        self._add(texts("licences.questionnaire"), "", "CC-BY-4.0", str)
        self._add(texts("licences.font"), "", "OFL-1.1", font_licence_text)
        for one in licences():
            said = one.licence or texts("licences.not_said")
            self._add(one.name, one.version, said, partial(licence_text, one.name))
        self.table.setCurrentCell(0, 0)

    def _add(self, name: str, version: str, licence: str, words: Callable[[], str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, said in enumerate((name, version, licence)):
            self.table.setItem(row, column, QTableWidgetItem(said))
        self._words.append(words)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._words):
            self.words.setPlainText(self._words[row]() or self._texts("licences.no_text"))
