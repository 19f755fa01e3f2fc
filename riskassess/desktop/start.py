"""The start of the window: the first frame is painted before anything heavy is imported.

What Qt needs for one frame is read first; then a thread imports what fills the window, opens the workspace and imports
the pages, while the window already answers and is filled as far as the thread has come.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from riskassess.app.place import is_in_use, workspace_path
from riskassess.desktop.look.fonts import load_bold
from riskassess.desktop.look.tokens import SCHEMES, colours, is_contrast, is_dark
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts, languages

if TYPE_CHECKING:
    from riskassess.app.assessments import Desk
    from riskassess.desktop.look import Look
    from riskassess.desktop.look.tokens import Scheme
    from riskassess.desktop.warming import Warming


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
    parser.add_argument("--look", choices=SCHEMES)
    parser.add_argument("--lang", choices=languages())
    found = parser.parse_args(list(arguments))
    return Options(found.workspace, found.look, found.lang)


def open_window(
    app: QApplication,
    options: Options,
    desk_opener: Callable[..., Desk],
    before_show: Callable[[MainWindow], None] | None = None,
) -> MainWindow:
    """Show the window, and open the workspace after its first paint; `before_show` gets the window still hidden.

    What the start makes is there to stay, so looking through it for garbage is left out until all of it is there, and
    then it is set aside (`warming`): a search through everything held the window for 80 ms.
    """
    gc.disable()
    memory = WindowMemory(workspace_path(options.workspace))
    scheme = options.look or memory.scheme()
    load_bold()

    def make_look() -> Look:
        from riskassess.desktop.look import Look

        return Look(app, scheme)

    texts = Texts(options.language or os.environ.get("RISKASSESS_LANG") or memory.language())
    paint = colours(_starts_dark(app, scheme), is_contrast(scheme))
    window = MainWindow(make_look, texts, desk_opener, memory, paint=paint)

    def go_on() -> None:
        from riskassess.desktop.warming import Warming

        warming = Warming(window)
        warming.can_fill.connect(lambda: _then(warming, window.complete))
        warming.opened.connect(lambda outcome: _then(warming, lambda: window.take(outcome)))
        warming.opened.connect(lambda _outcome: window.work_ahead(warming))
        warming.begin(desk_opener)

    window.after_first_paint = go_on
    if before_show is not None:
        before_show(window)
    window.show()
    return window


def _then(warming: Warming, do: Callable[[], None]) -> None:
    """Do what was got ready, and let the thread go on when that is painted, or has failed."""
    try:
        do()
    finally:
        QTimer.singleShot(0, warming.heard)


def _starts_dark(app: QApplication, scheme: Scheme) -> bool:
    """Guess whether the first frame is dark, by the palette that Qt made of the system's; the look knows for sure."""
    return is_dark(scheme) or (scheme == "system" and app.palette().window().color().lightness() < 128)


def run(argv: Sequence[str]) -> int:
    """Open the window and return its exit code when it is closed; `argv` begins with the program's name."""
    options = Options() if len(argv) < 2 else read_options(argv[1:])
    app = QApplication(list(argv[:1]))
    app.setApplicationName("riskassess")
    app.setDesktopFileName("riskassess")
    if is_in_use(workspace_path(options.workspace)) and _raise_first(options):
        return 0

    def open_desk(**more: Any) -> Desk:
        from riskassess.app.assessments import Desk

        return Desk.open(options.workspace, **more)

    window = open_window(app, options, open_desk)
    sys.excepthook = _tell_in(window)
    return app.exec()


def _raise_first(options: Options) -> bool:
    from riskassess.desktop.shell.first_window import raise_first

    return raise_first(workspace_path(options.workspace))


def _tell_in(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Make the hook that shows a defect of ours in the window, with details to copy, and lets the user go on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        from riskassess import log

        if not isinstance(error, ProblemsFound):
            log.note_defect(error)
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        if isinstance(error, ProblemsFound):
            window.shell.report_problem(error)
        else:
            window.shell.report_problem(ProblemsFound(()), details)

    return tell
