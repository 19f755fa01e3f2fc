"""Calls off the interface thread, one after the other: what is asked for while one runs waits for its turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from riskassess.desktop.background import Background
from riskassess.problems import ProblemsFound


class Turns:
    """Run calls in a thread in the order in which they came; each is told what came of it."""

    def __init__(self, parent: QObject) -> None:
        self._background = Background(parent)
        self._waiting: deque[tuple[Callable[[], Any], Callable[[Any], None], Callable[[ProblemsFound], None]]] = deque()

    @property
    def is_busy(self) -> bool:
        """Tell whether a call runs or waits."""
        return self._background.is_busy or bool(self._waiting)

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[ProblemsFound], None]
    ) -> None:
        """Run a call when those before it have ended; `done` gets what it returns, `failed` its problems."""
        self._waiting.append((call, done, failed))
        self._go_on()

    def _go_on(self) -> None:
        if self._background.is_busy or not self._waiting:
            return
        call, done, failed = self._waiting.popleft()
        self._background.run(call, lambda found: self._tell(done, found), lambda found: self._tell(failed, found))

    def _tell(self, say: Callable[[Any], None], found: Any) -> None:
        try:
            say(found)
        finally:
            self._go_on()
