"""Calls that take turns: all are run, in the order in which they came, and one that fails holds up none."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QWidget

from riskassess.desktop.turns import Turns
from riskassess.problems import ProblemsFound, refuse


def test_calls_take_turns(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    turns, told, first = Turns(parent), list[object](), threading.Event()

    def failing() -> None:
        raise refuse("folder-not-made", path="x", reason="y")

    def failed(found: ProblemsFound) -> None:
        told.append(found.problems[0].code)

    turns.run(lambda: first.wait(10), told.append, failed)
    turns.run(failing, told.append, failed)
    turns.run(lambda: 3, told.append, failed)
    assert turns.is_busy
    assert told == []
    first.set()
    qtbot.waitUntil(lambda: not turns.is_busy, timeout=10_000)
    assert told == [True, "folder-not-made", 3]


def test_what_is_asked_for_in_an_answer_comes_after_what_waits(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    turns, told = Turns(parent), list[int]()

    def first(found: int) -> None:
        told.append(found)
        turns.run(lambda: 3, told.append, lambda _found: None)

    turns.run(lambda: 1, first, lambda _found: None)
    turns.run(lambda: 2, told.append, lambda _found: None)
    qtbot.waitUntil(lambda: not turns.is_busy, timeout=10_000)
    assert told == [1, 2, 3]
