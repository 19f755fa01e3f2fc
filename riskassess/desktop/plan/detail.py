"""What one step means and what can be said of it: both anchors, what helps, owner, day, state, and its lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, DateField, Hairline, Panel, Segments, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

STATES = ("open", "doing", "done")
LOCKS = ("free", "in", "out")


@dataclass(frozen=True, slots=True)
class StepDetail:
    """Hold what the panel shows of a question; `in_plan` is False for one that is left out."""

    question: str
    title: str
    place: str  # its id and domain
    now: str
    now_anchor: str
    reach: str
    reach_anchor: str
    helps: str
    owner: str
    due: date | None
    state: str
    lock: str
    in_plan: bool
    can_go_earlier: bool
    can_go_later: bool
    can_edit: bool


class DetailPanel(Panel):
    """Show one step; the signals carry what the user said of it."""

    owner_given = Signal(str)
    due_given = Signal(object)
    state_given = Signal(str)
    lock_given = Signal(object)
    moved = Signal(int)
    opened = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._look, self._shown = look, ""
        self.title, self._place = Words(look, use="card", wrap=True), Words(look, use="label", role="text3", wrap=True)
        self._heads = {name: Words(look, use="label", role="text2") for name in ("now", "reach", "helps")}
        self.words = {
            "now": Words(look, role="text2", wrap=True),
            "reach": Words(look, wrap=True),
            "helps": Words(look, use="second", wrap=True),
        }
        self._labels = {name: Words(look, use="label", role="text2") for name in ("owner", "due", "state", "lock")}
        self.owner = QLineEdit()
        self.owner.setMaxLength(200)
        self.owner.editingFinished.connect(lambda: self.owner_given.emit(self.owner.text()))
        self.due = self._make_due(Texts("zh"))
        self.states, self.locks = Segments(look, breaks=True), Segments(look, breaks=True)
        self.states.chosen.connect(lambda state: self.state_given.emit(str(state)))
        self.locks.chosen.connect(lambda lock: self.lock_given.emit(None if lock == LOCKS[0] else lock))
        self._wrong, self._lock_means = (
            Words(look, use="label", wrap=True),
            Words(look, "", "label", "text2", wrap=True),
        )
        self.earlier, self.later = Button(icon="chevron-up"), Button(icon="chevron-down")
        self.open = Button(kind="quiet", icon="questions")
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.open.clicked.connect(self.opened)
        self._lay_out(look)

    def _make_due(self, texts: Texts) -> DateField:
        field = DateField(texts, texts("plan.due"))
        field.day_changed.connect(self.due_given)
        field.wrong.connect(self._tell_wrong)
        return field

    def _lay_out(self, look: Look) -> None:
        held = QWidget()
        self._column = column = QVBoxLayout(held)
        column.setContentsMargins(tokens.PADDING, tokens.PADDING, tokens.PADDING, tokens.PADDING)
        column.setSpacing(tokens.HALF)
        column.addWidget(self.title)
        column.addWidget(self._place)
        self._add_words("now", "reach")
        column.addSpacing(tokens.GAP)
        column.addWidget(Hairline(look))
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(tokens.HALF)
        said.addSpacing(tokens.STEP)
        said.addWidget(self._labels["state"])
        said.addWidget(self.states)
        said.addSpacing(tokens.STEP)
        who_when = QGridLayout()
        who_when.setHorizontalSpacing(tokens.GAP)
        who_when.setVerticalSpacing(tokens.HALF)
        who_when.setColumnStretch(0, 1)
        for column_at, (name, field) in enumerate((("owner", self.owner), ("due", self.due))):
            who_when.addWidget(self._labels[name], 0, column_at)
            who_when.addWidget(field, 1, column_at)
        self._due_at = who_when
        said.addLayout(who_when)
        said.addWidget(self._wrong)
        column.addWidget(self._said)
        column.addSpacing(tokens.STEP)
        column.addWidget(self._labels["lock"])
        column.addWidget(self.locks)
        column.addWidget(self._lock_means)
        self._add_words("helps")
        column.addSpacing(tokens.STEP)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.STEP)
        for widget in (self.earlier, self.later):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(held)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(area)

    def _add_words(self, *names: str) -> None:
        for name in names:
            self._column.addSpacing(tokens.STEP)
            self._column.addWidget(self._heads[name])
            self._column.addWidget(self.words[name])

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for name in ("owner", "due", "state", "lock"):
            self._labels[name].setText(texts(f"plan.{name}"))
        self._heads["helps"].setText(texts("plan.helps"))
        self.owner.setPlaceholderText(texts("plan.owner_hint"))
        self.owner.setAccessibleName(texts("plan.owner"))
        self.owner.setToolTip(texts("plan.owner_hint"))
        day, editable = self.due.day(), self.due.isEnabled()
        field = self._make_due(texts)  # it takes its words when it is made
        field.set_day(day)
        field.setEnabled(editable)
        self._due_at.replaceWidget(self.due, field)
        self.due.setParent(None)
        self.due.deleteLater()
        self.due = field
        QWidget.setTabOrder(self.owner, field.line())
        self.states.set_options([(state, texts(f"plan.states.{state}")) for state in STATES])
        self.states.set_name(texts("plan.state"))
        self.locks.set_options([(lock, texts(f"plan.locks.{lock}")) for lock in LOCKS])
        self.locks.set_name(texts("plan.lock"))
        self._lock_means.setText(texts("plan.lock_means"))
        self.earlier.setText(texts("plan.earlier"))
        self.later.setText(texts("plan.later"))
        self.earlier.setToolTip(texts("plan.earlier_hint"))
        self.later.setToolTip(texts("plan.later_hint"))
        self.open.setText(texts("plan.to_question"))

    def show_step(self, step: StepDetail) -> None:
        """Show a step as it is kept; what is just being typed for it stays."""
        another, self._shown = step.question != self._shown, step.question
        self.title.setText(step.title)
        self._place.setText(step.place)
        for name, head, words in (("now", step.now, step.now_anchor), ("reach", step.reach, step.reach_anchor)):
            self._heads[name].setText(head)
            self.words[name].setText(words)
        self.words["helps"].setText(step.helps)
        for widget in (self._heads["helps"], self.words["helps"]):
            widget.setVisible(bool(step.helps))
        if another or not self.owner.hasFocus():
            self.owner.setText(step.owner)
        if another or not self.due.line().hasFocus():
            self.due.set_day(step.due)
            self._tell_wrong("")
        self.states.set_value(step.state)
        self.locks.set_value(step.lock)
        self._said.setVisible(step.in_plan)
        for button, can in ((self.earlier, step.can_go_earlier), (self.later, step.can_go_later)):
            button.setVisible(step.in_plan)
            button.setEnabled(can and step.can_edit)
        for field in (self.owner, self.due, self.states, self.locks):
            field.setEnabled(step.can_edit)

    def _tell_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
