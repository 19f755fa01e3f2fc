"""The main window, in two steps: a first frame of bare grounds in our colours and font, then the shell that fills it.

The first frame imports next to nothing of Qt's classes, since each costs time when it is first touched; the shell is
built when that frame has been painted. Given a finished look, the window is complete at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from riskassess.desktop.look.fonts import make_font
from riskassess.desktop.look.tokens import BAR, LIGHT, MARGIN, RAIL, TYPE, Role
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk
    from riskassess.desktop.look import Look
    from riskassess.desktop.shell.memory import WindowMemory
    from riskassess.desktop.shell.page import Context
    from riskassess.desktop.shell.shell import Shell
    from riskassess.desktop.warming import Warming

_FIRST_SIZE, _LEAST_SIZE = (1280, 800), (1024, 640)
_TALLEST = 10_000  # px that the ground of the rail reaches down, as no window does


class MainWindow(QMainWindow):
    """Show the program; `desk_opener` opens the workspace when the window is asked to.

    `look` is the look itself, or what makes it when the first frame stands and `complete` is called.
    """

    shell: Shell
    after_first_paint: Callable[[], None] | None = None

    def __init__(
        self,
        look: Look | Callable[[], Look],
        texts: Texts,
        desk_opener: Callable[..., Desk],
        memory: WindowMemory | None = None,
        *,
        paint: Mapping[Role, str] = LIGHT,
    ) -> None:
        super().__init__()
        self._look, self._texts, self._opener, self._memory = look, texts, desk_opener, memory
        self._complete = self._closed = False
        self.setWindowTitle(texts("window.title"))
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_FIRST_SIZE)
        if memory is not None and (place := memory.place()) is not None:
            self.restoreGeometry(place)
        if callable(look):
            self.setCentralWidget(_grounds(texts, paint))
        else:
            self.complete()

    @property
    def context(self) -> Context:
        """Return what pages may use of the window."""
        return self.shell.context

    def complete(self) -> None:
        """Build what the first frame does without."""
        if self._complete:
            return
        from riskassess.desktop.shell.memory import WindowMemory
        from riskassess.desktop.shell.shell import Shell

        self._complete = True
        look = self._look() if callable(self._look) else self._look
        self.shell = Shell(self, look, self._texts, self._opener, self._memory or WindowMemory(None))

    def open_desk(self) -> None:
        """Open the workspace and fill home."""
        self.complete()
        self.shell.open_desk()

    def take(self, outcome: Desk | Exception) -> None:
        """Fill home from a workspace that was opened in a thread, or tell what came of that."""
        if self._closed:
            if not isinstance(outcome, Exception):
                outcome.close()
            return
        self.complete()
        self.shell.take(outcome)

    def work_ahead(self, warming: Warming) -> None:
        """Get pages ready before they are asked for, from now on."""
        if not self._closed:
            self.shell.ahead.begin(warming)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.after_first_paint is not None:
            QTimer.singleShot(0, self.after_first_paint)  # once the paint that is under way has ended
            self.after_first_paint = None

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True
        if self._complete:
            self.shell.close()
        super().closeEvent(event)


def _grounds(texts: Texts, paint: Mapping[Role, str]) -> QWidget:
    """Lay out the grounds of rail, top bar and page as the shell will, with the words that are known."""
    ground = QWidget()
    ground.setStyleSheet(f"background: {paint['bg']}; color: {paint['text']}")
    edge = f"background: {paint['surface']}; border: 0px solid {paint['line']};"
    bar = QLabel(texts("window.home.heading"), ground)
    bar.setFont(make_font(TYPE["body"][0], bold=True))
    bar.setStyleSheet(f"{edge} border-bottom-width: 1px; padding-left: {RAIL + MARGIN}px")
    bar.setGeometry(0, 0, _TALLEST, BAR)
    rail = QLabel(ground)
    rail.setStyleSheet(f"{edge} border-right-width: 1px")
    rail.setGeometry(0, 0, RAIL, _TALLEST)
    return ground
