"""Benchmarks in the window: installed in the settings, and shown where an assessment stands."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.installing import Packs
from riskassess.desktop.look import Look
from riskassess.desktop.settings.benchmarks import BenchmarkSettings
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.exchange.answers_file import write_answers
from riskassess.texts import Texts
from tests.exchange.benchmarks import benchmark_data, write_benchmark
from tests.exchange.calls import TITLE, call, complete_answers

TEXTS = Texts("zh")


@pytest.fixture
def own_desk(workspace: Path) -> Iterator[Desk]:
    desk = Desk.open(workspace)
    yield desk
    desk.close()


@pytest.fixture
def own_window(look: Look, own_desk: Desk, workspace: Path, qtbot) -> MainWindow:
    shown = MainWindow(look, TEXTS, lambda: own_desk, WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.open_desk()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def trusted(own_desk: Desk, tmp_path: Path) -> Path:
    """Write a benchmark whose key is trusted here."""
    path = write_benchmark(tmp_path)
    Packs(own_desk.path).trust(tmp_path / "committee.pub")
    return path


def settings(window: MainWindow) -> BenchmarkSettings:
    window.context.go("settings")
    return window.shell.pages.page("settings").benchmarks  # pyright: ignore[reportAttributeAccessIssue]


def install(desk: Desk, path: Path) -> None:
    desk.benchmarks.install(desk.benchmarks.look_at(path, path.with_name("committee.pub")))


def assessment_of(desk: Desk, folder: Path, seed: int = 1) -> OpenAssessment:
    write_answers(complete_answers(random.Random(seed)), folder / "a.json")
    return desk.open_file(folder / "a.json")


def test_a_benchmark_is_installed_and_removed(own_window: MainWindow, own_desk: Desk, trusted: Path, qtbot) -> None:
    panel = settings(own_window)
    assert panel.rows == [] and own_desk.benchmarks.is_empty()
    panel.look_at(trusted)
    qtbot.waitUntil(lambda: len(panel.rows) == 1)
    row = panel.rows[0]
    assert row.title == TITLE["zh"] and call().id in row.state.text() and "committee" in row.state.text()
    assert panel.said.text() == TEXTS("benchmark.settings.installed", title=TITLE["zh"], expires="2029-01-10")
    panel.look_at(trusted)
    there = TEXTS("benchmark.settings.there", title=TITLE["zh"])
    qtbot.waitUntil(lambda: panel.said.text() == there)
    assert TITLE["zh"] in row.remove.accessibleName()
    row.remove.click()
    assert panel.rows == [] and own_desk.benchmarks.is_empty()


def test_one_that_is_dragged_onto_the_panel_is_installed(own_window: MainWindow, trusted: Path, qtbot) -> None:
    panel, carried = settings(own_window), QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(trusted))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    entering.ignore()
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, carried, left, none))
    qtbot.waitUntil(lambda: len(panel.rows) == 1)


def test_what_is_wrong_is_said_and_not_installed(
    own_window: MainWindow, own_desk: Desk, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(own_window.context, "report_problem", lambda found: said.extend(p.code for p in found.problems))
    panel = settings(own_window)
    panel.look_at(write_benchmark(tmp_path))
    qtbot.waitUntil(lambda: said == ["signature-key-unknown"])
    data = benchmark_data()
    data["parts"].pop()
    Packs(own_desk.path).trust(tmp_path / "committee.pub")
    panel.look_at(write_benchmark(tmp_path, data))
    qtbot.waitUntil(lambda: "benchmark-group-left-out" in said)
    assert own_desk.benchmarks.is_empty() and not panel.said.text()
