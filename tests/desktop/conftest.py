"""A look, a desk over an empty workspace with the shipped pack, and a complete window over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts


@pytest.fixture(autouse=True)
def no_windows_of_before(qapp: QApplication) -> None:
    """Delete what earlier tests let go: every style sheet would be worked out for all of their widgets as well."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType]


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, "light")


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf.shipped()


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one empty workspace: its tables take longer to make than to copy."""
    path = tmp_path_factory.mktemp("empty") / "workspace.riskassess"
    Desk.open(path).close()
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace.riskassess"


@pytest.fixture
def desk(workspace: Path, empty_workspace: Path, shelf: Shelf) -> Iterator[Desk]:
    shutil.copy(empty_workspace, workspace)
    opened = Desk.open(workspace, shelf=shelf)
    yield opened
    opened.close()


@pytest.fixture
def window(look: Look, desk: Desk, workspace: Path, qtbot) -> MainWindow:
    shown = MainWindow(look, Texts("zh"), lambda: desk, WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.open_desk()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown
