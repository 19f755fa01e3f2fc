"""How soon the assessment that was worked on last can be answered, and what memory its window takes then.

Whole processes, from the start to the first answer of the newest assessment being durable and painted. The window is
the program's own; what a person does between is done at once: the first card of home is opened when home shows it, and
a level is chosen when the question stands.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure

RUNS = 7
GOAL, FACTOR, MORE = 0.8, 1.6, 60


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.riskassess"
        _prepare(workspace)
        taken, held = [], []
        for run in range(RUNS + 1):
            start = time.monotonic_ns()
            memory, clock = _run("benchmarks.answerable", str(workspace))
            if run:  # the first round warms the disk's cache
                taken.append((clock - start) / 1e9)
                held.append(memory / 1024)
        bare = statistics.median(_run("benchmarks.bare_window")[0] / 1024 for _ in range(3))
    yield Figure(f"process start to the first answer durable, median of {RUNS}", statistics.median(taken), GOAL, "s")
    name = f"memory then (bare window {bare:.0f} MB)"
    yield Figure(name, statistics.median(held), FACTOR * bare + MORE, "MB")


def _run(module: str, *arguments: str) -> tuple[int, int]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    memory, clock = done.stdout.split()[-2:]
    return int(memory), int(clock)


def _prepare(workspace: Path) -> None:
    """Make a workspace with an assessment that is worked on, as it is the day after."""
    from riskassess.app.assessments import Desk

    desk = Desk.open(workspace)
    desk.open_sample()
    again = desk.open_sample().reassess()
    again.choose(again.pack.questions[0].id, 3)
    desk.close()


def main(workspace: Path) -> None:
    """Open the window, answer a question of the newest assessment, and tell memory and clock when that is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from benchmarks.first_paint import tell_and_leave
    from riskassess.desktop.start import Options, open_window

    app = QApplication([])

    def open_desk(**more: Any) -> Any:
        from riskassess.app.assessments import Desk

        return Desk.open(workspace, **more)

    window = open_window(app, Options(workspace, "light", "zh"), open_desk)

    def open_newest() -> None:
        if not hasattr(window, "shell") or window.context.desk is None:
            return
        waiting.stop()
        home: Any = window.shell.pages.page("home")
        home.widget.grid.buttons()[0].click()
        QTimer.singleShot(0, answer)

    def answer() -> None:
        app.processEvents()  # the question is painted
        page: Any = window.shell.pages.page("questions")
        page.do("choose 2")
        app.processEvents()  # and so is the answer
        tell_and_leave()

    waiting = QTimer(interval=2)
    waiting.timeout.connect(open_newest)
    waiting.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
