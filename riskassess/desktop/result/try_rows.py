"""Levels to be tried, as rows that are sliders: what was answered, what is tried, what is to be reached.

A row is a real slider, so that keyboard and screen reader know it; only its drawing and its mouse are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from riskassess.desktop.charts import pens
from riskassess.desktop.controls import paint_icon, paint_state
from riskassess.desktop.controls.lines import width_of
from riskassess.desktop.look import Look
from riskassess.texts import Texts

_HIGH, _PAD, _LEFT, _LEVELS = 52, 12, 8, 5
_TRACK, _WORDS = 0.42, 84  # the share of the width that the track takes; the column at its right, px


@dataclass(frozen=True, slots=True)
class TryRow:
    """Hold one question: the level answered, the level tried, the level to reach."""

    id: str
    title: str
    before: int | None
    now: int | None
    reach: int
    floor: float | None


class LevelSlider(QSlider):
    """Try a level of one question; `tried` carries the question and the level, None to take it back."""

    tried = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._texts = look, Texts("zh")
        self.row: TryRow | None = None
        self.setRange(0, _LEVELS)
        self.setPageStep(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("no_ring", True)  # rows touch one another: the ring is drawn inside
        self.valueChanged.connect(self._tell)
        look.changed.connect(self.update)

    def show_row(self, row: TryRow, texts: Texts) -> None:
        """Show a question without a signal."""
        self.row, self._texts = row, texts
        self.blockSignals(True)
        self.setValue(row.now or 0)
        self.blockSignals(False)
        before = texts("trying.open") if row.before is None else row.before
        told = texts("trying.told", title=row.title, id=row.id, before=before, reach=row.reach)
        self.setAccessibleName(told)
        self.update()

    def _tell(self, level: int) -> None:
        if self.row is not None:
            self.tried.emit(self.row.id, level)

    def _track(self) -> tuple[float, float]:
        right = self.width() - _WORDS
        return right - self.width() * _TRACK, right

    def _x(self, level: float) -> float:
        left, right = self._track()
        return left + (right - left) * level / _LEVELS

    def _level_at(self, x: float) -> int:
        left, right = self._track()
        return min(_LEVELS, max(0, round((x - left) / (right - left) * _LEVELS)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self._track()[0] - _PAD:
            self.setValue(self._level_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._level_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the list and never changes a level by accident

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digits = {str(level): level for level in range(_LEVELS + 1)}
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.row is not None:
            self.tried.emit(self.row.id, None)
        elif event.text() in digits:
            self.setValue(digits[event.text()])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(480, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        row, look = self.row, self._look
        if row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.color("line"))
        self._paint_words(painter, row)
        self._paint_track(painter, row)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 4, 4)
        painter.end()

    def _paint_words(self, painter: QPainter, row: TryRow) -> None:
        look, room = self._look, self._track()[0] - 2 * _PAD - _LEFT
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text"))
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(_LEFT, 7, room, 20), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text3"))
        painter.drawText(QRectF(_LEFT, 27, room, 16), Qt.AlignmentFlag.AlignVCenter, row.id)
        self._paint_change(painter, row)

    def _paint_change(self, painter: QPainter, row: TryRow) -> None:
        look, left = self._look, self._track()[1] + _PAD + 4
        changed = row.now != row.before
        bold = look.font("body", changed)
        painter.setFont(bold)
        painter.setPen(look.color("text" if changed else "text2"))
        before = self._texts("trying.open") if row.before is None else str(row.before)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, _WORDS, self.height()), flags, before)
        if changed:
            x = left + width_of(before, bold) + 3
            paint_icon(painter, x, self.height() / 2 - 6, "arrow-right", 12, look.color("text2"))
            painter.drawText(QRectF(x + 15, 0, 30, self.height()), flags, str(row.now))

    def _paint_track(self, painter: QPainter, row: TryRow) -> None:
        look, middle = self._look, self.height() / 2 + 4
        left, right = self._track()
        painter.fillRect(QRectF(left, middle - 2, right - left, 4), look.color("inset"))
        for level in range(_LEVELS + 1):
            pens.upright(painter, self._x(level), middle - 5, middle + 5, look.color("edge"))
        if row.now is not None:
            painter.fillRect(QRectF(left, middle - 2, self._x(row.now) - left, 4), look.color("accent"))
        paint_state(painter, QRectF(self._x(row.reach) - 6, middle - 22, 12, 12), "flag", look)
        if row.floor is not None:
            paint_state(painter, QRectF(self._x(row.floor) - 6, middle - 22, 12, 12), "floor", look)
        surface, edge = look.color("surface"), look.color("edge")
        if row.before is not None and row.before != row.now:
            pens.point(painter, self._x(row.before), middle, 12, edge, surface, 1.5)
        if row.now is not None:
            pens.point(painter, self._x(row.now), middle, 16, look.color("accent"), look.color("accent"))
        else:
            painter.setPen(QPen(edge, 1.5))
            painter.drawEllipse(QPointF(left, middle), 7, 7)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class TryRows(QWidget):
    """Hold the sliders, built as they are needed and used again."""

    tried = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sliders: list[LevelSlider] = []
        self._used = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_rows(self, rows: Sequence[TryRow], texts: Texts) -> None:
        """Show a slider for each question."""
        while len(self._sliders) < len(rows):
            slider = LevelSlider(self._look, self)
            slider.tried.connect(self.tried)
            self._column.insertWidget(len(self._sliders), slider)
            self._sliders.append(slider)
        for number, slider in enumerate(self._sliders):
            if number < len(rows):
                slider.show_row(rows[number], texts)
            slider.setVisible(number < len(rows))
        self._used = len(rows)

    def shown(self) -> list[LevelSlider]:
        """Return the sliders that are shown."""
        return self._sliders[: self._used]
