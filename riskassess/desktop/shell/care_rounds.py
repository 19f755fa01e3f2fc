"""The rounds in which a workspace is looked after while the window is open: backed up, read through, told when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from riskassess.desktop.background import Background
from riskassess.desktop.shell.page import Context
from riskassess.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk

_FIRST, _EVERY = 3_000, 10 * 60_000  # ms; the first when the start is over, then whatever is due by then


class CareRounds(QObject):
    """Look after the open workspace in a thread, soon after opening and every ten minutes."""

    def __init__(self, parent: QObject, context: Context) -> None:
        super().__init__(parent)
        self._context = context
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go)
        self._told = ""

    def begin(self, desk: Desk) -> None:
        """Begin the rounds of a workspace that was just opened; nothing for one that can only be read."""
        self._told = ""
        self._timer.stop()
        if not desk.read_only:
            self._timer.start(_FIRST)

    def end(self) -> None:
        """Begin no other round."""
        self._timer.stop()

    def _go(self) -> None:
        desk = self._context.desk
        self._timer.setInterval(_EVERY)
        if desk is not None:
            self._background.run(lambda: look_after(desk), self._tell, self._never)

    def _tell(self, outcome: tuple[Desk, Problem | None]) -> None:
        desk, problem = outcome
        if problem is None or desk is not self._context.desk or problem.code == self._told:
            return
        self._told = problem.code  # once, not every ten minutes
        self._context.say(" ".join(self._context.texts.problem(problem)))

    def _never(self, found: ProblemsFound) -> None:
        if found.problems[0].code != "workspace-closed":  # it stands elsewhere now
            self._context.report_problem(found)


def look_after(desk: Desk) -> tuple[Desk, Problem | None]:
    """Finish what a removal has left before anything is backed up, then look after the rest."""
    desk.finish_removals()
    return desk, desk.care.look_after()
