"""What the result page knows of benchmarks: which is shown, and that reading one never keeps the page waiting.

The first look into the benchmarks loads what checks signatures and forms, so it is done in the background; from then on
a standing is a matter of a millisecond and follows every change at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskassess.desktop.background import Background
from riskassess.desktop.result.view import ResultView
from riskassess.desktop.shell.page import Context

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk, OpenAssessment
    from riskassess.app.benchmarks import Benchmarks


class StandingInGroup:
    """Show where an assessment, or what is tried instead of it, stands in the newest benchmark that fits."""

    def __init__(self, context: Context, view: ResultView) -> None:
        self._context, self._view = context, view
        self._shown: OpenAssessment | None = None
        self._ready: Benchmarks | None = None  # those that were read already
        self._reading = Background(view)

    def show_for(self, shown: OpenAssessment) -> None:
        """Show the standing of an assessment, at once or when the benchmarks have been read."""
        self._shown = shown
        desk = self._context.desk
        if desk is None or not desk.has_benchmarks():
            self._view.show_group(None, shown.pack, self._context.texts)
        elif self._ready is desk.benchmarks:
            self._show()
        elif not self._reading.is_busy:
            self._reading.run(lambda: _read(desk), self._take, self._context.report_problem)

    def _take(self, benchmarks: Benchmarks) -> None:
        self._ready = benchmarks
        self._show()

    def _show(self) -> None:
        shown = self._shown
        if shown is None or self._ready is None:
            return
        standing = self._ready.standing(shown.pack, shown.answers, shown.result)
        self._view.show_group(standing, shown.pack, self._context.texts)


def _read(desk: Desk) -> Benchmarks:
    desk.benchmarks.installed()
    return desk.benchmarks
