"""Robustness off the interface thread: ten thousand draws take a moment the first time, and the page never waits.

A thread of Python's and not a pool of Qt's: a pool waits for its task when it is deleted, and does so holding the very
lock that the task needs to end.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


class RobustnessInBackground(QObject):
    """Work out robustness in a thread; `found` carries the assessment, the answers it speaks of, and the robustness."""

    found = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: OpenAssessment | None = None
        self._thread: threading.Thread | None = None

    def ask(self, assessment: OpenAssessment) -> None:
        """Start working it out for the answers as they are; what waits already is out of date and left out."""
        with self._lock:
            self._waiting = assessment
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until nothing runs."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (assessment := self._next()) is not None:
            answers = assessment.answers
            found = assessment.robustness()
            with suppress(RuntimeError):  # the page is gone, and nobody waits any more
                self.found.emit(assessment, answers, found)

    def _next(self) -> OpenAssessment | None:
        with self._lock:
            assessment, self._waiting = self._waiting, None
            if assessment is None:
                self._thread = None
            return assessment
