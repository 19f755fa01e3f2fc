"""A file dragged onto home is opened; Chinese is composed in text fields while digits act on the card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk
from riskassess.desktop.shell.window import MainWindow

COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*urls: QUrl) -> QMimeData:
    carried = QMimeData()
    carried.setUrls(list(urls))
    return carried


def enters(window: MainWindow, carried: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(50, 50), COPY, carried, LEFT, NO_KEY)
    event.ignore()
    window.shell.pages.page("home").widget.dragEnterEvent(event)  # pyright: ignore[reportAttributeAccessIssue]
    return event.isAccepted()


def test_an_answers_file_dragged_in_is_opened(window: MainWindow, desk: Desk, tmp_path: Path, qtbot) -> None:
    answers = tmp_path / "answers.json"
    sample = desk.open_sample()
    sample.export_answers(answers)
    carried = dragged(QUrl.fromLocalFile(str(answers)))
    assert enters(window, carried)
    event = QDropEvent(QPointF(50, 50), COPY, carried, LEFT, NO_KEY)
    window.shell.pages.page("home").widget.dropEvent(event)  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(lambda: window.shell.pages.front == "result")
    opened = window.context.assessment
    assert opened is not None
    assert opened.id != sample.id
    assert opened.answers.answers == sample.answers.answers


def test_neither_two_files_nor_a_page_of_the_web_is_taken(window: MainWindow, tmp_path: Path) -> None:
    one, two = (QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.json", "b.json"))
    assert not enters(window, dragged(one, two))
    assert not enters(window, dragged(QUrl("https://example.org/a.json")))


def test_chinese_is_composed_in_the_note_while_digits_act_on_the_card(window: MainWindow, desk: Desk, qtbot) -> None:
    assessment = desk.start("企业", "项目")
    window.shell.work_on(assessment, "questions")
    page = window.shell.pages.page("questions")
    note = page.view.card.note  # pyright: ignore[reportAttributeAccessIssue]
    first = page.current()  # pyright: ignore[reportAttributeAccessIssue]
    note.setFocus()
    QApplication.sendEvent(note, QInputMethodEvent("zheng", []))
    assert note.toPlainText() == "", "what is being composed is not text yet"
    composed = QInputMethodEvent()
    composed.setCommitString("证据 3")
    QApplication.sendEvent(note, composed)
    qtbot.keyClicks(note, "4")
    assert note.toPlainText() == "证据 34"
    assert first not in assessment.answers.answers or assessment.answers.answers[first].level is None
    page.view.card.focus()  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    answer = assessment.answers.answers[first]
    assert (answer.level, answer.note) == (4, "证据 34")
