"""A file of any kind goes to its page, by the button, by dragging it in, and from the list of those opened lately."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from riskassess.app.assessments import Desk
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts


def home(window: MainWindow) -> Any:
    return window.shell.pages.page("home")


def drop(window: MainWindow, path: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    home(window).widget.dropEvent(QDropEvent(QPointF(5, 5), action, carried, button, key))


def menu(window: MainWindow) -> list[str]:
    button = home(window).widget.recent
    button.menu().aboutToShow.emit()
    return [action.text() for action in button.menu().actions() if action.text()]


@pytest.fixture
def went(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Note where the window is sent, in place of going there: what the pages do then is theirs."""
    found: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(window.context, "go", lambda name, **what: found.append((name, what)))
    return found


@pytest.mark.parametrize(
    ("name", "content", "page", "what"),
    [
        ("call.json", json.dumps({"format": "riskassess-call/1"}), "contribute", "call"),
        ("benchmark.json", json.dumps({"format": "riskassess-benchmark/1"}), "settings", "benchmark"),
        ("pack.zip", "PK", "settings", "pack"),
        ("key.pub", "x", "settings", "key"),
    ],
)
def test_every_kind_goes_to_its_page(
    window: MainWindow,
    desk: Desk,
    went: list[tuple[str, dict[str, object]]],
    tmp_path: Path,
    name: str,
    content: str,
    page: str,
    what: str,
) -> None:
    path = tmp_path / name
    path.write_text(content)
    drop(window, path)
    assert went == [(page, {what: path})]
    assert desk.recent.files() == (path,)


def test_a_folder_with_a_questionnaire_is_looked_at_in_the_settings(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    settings: Any = window.shell.pages.page("settings")
    monkeypatch.setattr(settings.packs, "look_at", looked.append)
    (tmp_path / "pack.yaml").write_text("x")
    drop(window, tmp_path)
    assert looked == [tmp_path]
    assert window.shell.pages.front == "settings"


def test_answers_are_taken_in_and_remembered(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    path = tmp_path / "答卷.yaml"
    desk.open_sample().export_answers(path)
    assert not home(window).widget.recent.isVisible()
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.shell.go("home", open_file=True)
    qtbot.waitUntil(lambda: window.shell.pages.front == "result")
    window.shell.go("home")
    assert home(window).widget.recent.isVisible()
    assert menu(window) == ["答卷.yaml", Texts("zh")("home.recent_clear")]
    home(window).widget.recent.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: window.shell.pages.front == "result")
    assert len(desk.cards()) == 3


def test_what_cannot_be_read_is_not_remembered(window: MainWindow, desk: Desk, tmp_path: Path, qtbot) -> None:
    told: list[str] = []
    window.context.report_problem = lambda found: told.extend(one.code for one in found.problems)
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    drop(window, tmp_path / "broken.json")
    qtbot.waitUntil(lambda: bool(told))
    drop(window, tmp_path / "table.xlsx")
    assert told[-1] == "file-kind-unknown"
    assert desk.recent.kept() == ()


def test_the_list_can_be_cleared(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    desk.recent.add(tmp_path / "a.yaml")
    window.shell.go("home")
    menu(window)
    home(window).widget.recent.menu().actions()[-1].trigger()
    assert desk.recent.kept() == ()
    assert not home(window).widget.recent.isVisible()
