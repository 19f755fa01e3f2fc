"""How the plan page is laid out: the goal above, the steps below, what can be said of one of them beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Choice, Hairline, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.plan.detail import DetailPanel
from riskassess.desktop.plan.head import GoalPanel
from riskassess.desktop.plan.step_list import TITLE, StepList, columns
from riskassess.texts import Texts

_NARROW = 1200 - tokens.RAIL
_DETAIL, _DETAIL_NARROW = 400, 344


class _Columns(QWidget):
    """Name the columns over the rows."""

    def __init__(self, look: Look, rows: StepList) -> None:
        super().__init__()
        self._look, self._rows, self._names = look, rows, ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_names(self, names: tuple[str, str, str, str]) -> None:
        self._names = names
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("label"))
        painter.setPen(self._look.color("text2"))
        levels, weeks, state = columns(self._rows.viewport().width())  # a scroll bar takes its part of the rows
        middle = Qt.AlignmentFlag.AlignVCenter
        for x, words in ((TITLE, self._names[0]), (levels, self._names[1]), (state, self._names[3])):
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), middle, words)
        number = QRectF(weeks - 90, 0, 90, self.height())
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, self._names[2])
        painter.end()


class PlanView(QWidget):
    """Hold the panels and give each its place; `added` carries a question to put into the plan."""

    added = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goal, self.list, self.detail = GoalPanel(look), StepList(look), DetailPanel(look)
        self._title, self._hint = Words(look, bold=True), Words(look, use="label", role="text3", wrap=True)
        self.add = Choice()
        self.add.setFont(look.font("label"))
        self.add.setMaximumWidth(200)
        self.add.activated.connect(self._add)
        self._columns, self.steps = _Columns(look, self.list), Panel(look)
        self.to_questions = Button(kind="primary", icon="questions")
        self._lay_out(look)
        self._detail_width = 0
        self._place()

    def _lay_out(self, look: Look) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(tokens.PADDING, 0, tokens.PADDING, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        foot.setContentsMargins(tokens.PADDING, tokens.HALF, tokens.PADDING, tokens.HALF)
        foot.addWidget(self._hint, 1)
        inside = QVBoxLayout(self.steps)
        inside.setContentsMargins(1, tokens.GAP, 1, 2)
        inside.setSpacing(2)
        inside.addLayout(head)
        inside.addWidget(self._columns)
        inside.addWidget(Hairline(look))
        inside.addWidget(self.list, 1)
        inside.addWidget(Hairline(look))
        inside.addLayout(foot)
        lower = QHBoxLayout()
        lower.setSpacing(tokens.PADDING)
        lower.addWidget(self.steps, 1)
        lower.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.PADDING)
        column.addWidget(self.goal)
        column.addWidget(self.to_questions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(lower, 1)
        column.addStretch(0)
        self._column = column

    def retranslate(self, texts: Texts) -> None:
        """Say everything that no plan says in another language."""
        for part in (self.goal, self.detail):
            part.retranslate(texts)
        self._title.setText(texts("plan.steps"))
        self._hint.setText(texts("plan.list_hint"))
        self.list.setAccessibleName(texts("plan.steps"))
        self.add.setAccessibleName(texts("plan.add_name"))
        self.to_questions.setText(texts("plan.to_questions"))
        self._columns.set_names(
            (
                texts("plan.sheet.question"),
                texts("plan.columns.levels"),
                texts("plan.columns.weeks"),
                texts("plan.state"),
            )
        )

    def offer(self, texts: Texts, gaps: Sequence[tuple[str, str]], can_add: bool) -> None:
        """Offer gaps, as (question, title), to be put into the plan."""
        self.add.blockSignals(True)
        self.add.clear()
        self.add.addItem(texts("plan.add"), "")
        for question, title in gaps:
            self.add.addItem(f"{question}  {title}", question)
        self.add.blockSignals(False)
        view = self.add.view()
        view.setMinimumWidth(min(420, view.sizeHintForColumn(0) + 32) if gaps else 0)
        self.add.setVisible(bool(gaps) and can_add)

    def _add(self, number: int) -> None:
        question = self.add.itemData(number)
        self.add.setCurrentIndex(0)
        if question:
            self.added.emit(question)

    def show_parts(self, rows: bool, detail: bool, begin: bool) -> None:
        """Show steps, the detail of one, or the way to the questions."""
        self.steps.setVisible(rows)
        self.detail.setVisible(rows and detail)
        self._columns.update()
        self.to_questions.setVisible(begin)
        last = self._column.count() - 1
        self._column.setStretch(last, 0 if rows else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wanted = _DETAIL_NARROW if self.width() < _NARROW else _DETAIL
        if wanted != self._detail_width:
            self._detail_width = wanted
            self.detail.setFixedWidth(wanted)
