"""The thread that gets ready what comes next while the window already answers.

First what fills the window, then the workspace and what shows a question, and then, a module each time it is let go on,
what the other pages need, in the order in which a user meets them. Importing costs ten times what building does; in a
thread it never holds the window for more than a moment, but it does share the processor with it, so that somebody who
opens an assessment at once would wait 200 ms longer if all of it were imported without a break. For the same reason the
thread rests while the window is filled with what it has got ready: side by side, each would take twice as long.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal

FIRST = (
    "riskassess.desktop.shell.shell",
    "riskassess.desktop.look.look",
    "riskassess.desktop.home.page",
)
SOON = "riskassess.desktop.questions.page"
NEXT = (
    "riskassess.app.attaching",
    "riskassess.desktop.project.page",
    "riskassess.desktop.result.page",
    "riskassess.app.trying",
    "riskassess.exchange.answers_file",
    "riskassess.app.beginning",
    "riskassess.desktop.home.new_assessment",
    "riskassess.desktop.plan.page",
    "riskassess.app.plans",
    "riskassess.desktop.report_page.page",
    "riskassess.app.earlier",
    "riskassess.app.benchmarks",
    "riskassess.desktop.compare.page",
    "riskassess.app.comparing",
    "riskassess.desktop.contribute.page",
    "riskassess.app.handing_in",
    "riskassess.desktop.settings.page",
)


class Warming(QObject):
    """Import and open in a thread, and tell the window's thread how far it has come."""

    can_fill = Signal()  # what fills the window is imported
    opened = Signal(object)  # the open desk, or the exception that came of opening it
    imported = Signal()  # what was let go on with

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, self._let = threading.Semaphore(0), threading.Semaphore(0)
        self._left = len(NEXT)

    def begin(self, open_desk: Callable[[], Any]) -> None:
        """Begin; `open_desk` is called in the thread."""
        threading.Thread(target=self._run, args=(open_desk,), daemon=True).start()

    def heard(self) -> None:
        """Say that `can_fill` or `opened` was heard and what had to be done is done."""
        self._heard.release()

    def go_on(self) -> bool:
        """Import one module more, then `imported` is told; tell whether there was one left."""
        if self._left:
            self._left -= 1
            self._let.release()
            return True
        return False

    def _run(self, open_desk: Callable[[], Any]) -> None:
        try:
            for name in FIRST:
                import_module(name)
        finally:
            self.can_fill.emit()  # also after a failure: filling the window then meets it where it can be told
            self._heard.acquire()
        try:
            outcome: Any = open_desk()
        except Exception as error:  # noqa: BLE001 - told or raised in the window's thread
            outcome = error
        try:
            self.opened.emit(outcome)
        except RuntimeError:  # the window is gone
            if not isinstance(outcome, Exception):
                outcome.close()
            return
        self._heard.acquire()
        import_module(SOON)
        gc.freeze()
        gc.enable()
        for name in NEXT:
            self._let.acquire()
            import_module(name)
            with suppress(RuntimeError):  # the window is gone
                self.imported.emit()
