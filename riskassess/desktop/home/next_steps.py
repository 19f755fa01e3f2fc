"""To do next: the few things that wait in all assessments, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from riskassess.desktop.controls import Panel, paint_icon, paint_state
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.look import Look, tokens
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Card

_MOST = 4
_HIGH = 48


@dataclass(frozen=True)
class Step:
    """Hold one thing to do: its sign, its words, whose project, and where it is done."""

    sign: str
    words: str
    project: str
    assessment_id: int
    page: str


def next_steps(cards: Iterable[Card], texts: Texts) -> tuple[Step, ...]:
    """List what waits in drafts: failed red lines, what was put off, carried over or is open, what can be finished."""
    drafts = [card for card in cards if card.status == "draft" and card.problem is None]
    rules = (
        ("red_line", lambda card: card.failed_red_lines, "result"),
        ("later", lambda card: card.later, "questions"),
        ("carried", lambda card: card.carried, "questions"),
        ("met", lambda card: int(card.complete and not card.failed_red_lines), "result"),
        ("open", lambda card: card.applicable - card.answered - card.not_applicable, "questions"),
    )
    found: list[Step] = []
    for sign, count_of, page in rules:
        for card in drafts:
            count = count_of(card)
            if count > 0:
                words = texts(f"window.home.next.{sign}", count=count)
                found.append(Step(sign, words, card.project or texts("window.unnamed"), card.assessment_id, page))
    return tuple(found[:_MOST])


class _StepRow(QAbstractButton):
    def __init__(self, look: Look, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._step = look, step
        self.setAccessibleName(f"{step.words}, {step.project}")
        self.setToolTip(plain_hint(self.accessibleName()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(_HIGH)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), look.color("inset"))
        paint_state(painter, QRectF(tokens.STEP + 1, (_HIGH - 14) / 2, 14, 14), self._step.sign, look)
        room = self.width() - 36 - 32
        lines = ((self._step.words, "body", "text", 4, 20), (self._step.project, "label", "text2", 25, 16))
        for words, use, role, top, high in lines:
            font = look.font(use)  # pyright: ignore[reportArgumentType]
            painter.setFont(font)
            painter.setPen(look.color(role))  # pyright: ignore[reportArgumentType]
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(35, top, room, high), Qt.AlignmentFlag.AlignVCenter, shown)
        paint_icon(painter, self.width() - 24, (_HIGH - 16) / 2, "chevron-right", 16, look.color("text2"))
        painter.end()


class NextSteps(Panel):
    """List the steps; `chosen` carries the one that was picked."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        self._column.setSpacing(tokens.STEP)
        self._rows: list[QWidget] = []

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps in place of those before."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for step in steps:
            row = _StepRow(self._look, step, self)
            row.clicked.connect(lambda _on=False, one=step: self.chosen.emit(one))
            self._column.addWidget(row)
            self._rows.append(row)
