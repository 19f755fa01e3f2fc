"""How the project page is laid out: the form scrolls, what follows from it stays beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from riskassess.desktop.controls import Ground, Icon, Words
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.project.live import LivePanel


class ProjectView(QWidget):
    """Hold the form, the live panel and a line that says why nothing can be changed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        self._notice = Ground(look, "tint", "b")
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(tokens.MARGIN, tokens.STEP, tokens.MARGIN, tokens.STEP)
        row.setSpacing(tokens.STEP)
        self._why = Words(look, wrap=True)
        row.addWidget(Icon("lock", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._why, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.addWidget(self._notice)
        left.addWidget(self._area, 1)
        self.live = LivePanel(look)
        self.live.setProperty("no_ring", True)
        across.addLayout(left, 1)
        across.addWidget(self.live)
        self.tell("")

    def put_form(self, form: QWidget) -> None:
        """Show a form in place of the one before."""
        at = self._area.verticalScrollBar().value()
        self._area.setWidget(form)
        self._area.verticalScrollBar().setValue(at)

    def bring_into_sight(self, row: QWidget) -> None:
        """Scroll until a row is seen."""
        self._area.ensureWidgetVisible(row, 0, tokens.MARGIN)

    def tell(self, why: str) -> None:
        """Say why nothing can be changed, or nothing."""
        self._why.setText(why)
        self._notice.setVisible(bool(why))
