"""The pages one below the other: as many empty sheets as there are pages, each filled when it comes into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from riskassess.desktop.look import Look, tokens
from riskassess.desktop.report_page.pages import PdfPages
from riskassess.texts import Texts

_WIDEST = 860  # px, at which the smallest print reads well
_KEPT = 10  # pictures; a page takes 4 MB at 100 %
_BEYOND = 400  # px above and below what is seen, drawn before it is


class _Sheet(QWidget):
    """Be one page; it asks for its picture when it is painted without one."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.picture: QImage | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white, whatever the window's colours are
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Preview(QScrollArea):
    """Show the pages of a file; the keyboard scrolls it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._texts = look, Texts("zh")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("no_ring", True)  # a ring around most of the window would say nothing
        self._content = QWidget()
        self.setWidget(self._content)
        self._pages = PdfPages(self)
        self._pages.opened.connect(self._opened)
        self._pages.drawn.connect(self._drawn)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._sheets: list[_Sheet] = []
        self._kept: OrderedDict[int, int] = OrderedDict()  # page → width of its picture, what was seen last at the end
        self._file = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_for_what_is_seen)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def retranslate(self, texts: Texts) -> None:
        """Name the pages in another language."""
        self._texts = texts
        self.setAccessibleName(texts("report_page.preview"))
        for number, sheet in enumerate(self._sheets, start=1):
            sheet.setAccessibleName(texts("report_page.page", number=number, count=len(self._sheets)))

    def show_file(self, path: Path) -> None:
        """Show another file; the one before stays in sight until that one is read, and so does the place in it."""
        self._file = self._pages.show(path)

    def count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets)

    def is_drawn(self, page: int) -> bool:
        """Tell whether a page's picture is there."""
        return self._sheets[page].picture is not None

    def _opened(self, file: int, sizes: Sequence[tuple[float, float]]) -> None:
        if file != self._file:
            return
        self._sizes = sizes
        self._kept.clear()
        while len(self._sheets) > len(sizes):
            self._sheets.pop().deleteLater()
        for sheet in self._sheets:
            sheet.picture = None
        while len(self._sheets) < len(sizes):
            self._sheets.append(_Sheet(self._look, self._content))
        self.retranslate(self._texts)
        self._place()

    def _scrolled(self, _at: int) -> None:
        self._soon.start()

    def _width(self) -> int:
        return max(200, min(_WIDEST, self.viewport().width() - 2 * tokens.MARGIN))

    def _place(self) -> None:
        width, top = self._width(), tokens.MARGIN
        left = (self.viewport().width() - width) // 2
        for sheet, (wide, high) in zip(self._sheets, self._sizes, strict=False):
            height = round(width * high / wide)
            sheet.setGeometry(QRect(left, top, width, height))
            sheet.show()
            top += height + tokens.PADDING
        self._content.resize(self.viewport().width(), top + tokens.STEP)
        self._soon.start()

    def _ask_for_what_is_seen(self) -> None:
        seen = QRect(0, self.verticalScrollBar().value(), self.viewport().width(), self.viewport().height())
        near = seen.adjusted(0, -_BEYOND, 0, _BEYOND)
        width = round(self._width() * self.devicePixelRatioF())
        wanted = [number for number, sheet in enumerate(self._sheets) if near.intersects(sheet.geometry())]
        middle = near.center().y()
        for number in sorted(wanted, key=lambda one: -abs(self._sheets[one].geometry().center().y() - middle)):
            if self._kept.get(number) != width:
                self._pages.ask(number, width)
            else:
                self._kept.move_to_end(number)

    def _drawn(self, file: int, page: int, width: int, picture: QImage) -> None:
        if file != self._file or page >= len(self._sheets):
            return
        self._sheets[page].picture = picture
        self._sheets[page].update()
        self._kept[page] = width
        self._kept.move_to_end(page)
        while len(self._kept) > _KEPT:
            old, _width = self._kept.popitem(last=False)
            self._sheets[old].picture = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
