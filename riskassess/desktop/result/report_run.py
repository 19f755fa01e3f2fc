"""A report being made in a child process, watched from the event loop so that the window never waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from riskassess.app.assessments import OpenAssessment
    from riskassess.app.report_job import ReportJob

_EVERY = 100  # ms


class ReportRun(QObject):
    """Start one report at a time and tell how it goes: `progressed` (path, share), then one of the other signals."""

    progressed = Signal(object, float)
    saved = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: ReportJob | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def is_running(self) -> bool:
        """Tell whether a report is being made."""
        return self._job is not None

    def start(self, assessment: OpenAssessment, path: Path, language: str) -> None:
        """Start a report; raises ProblemsFound when the place is no use."""
        from riskassess.app.report_job import report_job

        self.watch(report_job(assessment, path, language))

    def watch(self, job: ReportJob) -> None:
        """Watch a report that was just started."""
        self._job = job
        self.progressed.emit(job.path, 0.0)
        self._timer.start()

    def cancel(self) -> None:
        """Stop the report that is being made; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def _look(self) -> None:
        job = self._job
        if job is None:
            return
        now = job.poll()
        if now.state == "running":
            self.progressed.emit(job.path, now.share)
            return
        self._timer.stop()
        self._job = None
        if now.state == "done":
            self.saved.emit(job.path)
        elif now.state == "cancelled":
            self.cancelled.emit()
        else:
            self.failed.emit(now.problem)
