"""A job in a child process, watched from the event loop so that the window never waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from riskassess.problems import ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.child import ChildJob

_EVERY = 50  # ms


class JobRun(QObject):
    """Watch one job at a time: `progressed` (share), `counted`, then `done` (what was found), `cancelled` or `failed`.

    `counted` carries what the job has counted so far, `failed` a ProblemsFound with all problems.
    Starting another ends the one before without a word of it.
    """

    progressed = Signal(float)
    counted = Signal(object)
    done = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: ChildJob | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def is_running(self) -> bool:
        """Tell whether a job is being done."""
        return self._job is not None

    def start(self, job: ChildJob) -> None:
        """Watch a job that was just started."""
        self.drop()
        self._job = job
        self.progressed.emit(0.0)
        self._timer.start()

    def cancel(self) -> None:
        """End the job; `cancelled` tells when it is over."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """End the job and forget it, as when nobody wants to know any more."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _look(self) -> None:
        job = self._job
        if job is None:
            return
        now = job.poll()
        if now.state == "running":
            self.progressed.emit(now.share)
            self.counted.emit(now.counted)
            return
        self._timer.stop()
        self._job = None
        if now.state == "done":
            self.done.emit(now.found)
        elif now.state == "cancelled":
            self.cancelled.emit()
        else:
            self.failed.emit(ProblemsFound(now.problems))
