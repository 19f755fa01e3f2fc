"""How the page is laid out: what is chosen on the left, what follows from it on the right; a call can be dropped."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskassess.desktop.contribute.choosing import Choosing
from riskassess.desktop.contribute.showing import Showing
from riskassess.desktop.look import Look
from riskassess.texts import Texts


class ContributeView(QWidget):
    """Hold the two sides of the page; `dropped` carries the path of a file that was dragged in."""

    dropped = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choosing, self.showing = Choosing(look), Showing(look)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.choosing)
        across.addWidget(self.showing, 1)

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        self.choosing.retranslate(texts)
        self.showing.retranslate(texts)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if file := _file_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(file)


def _file_in(carried: QMimeData) -> str:
    """Return the one file of this computer that is dragged, or nothing."""
    urls = carried.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
