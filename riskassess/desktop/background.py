"""One call at a time off the interface thread, such as deriving a key or backing up; the window goes on answering."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from riskassess.problems import ProblemsFound


class Background(QObject):
    """Run a call in a thread and tell its outcome to the window's thread; a defect is raised there, not lost."""

    _ended = Signal(object, object, object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._ended.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Tell whether a call is running."""
        return self._thread is not None

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[ProblemsFound], None]
    ) -> bool:
        """Start a call; `done` gets what it returns, `failed` its problems. False when another is still running."""
        if self._thread is not None:
            return False

        def work() -> None:
            try:
                found: tuple[Any, Exception | None] = (call(), None)
            except Exception as error:  # noqa: BLE001 - handed to the window's thread
                found = (None, error)
            with contextlib.suppress(RuntimeError):  # the window is gone and nobody waits any more
                self._ended.emit(found, done, failed)

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()
        self.busy_changed.emit(True)
        return True

    def _tell(
        self, found: tuple[Any, Exception | None], done: Callable[..., None], failed: Callable[..., None]
    ) -> None:
        self._thread = None
        self.busy_changed.emit(False)
        value, error = found
        if error is None:
            done(value)
        elif isinstance(error, ProblemsFound):
            failed(error)
        else:
            raise error
