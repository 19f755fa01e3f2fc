"""How the page is laid out: the committee's folder and call above, the steps in their order, one of them below."""

from __future__ import annotations

from PySide6.QtCore import Qt
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


class CollectedView(QWidget):
    """Hold the strip above, the working notice and the steps; without a folder or a call it teaches."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.folder, self.choose_folder = Words(look, use="second", role="text2"), Button(icon="folder")
        self.collection, self.new = Choice(), Button(icon="plus")
        self.steps_row, self.working = Segments(look), Working(look)
        self.keys, self.call, self.mix = KeysStep(look), CallStep(look), MixStep(look)
        self.intake, self.publish, self.close_call = IntakeStep(look), PublishStep(look), CloseStep(look)
        every: tuple[Step, ...] = (self.keys, self.call, self.mix, self.intake, self.publish, self.close_call)
        self.steps = {step.name: step for step in every}
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
        column = QVBoxLayout()
        column.setSpacing(tokens.PADDING)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.working, self.outcome, self.teaching, *self.steps.values()):
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
        shown = self.steps_row.value()
        numbered = enumerate(self.steps, start=1)
        self.steps_row.set_options([(n, texts(f"collected.{n}.step", number=at)) for at, n in numbered])
        self.steps_row.set_value(shown)
        self.steps_row.set_name(texts("collected.steps"))
        for step in self.steps.values():
            step.retranslate(texts)

    def show_step(self, name: str | object) -> None:
        """Show one step, or what teaches while there is nothing to do it with; mixing needs no call."""
        self.steps_row.set_value(name)
        teaches = not self.begin.isHidden() and name != self.mix.name
        self.teaching.setVisible(teaches)
        for step in self.steps.values():
            step.setVisible(step.name == name and not teaches)
        self.area.verticalScrollBar().setValue(0)

    def show_missing(self, words: str) -> None:
        """Say what to begin with; nothing when a call is chosen."""
        self.begin.set_icon("folder" if self.choose_folder.isHidden() else "plus")
        self.begin.setText(words)
        self.begin.setVisible(bool(words))
        self.show_step(str(self.steps_row.value() or self.keys.name))

    def say(self, words: str) -> None:
        """Say what came of the last step."""
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))
