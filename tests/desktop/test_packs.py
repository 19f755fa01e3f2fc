"""Questionnaires in the window: listed, installed after one question, removed with a word on copies, moved to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from riskassess.app.assessments import Desk
from riskassess.app.installing import make_keys, sign_pack
from riskassess.desktop.look import Look
from riskassess.desktop.moving.dialogs import AskMove
from riskassess.desktop.settings.packs import AskPack
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.locations import shipped_questionnaires
from riskassess.texts import Texts

TEXTS = Texts("zh")
PACK = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))


@pytest.fixture
def own_desk(workspace: Path, empty_workspace: Path) -> Iterator[Desk]:
    """Open a desk whose shelf is that of its own workspace, as the program does."""
    shutil.copy(empty_workspace, workspace)
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
def newer(tmp_path: Path) -> Path:
    """Return the shipped pack's folder as its next minor version, one question worded differently."""
    folder = tmp_path / "newer"
    shutil.copytree(PACK, folder)
    top = folder / "pack.yaml"
    lines = top.read_text(encoding="utf-8").splitlines()
    top.write_text("\n".join("version: 1.9.0" if one.startswith("version:") else one for one in lines) + "\n", "utf-8")
    domain = min((folder / "domains").iterdir())
    text = domain.read_text(encoding="utf-8")
    assert "? " in text or "？" in text
    domain.write_text(text.replace("？", "？（新）", 1), encoding="utf-8")
    return folder


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[QDialog]]:
    """Answer every question of this subject the same way, and keep what was asked."""

    def answer(agreed: bool) -> list[QDialog]:
        asked: list[QDialog] = []
        for kind in (AskPack, AskMove):
            monkeypatch.setattr(kind, "exec", lambda dialog: asked.append(dialog) or int(agreed))
        return asked

    return answer


def words_in(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def settings(window: MainWindow) -> Any:
    window.shell.go("settings")
    return window.shell.pages.page("settings").packs  # type: ignore[attr-defined]


def test_the_shipped_pack_is_listed_and_cannot_be_removed(own_window: MainWindow) -> None:
    (row,) = settings(own_window).rows
    assert row.known.shipped
    assert not row.remove.isVisibleTo(row)


def test_an_unsigned_pack_asks_once_and_a_no_installs_nothing(
    own_window: MainWindow, newer: Path, answering: Callable[[bool], list[QDialog]], qtbot
) -> None:
    panel, asked = settings(own_window), answering(False)
    panel.look_at(newer)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=10_000)
    assert "1.9.0" in words_in(asked[0])
    assert asked[0].give_up.isDefault()  # type: ignore[attr-defined]
    assert len(panel.rows) == 1
    asked = answering(True)
    panel.look_at(newer)
    qtbot.waitUntil(lambda: len(panel.rows) == 2, timeout=10_000)
    assert len(asked) == 1
    assert "没有签名" in panel.rows[1].state.text()


def test_a_signed_pack_of_a_trusted_key_asks_nothing_and_a_wrong_signature_is_told(
    own_window: MainWindow, newer: Path, answering: Callable[[bool], list[QDialog]], qtbot, tmp_path: Path, monkeypatch
) -> None:
    panel, asked, told = settings(own_window), answering(True), []
    monkeypatch.setattr(own_window.shell.context, "report_problem", told.append)
    secret, public, _ = make_keys(tmp_path / "委员会", "")
    zipped, _, _ = sign_pack(newer, secret)
    panel.look_at(zipped)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=10_000)
    assert [one.code for one in told[0].problems] == ["signature-key-unknown"]
    panel.ask_trust(public)
    assert len(asked) == 1
    panel.look_at(zipped)
    qtbot.waitUntil(lambda: len(panel.rows) == 2, timeout=10_000)
    assert len(asked) == 1
    assert "委员会" in panel.rows[1].state.text()
    zipped.write_bytes(zipped.read_bytes() + b"\0")
    panel.look_at(zipped)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert [one.code for one in told[1].problems] == ["signature-wrong"]


def test_a_draft_is_offered_the_newer_version_on_home_and_result_and_moved(
    own_window: MainWindow, own_desk: Desk, newer: Path, answering: Callable[[bool], list[QDialog]], qtbot
) -> None:
    shell, asked = own_window.shell, answering(True)
    draft = own_desk.open_sample()
    panel = settings(own_window)
    panel.look_at(newer)
    qtbot.waitUntil(lambda: len(panel.rows) == 2, timeout=10_000)
    shell.go("home")
    home: Any = shell.pages.page("home")
    qtbot.waitUntil(home.widget.move_notice.isVisible, timeout=5_000)
    assert "1.9.0" in home.widget.move_notice.words.text()
    home.widget.move_notice.button.click()
    result: Any = shell.pages.page("result")
    assert shell.context.assessment is not None
    assert shell.context.assessment.id == draft.id
    assert result.view.move_notice.isVisible()
    result.view.move_notice.button.click()
    said = words_in(asked[-1])
    for version in (draft.pack.version, "1.9.0"):
        assert version in said
    assert said.count(draft.result.grade.point or "-") >= 2
    moved = shell.context.assessment
    assert (moved.pack.version, moved.revision) == ("1.9.0", 2)
    assert dict(moved.answers.answers) == dict(draft.answers.answers)
    assert not result.view.move_notice.isVisible()
    assert own_desk.open_assessment(draft.id).pack.version == draft.pack.version


def test_removing_says_who_keeps_a_copy_and_the_assessment_still_opens(
    own_window: MainWindow, own_desk: Desk, newer: Path, answering: Callable[[bool], list[QDialog]], qtbot
) -> None:
    asked = answering(True)
    panel = settings(own_window)
    panel.look_at(newer)
    qtbot.waitUntil(lambda: len(panel.rows) == 2, timeout=10_000)
    made = own_desk.open_sample()
    assert made.pack.version == "1.9.0"
    panel.rows[1].remove.click()
    assert "1 份评估" in words_in(asked[-1])
    assert len(panel.rows) == 1
    assert own_desk.open_assessment(made.id).result == made.result
    assert own_desk.packs()[0].version != "1.9.0"
