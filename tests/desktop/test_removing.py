"""Removal from a card: offered in its menu, said before, receipted after; and a long list built as it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLabel

from riskassess.app.assessments import Desk
from riskassess.desktop.home import removing as module
from riskassess.desktop.home.page import AT_ONCE
from riskassess.desktop.home.removing import AskRemoval, Removing
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts

ZH = Texts("zh")


def page(window: MainWindow):
    return window.shell.pages.page("home")


def cards(window: MainWindow):
    return [button.card for button in page(window).widget.grid.buttons()]


@pytest.fixture
def two(window: MainWindow, desk: Desk) -> MainWindow:
    desk.start("甲公司", "一号").choose(desk.packs()[0].questions[0].id, 3)
    desk.start("乙公司", "二号")
    window.shell.go("home")
    return window


def test_the_menu_offers_what_can_be_done(two: MainWindow) -> None:
    removing: Removing = page(two)._removing
    opened: list[bool] = []
    menu = removing.menu(cards(two)[0], lambda: opened.append(True), two)
    named = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert list(named) == [ZH(f"home.menu.{name}") for name in ("open", "remove_assessment", "remove_client")]
    assert all(action.isEnabled() for action in named.values())
    named[ZH("home.menu.open")].trigger()
    assert opened


def test_dots_and_menu_key_ask_and_a_click_opens(two: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(page(two)._removing, "show_menu", lambda card, where, open_it: asked.append(card.project))
    button = page(two).widget.grid.buttons()[0]
    dots = button._dots().center()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=dots)
    assert asked == [button.card.project]
    assert two.shell.pages.front == "home"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert two.shell.pages.front != "home"


@pytest.mark.parametrize("whole_client", [True, False])
def test_it_says_what_goes_and_enter_gives_up(two: MainWindow, desk: Desk, qtbot, whole_client: bool) -> None:
    card = cards(two)[1]
    extent = desk.removal_intent(card.assessment_id, whole_client=whole_client).extent
    asked = AskRemoval(two.context.look, ZH, "title", extent, whole_client)
    qtbot.addWidget(asked)
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert str(extent.history_rows) in said
    assert ZH("home.remove.no_undo") in said
    assert ZH("home.remove.elsewhere") in said
    asked.show()
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked.result() == QDialog.DialogCode.Rejected


def test_a_removal_is_receipted_and_the_card_is_gone(two: MainWindow, desk: Desk, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(module.AskRemoval, "exec", lambda self: True)
    card = next(card for card in cards(two) if card.client == "甲公司")
    two.shell.open_assessment(card.assessment_id)
    two.shell.go("home")
    page(two)._removing.ask(card, True)
    qtbot.waitUntil(lambda: len(cards(two)) == 1, timeout=5000)
    assert two.context.assessment is None
    assert cards(two)[0].client == "乙公司"
    (receipt,) = desk.receipts()
    assert f" {receipt.id}。" in two.shell.banner.accessibleName()


def test_a_long_list_is_built_as_far_as_it_is_seen(window: MainWindow, desk: Desk, qtbot) -> None:
    first = desk.start("企业 0", "项目")
    with desk._workspace.writing() as connection:
        for number in range(AT_ONCE + 20):
            connection.exec_driver_sql(
                "INSERT INTO assessment (project_id, pack_sha256, status, revision, created_at, changed_at, edits, "
                "summary) SELECT project_id, pack_sha256, status, revision, created_at, ?, edits, summary "
                "FROM assessment WHERE id = ?",
                (f"2025-01-01T00:00:{number % 60:02}.{number:06}+00:00", first.id),
            )
    window.shell.go("home")
    view = page(window).widget
    assert len(cards(window)) == AT_ONCE
    assert "21" in view.more.text()
    assert ZH("window.home.counted", count=AT_ONCE + 21, finished=0) == page(window).heading()[1]
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert len(cards(window)) == AT_ONCE + 21
    assert not view.more.isVisible()
    assert len({card.assessment_id for card in cards(window)}) == AT_ONCE + 21
