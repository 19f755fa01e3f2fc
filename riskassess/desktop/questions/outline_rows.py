"""How a row of the outline is drawn: the sign of its state, its title, and for a domain how much is answered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from riskassess.desktop.controls import paint_icon, paint_state
from riskassess.desktop.look import Look
from riskassess.desktop.look.tokens import DOT

STATE = Qt.ItemDataRole.UserRole + 1
SIDE = Qt.ItemDataRole.UserRole + 2  # what stands at the right: a count, or where words were found
KEY = Qt.ItemDataRole.UserRole + 3  # identifier of a question; empty for a domain
_DOMAIN, _QUESTION = 32, 28
_LEFT, _RIGHT, _CHEVRON = 12, 16, 12
_Index = QModelIndex | QPersistentModelIndex


class OutlineRows(QStyledItemDelegate):
    """Paint domains 32 high with a chevron, questions 28 high and further in."""

    def __init__(self, look: Look, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._look, self._tree = look, tree

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _QUESTION if index.data(KEY) else _DOMAIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        box.setLeft(0)
        question, look = bool(index.data(KEY)), self._look
        shown = question and bool(state & QStyle.StateFlag.State_Selected)
        if shown:
            painter.fillRect(box, look.color("tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.color("inset"))
        dot = 36.0 if question else 32.0
        if not question:
            icon = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            paint_icon(painter, _LEFT, box.center().y() - 6, icon, _CHEVRON, look.color("text2"))
        paint_state(painter, QRectF(dot, round(box.center().y() - DOT / 2), DOT, DOT), index.data(STATE), look)
        self._paint_words(painter, box, index, shown, dot + 22)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, index: _Index, shown: bool, left: float) -> None:
        look, question = self._look, bool(index.data(KEY))
        side = str(index.data(SIDE) or "")
        painter.setFont(look.font("second"))
        wide = painter.fontMetrics().horizontalAdvance(side)
        painter.setPen(look.color("text2"))
        right = box.right() - _RIGHT
        painter.drawText(QRectF(right - wide, box.top(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, side)
        room = right - wide - left - (6 if side else 0)
        unfolded = not question and self._tree.isExpanded(index)
        painter.setFont(look.font("body" if not question else "second", bold=shown or unfolded))
        painter.setPen(look.color("text" if shown or not question else "text2"))
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.top(), room + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
