"""The frame around the pages: language, keys, notices, problems, what is kept; the keyboard reaches everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from riskassess.app.assessments import Desk
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.problem_window import ProblemWindow
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import Place, ProblemsFound, problem
from riskassess.texts import Texts

CHINESE = re.compile("[\u3400-\u9fff]")
USED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


def words_of(window: QWidget) -> list[str]:
    """List all words that can be seen in a window, and what a screen reader hears of its controls."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found.append(widget.accessibleName())
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(number) for number in range(widget.count())]
    return [words for words in found if words]


def typed_by(window: QWidget) -> set[str]:
    return {line.text() for line in window.findChildren(QLineEdit)}


@pytest.fixture
def named(window: MainWindow, desk: Desk) -> MainWindow:
    window.shell.work_on(desk.start("Acme Manufacturing", "Plant abroad"), "project")
    return window


@pytest.mark.parametrize("page", ["home", "project", "settings"])
def test_the_language_switches_at_once_everywhere(named: MainWindow, page: str) -> None:
    named.shell.go(page)
    assert any(CHINESE.search(words) for words in words_of(named))
    named.shell.set_setting("language", "en")
    left = [words for words in words_of(named) if CHINESE.search(words) and words != "中文"]
    assert not left
    assert named.windowTitle() == Texts("en")("window.title")
    named.shell.set_setting("language", "zh")
    assert named.windowTitle() == Texts("zh")("window.title")


def test_a_page_built_later_is_in_the_language_chosen(window: MainWindow) -> None:
    window.shell.set_setting("language", "en")
    window.shell.go("settings")
    assert not [words for words in words_of(window) if CHINESE.search(words) and words != "中文"]


def test_settings_are_kept_for_the_next_start(window: MainWindow, workspace: Path) -> None:
    window.shell.set_setting("scheme", "dark")
    window.shell.set_setting("language", "en")
    window.shell.set_setting("single_keys", "off")
    assert window.context.look.dark
    assert not window.context.single_keys
    kept = WindowMemory(workspace)
    assert (kept.scheme(), kept.language(), kept.get("single_keys")) == ("dark", "en", "off")


def test_the_place_on_the_screen_is_kept(window: MainWindow, workspace: Path, look: Look) -> None:
    window.resize(1100, 700)
    window.close()
    assert window.context.desk is None, "the workspace is closed with the window"
    again = MainWindow(look, Texts("zh"), lambda: Desk.open(workspace), WindowMemory(workspace))
    assert again.height() == 700  # the width is cut to what the screen of a test has
    again.close()


@pytest.mark.parametrize("entry", [e for e in PAGES if e.needs_assessment], ids=lambda e: e.name)
def test_without_an_assessment_a_page_teaches(window: MainWindow, entry, qtbot) -> None:
    window.shell.rail.item(entry.name).click()
    assert Texts("zh")("window.empty.title") in words_of(window)
    qtbot.mouseClick(window.shell.pages.empty.home, Qt.MouseButton.LeftButton)
    assert window.shell.pages.front == "home"


def test_the_top_bar_says_whose_and_since_when_it_is_saved(named: MainWindow, desk: Desk) -> None:
    words = words_of(named)
    assert {"Acme Manufacturing", "Plant abroad", "草稿"} <= set(words)
    at = named.context.assessment.saved_at
    assert f"{at.astimezone():%H:%M} 已保存" in words


def test_keys_lead_to_pages_and_to_the_search(window: MainWindow, qtbot) -> None:
    last = Qt.Key(Qt.Key.Key_0 + len(PAGES) % 10)
    qtbot.keyClick(window, last, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.pages.front == PAGES[-1].name == "settings"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.pages.front == "home"
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert window.shell.bar.search.hasFocus()


def test_problems_are_told_together_with_what_to_do(look: Look, qtbot) -> None:
    found = (
        problem("client-without-name", Place(path="enterprise/name")),
        problem("project-without-name", Place(path="project/name")),
    )
    shown = ProblemWindow(look, Texts("zh"), found)
    qtbot.addWidget(shown)
    shown.show()
    words = words_of(shown)
    for one in found:
        assert set(Texts("zh").problem(one)) <= set(words)
        assert one.code in shown.details()
    assert Texts("zh")("window.problem.kept") in words
    assert not any("enterprise/name" in word for word in words), "paths of ours are for the details"


def test_a_file_that_is_no_workspace_is_left_alone_and_told(look: Look, tmp_path: Path, qtbot) -> None:
    foreign = tmp_path / "notes.riskassess"
    foreign.write_text("my notes", encoding="utf-8")
    window = MainWindow(look, Texts("zh"), lambda: Desk.open(foreign), WindowMemory(foreign))
    qtbot.addWidget(window)
    window.show()
    window.open_desk()
    with pytest.raises(ProblemsFound) as found:
        Desk.open(foreign)
    told = "\n".join(words_of(window))
    assert all(sentence in told for sentence in Texts("zh").problem(found.value.problems[0]))
    assert Texts("zh")("window.home.retry") in told
    window.close()
    assert foreign.read_text(encoding="utf-8") == "my notes"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.riskassess"]


def test_a_second_window_reads_and_says_so(window: MainWindow, workspace: Path, look: Look, qtbot) -> None:
    second = MainWindow(look, Texts("zh"), lambda: Desk.open(workspace))
    qtbot.addWidget(second)
    second.show()
    second.open_desk()
    assert second.context.desk.read_only
    assert " ".join(Texts("zh").problem(second.context.desk.notice)) in words_of(second)
    second.close()


def reached_by_tab(window: QWidget, qtbot) -> set[QWidget]:
    """Press Tab until it has come round; a date keeps it for each of its parts first."""
    seen: list[QWidget] = []
    for _ in range(400):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or (focused in seen and focused is not seen[-1]):
            break
        seen.append(focused)
    return set(seen)


@pytest.mark.parametrize("page", ["home", "project", "settings"])
def test_the_keyboard_reaches_everything(named: MainWindow, page: str, qtbot) -> None:
    named.shell.go(page)
    reached = reached_by_tab(named, qtbot)
    wanted = {
        widget
        for widget in named.findChildren(QWidget)
        if isinstance(widget, USED)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    # of a group of radio buttons Tab reaches one, and the arrow keys the others
    missed = [widget for widget in wanted - reached if not widget.property("checkable") or not widget.group()]
    assert wanted, "there is something to reach"
    assert not [(type(widget).__name__, widget.accessibleName() or widget.objectName()) for widget in missed]


@pytest.mark.parametrize("page", ["home", "project", "settings"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_says_its_name(named: MainWindow, page: str, language: str) -> None:
    named.shell.set_setting("language", language)
    named.shell.go(page)
    nameless = [
        (type(widget).__name__, widget.parentWidget())
        for widget in named.findChildren(QWidget)
        if isinstance(widget, USED)
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_opening_a_file_by_its_key_ends_on_the_result(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch, qtbot
) -> None:
    answers = tmp_path / "answers.json"
    desk.open_sample().export_answers(answers)
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_what: (str(answers), ""))
    window.shell._ask_home("open_file")
    qtbot.waitUntil(lambda: window.shell.pages.front == "result")
    assert window.shell.rail.item("result").isChecked()
    assert not window.shell.bar.search.isVisible()
