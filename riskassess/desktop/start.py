"""The start of the window: the first frame is painted before anything heavy is imported.

What Qt needs for one frame is read first; then a thread imports what comes next (the store, the pages) while the
window already answers, and when it is done the workspace is opened and home fills.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from riskassess.app.place import workspace_path
from riskassess.desktop.look import Look
from riskassess.desktop.look.look import Scheme
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk

NEXT = (
    "riskassess.app.assessments",
    "riskassess.desktop.project.page",
    "riskassess.desktop.questions.page",
    "riskassess.desktop.result.page",
    "riskassess.desktop.home.new_assessment",
)
"""Modules imported by the thread, in the order in which a user meets them."""


class _Warming(QObject):
    """Import in a thread and tell the window's thread when it is done."""

    done = Signal()

    def begin(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            import_module(NEXT[0])
        finally:
            self.done.emit()  # also after a failure: opening the workspace then meets it where it can be told
        for name in NEXT[1:]:
            import_module(name)


class _FirstPaint(QObject):
    """Call something once, after the first paint of a window."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)  # once the paint that is under way has ended
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class Options:
    """Hold what the command line says to the window."""

    workspace: Path | None = None
    look: Scheme | None = None
    language: str | None = None


def read_options(arguments: Sequence[str]) -> Options:
    """Read the window's own options; leaves with exit code 2 and a sentence when there is something else."""
    import argparse

    parser = argparse.ArgumentParser(prog="riskassess")
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--look", choices=("system", "light", "dark"))
    parser.add_argument("--lang", choices=languages())
    found = parser.parse_args(list(arguments))
    return Options(found.workspace, found.look, found.lang)


def open_window(app: QApplication, options: Options, desk_opener: Callable[[], Desk]) -> MainWindow:
    """Show the window, and open the workspace after its first paint."""
    memory = WindowMemory(workspace_path(options.workspace))
    look = Look(app, options.look or memory.scheme())
    texts = Texts(options.language or os.environ.get("RISKASSESS_LANG") or memory.language())
    window = MainWindow(look, texts, desk_opener, memory)
    warming = _Warming(window)
    warming.done.connect(window.open_desk)
    _FirstPaint(window, warming.begin)
    window.show()
    return window


def run(argv: Sequence[str]) -> int:
    """Open the window and return its exit code when it is closed; `argv` begins with the program's name."""
    options = Options() if len(argv) < 2 else read_options(argv[1:])
    app = QApplication(list(argv[:1]))
    app.setApplicationName("riskassess")
    app.setDesktopFileName("riskassess")

    def open_desk() -> Desk:
        from riskassess.app.assessments import Desk

        return Desk.open(options.workspace)

    window = open_window(app, options, open_desk)
    sys.excepthook = _tell_in(window)
    return app.exec()


def _tell_in(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Make the hook that shows a defect of ours in the window, with details to copy, and lets the user go on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        if isinstance(error, ProblemsFound):
            window.report_problem(error)
        else:
            window.report_problem(ProblemsFound(()), details)

    return tell
