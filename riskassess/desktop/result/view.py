"""How the result page is laid out: summary above, domains and gaps below, which are tabs when it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from riskassess.assessment.values import GroupStanding
from riskassess.desktop.controls import Segments
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.moving.notice import MoveNotice
from riskassess.desktop.result.domain_panel import DomainPanel
from riskassess.desktop.result.gap_panel import GapPanel
from riskassess.desktop.result.group_panel import GroupPanel
from riskassess.desktop.result.summary import Summary
from riskassess.desktop.result.trace_panel import WIDTH as TRACE_WIDTH
from riskassess.desktop.result.trace_panel import TracePanel
from riskassess.desktop.result.try_panel import TryNotice, TryPanel
from riskassess.questionnaire.values import Pack
from riskassess.texts import Texts

NARROW = 1200 - tokens.RAIL  # px of the page when the window is 1200 wide
_DOMAINS = 376
_LEAST = 340  # px of the lower panels before the page scrolls
_TABS = ("gaps", "domains")


class ResultView(QWidget):
    """Hold the panels and give each its place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = Summary(look)
        self.move_notice = MoveNotice(look)
        self.domains, self.gaps = DomainPanel(look), GapPanel(look)
        self.group = GroupPanel(look)
        self.trying, self.levels, self._right = TryNotice(look), TryPanel(look), QStackedWidget()
        for panel in (self.gaps, self.levels):
            self._right.addWidget(panel)
        self.tabs, self._stack = Segments(look), QStackedWidget(self)
        self.tabs.chosen.connect(lambda name: self._stack.setCurrentIndex(_TABS.index(str(name))))
        self._lower = QHBoxLayout()
        self._lower.setSpacing(tokens.PADDING)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(tokens.MARGIN, tokens.PADDING, tokens.MARGIN, tokens.PADDING)
        column.setSpacing(tokens.PADDING)
        column.addWidget(self.trying)
        column.addWidget(self.move_notice)
        column.addWidget(self.summary)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._lower, 1)
        column.addWidget(self.group)
        for panel in (self.domains, self._right):
            panel.setMinimumHeight(_LEAST)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(sheet)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._area)
        self.trace = TracePanel(look, self)
        self.summary.installEventFilter(self)  # its sentences wrap, and what is under it fits itself to what is left
        self._narrow: bool | None = None
        self._place(narrow=False)

    def retranslate(self, texts: Texts) -> None:
        """Say everything that no answer says in another language."""
        for part in (self.summary, self.domains, self.gaps, self.group, self.trace):
            part.retranslate(texts)
        self.tabs.set_options([(name, texts(f"result.tabs.{name}")) for name in _TABS])
        self.tabs.set_name(texts("result.tabs.name"))
        self.tabs.set_value(_TABS[self._stack.currentIndex() if self._narrow else 0])

    def show_levels(self, tried: bool) -> None:
        """Show levels to try in the place of the gaps, or the gaps."""
        self._right.setCurrentWidget(self.levels if tried else self.gaps)

    def show_group(self, standing: GroupStanding | None, pack: Pack, texts: Texts) -> None:
        """Show where the enterprise stands in a group under all the rest, or nothing of it."""
        self.group.show_standing(standing, pack, texts)
        self._fit_lower()

    def _fit_lower(self) -> None:
        """Let domains and gaps keep the height that they have without a panel under them; the page scrolls to it."""
        least = _LEAST
        if not self.group.isHidden():
            least = max(_LEAST, self._area.viewport().height() - self.summary.height() - 3 * tokens.PADDING)
        for panel in (self.domains, self._right):
            panel.setMinimumHeight(least)

    def is_narrow(self) -> bool:
        """Tell whether domains and gaps are tabs."""
        return bool(self._narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.summary and event.type() == QEvent.Type.Resize:
            self._fit_lower()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(TRACE_WIDTH, self.width())
        self.trace.setGeometry(self.width() - wide, 0, wide, self.height())
        self._place(narrow=self.width() < NARROW)
        self._fit_lower()

    def _place(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.summary.set_narrow(narrow)
        self.tabs.setVisible(narrow)
        self._stack.setVisible(narrow)
        if narrow:
            self.domains.setMaximumWidth(16_777_215)
            self.domains.setMinimumWidth(0)
            self._stack.addWidget(self._right)
            self._stack.addWidget(self.domains)
            self._lower.addWidget(self._stack, 1)
            self.tabs.set_value(_TABS[0])
            self._stack.setCurrentIndex(0)
            return
        self._lower.removeWidget(self._stack)
        self.domains.setFixedWidth(_DOMAINS)
        self._lower.addWidget(self.domains)
        self._lower.addWidget(self._right, 1)
        self.domains.show()
        self._right.show()
