"""What is made before it is asked for, one thing a turn, while nobody is kept waiting.

A page is built in 20 to 60 ms, which is seen when it happens on the way to the page and not when it happens between
two keys. A turn comes a moment after the last one or after going to a page; then the window answers before the next.
What is imported is built; then more is imported, in the thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from riskassess.desktop.shell.giving_back import give_back
from riskassess.desktop.shell.pages import PageStack
from riskassess.desktop.warming import Warming

_QUIET = 60  # ms since the last turn, or since somebody went to a page


class Ahead(QObject):
    """Let pages be made ahead, from `begin` to `end`; `is_done` tells that nothing is left to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: PageStack | None = None
        self._warming: Warming | None = None
        self._begun = self.is_done = False
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._turn)

    def watch(self, pages: PageStack) -> None:
        """Name the pages; going to one puts the next turn off."""
        self._pages = pages
        pages.currentChanged.connect(lambda _index: self.soon())

    def begin(self, warming: Warming) -> None:
        """Begin, as when the workspace is open; `warming` imports what pages need."""
        self._begun, self._warming = True, warming
        warming.imported.connect(self.soon)
        self.soon()

    def soon(self) -> None:
        """Look a moment from now whether something is to be done."""
        if self._begun:
            self._timer.start()

    def end(self) -> None:
        """Do nothing any more."""
        self._begun = False
        self._timer.stop()

    def _turn(self) -> None:
        if self._pages is not None and self._pages.do_one_ahead():
            self.soon()
            self.is_done = False
        elif self._warming is not None and self._warming.go_on():
            return  # and go on when that is imported
        else:
            if not self.is_done:
                self.is_done = True
                gc.freeze()  # pages and modules stay; only what comes after is looked through for garbage
            give_back()
