"""How the page is laid out: the committee's folder and call above, the steps in their order, one of them below.

A step is built when it is shown first: all six together would hold the window for a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.collected.call import CallStep
from riskassess.desktop.collected.closing import CloseStep
from riskassess.desktop.collected.intake import IntakeStep
from riskassess.desktop.collected.keys import KeysStep
from riskassess.desktop.collected.mixing import MixStep
from riskassess.desktop.collected.publish import PublishStep
from riskassess.desktop.collected.step import Step
from riskassess.desktop.collected.working import Working
from riskassess.desktop.controls import Button, Choice, Ground, Panel, Segments, Words
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

_WIDEST = 880
_MAKERS: Mapping[str, Callable[[Look], Step]] = {
    kind.name: kind for kind in (KeysStep, CallStep, MixStep, IntakeStep, PublishStep, CloseStep)
}
NAMES = tuple(_MAKERS)


class CollectedView(QWidget):
    """Hold the strip above, the working notice and the steps; without a folder or a call it teaches.

    `made` carries a step that was just built, so that it can be connected and told how far the call is.
    """

    made = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.folder, self.choose_folder = Words(look, use="second", role="text2"), Button(icon="folder")
        self.collection, self.new = Choice(), Button(icon="plus")
        self.steps_row, self.working = Segments(look), Working(look)
        self.steps: dict[str, Step] = {}  # those that were built
        self._texts: Texts | None = None
        self.teaching = Panel(look)
        self._teach_title, self._teach = Words(look, use="card", wrap=True), Words(look, wrap=True)
        self.begin = Button(kind="primary", icon="folder")
        self._build_teaching()
        self.outcome = Words(look, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip())
        column.addWidget(self._area(), 1)
        self.steps_row.chosen.connect(self.show_step)

    def _strip(self) -> QWidget:
        strip = Ground(self._look, "surface", "b")
        rows = QVBoxLayout(strip)
        rows.setContentsMargins(tokens.MARGIN, tokens.STEP, tokens.MARGIN, tokens.STEP)
        rows.setSpacing(tokens.STEP)
        above = QHBoxLayout()
        above.setSpacing(tokens.STEP)
        above.addWidget(self.collection)
        above.addWidget(self.new)
        above.addWidget(self.folder, 1)
        above.addWidget(self.choose_folder)
        self.folder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.folder.setMinimumWidth(40)
        rows.addLayout(above)
        rows.addWidget(self.steps_row)
        return strip

    def _area(self) -> QScrollArea:
        content = QWidget()
        across = QHBoxLayout(content)
        across.setContentsMargins(*[tokens.MARGIN] * 4)
        self._column = column = QVBoxLayout()
        column.setSpacing(tokens.PADDING)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.working, self.outcome, self.teaching):
            column.addWidget(widget)
        column.addStretch(1)
        across.addWidget(holder, 1)
        across.addStretch(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("no_ring", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        return self.area

    def _build_teaching(self) -> None:
        column = QVBoxLayout(self.teaching)
        column.setContentsMargins(*[tokens.PADDING] * 4)
        column.setSpacing(tokens.GAP)
        column.addWidget(self._teach_title)
        column.addWidget(self._teach)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.choose_folder.setText(texts("collected.choose_folder"))
        self.collection.setAccessibleName(texts("collected.collection"))
        self.new.setText(texts("collected.new.button"))
        self._teach_title.setText(texts("collected.teach_title"))
        self._teach.setText(texts("collected.teach"))
        self.working.retranslate(texts)
        self._texts = texts
        shown = self.steps_row.value()
        numbered = enumerate(NAMES, start=1)
        self.steps_row.set_options([(n, texts(f"collected.{n}.step", number=at)) for at, n in numbered])
        self.steps_row.set_value(shown)
        self.steps_row.set_name(texts("collected.steps"))
        self.area.setAccessibleName(texts("window.pages.collected"))
        before: QWidget = self.choose_folder
        for following in (*self.steps_row.buttons(), self.area):  # the row was made anew, which put it last
            self.setTabOrder(before, following)
            before = following
        for step in self.steps.values():
            step.retranslate(texts)

    def step(self, name: str) -> Step:
        """Return a step, built when it is asked for first."""
        if name not in self.steps:
            step = self.steps[name] = _MAKERS[name](self._look)
            step.hide()
            self._column.insertWidget(self._column.count() - 1, step)
            if self._texts is not None:
                step.retranslate(self._texts)
            self.made.emit(step)
        return self.steps[name]

    @property
    def keys(self) -> KeysStep:
        """Return the step of keys."""
        return cast(KeysStep, self.step(KeysStep.name))

    @property
    def call(self) -> CallStep:
        """Return the step of the call."""
        return cast(CallStep, self.step(CallStep.name))

    @property
    def mix(self) -> MixStep:
        """Return the step of mixing."""
        return cast(MixStep, self.step(MixStep.name))

    @property
    def intake(self) -> IntakeStep:
        """Return the step of taking in."""
        return cast(IntakeStep, self.step(IntakeStep.name))

    @property
    def publish(self) -> PublishStep:
        """Return the step of publishing."""
        return cast(PublishStep, self.step(PublishStep.name))

    @property
    def close_call(self) -> CloseStep:
        """Return the step of closing."""
        return cast(CloseStep, self.step(CloseStep.name))

    def forget(self) -> None:
        """Forget what was shown of another call."""
        self.say("")
        for step in self.steps.values():
            step.forget()

    def show_step(self, name: str | object) -> None:
        """Show one step, or what teaches while there is nothing to do it with; mixing needs no call."""
        self.steps_row.set_value(name)
        teaches = not self.begin.isHidden() and name != MixStep.name
        self.teaching.setVisible(teaches)
        shown = None if teaches else self.step(str(name))
        for step in self.steps.values():
            step.setVisible(step is shown)
        self.area.verticalScrollBar().setValue(0)

    def show_missing(self, words: str) -> None:
        """Say what to begin with; nothing when a call is chosen."""
        self.begin.set_icon("folder" if self.choose_folder.isHidden() else "plus")
        self.begin.setText(words)
        self.begin.setVisible(bool(words))
        self.show_step(str(self.steps_row.value() or NAMES[0]))

    def say(self, words: str) -> None:
        """Say what came of the last step."""
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))
