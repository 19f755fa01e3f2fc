"""The settings of where the data are: shown, moved while the window is open, what is left removed; all licences."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from riskassess.app.assessments import Desk
from riskassess.app.relocating import Relocating
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look
from riskassess.desktop.settings.licences import LicencesWindow
from riskassess.desktop.settings.moving_dialog import AskRemoveFormer, MoveDialog
from riskassess.desktop.settings.page import SettingsPage
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

TEXTS = Texts("zh")


@pytest.fixture
def own_window(look: Look, workspace: Path, empty_workspace: Path, qtbot) -> Iterator[MainWindow]:
    """Open a window as the program does: it asks for the workspace by the place that it knows."""
    shutil.copy(empty_workspace, workspace)
    shown = MainWindow(look, TEXTS, lambda **more: Desk.open(workspace, **more), WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.open_desk()
    shown.show()
    yield shown
    shown.shell.close()


@pytest.fixture
def page(own_window: MainWindow) -> SettingsPage:
    own_window.shell.go("settings")
    found = own_window.shell.pages.page("settings")
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "elsewhere"
    chosen.mkdir()
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_: str(chosen))
    return chosen


def run_through(monkeypatch: pytest.MonkeyPatch, qtbot) -> list[MoveDialog]:
    """Let the dialog be gone through as somebody would who presses its verb."""
    seen: list[MoveDialog] = []

    def go_on(dialog: MoveDialog) -> int:
        seen.append(dialog)
        dialog.show()
        dialog.go_on.click()
        qtbot.waitUntil(lambda: not dialog._background.is_busy)
        return dialog.result()

    monkeypatch.setattr(MoveDialog, "exec", go_on)
    return seen


def test_the_data_move_while_the_window_is_open(
    own_window: MainWindow, page: SettingsPage, folder: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    own_window.shell.set_setting("language", "en")
    desk = own_window.context.desk
    assert desk is not None
    desk.start("企业", "项目")
    asked = run_through(monkeypatch, qtbot)
    page.place.move.click()
    assert len(asked) == 1
    moved = own_window.context.desk
    assert moved is not None and moved.path == folder / "workspace.riskassess"
    assert [card.client for card in moved.cards()] == ["企业"]
    assert own_window.shell.pages.front == "home"
    own_window.shell.set_setting("scheme", "dark")  # the window remembers itself beside the data
    assert WindowMemory(moved.path).get("language") == "en"
    assert WindowMemory(moved.path).get("scheme") == "dark"
    own_window.shell.go("settings")
    assert page.place.path.text() == str(moved.path)
    assert len(page.place.former) == 1
    monkeypatch.setattr(AskRemoveFormer, "exec", lambda _self: QDialog.DialogCode.Accepted)
    page.place.former[0][1].click()
    qtbot.waitUntil(lambda: page.place.former == [])
    assert not workspace.exists()
    assert page.place._said.text() == Texts("en")("place.removed")


def test_a_folder_that_will_not_do_is_told_and_all_goes_on(
    own_window: MainWindow, page: SettingsPage, folder: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    told: list[str] = []
    own_window.context.report_problem = lambda found: told.extend(one.code for one in found.problems)
    (folder / "workspace.riskassess").write_bytes(b"x")
    run_through(monkeypatch, qtbot)
    page.place.move.click()
    assert told == ["workspace-move-occupied"]
    assert own_window.context.desk is not None and own_window.context.desk.path == workspace
    own_window.context.desk.start("企业", "项目")


def test_where_the_new_place_cannot_be_opened_the_window_opens_it_anew(
    own_window: MainWindow, page: SettingsPage, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    opened = Relocating.move

    def fail_after(self: Relocating, *more: object) -> Desk:
        opened(self, *more).close()  # type: ignore[arg-type]
        raise ProblemsFound(())

    monkeypatch.setattr(Relocating, "move", fail_after)
    run_through(monkeypatch, qtbot)
    page.place.move.click()
    assert own_window.context.desk is not None
    assert own_window.context.desk.path == folder / "workspace.riskassess"


def test_giving_up_keeps_everything(own_window: MainWindow, look: Look, folder: Path, workspace: Path, qtbot) -> None:
    desk = own_window.context.desk
    assert desk is not None
    dialog = MoveDialog(look, TEXTS, desk, folder, own_window)
    qtbot.addWidget(dialog)
    dialog._stop = True  # pressed before the first bytes were copied
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog._background.is_busy)
    assert dialog.moved is None and dialog.found is None and not dialog.is_away
    assert list(folder.iterdir()) == []
    desk.start("企业", "项目")


def test_how_far_it_is_is_shown_and_what_is_nearly_decided_is_not_given_up(
    own_window: MainWindow, look: Look, folder: Path, qtbot
) -> None:
    assert own_window.context.desk is not None
    dialog = MoveDialog(look, TEXTS, own_window.context.desk, folder, own_window)
    qtbot.addWidget(dialog)
    dialog._show(40)
    assert "40%" in dialog.told.text() and dialog.give_up.isEnabled()
    dialog._show(100)
    assert dialog.told.text() == TEXTS("place.ask.checking") and not dialog.give_up.isEnabled()
    dialog.show()
    dialog.reject()
    assert dialog.isVisible()


def test_every_licence_is_there_with_its_words(look: Look, qtbot) -> None:
    window = LicencesWindow(look, TEXTS)
    qtbot.addWidget(window)
    rows = {
        window.table.item(row, 0).text(): (row, window.table.item(row, 2).text())
        for row in range(window.table.rowCount())
    }
    assert rows[TEXTS("licences.program")][1] == "Apache-2.0"
    assert rows[TEXTS("licences.questionnaire")][1] == "CC-BY-4.0"
    font, licence = rows[TEXTS("licences.font")]
    assert licence == "OFL-1.1"
    window.table.setCurrentCell(font, 0)
    assert "SIL OPEN FONT LICENSE" in window.words.toPlainText()
    qt = next(licence for name, (_, licence) in rows.items() if name.lower().startswith("pyside6"))
    assert "LGPL" in qt
    window.table.setCurrentCell(rows["SQLAlchemy"][0], 0)
    assert "MIT" in rows["SQLAlchemy"][1]
    assert "Permission is hereby granted" in window.words.toPlainText()


def test_the_settings_open_the_licences(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(LicencesWindow, "exec", lambda self: opened.append(self.windowTitle()))
    page.licences.click()
    assert opened == [TEXTS("licences.title")]
