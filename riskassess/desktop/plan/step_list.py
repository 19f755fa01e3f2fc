"""The steps as a list: painted rows of one view, so that a long plan costs no more than a short one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from riskassess.desktop.controls import paint_icon, paint_state
from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.lines import width_of
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.look.style import clear_ground
from riskassess.desktop.plan.rows import SIGNS, PlanRow

_HIGH, _HEADING, _PAD = 56, 36, 9
NUMBER, SIGN, TITLE = 28, 44, 68  # where the columns begin, px; the number ends at NUMBER
_LEVELS, _WEEKS, _STATE = 56, 56, 92  # widths of the columns at the right
_Index = QModelIndex | QPersistentModelIndex


def columns(width: float) -> tuple[float, float, float]:
    """Return where levels begin, where weeks end and where the state begins, for a row's width in px."""
    state = width - _STATE
    return state - _WEEKS - _LEVELS - 2 * tokens.STEP, state - 2 * tokens.STEP, state


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PlanRow, ...] = ()

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show rows; where only what they say has changed, the view keeps its place."""
        same = [r.question for r in rows] == [r.question for r in self.rows]
        if same:
            self.rows = tuple(rows)
            if self.rows:
                self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.told
        return plain_hint(f"{row.title}\n{row.who_when}".strip()) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rows[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painting(QStyledItemDelegate):
    def __init__(self, look: Look, model: _Model, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = self._model.rows[index.row()].kind == "heading"
        return QSize(option.rect.width(), _HEADING if heading else _HIGH)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, look = self._model.rows[index.row()], self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or (state & QStyle.StateFlag.State_MouseOver and row.kind != "heading"):
            painter.fillRect(box, look.color("tint" if chosen else "inset"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        painter.translate(box.topLeft())
        if row.kind == "heading":
            painter.setFont(look.font("label", True))
            painter.setPen(look.color("text2"))
            painter.drawText(QRectF(tokens.PADDING, 0, box.width(), _HEADING), Qt.AlignmentFlag.AlignVCenter, row.title)
        else:
            self._paint_row(painter, row, box.width())
        if state & QStyle.StateFlag.State_HasFocus and row.kind != "heading":
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(1, 1, box.width() - 2, box.height() - 3), 4, 4)
        painter.restore()

    def _paint_row(self, painter: QPainter, row: PlanRow, width: float) -> None:
        look = self._look
        levels = columns(width)[0]
        title_end = levels if row.kind == "step" else width
        body, label = look.font("body", row.red_line), look.font("label")
        if row.kind == "step":
            self._words(painter, str(row.number), label, "text2", QRectF(0, _PAD, NUMBER, 20), right=True)
        sign = SIGNS[row.state] if row.kind == "step" else "not_applicable"
        paint_state(painter, QRectF(SIGN - 4, _PAD + 3, 14, 14), sign, look)
        left = float(TITLE)
        if row.red_line:
            paint_state(painter, QRectF(left, _PAD + 3, 14, 14), "red_line", look)
            left += 20
        room = title_end - left - tokens.GAP
        painter.setFont(body)
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(room))
        self._words(painter, title, body, "text", QRectF(left, _PAD, room + 2, 20))
        self._words(painter, row.question, label, "text3", QRectF(TITLE, _PAD + 20, 90, 18))
        second = TITLE + max(width_of(row.question, label) + tokens.GAP, 60)
        painter.setFont(look.font("label", row.overdue))
        words = painter.fontMetrics().elidedText(
            row.who_when, Qt.TextElideMode.ElideRight, int(title_end - second - tokens.GAP)
        )
        box = QRectF(second, _PAD + 20, title_end - second, 18)
        self._words(painter, words, look.font("label", row.overdue), "warn" if row.overdue else "text2", box)
        if row.kind == "step":
            self._paint_right(painter, row, width)

    def _paint_right(self, painter: QPainter, row: PlanRow, width: float) -> None:
        look = self._look
        levels, weeks, state = columns(width)
        bold = look.font("body", True)
        now, reach = str(row.from_level), str(row.to_level)
        self._words(painter, now, bold, "text", QRectF(levels, _PAD, 20, 20))
        x = levels + width_of(now, bold) + 3
        paint_icon(painter, x, _PAD + 4, "arrow-right", 12, look.color("text2"))
        self._words(painter, reach, bold, "text", QRectF(x + 15, _PAD, 20, 20))
        self._words(painter, row.weeks, look.font("body"), "text", QRectF(weeks - 60, _PAD, 60, 20), right=True)
        self._words(painter, row.state_words, look.font("second"), "text2", QRectF(state, _PAD, _STATE - 20, 20))
        if row.locked:
            paint_icon(painter, width - 28, _PAD + 2, "lock", 16, look.color("text2"))

    def _words(self, painter: QPainter, words: str, font: Any, role: Any, box: QRectF, right: bool = False) -> None:
        painter.setFont(font)
        painter.setPen(self._look.color(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)


class StepList(QListView):
    """Show the rows of a plan; `chosen` carries the question whose row is current, or an empty text."""

    chosen = Signal(str)
    entered_row = Signal()  # Enter: on to what can be said of the step
    turned = Signal()  # Space: the next state
    moved = Signal(int)  # Alt with an arrow key: -1 or 1

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Painting(look, self._model, self))
        clear_ground(self)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("no_ring", True)  # its current row shows where the keyboard is
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.chosen.emit(self.current()))
        look.changed.connect(self.viewport().update)

    def rows(self) -> tuple[PlanRow, ...]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[PlanRow], current: str) -> None:
        """Show rows with a question's row current, or the first one."""
        self._model.show_rows(rows)
        self.select(current)

    def select(self, question: str) -> None:
        """Make a question's row the current one; where there is none, the first."""
        found = [number for number, row in enumerate(self.rows()) if row.kind != "heading"]
        at = next((number for number in found if self.rows()[number].question == question), None)
        if at is None:
            at = found[0] if found else None
        self.setCurrentIndex(QModelIndex() if at is None else self._model.index(at))

    def current(self) -> str:
        """Return the question of the current row, or an empty text."""
        index = self.currentIndex()
        return self.rows()[index.row()].question if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        elif key == Qt.Key.Key_Space:
            self.turned.emit()
        else:
            super().keyPressEvent(event)
