"""The panel of gaps: what they come to, the rows, and a foot that adds up what is not shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from riskassess.desktop.controls import Button, Choice, Hairline, Panel, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.numbers import figure
from riskassess.desktop.result.gap_list import GapRows, columns
from riskassess.desktop.result.rows import SORTS, GapRow
from riskassess.texts import Texts


class _Columns(QWidget):
    """Name the columns over the rows."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._names = look, ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_names(self, names: tuple[str, str, str, str]) -> None:
        self._names = names
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("label"))
        painter.setPen(self._look.color("text2"))
        left, arrow, worth, anchor = columns(self.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        for x, words in ((left, self._names[0]), (arrow, self._names[1]), (anchor, self._names[3])):
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), middle, words)
        number = QRectF(worth - 60, 0, 60, self.height())
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, self._names[2])
        painter.end()


class GapPanel(Panel):
    """Show the gaps; `opened` carries a question, `sorted_by` a name of `SORTS`."""

    opened = Signal(str)
    sorted_by = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._texts = Texts("zh")
        self._gaps: tuple[GapRow, ...] = ()
        self._readiness = ""
        self.title, self.total = Words(look, bold=True), Words(look, use="label", role="text2")
        self.sort = Choice(low=True)
        self.sort.setFont(look.font("label"))
        self.sort.activated.connect(lambda _index: self.sorted_by.emit(self.shown_sort()))
        self._columns, self.rows = _Columns(look), GapRows(look)
        self.rows.opened.connect(self.opened)
        self.foot, self.all = Words(look, use="second", role="text2", wrap=True), Button(kind="quiet")
        self.all.setCheckable(True)
        self.all.toggled.connect(lambda _on: self._fill())
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.rows)
        self._area.viewport().installEventFilter(self)
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(tokens.PADDING, 0, tokens.PADDING, 0)
        head.setSpacing(tokens.STEP)
        head.addWidget(self.title)
        head.addWidget(self.total, 1)
        head.addWidget(self.sort)
        rows = QVBoxLayout()
        rows.setContentsMargins(tokens.PADDING, 0, tokens.PADDING, 0)
        rows.setSpacing(0)
        rows.addWidget(self._columns)
        rows.addWidget(Hairline(look))
        rows.addWidget(self._area, 1)
        foot.setContentsMargins(tokens.PADDING, 0, tokens.STEP, 0)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(rows, 1)
        column.addWidget(Hairline(look))
        column.addLayout(foot)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        names = ("question", "levels", "worth", "reach")
        one, two, three, four = (texts(f"result.gaps.columns.{name}") for name in names)
        self._columns.set_names((one, two, three, four))
        chosen = self.shown_sort()
        self.sort.clear()
        for name in SORTS:
            self.sort.addItem(texts(f"result.gaps.sorts.{name}"), name)
        self.sort.setCurrentIndex(SORTS.index(chosen))
        self.sort.setAccessibleName(texts("result.gaps.sort"))

    def shown_sort(self) -> str:
        """Return the order that is shown: a name of `SORTS`."""
        return str(self.sort.currentData() or SORTS[0])

    def show_gaps(self, gaps: Sequence[GapRow], readiness: float | None, whole: bool) -> None:
        """Show gaps; they add up to 100 minus the readiness."""
        texts, self._gaps = self._texts, tuple(gaps)
        self.title.setText(texts("result.gaps.title", count=len(gaps)))
        total = figure(sum(gap.points for gap in gaps))
        key = "result.gaps.total" if whole else "result.gaps.total_so_far"
        self.total.setText(texts(key, total=total, readiness=figure(readiness)) if gaps else "")
        self.rows.setAccessibleName(self.title.text())
        self._fill()

    def _fill(self) -> None:
        texts, gaps = self._texts, self._gaps
        room = None if self.all.isChecked() else self._area.viewport().height()
        shown = self.rows.show_gaps(gaps, texts, room)
        self.all.setText(texts("result.gaps.fewer" if self.all.isChecked() else "result.gaps.all"))
        more = self.all.isChecked() or shown < len(gaps)
        self.all.setVisible(more or any(button.hides_helps() for button in self.rows.shown()))
        self.foot.setText(self._foot(gaps, shown))

    def _foot(self, gaps: Sequence[GapRow], shown: int) -> str:
        texts, rest = self._texts, gaps[shown:]
        if not gaps:
            return texts("result.gaps.none")
        key = "result.gaps.rest" if rest else "result.gaps.everything"
        counted = rest or gaps
        words = texts(key, count=len(counted), points=figure(sum(gap.points for gap in counted)))
        lapsed = any(found.standing == "lapsed" and not found.succeeded for gap in gaps for found in gap.helps)
        return words + (texts("result.gaps.lapsed") if lapsed else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._gaps:
            self._fill()
        return super().eventFilter(watched, event)
