"""How the compare page is laid out: the assessments above, the drawing and the table of differences below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.charts.overlay import Overlay
from riskassess.desktop.compare.groups import GroupBlocks
from riskassess.desktop.compare.sides import Sides
from riskassess.desktop.compare.table import DifferenceTable
from riskassess.desktop.controls import Button, Check, Flow, Hairline, Icon, Panel, Segments, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_NARROW = 1200 - tokens.RAIL
_DRAWN, _DRAWN_NARROW = 400, 296
SCOPES, MEASURES = ("profile", "domains", "questions"), ("level", "attainment")
FIRST = "domains"  # the scope that a comparison begins with
GROUPS = "benchmark"
"""A third scope while a benchmark is among what is compared."""


class CompareView(QWidget):
    """Hold the panels and give each its place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sides, self.overlay, self.table = Sides(look), Overlay(look), DifferenceTable(look)
        self.groups = GroupBlocks(look)
        self.lead, self._notes = Words(look, use="card", wrap=True), Words(look, use="second", wrap=True)
        self.projects = Words(look, use="second", wrap=True)
        self._notice = Icon("notice", 16)
        self._drawn_title, self._scale = Words(look, bold=True), Words(look, use="label", role="text2", wrap=True)
        self.scopes, self.measures, self.only = Segments(look), Segments(look), Check()
        self._none, self._hint = Words(look, role="text2", wrap=True), Words(look, use="label", role="text3")
        self._empty_title, self._empty = Words(look, use="title"), Words(look, role="text2", wrap=True)
        self.add = Button(kind="primary", icon="plus")
        self.drawn, self.rows = Panel(look), Panel(look)
        self._offers_groups = False
        self._lay_out(look)
        self._wide = 0
        self._place()

    def _lay_out(self, look: Look) -> None:
        drawn = QVBoxLayout(self.drawn)
        drawn.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.GAP)
        drawn.addWidget(self._drawn_title)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.overlay)
        drawn.addWidget(area, 1)
        drawn.addWidget(self._scale)
        choice = Flow(spacing=tokens.PADDING)
        choice.setContentsMargins(tokens.PADDING, 0, tokens.PADDING, tokens.STEP)
        for widget in (self.scopes, self.measures, self.only):
            choice.addWidget(widget)
        rows = QVBoxLayout(self.rows)
        rows.setContentsMargins(1, tokens.GAP, 1, 2)
        rows.setSpacing(0)
        rows.addLayout(choice)
        self._under_choice = Hairline(look)
        rows.addWidget(self._under_choice)
        rows.addWidget(self._none)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.groups, 1)
        rows.addWidget(Hairline(look))
        rows.addWidget(self._hint)
        for words in (self._none, self._hint):
            words.setContentsMargins(tokens.PADDING, tokens.STEP, tokens.PADDING, tokens.STEP)
        notes, lower = QHBoxLayout(), QHBoxLayout()
        notes.setSpacing(tokens.STEP)
        notes.addWidget(self._notice, 0, Qt.AlignmentFlag.AlignTop)
        notes.addWidget(self._notes, 1)
        lower.setSpacing(tokens.PADDING)
        lower.addWidget(self.drawn)
        lower.addWidget(self.rows, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.GAP)
        column.addWidget(self.sides)
        for widget in (self._empty_title, self._empty):
            column.addWidget(widget)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lead)
        column.addWidget(self.projects)
        column.addLayout(notes)
        column.addLayout(lower, 1)
        column.addStretch(0)

    def retranslate(self, texts: Texts, most: int) -> None:
        """Say everything that no comparison says in another language."""
        self._empty_title.setText(texts("compare.empty_title"))
        self._empty.setText(texts("compare.empty_words", most=most))
        self.add.setText(texts("compare.add"))
        self._drawn_title.setText(texts("compare.radar"))
        for segments, names, part in ((self.scopes, SCOPES, "scopes"), (self.measures, MEASURES, "measures")):
            chosen = segments.value() or (FIRST if segments is self.scopes else names[0])
            options = [(name, texts(f"compare.{part}.{name}")) for name in names]
            if segments is self.scopes and self._offers_groups:
                options.append((GROUPS, texts("benchmark.compare.scope")))
            segments.set_options(options)
            segments.set_value(chosen)
        self.scopes.set_name(texts("compare.rows"))
        self.measures.set_name(texts("compare.measure"))
        self.only.setText(texts("compare.only_different"))
        self._none.setText(texts("compare.none_differ"))
        self._hint.setText(texts("compare.hint"))
        self.table.setAccessibleName(texts("compare.table"))

    def say(self, lead: str, projects: str, notes: str, scale: str) -> None:
        """Say what was found, in what the projects differ, what must be known, and how the drawing is read."""
        self.lead.setText(lead)
        self.projects.setText(projects)
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._notice.setVisible(bool(notes))
        self._scale.setText(scale)

    def offer_groups(self, offered: bool, texts: Texts) -> None:
        """Offer the benchmark among the scopes, chosen as it comes, or take it away."""
        if offered == self._offers_groups:
            return
        self._offers_groups = offered
        options = [(name, texts(f"compare.scopes.{name}")) for name in SCOPES]
        before = self.scopes.value()
        self.scopes.set_options([*options, (GROUPS, texts("benchmark.compare.scope"))] if offered else options)
        self.scopes.set_value(GROUPS if offered else FIRST if before == GROUPS else before)

    def show_groups(self, alone: bool) -> None:
        """Show the benchmark in the place of the table; `alone` when there is nothing else to be compared."""
        self.show_parts(True, True, False, False)
        self._none.hide()
        self.groups.show()
        for widget in (self.measures, self.only):
            widget.hide()
        self.scopes.setVisible(not alone)
        self._under_choice.setVisible(not alone)
        self.drawn.setVisible(not alone)
        if alone:
            self.projects.hide()
            self._notes.hide()
            self._notice.hide()

    def show_parts(self, compared: bool, rows: bool, any_row: bool, hint: bool) -> None:
        """Show the comparison, or how to begin one; without common rows neither drawing nor table."""
        self.groups.hide()
        for widget in (self.scopes, self.measures, self.only, self._under_choice):
            widget.show()
        self.lead.setVisible(compared)
        self.projects.setVisible(compared and bool(self.projects.text()))
        self.measures.setVisible(self.scopes.value() != SCOPES[0])
        if not compared:
            self._notes.hide()
            self._notice.hide()
        for widget in (self._empty_title, self._empty, self.add):
            widget.setVisible(not compared)
        self.drawn.setVisible(compared and rows)
        self.rows.setVisible(compared and rows)
        self._none.setVisible(not any_row)
        self.table.setVisible(any_row)
        self._hint.setVisible(hint)
        self._column.setStretch(self._column.count() - 1, 0 if compared and rows else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wanted = _DRAWN_NARROW if self.width() < _NARROW else _DRAWN
        if wanted != self._wide:
            self._wide = wanted
            self.drawn.setFixedWidth(wanted)
