"""A whole session in a process of its own, with a watchdog: its longest pause, and what memory it takes at the end.

The watchdog is a timer of one millisecond in the window's own event loop: what lies between two of its beats is a time
in which nobody was answered. The session is driven by the same loop, one step at a time, so that the longest gap can
be told by the step it happened in. ``python -m benchmarks.session`` prints the slowest steps.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.first_paint import resident

BETWEEN = 150  # ms from one step to the next, quicker than anybody reads
LONGEST = 20_000  # ms that a step may be waited for
PAUSE, MORE, FACTOR = 50, 60, 1.6
Step = tuple[str, Callable[[], object], Callable[[], bool]]


def figures() -> Iterator[Figure]:
    found = json.loads(_run("benchmarks.session"))
    bare = int(_run("benchmarks.bare_window").split()[-2]) / 1024
    worst, step, _worked = found["pauses"][0]
    yield Figure(f"longest pause in a session of {found['steps']} steps ({step})", worst, PAUSE, "ms")
    yield Figure(f"memory after it (bare window {bare:.0f} MB)", found["memory"] / 1024, FACTOR * bare + MORE, "MB")


def _run(module: str) -> str:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.run(
        [sys.executable, "-m", module], env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


class Session:
    """Open the program's window over a folder and go through the steps; `pauses` says what was waited for."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from riskassess.desktop.start import Options, open_window

        self.pauses: list[tuple[float, str, float]] = []  # how long, in which step, what of it this thread was at work
        self._report = folder / "report.pdf"
        self._app = QApplication([])
        self._beat, self._worked, self._name, self.steps = time.perf_counter(), time.thread_time(), "the start", 0
        self._watchdog = QTimer(interval=1)
        self._watchdog.timeout.connect(self._beaten)
        self._way = self._steps()
        self._next = QTimer(singleShot=True, interval=BETWEEN)
        self._next.timeout.connect(self._go_on)
        self._until: Callable[[], bool] = lambda: True
        self._since = 0.0

        def open_desk(**more: Any) -> Any:
            from riskassess.app.assessments import Desk

            return Desk.open(folder / "workspace.riskassess", **more)

        self._window = open_window(self._app, Options(folder / "workspace.riskassess", "light", "zh"), open_desk)
        self._begin = QTimer(interval=20)
        self._begin.timeout.connect(self._begin_when_open)

    def run(self) -> None:
        """Go through all of it; the watchdog begins with the first frame."""
        self._begin.start()
        self._watchdog.start()
        self._app.exec()

    def _beaten(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.pauses.append(((now - self._beat) * 1000 - 1, self._name, (worked - self._worked) * 1000))
        self._beat, self._worked = now, worked

    def _begin_when_open(self) -> None:
        from PySide6.QtCore import QTimer

        if hasattr(self._window, "shell") and self._window.context.desk is not None:
            self._begin.stop()
            QTimer.singleShot(1_000, self._next.start)  # what a user looks at first

    def _go_on(self) -> None:
        waited = (time.perf_counter() - self._since) * 1000
        if not self._until() and waited < LONGEST:
            self._next.start()
            return
        step = next(self._way, None)
        if step is None:
            self._watchdog.stop()
            self.memory = resident()
            self._window.close()
            self._app.quit()
            return
        self._name, do, self._until = step
        self._since = time.perf_counter()
        self.steps += 1
        do()
        self._next.start()

    def _steps(self) -> Iterator[Step]:
        def step(name: str, do: Callable[[], object], until: Callable[[], bool] = lambda: True) -> Step:
            return name, do, until

        from riskassess.desktop.shell.page import PAGES

        shell = self._window.shell
        context, page = shell.context, shell.pages.page
        desk = context.desk
        assert desk is not None
        home: Any = page("home")
        first = home.widget.first.sample
        yield step("open the sample", first.click, lambda: context.assessment is not None)
        yield step("home", lambda: shell.go("home"))
        card = desk.cards(1)[0].assessment_id
        yield step("open an assessment", lambda: shell.open_assessment(card, "project"), page("project").is_whole)
        yield from self._edits(context.assessment)
        again: list[Any] = []
        yield step("a new assessment", lambda: again.append(context.assessment.reassess()))  # type: ignore[union-attr]
        yield step("open it", lambda: shell.work_on(again[0], "questions"))
        yield from self._answers(context.assessment)
        for language, scheme in (("zh", "light"), ("en", "dark"), ("zh", "light")):
            for name, setting in (("language", language), ("scheme", scheme)):
                yield step(f"{name} {setting}", lambda n=name, s=setting: shell.set_setting(n, s))
            for name in (entry.name for entry in PAGES if not entry.role):
                yield step(f"page {name}, {language}", lambda name=name: shell.go(name), self._settled)
        plan = page("plan")
        yield step("plan", lambda: shell.go("plan"))
        yield step("solve", lambda: plan.solve(context.assessment.pack.grades[-1].id), self._solved)  # type: ignore[union-attr, attr-defined]
        report = page("report")
        yield step("report", lambda: shell.go("report"), self._settled)
        yield step("save the report", lambda: report.save(self._report), self._report.exists)  # type: ignore[attr-defined]
        yield step("questions again", lambda: shell.go("questions"))

    def _edits(self, assessment: Any) -> Iterator[Step]:
        page: Any = self._window.shell.pages.page("project")
        for name, value in tuple(assessment.answers.profile.items()):
            for given in (None, value):
                yield (
                    f"project: {name}",
                    lambda n=name, v=given: page.form().field_given.emit(n, v),
                    lambda: True,
                )

    def _answers(self, assessment: Any) -> Iterator[Step]:
        page: Any = self._window.shell.pages.page("questions")
        first = assessment.pack.questions[0].id
        yield "the first question", lambda: page.show_question(first), lambda: True
        for number in range(len(assessment.pack.questions)):
            yield f"answer {number + 1}", lambda n=number: page.do(f"choose {n % 6}"), lambda: True

    def _settled(self) -> bool:
        """Tell whether the page in front has shown what is made elsewhere."""
        page: Any = self._window.shell.pages.page(self._window.shell.pages.front)
        preview = getattr(page, "preview_run", None)
        if preview is not None:
            return not preview.is_running() and page.view.preview.count() > 0 and page.view.preview.is_drawn(0)
        return True

    def _solved(self) -> bool:
        page: Any = self._window.shell.pages.page("plan")
        return not page.solving.is_running()


def _give_up(kind: Any, error: Any, trace: Any) -> None:
    """End at once when a step fails: the loop would wait for the next one for ever."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> int:
    """Run the session and print what it took as one line of JSON; with ``--slowest`` as lines to read."""
    with tempfile.TemporaryDirectory() as folder:
        sys.excepthook = _give_up
        session = Session(Path(folder))
        session.run()
    slowest = sorted(session.pauses, reverse=True)
    if "--slowest" in sys.argv:  # by this thread's own work, which other programs do not make longer
        for pause, name, worked in sorted(session.pauses, key=lambda one: -one[2])[:40]:
            sys.stdout.write(f"{pause:8.1f} ms  at work {worked:8.1f} ms  {name}\n")
    found = {"pauses": slowest[:1], "steps": session.steps, "memory": session.memory}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what Qt would take down is not measured


if __name__ == "__main__":
    raise SystemExit(main())
