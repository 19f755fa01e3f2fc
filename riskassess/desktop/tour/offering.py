"""When the tour comes up: by itself once, at a first start with nothing assessed yet; later when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.desktop.shell.memory import WindowMemory
    from riskassess.desktop.shell.page import Context
    from riskassess.desktop.shell.pages import PageStack
    from riskassess.desktop.shell.rail import Rail
    from riskassess.desktop.tour.tour import Tour

_SOON = 400  # ms after home is there, when it stands still
_KEY, _SHOWN = "tour", "shown"


class TourOffer(QObject):
    """Hold the tour of a window; it is made when it is first shown."""

    def __init__(self, window: QMainWindow, context: Context, pages: PageStack, rail: Rail) -> None:
        super().__init__(window)
        self._window, self._context, self._pages, self._rail = window, context, pages, rail
        self.tour: Tour | None = None
        self._wanted: Callable[[], None] = self.end
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._begin_wanted)

    def offer(self, memory: WindowMemory) -> None:
        """Show it by itself where it never was and nothing has been assessed; a window without memory never does."""
        desk = self._context.desk
        if memory.is_kept() and memory.get(_KEY) != _SHOWN and desk is not None and not desk.counted()[0]:
            self._wanted = lambda: self._begin_first(memory)
            self._soon.start()

    def show(self) -> None:
        """Show it since somebody asked for it."""
        self._context.go("home")
        self._wanted = lambda: self._begin(take_keyboard=True)
        self._soon.start(0)

    def end(self) -> None:
        """Take it away, as when another page comes to the front."""
        self._soon.stop()
        if self.tour is not None:
            self.tour.end()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        if self.tour is not None:
            self.tour.retranslate(texts)

    def _begin_wanted(self) -> None:
        self._wanted()

    def _begin_first(self, memory: WindowMemory) -> None:
        memory.put(_KEY, _SHOWN)
        self._begin(take_keyboard=False)

    def _begin(self, *, take_keyboard: bool) -> None:
        if self._pages.front != "home" or self._pages.gate is not None:
            return
        from riskassess.desktop.tour.tour import Step, Tour

        if self.tour is None:
            steps = (
                Step("sample", self._sample),
                Step("way", lambda: self._rail),
                Step("keys", lambda: self._rail.item("questions")),
            )
            self.tour = Tour(self._window, self._context.look, self._context.texts, steps, self._pages)
        self.tour.retranslate(self._context.texts)
        self.tour.begin(take_keyboard=take_keyboard)

    def _sample(self) -> QWidget:
        home: Any = self._pages.page("home").widget
        return home.first.sample if home.first.isVisible() else home.sample
