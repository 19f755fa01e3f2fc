"""A second start raises the first window; where none answers, the workspace is opened to be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from riskassess.app.assessments import Desk
from riskassess.app.place import is_in_use
from riskassess.desktop.shell.first_window import FirstWindow, raise_first
from riskassess.desktop.shell.window import MainWindow

SECOND = "import sys; from riskassess.desktop.start import run; raise SystemExit(run(sys.argv))"


def test_a_workspace_is_in_use_while_somebody_writes_it(workspace: Path, desk: Desk) -> None:
    assert is_in_use(workspace)
    desk.close()
    assert not is_in_use(workspace)
    assert not is_in_use(workspace.with_name("none.riskassess"))


def test_nobody_answers_where_no_window_is_open(tmp_path: Path) -> None:
    assert not raise_first(tmp_path / "workspace.riskassess")


def test_a_second_start_calls_the_first_and_ends(window: MainWindow, workspace: Path, qtbot, monkeypatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(FirstWindow, "come", lambda self: called.append(True))
    window.shell._first.listen()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SECOND, "--workspace", str(workspace)]
    second = subprocess.Popen(command, env=environment)
    try:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.returncode == 0
        qtbot.waitUntil(lambda: called == [True], timeout=5_000)
    finally:
        second.kill()


def test_a_window_that_is_closed_listens_no_more(window: MainWindow, workspace: Path, qtbot) -> None:
    window.shell._first.listen()
    assert raise_first(workspace)
    window.close()
    qtbot.waitUntil(lambda: not raise_first(workspace), timeout=5_000)
