"""Labels by use and role, so that a page says what words are and never how big or which colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from riskassess.desktop.look import Look, Role, Use
from riskassess.desktop.look.palette import PLACE_OF


class Words(QLabel):
    """Show words in the font of a use and the colour of a role; plain text always, since people type some of it."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        use: Use = "body",
        role: Role = "text",
        *,
        bold: bool | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(use, bold))
        self.role: Role = role
        self.setForegroundRole(PLACE_OF[role])
        self.setWordWrap(wrap)
        if wrap:  # a wrapped label is as high as its words need at the width it gets, and never claims more
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need; a label that may not grow wider than it is read needs more."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def set_role(self, role: Role) -> None:
        """Give the words another colour."""
        self.role = role
        self.setForegroundRole(PLACE_OF[role])

    def set_use(self, use: Use, bold: bool | None = None) -> None:
        """Set the words in the font of another use."""
        self.setFont(self._look.font(use, bold))
