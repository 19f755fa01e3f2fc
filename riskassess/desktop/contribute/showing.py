"""The right side of the page: what would leave, in words and to the last byte, what it gives away, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskassess.desktop.columns import fit
from riskassess.desktop.contribute.wording import Line, made_row
from riskassess.desktop.controls import Button, Check, Flow, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.handing_in import Handed, StoredContribution

_BYTES_HIGH, _MOST_ROWS, _LABEL = 100, 8, 112
_HEADS = ("client", "call", "state", "number", "day")


class Showing(QScrollArea):
    """Show one of three things (how it goes, a preview, what was written) and below it what was made for whom."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setProperty("no_ring", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.teaching, self.preview, self.done = Panel(look), Panel(look), Panel(look, ground="tint")
        self.making = Words(look, role="text2", wrap=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*[tokens.MARGIN] * 4)
        column.setSpacing(tokens.PADDING)
        self._build_teaching()
        self._build_preview()
        self._build_done()
        for widget in (self.making, self.done, self.teaching, self.preview):
            column.addWidget(widget)
        self._made_title, self.no_made = Words(look, bold=True), Words(look, use="second", role="text2", wrap=True)
        self.made = _table()
        for widget in (self._made_title, self.made, self.no_made):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(content)

    def _build_teaching(self) -> None:
        self._teach_title, self._teach = Words(self._look, use="card", wrap=True), Words(self._look, wrap=True)
        self.problem = Words(self._look, bold=True, wrap=True)
        _fill(self.teaching, (self._teach_title, self._teach, self.problem))

    def _build_preview(self) -> None:
        look = self._look
        self.title, self.before = Words(look, use="card", wrap=True), Words(look, wrap=True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(tokens.PADDING)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnMinimumWidth(0, _LABEL)
        self._lines.setColumnStretch(1, 1)
        self._bytes_label = Words(look, use="second", role="text2", wrap=True)
        self.bytes = QPlainTextEdit()
        self.bytes.setReadOnly(True)
        self.bytes.setTabChangesFocus(True)
        self.bytes.setFixedHeight(_BYTES_HIGH)
        self.bytes.setFont(look.font("label"))
        self.match, self.never, self.way = (Words(look, wrap=True) for _ in range(3))
        self._heads = {name: Words(look, bold=True) for name in ("leaves", "match", "never", "way")}
        self.consent = Check()
        self.write, self.withdraw = Button(kind="primary", icon="hand-over"), Button()
        lines = QWidget()
        self._lines.setContentsMargins(0, 0, 0, 0)
        lines.setLayout(self._lines)
        parts = (self.title, self.before, self._heads["leaves"], lines, self._bytes_label, self.bytes)
        warnings = (self._heads["match"], self.match, self._heads["never"], self.never, self._heads["way"], self.way)
        column = _fill(self.preview, (*parts, *warnings, self.consent))
        row = Flow(None, tokens.STEP, tokens.STEP)
        row.addWidget(self.write)
        row.addWidget(self.withdraw)
        column.addLayout(row)
        self.consent.toggled.connect(self.write.setEnabled)
        self.write.setEnabled(False)

    def _build_done(self) -> None:
        self._done_title, self._done_words = Words(self._look, use="card", wrap=True), Words(self._look, wrap=True)
        self.code = Words(self._look, use="card")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy, self.folder, self.another = Button(icon="copy"), Button(icon="folder"), Button(kind="quiet")
        column = _fill(self.done, (self._done_title, self.code, self._done_words))
        row = Flow(None, tokens.STEP, tokens.STEP)
        for button in (self.copy, self.folder, self.another):
            row.addWidget(button)
        column.addLayout(row)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self._teach_title.setText(texts("contribute_page.teach_title"))
        self._teach.setText(texts("contribute_page.teach"))
        self.making.setText(texts("contribute_page.making"))
        for name, words in self._heads.items():
            words.setText(texts(f"contribute_page.heads.{name}"))
        self.setAccessibleName(texts("contribute_page.heads.leaves"))
        self.never.setText(texts("contribute_page.never"))
        self.consent.setText(texts("contribute_page.consent"))
        self.bytes.setAccessibleName(texts("contribute_page.bytes_name"))
        self._done_title.setText(texts("contribute_page.done_title"))
        self.copy.setText(texts("contribute_page.copy"))
        self.folder.setText(texts("contribute_page.folder"))
        self.another.setText(texts("contribute_page.another"))
        self._made_title.setText(texts("contribute_page.made.title"))
        self.no_made.setText(texts("contribute_page.made.none"))
        self.made.setAccessibleName(texts("contribute_page.made.title"))
        self.made.setHorizontalHeaderLabels([texts(f"contribute_page.made.{name}") for name in _HEADS])

    def show_teaching(self, problem: str = "") -> None:
        """Say how it goes, and what stands in the way."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._only(self.teaching)

    def show_making(self) -> None:
        """Say that the contribution is being worked out."""
        self._only(self.making)

    def show_preview(self, title: str, before: str, lines: Sequence[Line], size: str, shown: str) -> None:
        """Show what would leave; `before` says what this one replaces."""
        self.title.setText(title)
        self.before.setText(before)
        self.before.setVisible(bool(before))
        _clear(self._lines)
        for row, (name, value) in enumerate(lines):
            self._lines.addWidget(Words(self._look, name, "second", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(Words(self._look, value, wrap=True), row, 1)
        self._bytes_label.setText(size)
        self.bytes.setPlainText(shown)
        self.consent.setChecked(False)
        self._only(self.preview)

    def show_done(self, handed: Handed, words: str) -> None:
        """Say where the files are and which code belongs to them."""
        self.code.setText(handed.code)
        self._done_words.setText(words)
        self._only(self.done)
        self.copy.setFocus()

    def show_made(self, made: Sequence[StoredContribution], texts: Texts) -> None:
        """List what was made for whom."""
        self.made.setRowCount(len(made))
        for row, one in enumerate(made):
            for at, words in enumerate(made_row(one, texts)):
                self.made.setItem(row, at, QTableWidgetItem(words))
        fit(self.made, 2, _MOST_ROWS)
        self.made.setVisible(bool(made))
        self.no_made.setVisible(not made)

    def _only(self, widget: QWidget) -> None:
        for one in (self.making, self.done, self.teaching, self.preview):
            one.setVisible(one is widget)


def _fill(panel: Panel, parts: Sequence[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout(panel)
    column.setContentsMargins(*[tokens.PADDING] * 4)
    column.setSpacing(tokens.STEP)
    for part in parts:
        column.addWidget(part)
    return column


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_HEADS))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    heads = table.horizontalHeader()
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
