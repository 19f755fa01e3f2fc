"""The thread that imports what comes next while the window already answers."""

from __future__ import annotations

import threading
from importlib import import_module

from PySide6.QtCore import QObject, Signal

NEXT = (
    "riskassess.app.assessments",
    "riskassess.desktop.project.page",
    "riskassess.desktop.questions.page",
    "riskassess.desktop.result.page",
    "riskassess.desktop.home.new_assessment",
    "riskassess.desktop.plan.page",
    "riskassess.app.plans",
    "riskassess.desktop.compare.page",
    "riskassess.app.comparing",
    "riskassess.app.trying",
)
"""Modules imported by the thread, in the order in which a user meets them."""


class Warming(QObject):
    """Import in a thread and tell the window's thread when it is done."""

    done = Signal()

    def begin(self) -> None:
        """Begin; `done` comes when the store can be opened."""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            import_module(NEXT[0])
        finally:
            self.done.emit()  # also after a failure: opening the workspace then meets it where it can be told
        for name in NEXT[1:]:
            import_module(name)
