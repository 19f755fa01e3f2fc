"""The window at work: pages and questions switched, answers given and a report previewed, with every pause counted.

A turn is what the event loop takes before it can react again; a page's first visit is told apart from later ones.
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

ASSESSMENTS = 1_000
KEYS, SWITCHES = 200, 60
SETTLED = 1.0  # seconds in which nothing more is to be done


def figures() -> Iterator[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from riskassess.app.assessments import Desk
    from riskassess.desktop.look import Look
    from riskassess.desktop.shell.memory import WindowMemory
    from riskassess.desktop.shell.page import PAGES
    from riskassess.desktop.shell.window import MainWindow
    from riskassess.texts import Texts

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.riskassess"
        grow(workspace, ASSESSMENTS)
        window = MainWindow(Look(app, "light"), Texts("zh"), lambda: Desk.open(workspace), WindowMemory(None))
        window.resize(1280, 800)
        window.show()
        window.open_desk()
        desk = window.context.desk
        assert desk is not None
        window.shell.work_on(desk.open_sample(), "questions")
        settle(app)
        names = [entry.name for entry in PAGES]
        first = {name: timed(app, lambda name=name: window.shell.go(name)) for name in names}
        slowest = max(first, key=lambda name: first[name])
        yield Figure(f"first visit of a page, the slowest ({slowest})", first[slowest], 50, "ms")
        settle(app)
        again = [timed(app, lambda name=name: window.shell.go(name)) for _ in range(8) for name in names]
        yield Figure("page switch, p95", percentile(again, 95), 16, "ms")
        yield from _at_questions(app, window)
        yield Figure("from light to dark with every page built", timed(app, _scheme(window, "dark")), 50, "ms")
        _scheme(window, "light")()
        window.close()
        app.aboutToQuit.emit()


def _scheme(window: Any, name: str) -> Callable[[], None]:
    return lambda: window.shell.set_setting("scheme", name)


def _at_questions(app: Any, window: Any) -> Iterator[Figure]:
    window.shell.go("questions")
    page = window.shell.pages.page("questions")
    switches = [timed(app, lambda: page.do("next")) for _ in range(SWITCHES)]
    yield Figure("question switch, p95", percentile(switches, 95), 16, "ms")
    page.show_question(window.context.assessment.pack.questions[0].id)
    keys = [timed(app, lambda level=number % 6: page.do(f"choose {level}")) for number in range(KEYS)]
    name = f"key to painted and durable, {ASSESSMENTS} assessments, p99 of {KEYS}"
    yield Figure(name, percentile(keys, 99), 30, "ms")


def timed(app: Any, do: Callable[[], object]) -> float:
    """Return the milliseconds that something takes, what it paints included."""
    start = time.perf_counter()
    do()
    app.processEvents()
    return (time.perf_counter() - start) * 1000


def settle(app: Any) -> None:
    """Let what has begun come to its end."""
    end = time.perf_counter() + SETTLED
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.005)


def percentile(values: list[float], share: int) -> float:
    """Return the value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
