"""A window of its own that asks or tells, as high as its words need at the width that the screen leaves it.

Qt works out the height of a dialog at the width that it would like to have, and on a small screen, or at 200 %, gives
it less: words that break into more lines then are cut.
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class Dialog(QDialog):
    """Be a dialog in which nothing is cut."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if needed > self.height():
            self.resize(self.width(), needed)
