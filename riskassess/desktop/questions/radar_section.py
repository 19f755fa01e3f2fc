"""The domains in the live panel: a radar, or bars where a radar says nothing, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from riskassess.desktop.charts import Bar, DomainBars, Radar, Spoke
from riskassess.desktop.charts.radar import can_draw
from riskassess.desktop.controls import Button, Flow, Words
from riskassess.desktop.look import Look, Role, tokens
from riskassess.desktop.numbers import figure
from riskassess.texts import Texts


class _Key(QWidget):
    """Show how a line of the radar is drawn."""

    def __init__(self, look: Look, role: Role, dashed: bool) -> None:
        super().__init__()
        self._look, self._role, self._dashed = look, role, dashed
        self.setFixedSize(QSize(16, 12))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(self._look.color(self._role), 2 if not self._dashed else 1.5)
        if self._dashed:
            pen.setDashPattern([2.7, 2])
        painter.setPen(pen)
        painter.drawLine(0, 6, 16, 6)
        painter.end()


class RadarSection(QWidget):
    """Show domains now against their targets."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = Texts("zh")
        self._title = Words(look, bold=True)
        self._now, self._target = Words(look, use="label", role="text2"), Words(look, use="label", role="text2")
        self.radar, self.bars, self.table = Radar(look), DomainBars(look), self._build_table(look)
        self._drawn = QStackedWidget()
        for widget in (self.radar, self.bars, self.table):
            self._drawn.addWidget(widget)
        self._drawn.setMinimumHeight(216)
        self._scale = Words(look, use="label", role="text2", wrap=True)
        self.as_table = Button(kind="quiet")
        self.as_table.setFont(look.font("label"))
        self.as_table.set_low(20, 4, 4)
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(lambda _on: self._choose())
        head, foot = Flow(spacing=6, row_spacing=0, right_from=1), QHBoxLayout()
        head.addWidget(self._title)
        for key, words in ((_Key(look, "accent", False), self._now), (_Key(look, "text", True), self._target)):
            together = QWidget()
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(key)
            row.addWidget(words)
            head.addWidget(together)
        foot.addWidget(self._scale, 1)
        foot.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HALF)
        column.addLayout(head)
        column.addWidget(self._drawn, 1)
        column.addLayout(foot)

    def _build_table(self, look: Look) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (1, 2):
            table.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setFont(look.font("second"))
        table.horizontalHeader().setFont(look.font("label"))
        return table

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._now.setText(texts("questions.radar.now"))
        self._target.setText(texts("questions.radar.target"))
        self._choose()

    def show_spokes(self, spokes: Sequence[Spoke]) -> None:
        """Show spokes in whichever way they can be read."""
        texts = self._texts
        title = texts("questions.radar.title", count=len(spokes))
        self._title.setText(title)
        told = texts("result.sentence_separator").join(self._told(spoke) for spoke in spokes)
        self.radar.show_spokes(spokes, title, told)
        bars = [Bar(s.label, s.level, s.target, "" if s.level is None else figure(s.level)) for s in spokes]
        self.bars.show_bars(bars, title, told)
        self.table.setAccessibleName(title)
        if self.table.isVisible() or self.as_table.isChecked():
            self._fill_table()
        self._choose()

    def _told(self, spoke: Spoke) -> str:
        if spoke.level is None:
            return self._texts("questions.radar.told_open", domain=spoke.label, target=figure(spoke.target))
        key = "told" if spoke.complete else "told_incomplete"
        return self._texts(
            f"questions.radar.{key}", domain=spoke.label, level=figure(spoke.level), target=figure(spoke.target)
        )

    def _choose(self) -> None:
        spokes, texts = self.radar.spokes(), self._texts
        table = self.as_table.isChecked()
        if table:
            self._fill_table()
        drawn = self.radar if can_draw(spokes) else self.bars
        shown = self.table if table else drawn
        for widget in (self.radar, self.bars, self.table):  # what is hidden claims no room
            policy = QSizePolicy.Policy.Expanding if widget is shown else QSizePolicy.Policy.Ignored
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._drawn.setCurrentWidget(shown)
        self.as_table.setText(texts("questions.radar.as_drawing" if table else "questions.radar.as_table"))
        self._scale.setText(texts("questions.radar.scale" if drawn is self.radar else "questions.radar.scale_bars"))

    def _fill_table(self) -> None:
        spokes, right = self.radar.spokes(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.table.setHorizontalHeaderLabels(
            [self._texts(f"questions.radar.{column}") for column in ("domain", "now", "target")]
        )
        self.table.setRowCount(len(spokes))
        for row, spoke in enumerate(spokes):
            for column, words in enumerate((spoke.label, figure(spoke.level), figure(spoke.target))):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(right)
                self.table.setItem(row, column, item)
