"""Contributing and collecting with the keyboard alone: everything is reached, and everything says its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from riskassess.app.assessments import Desk
from riskassess.desktop.shell.window import MainWindow
from tests.desktop.test_shell import USED, reached_by_tab
from tests.desktop.walk import fill
from tests.desktop.walk_collecting import walk_collecting


def used_in(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, USED) and widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_reached_and_says_its_name(window: MainWindow, desk: Desk, language: str, qtbot) -> None:
    window.shell.set_setting("language", language)
    fill(desk)
    missed: list[tuple[str, str, str]] = []
    nameless: list[tuple[str, str]] = []
    stops = 0
    for name, shown in walk_collecting(window, desk):
        stops += 1
        wanted = {
            widget for widget in used_in(shown) if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        for widget in wanted - reached_by_tab(window, qtbot):
            # of buttons of which one is chosen Tab reaches one, and the arrow keys the others
            if not (isinstance(widget, QAbstractButton) and (widget.group() or widget.autoExclusive())):
                missed.append((name, type(widget).__name__, widget.accessibleName()))
        for widget in used_in(shown):
            if not widget.accessibleName() and not (isinstance(widget, QAbstractButton) and widget.text()):
                nameless.append((name, type(widget).__name__))
    assert stops > 15
    assert not missed
    assert not nameless
