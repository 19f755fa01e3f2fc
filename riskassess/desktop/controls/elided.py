"""Words on one line that are cut at their end when there is no room, with the whole of them in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskassess.desktop.controls.hint import plain_hint
from riskassess.desktop.controls.words import Words
from riskassess.desktop.look import Look, Role, Use

_LEAST = 48  # px that stay readable when everything else needs room


class Elided(Words):
    """Show one line of words; what a person named may be of any length."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        use: Use = "body",
        role: Role = "text",
        *,
        bold: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, text, use, role, bold=bold, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_hint(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
