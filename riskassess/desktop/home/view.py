"""How home is laid out; what its buttons do is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Choice, Flow, Words
from riskassess.desktop.home.cards import CardGrid
from riskassess.desktop.home.first_start import FirstStart
from riskassess.desktop.home.next_steps import NextSteps, Step
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.moving.notice import MoveNotice
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card

SORTS = ("changed", "client", "project", "readiness")


class HomeView(QScrollArea):
    """Show cards and what to do next, or the first start, or one sentence while nothing is open.

    `dropped` carries the path of a file that was dragged in.
    """

    dropped = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("no_ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.MARGIN)
        column.setSpacing(tokens.PADDING)
        self.new, self.file = Button(kind="primary", icon="plus"), Button(icon="folder")
        self.recent = Button(kind="quiet", icon="clock")
        self.sample, self.retry = Button(kind="quiet"), Button(kind="primary")
        self.sort_label, self.sort = Words(look, use="label", role="text2"), Choice()
        self.sort_label.setBuddy(self.sort)
        self.waiting = Words(look, role="text2", wrap=True)
        self.grid, self.first, self.steps = CardGrid(look), FirstStart(look), NextSteps(look)
        self.nothing_found = Words(look, role="text2")
        self.move_notice = MoveNotice(look)
        self.more = Button(kind="quiet")
        self.steps_title = Words(look, bold=True)
        self.caution = Words(look, use="label", role="text2", wrap=True)
        self._tools = self._tool_row()
        column.addWidget(self._tools)
        column.addWidget(self.move_notice)
        for widget in (self.waiting, self.nothing_found, self.grid, self.first):
            column.addWidget(widget)
        for button in (self.retry, self.more):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens.STEP)
        column.addWidget(self.steps_title)
        column.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(self.caution)
        self.setWidget(content)
        self.show_waiting()

    def _tool_row(self) -> QWidget:
        tools = QWidget()
        row = Flow(tools, row_spacing=tokens.STEP, right_from=4)
        for widget in (self.new, self.file, self.recent, self.sample, self.sort_label, self.sort):
            row.addWidget(widget)
        return tools

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.new.setText(texts("window.home.new"))
        self.file.setText(texts("window.home.open_file"))
        self.recent.setText(texts("home.recent"))
        self.sample.setText(texts("window.home.sample"))
        self.retry.setText(texts("window.home.retry"))
        self.waiting.setText(texts("window.home.waiting"))
        self.sort_label.setText(texts("window.home.sort"))
        self.nothing_found.setText(texts("window.home.nothing_found"))
        self.steps_title.setText(texts("window.home.next.title"))
        self.caution.setText(texts("window.caution"))
        self.first.retranslate(texts)
        chosen = max(0, self.sort.currentIndex())
        self.sort.blockSignals(True)
        self.sort.clear()
        self.sort.addItems([texts(f"window.home.sorts.{name}") for name in SORTS])
        self.sort.setCurrentIndex(chosen)
        self.sort.blockSignals(False)
        self.sort.setAccessibleName(texts("window.home.sort"))

    def show_waiting(self, sentence: str | None = None) -> None:
        """Show that the store is being opened, or why it cannot be, then with a button to try again."""
        if sentence is not None:
            self.waiting.setText(sentence)
        self._show(self.waiting, *((self.retry,) if sentence else ()))

    def show_first_start(self) -> None:
        """Show the first steps, in place of cards."""
        self._show(self.first)

    def show_cards(self, cards: Sequence[Card], steps: Sequence[Step], texts: Texts, *, filtered: bool) -> None:
        """Show cards in their order and what to do next; a search that finds nothing says so."""
        self.grid.show_cards(cards, texts)
        self.steps.show_steps(steps)
        parts: list[QWidget] = [self._tools, self.grid if cards else self.nothing_found]
        if steps and not filtered:
            parts += [self.steps_title, self.steps]
        self._show(*parts)
        self._fit()

    def show_more(self, count: int, texts: Texts) -> None:
        """Offer the cards that are not built yet, where there are any."""
        self.more.setText(texts("home.more", count=count))
        self.more.setVisible(count > 0)

    def _show(self, *parts: QWidget) -> None:
        every = (
            self._tools, self.waiting, self.retry, self.more, self.nothing_found, self.grid, self.first,
            self.steps_title, self.steps,
        )  # fmt: skip
        for widget in every:
            widget.setVisible(widget in parts)

    def _fit(self) -> None:
        self.steps.setFixedWidth(max(320, self.grid.column_width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := _file_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(file)


def _file_in(carried: QMimeData) -> str:
    """Return the one file of this computer that is dragged, or nothing."""
    urls = carried.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
