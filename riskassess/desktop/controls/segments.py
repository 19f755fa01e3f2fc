"""A choice among a few, all in sight: one outlined row of radio buttons.

Real radio buttons, so that arrow keys and screen readers know them; only their drawing is ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QRadioButton, QSizePolicy, QWidget

from riskassess.desktop.controls.flow import Flow
from riskassess.desktop.controls.icon import paint_icon
from riskassess.desktop.look import Look, tokens

_PAD, _TICK = 10, 16


class _Segment(QRadioButton):
    def __init__(self, look: Look, text: str, row: Segments) -> None:
        super().__init__(text, row)
        self._look, self._row = look, row
        self.first = self.last = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.font("body", bold=True)).horizontalAdvance(self.text())
        return QSize(words + 2 * _PAD + _TICK, tokens.CONTROL)

    def hitButton(self, _point: object) -> bool:
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.isChecked() and self._row.clearable:
            self._row.clear_choice()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._row.clearable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._row.clear_choice()
            return
        super().keyPressEvent(event)

    def ring_target(self) -> QWidget:
        """Let the focus ring go round the whole row, so that it never touches a neighbour."""
        return self._row

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        hover = self.isEnabled() and self.underMouse()
        ground = "tint" if self.isChecked() else "inset" if hover else "surface" if self.isEnabled() else "bg"
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self.last else 0.5, -0.5)
        path = QPainterPath()
        radius = tokens.CONTROL_RADIUS
        path.addRoundedRect(box, radius if self.first or self.last else 0, radius if self.first or self.last else 0)
        if self.first != self.last:  # round only the outer side
            half = box.adjusted(box.width() / 2 if self.first else 0, 0, 0 if self.first else -box.width() / 2, 0)
            square = QPainterPath()
            square.addRect(half)
            path = path.united(square)
        painter.fillPath(path, self._look.color(ground))
        painter.setPen(QPen(self._look.color("edge" if self.isEnabled() else "line"), 1))
        painter.drawPath(path)

    def _paint_words(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        colour = self._look.color("accent" if chosen else "text" if self.isEnabled() else "text2")
        font = self._look.font("body", bold=chosen)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        left = (self.width() - words - (_TICK + 2 if chosen else 0)) / 2
        if chosen:
            paint_icon(painter, left, (self.height() - _TICK) / 2, "check", _TICK, colour)
            left += _TICK + 2
        painter.setPen(colour)
        painter.setFont(font)
        box = QRectF(left, 0, words + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class Segments(QWidget):
    """Choose one of a few values; `chosen` carries the value, or None where `clearable` and taken back.

    With `breaks` they go on in a second row where one is too narrow for them.
    """

    chosen = Signal(object)

    def __init__(
        self, look: Look, clearable: bool = False, parent: QWidget | None = None, *, breaks: bool = False
    ) -> None:
        super().__init__(parent)
        self._look, self.clearable = look, clearable
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        self._row: QLayout = Flow(self, spacing=0) if breaks else QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if breaks:
            policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer (value, words) pairs; a value that is still there stays chosen."""
        kept = self.value()
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._values = [value for value, _ in options]
        for number, (_, words) in enumerate(options):
            segment = _Segment(self._look, words, self)
            segment.first, segment.last = number == 0, number == len(options) - 1
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        self.set_value(kept)

    def value(self) -> object:
        """Return the chosen value, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose a value without a signal; one that is not offered, or None, leaves nothing chosen."""
        self._group.setExclusive(False)
        for number, button in enumerate(self._group.buttons()):
            button.setChecked(value is not None and self._values[number] == value)
        self._group.setExclusive(True)

    def clear_choice(self) -> None:
        """Take the choice back, as the user does with Delete or a second click."""
        if self.value() is not None:
            self.set_value(None)
            self.chosen.emit(None)

    def buttons(self) -> list[QRadioButton]:
        """Return the radio buttons, in order."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def set_name(self, name: str) -> None:
        """Say to a screen reader what is chosen here."""
        self.setAccessibleName(name)
        for button in self.buttons():
            button.setAccessibleDescription(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the ends of each row; the layout has placed the segments by now."""
        super().resizeEvent(event)
        segments = [one for one in self._group.buttons() if isinstance(one, _Segment)]
        for before, one, after in zip([None, *segments], segments, [*segments[1:], None], strict=False):
            one.first = before is None or before.y() != one.y()
            one.last = after is None or after.y() != one.y()
            one.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)
