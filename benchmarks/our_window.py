"""Our window as the program opens it, for its first frame; the workspace is never reached."""

from __future__ import annotations

from typing import NoReturn

from PySide6.QtWidgets import QApplication

from benchmarks.first_paint import FirstPaint
from riskassess.desktop.start import Options, open_window


def no_desk() -> NoReturn:
    """Refuse to open the workspace: the process has left by then."""
    raise AssertionError("the first paint comes before the workspace")


application = QApplication([])
watcher = FirstPaint()
window = open_window(application, Options(), no_desk, before_show=lambda shown: shown.installEventFilter(watcher))
application.exec()
