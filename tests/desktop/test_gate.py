"""The window before a locked, damaged or missing workspace, and the settings that protect one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from riskassess.app.assessments import Desk
from riskassess.desktop.look import Look
from riskassess.desktop.settings.asking import AskPassphrase, AskRestore, ShowCode
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
from riskassess.workspace import attempts, keys

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(1 << 10))


@pytest.fixture
def show(look: Look, workspace: Path, qtbot) -> Iterator[Callable[[], MainWindow]]:
    shown: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(look, Texts("zh"), lambda **more: Desk.open(workspace, **more), WindowMemory(workspace))
        qtbot.addWidget(window)
        window.open_desk()
        window.show()
        qtbot.waitExposed(window)
        shown.append(window)
        return window

    yield make
    for window in shown:
        window.close()


@pytest.fixture
def locked(workspace: Path) -> str:
    """Make an encrypted workspace with one assessment and a backup; return its recovery code."""
    desk = Desk.open(workspace)
    desk.start("某某公司", "越南工厂")
    code, _ = desk.care.set_passphrase(PASSPHRASE)
    desk.care.back_up()
    desk.close()
    return code


def gate_of(window: MainWindow) -> Any:
    return window.shell._gate


def entered(qtbot, window: MainWindow, words: str) -> None:
    gate = gate_of(window)
    gate.view.secret.line.setText(words)
    qtbot.keyClick(gate.view.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not gate.background.is_busy, timeout=10_000)


def test_a_locked_workspace_asks_and_opens(qtbot, show, locked: str) -> None:
    window = show()
    gate = gate_of(window)
    assert window.shell.pages.currentWidget() is gate.view
    assert not gate.view.go_on.isEnabled()
    window.shell.go("settings")
    assert window.shell.pages.currentWidget() is gate.view  # nothing behind the gate can be reached
    entered(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(lambda: window.context.desk is not None, timeout=10_000)
    assert len(window.context.desk.cards()) == 1
    assert window.shell.pages.currentWidget() is not gate.view
    assert gate.view.secret.words() == ""


def test_a_wrong_passphrase_is_said_and_waited_for(qtbot, show, locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    window = show()
    gate = gate_of(window)
    entered(qtbot, window, "something else")
    assert "密码不正确" in gate.view.message.text()
    assert not gate.view.go_on.isEnabled()
    assert "秒后" in gate.view.go_on.text()
    qtbot.waitUntil(gate.view.go_on.isEnabled, timeout=5_000)
    entered(qtbot, window, locked.lower())  # the recovery code in the same field
    qtbot.waitUntil(lambda: window.context.desk is not None, timeout=10_000)


def test_a_damaged_workspace_is_restored_from_the_window(qtbot, show, workspace: Path) -> None:
    desk = Desk.open(workspace)
    desk.start("甲公司", "项目一")
    desk.care.back_up()
    desk.start("乙公司", "项目二")
    desk.close()
    with workspace.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096)
    damaged = workspace.read_bytes()
    window = show()
    gate = gate_of(window)
    qtbot.waitUntil(lambda: not gate.background.is_busy, timeout=10_000)
    assert gate.view.offer.isVisible()
    assert workspace.read_bytes() == damaged
    qtbot.mouseClick(gate.view.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.context.desk is not None, timeout=10_000)
    assert [card.client for card in window.context.desk.cards()] == ["甲公司"]
    (aside,) = workspace.parent.glob(f"{workspace.name}.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.name in window.shell.banner.accessibleName()


def test_a_missing_workspace_is_not_begun_anew_unasked(qtbot, show, workspace: Path) -> None:
    desk = Desk.open(workspace)
    desk.start("甲公司", "项目一")
    desk.care.back_up()
    desk.close()
    workspace.unlink()
    window = show()
    gate = gate_of(window)
    qtbot.waitUntil(lambda: not gate.background.is_busy, timeout=10_000)
    assert not workspace.exists()
    assert gate.view.anew.isVisible()
    qtbot.mouseClick(gate.view.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.context.desk is not None, timeout=10_000)
    assert len(window.context.desk.cards()) == 1


def settings_of(window: MainWindow, qtbot) -> Any:
    window.shell.go("settings")
    page: Any = window.shell.pages.page("settings")
    qtbot.waitUntil(lambda: not page.is_looking())
    return page


def test_the_settings_set_and_remove_a_passphrase(qtbot, show, workspace: Path, monkeypatch) -> None:
    window = show()
    page = settings_of(window, qtbot)
    codes: list[str] = []
    monkeypatch.setattr(AskPassphrase, "exec", _fill)
    monkeypatch.setattr(ShowCode, "exec", lambda self: codes.append(self.code.text()))
    page.protection.buttons["set"].click()
    qtbot.waitUntil(lambda: bool(codes), timeout=10_000)
    assert not workspace.read_bytes().startswith(b"SQLite")
    qtbot.waitUntil(page.protection.buttons["remove"].isVisible)
    page.protection.buttons["remove"].click()
    qtbot.waitUntil(page.protection.buttons["set"].isVisible, timeout=10_000)
    assert workspace.read_bytes().startswith(b"SQLite")


def _fill(dialog: AskPassphrase) -> bool:
    assert not dialog.go_on.isEnabled()
    for field in (dialog.words, dialog.new, dialog.again):
        if field is not None:
            field.line.setText(PASSPHRASE)
    assert dialog.go_on.isEnabled()
    return True


def test_the_dialog_says_what_is_wrong(look: Look, qtbot) -> None:
    dialog = AskPassphrase(look, Texts("zh"), "set")
    qtbot.addWidget(dialog)
    assert dialog.new is not None and dialog.again is not None
    dialog.new.line.setText("short")
    assert "8" in dialog.message.text()
    dialog.new.line.setText(PASSPHRASE)
    dialog.again.line.setText("another one")
    assert dialog.message.text() and not dialog.go_on.isEnabled()


def test_backups_are_made_shown_and_restored(qtbot, show, workspace: Path, monkeypatch) -> None:
    window = show()
    window.context.desk.start("甲公司", "项目一")
    page = settings_of(window, qtbot)
    assert page.backups.age.text() == Texts("zh")("workspace.backups.none")
    page.backups.now.click()
    qtbot.waitUntil(lambda: page.backups.list.count() == 1, timeout=10_000)
    assert "刚刚" in page.backups.age.text() and "全部" in page.backups.age.text()
    window.context.desk.start("乙公司", "项目二")
    page = settings_of(window, qtbot)
    assert "还没有备份" in page.backups.age.text()
    monkeypatch.setattr(AskRestore, "exec", lambda self: True)
    page.backups.restore.click()
    qtbot.waitUntil(lambda: len(window.context.desk.cards()) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: window.shell.pages.front == "home", timeout=5_000)


def test_waits_grow(tmp_path: Path) -> None:
    waits = [attempts.wait_after(wrong) for wrong in range(12)]
    assert waits[0] == 0 and waits == sorted(waits) and waits[3] == 2 * waits[2]
    assert max(waits) <= attempts.LONGEST


def test_opening_the_window_on_a_copied_backup_works(show, workspace: Path, locked: str, tmp_path: Path) -> None:
    backup = next(workspace.parent.glob("*.backups/*.riskassess"))
    carried = tmp_path / "elsewhere"
    carried.mkdir()
    for file in (backup, backup.with_name(backup.name + ".key")):
        shutil.copy(file, carried)
    desk = Desk.open(carried / backup.name, words=PASSPHRASE)
    assert len(desk.cards()) == 1
    desk.close()
