"""The window at work: pages and questions switched, answers given, the look changed, in a workspace of many years.

The window is opened as the program does and left alone until it has made its pages ahead, as it has a few seconds after
the start. What is measured is what the event loop takes before it can react again, what is painted included; a page's
first visit is told apart from later ones.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.grown import grow

ASSESSMENTS = 10_000
KEYS, SWITCHES, ROUNDS = 200, 60, 12
SETTLED = 0.3  # seconds in which nothing more is to be done
LONGEST = 30.0  # seconds for what is made ahead


def figures() -> Iterator[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from riskassess.desktop.shell.page import PAGES

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.riskassess"
        grow(workspace, ASSESSMENTS)
        window = _opened(app, workspace)
        shell = window.shell
        shell.work_on(shell.context.desk.open_sample(), "questions")
        settle(app, lambda: shell.ahead.is_done)
        names = [entry.name for entry in PAGES if not entry.role]
        first = {name: _visited(app, shell, name) for name in names}
        slowest = max(first, key=lambda name: first[name])
        yield Figure(f"first visit of a page, the slowest ({slowest})", first[slowest], 50, "ms")
        again = [_visited(app, shell, name) for _ in range(ROUNDS) for name in names]
        yield Figure(f"page switch, p95 of {len(again)}", percentile(again, 95), 16, "ms")
        yield from _at_questions(app, window)
        yield Figure("from light to dark with every page built", timed(app, _scheme(window, "dark")), 50, "ms")
        _scheme(window, "light")()
        window.close()
        app.aboutToQuit.emit()


def _opened(app: Any, workspace: Path) -> Any:
    from riskassess.app.assessments import Desk
    from riskassess.desktop.start import Options, open_window

    window = open_window(app, Options(workspace, "light", "zh"), lambda **more: Desk.open(workspace, **more))
    settle(app, lambda: hasattr(window, "shell") and window.shell.ahead.is_done)
    return window


def _visited(app: Any, shell: Any, name: str) -> float:
    """Return how long going to a page took; what it begins in the background ends before the next is measured."""
    taken = timed(app, lambda: shell.go(name))
    settle(app)
    return taken


def _scheme(window: Any, name: str) -> Callable[[], None]:
    return lambda: window.shell.set_setting("scheme", name)


def _at_questions(app: Any, window: Any) -> Iterator[Figure]:
    window.shell.go("questions")
    page = window.shell.pages.page("questions")
    switches = [timed(app, lambda: page.do("next")) for _ in range(SWITCHES)]
    yield Figure("question switch, p95", percentile(switches, 95), 16, "ms")
    page.show_question(window.context.assessment.pack.questions[0].id)
    keys = [timed(app, lambda level=number % 6: page.do(f"choose {level}")) for number in range(KEYS)]
    name = f"key to painted and durable, {ASSESSMENTS:,} assessments, p99 of {KEYS}"
    yield Figure(name, percentile(keys, 99), 30, "ms")


def timed(app: Any, do: Callable[[], object]) -> float:
    """Return the milliseconds that something takes, what it paints included."""
    start = time.perf_counter()
    do()
    app.processEvents()
    return (time.perf_counter() - start) * 1000


def settle(app: Any, done: Callable[[], bool] = lambda: True) -> None:
    """Let what has begun come to its end, at least for a moment."""
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < SETTLED or (not done() and spent < LONGEST):
        app.processEvents()
        time.sleep(0.002)


def percentile(values: list[float], share: int) -> float:
    """Return the value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
