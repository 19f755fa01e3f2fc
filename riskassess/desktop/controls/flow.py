"""A row that breaks into several where its widgets do not fit beside each other, as words do in a paragraph.

Words of another language may be twice as long; a row that cannot break would cut them or push the page aside.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lay widgets out in rows; on a single row those from `right_from` on stand at the right end."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 8, row_spacing: int = 4, right_from: int | None = None
    ) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._rows_apart, self._right_from = row_spacing, right_from
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for _, item in self._shown()]
        wide = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return self._with_margins(QSize(wide, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for _, item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _with_margins(self, size: QSize) -> QSize:
        around: QMargins = self.contentsMargins()
        return QSize(size.width() + around.left() + around.right(), size.height() + around.top() + around.bottom())

    def _shown(self) -> list[tuple[int, QLayoutItem]]:
        return [(number, item) for number, item in enumerate(self._items) if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[tuple[int, QLayoutItem, QSize]]]:
        """Break what is shown into rows; what is wider than all the room gets a row, and the height it needs there."""
        rows: list[list[tuple[int, QLayoutItem, QSize]]] = []
        left = 0
        for number, item in self._shown():
            size = item.sizeHint()
            if size.width() > width:
                high = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(max(width, item.minimumSize().width()), high)
            if not rows or left + self.spacing() + size.width() > width:
                rows.append([])
                left = -self.spacing()
            rows[-1].append((number, item, size))
            left += self.spacing() + size.width()
        return rows

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        around = self.contentsMargins()
        room = rect.marginsRemoved(around)
        rows = self._rows(room.width())
        top = room.top()
        for row in rows:
            high = max(size.height() for _, _, size in row)
            if place:
                self._place(row, room, top, high, alone=len(rows) == 1)
            top += high + self._rows_apart
        used = top - room.top() - (self._rows_apart if rows else 0)
        return used + around.top() + around.bottom()

    def _place(
        self, row: list[tuple[int, QLayoutItem, QSize]], room: QRect, top: int, high: int, *, alone: bool
    ) -> None:
        left = room.left()
        spare = room.width() - sum(size.width() for _, _, size in row) - self.spacing() * (len(row) - 1)
        for number, item, size in row:
            if alone and number == self._right_from:
                left += max(0, spare)
            item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
            left += size.width() + self.spacing()
