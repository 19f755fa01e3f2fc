"""Pages stand ready before they are asked for, and nobody sees it: neither in front nor in the keyboard's place."""

from __future__ import annotations

import gc
import threading
from importlib import import_module
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk
from riskassess.desktop import warming as getting_ready
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.desktop.warming import Warming
from riskassess.problems import Place, ProblemsFound, refuse

EVERYBODYS = [entry.name for entry in PAGES if not entry.role]


@pytest.fixture
def imported() -> None:
    for entry in PAGES:
        import_module(entry.module)


@pytest.fixture(autouse=True)
def nothing_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what tests leave behind be found as garbage still."""
    monkeypatch.setattr(gc, "freeze", lambda: None)


def do_all(window: MainWindow) -> int:
    turns = 0
    while window.shell.pages.do_one_ahead():
        turns += 1
        assert turns < 100, "it comes to an end"
    return turns


def test_every_page_is_made_ahead_and_the_one_in_front_stays(window: MainWindow, desk: Desk, imported: None) -> None:
    window.shell.work_on(desk.open_sample(), "questions")
    front, focused = window.shell.pages.currentWidget(), QApplication.focusWidget()
    assert len(window.shell.pages.built()) < len(EVERYBODYS)
    assert do_all(window) >= len(EVERYBODYS)
    assert {page.name for page in window.shell.pages.built()} == set(EVERYBODYS)
    assert window.shell.pages.currentWidget() is front and window.shell.pages.front == "questions"
    assert QApplication.focusWidget() is focused
    assert do_all(window) == 0, "and is not done again"


def test_a_page_that_nobody_switched_on_is_not_made(window: MainWindow, desk: Desk, imported: None) -> None:
    do_all(window)
    assert not {entry.name for entry in PAGES if entry.role} & {page.name for page in window.shell.pages.built()}


def test_another_language_is_told_in_front_at_once_and_behind_in_turns_or_on_the_way(
    window: MainWindow, desk: Desk, imported: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.shell.work_on(desk.open_sample(), "questions")
    do_all(window)
    told: list[str] = []
    for page in window.shell.pages.built():
        monkeypatch.setattr(page, "retranslate", lambda _texts, name=page.name: told.append(name))
    window.shell.set_setting("language", "en")
    assert told == ["questions"]
    window.shell.go("plan")
    assert told == ["questions", "plan"]
    do_all(window)
    assert sorted(told) == sorted(EVERYBODYS), "each once"


def test_the_thread_opens_the_workspace_and_rests_while_the_window_is_filled(
    qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getting_ready, "NEXT", ("json", "csv"))
    opened_in: list[threading.Thread] = []
    outcomes: list[Any] = []
    warming = Warming()
    warming.opened.connect(outcomes.append)
    with qtbot.waitSignal(warming.can_fill):
        warming.begin(lambda: opened_in.append(threading.current_thread()))
    qtbot.wait(30)
    assert opened_in == [], "it waits until what it has got ready was used"
    with qtbot.waitSignal(warming.opened):
        warming.heard()
    assert outcomes == [None] and opened_in[0] is not threading.main_thread()
    warming.heard()
    for _module in range(2):
        with qtbot.waitSignal(warming.imported):
            assert warming.go_on()
    assert not warming.go_on(), "nothing is left"


def test_what_came_of_opening_is_told_in_the_windows_thread(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getting_ready, "NEXT", ())
    found: list[Any] = []
    warming = Warming()
    warming.opened.connect(lambda outcome: found.extend((outcome, threading.current_thread())))

    def refused() -> None:
        raise refuse("workspace-not-a-database", Place(file="x"))

    with qtbot.waitSignal(warming.can_fill):
        warming.begin(refused)
    with qtbot.waitSignal(warming.opened):
        warming.heard()
    warming.heard()
    assert isinstance(found[0], ProblemsFound)
    assert found[1] is threading.main_thread()


def test_a_workspace_that_opens_when_the_window_is_gone_is_closed_again(window: MainWindow) -> None:
    class Late:
        closed = False

        def close(self) -> None:
            self.closed = True

    late = Late()
    window.close()
    window.take(late)  # pyright: ignore[reportArgumentType]
    assert late.closed


def test_a_defect_in_opening_is_raised_where_it_can_be_told(window: MainWindow) -> None:
    with pytest.raises(ZeroDivisionError):
        window.take(ZeroDivisionError())
