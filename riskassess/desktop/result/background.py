"""Robustness off the interface thread: ten thousand draws take a moment the first time, and the page never waits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment


class _Task(QRunnable):
    def __init__(self, assessment: OpenAssessment, told: Signal) -> None:
        super().__init__()
        self._assessment, self._told = assessment, told

    def run(self) -> None:
        answers = self._assessment.answers
        found = self._assessment.robustness()
        with suppress(RuntimeError):  # the page is gone, and nobody waits any more
            self._told.emit(self._assessment, answers, found)  # type: ignore[attr-defined]


class RobustnessInBackground(QObject):
    """Work out robustness in a thread; `found` carries the assessment, the answers it speaks of, and the robustness."""

    found = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def ask(self, assessment: OpenAssessment) -> None:
        """Start working it out for the answers as they are."""
        self._pool.clear()  # what waits is out of date
        self._pool.start(_Task(assessment, self.found))  # pyright: ignore[reportArgumentType]

    def wait(self) -> None:
        """Wait until nothing runs, as at the end of the program."""
        self._pool.waitForDone()
