"""The tour of the first start: it comes once, stands beside what it speaks of, and is in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from riskassess.app.assessments import Desk
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.desktop.tour.tour import Tour
from riskassess.texts import Texts

Key = Qt.Key


def tour_of(window: MainWindow) -> Tour:
    tour = window.shell.tour.tour
    assert tour is not None
    return tour


@pytest.fixture
def touring(window: MainWindow, qtbot) -> MainWindow:
    qtbot.waitUntil(lambda: window.shell.tour.tour is not None, timeout=5_000)
    return window


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def test_a_first_start_shows_it_without_taking_the_keyboard(touring: MainWindow) -> None:
    tour = tour_of(touring)
    assert tour.at() == 0
    assert tour.callout.isVisible()
    assert not tour.callout.isAncestorOf(QApplication.focusWidget())
    assert not tour.callout.isModal()


def test_it_has_three_steps_at_most_each_beside_its_thing(touring: MainWindow, qtbot) -> None:
    tour, seen = tour_of(touring), []
    while tour.at() is not None:
        seen.append(tour.callout.title.text())
        callout = place_in(touring, tour.callout)
        assert touring.rect().contains(callout)
        assert not callout.intersects(tour._frame.geometry()), "it covers nothing of what it speaks of"
        qtbot.mouseClick(tour.callout.next, Qt.MouseButton.LeftButton)
    assert 1 <= len(seen) <= 3
    assert len(set(seen)) == len(seen)
    assert not tour.callout.isVisible()
    assert not tour._frame.isVisible()


def test_it_never_comes_again(touring: MainWindow, workspace: Path, desk: Desk, look, qtbot) -> None:
    assert WindowMemory(workspace).get("tour") == "shown"
    again = MainWindow(look, Texts("zh"), lambda: desk, WindowMemory(workspace))
    qtbot.addWidget(again)
    again.open_desk()
    again.show()
    qtbot.wait(600)
    assert again.shell.tour.tour is None


def test_who_has_assessed_already_or_has_no_memory_is_not_asked(desk: Desk, workspace: Path, look, qtbot) -> None:
    for memory, begun in ((WindowMemory(None), False), (WindowMemory(workspace), True)):
        if begun:
            desk.start("甲", "乙")
        window = MainWindow(look, Texts("zh"), lambda: desk, memory)
        qtbot.addWidget(window)
        window.open_desk()
        window.show()
        qtbot.wait(600)
        assert window.shell.tour.tour is None


def test_escape_skips_it(touring: MainWindow, qtbot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert tour_of(touring).at() is None


def test_going_on_ends_it(touring: MainWindow, desk: Desk, qtbot) -> None:
    home = touring.shell.pages.page("home")
    qtbot.mouseClick(home.widget.first.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: touring.shell.pages.front != "home", timeout=5_000)
    assert tour_of(touring).at() is None


def test_the_keyboard_goes_through_it_and_comes_back(touring: MainWindow, qtbot) -> None:
    tour = tour_of(touring)
    touring.shell.pages.setFocus()
    qtbot.keyClick(touring.shell.pages, Key.Key_Tab)
    assert tour.callout.next.hasFocus(), "one Tab away"
    qtbot.keyClick(tour.callout.next, Key.Key_Return)
    assert tour.at() == 1
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert tour.callout.back.hasFocus()
    qtbot.keyClick(tour.callout.back, Key.Key_Return)
    assert tour.at() == 0
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert tour.at() is None
    assert QApplication.focusWidget() is touring.shell.pages


def test_a_screen_reader_is_told(touring: MainWindow) -> None:
    tour = tour_of(touring)
    spoken = QAccessible.queryAccessibleInterface(tour.callout)
    assert spoken.text(QAccessible.Text.Name) == tour.callout.title.text()
    assert spoken.text(QAccessible.Text.Description) == tour.callout.words.text()
    reached = QAccessible.queryAccessibleInterface(tour.callout.next)
    assert tour.callout.words.text() in reached.text(QAccessible.Text.Description)


def test_the_guide_brings_it_back_from_any_page(touring: MainWindow, desk: Desk, qtbot) -> None:
    tour_of(touring).end()
    touring.shell.work_on(desk.open_sample(), "questions")
    touring.shell.show_guide()
    guide = touring.shell._guide
    qtbot.mouseClick(guide.tour, Qt.MouseButton.LeftButton)
    assert not guide.isVisible()
    qtbot.waitUntil(lambda: tour_of(touring).at() == 0, timeout=5_000)
    assert touring.shell.pages.front == "home"
    assert tour_of(touring).callout.next.hasFocus() or not touring.isActiveWindow()


def test_it_follows_language_and_size(touring: MainWindow, qtbot) -> None:
    tour = tour_of(touring)
    touring.shell.set_setting("language", "en")
    assert tour.callout.title.text() == Texts("en")("tour.sample.title")
    touring.resize(1024, 680)
    qtbot.wait(20)
    assert touring.rect().contains(place_in(touring, tour.callout))
