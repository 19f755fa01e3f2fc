"""Files at a question: dropped or chosen, opened as a copy by what the system has for them, saved, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from riskassess.app import attaching as taking
from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.questions import attaching
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.file_sizes import size_words
from riskassess.texts import Texts

COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    opened = desk.start("企业", "项目")
    window.context.work_on(opened, "questions")
    return opened


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment, qtbot) -> Iterator[QuestionsPage]:
    shown = window.shell.pages.page("questions")
    assert isinstance(shown, QuestionsPage)
    yield shown
    qtbot.waitUntil(lambda: not shown.attaching.is_busy)


def a_file(folder: Path, name: str = "决议.pdf", content: bytes = b"%PDF") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))  # as file managers do
    return data


def enters(target: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(page: QuestionsPage, *paths: Path) -> None:
    data = carried(*paths)  # the event does not own it
    page.view.card.dropEvent(QDropEvent(QPointF(50, 50), COPY, data, LEFT, NO_KEY))


def names(assessment: OpenAssessment, question: str | None) -> list[str]:
    assert question is not None
    return [file.name for file in assessment.attachments(question)]


def shown(page: QuestionsPage) -> list[str]:
    return [button.file.name for button in page.view.card.attachments._files if not button.isHidden()]


def menu_of(page: QuestionsPage, name: str) -> dict[str, bool]:
    button = next(b for b in page.view.card.attachments._files if not b.isHidden() and b.file.name == name)
    button.menu().aboutToShow.emit()
    return {action.text(): action.isEnabled() for action in button.menu().actions() if action.text()}


def test_files_that_are_dropped_are_kept_and_shown(
    page: QuestionsPage, assessment: OpenAssessment, tmp_path: Path, qtbot
) -> None:
    first = page.current()
    assert not page.view.card.attachments.isVisible()
    drop(page, a_file(tmp_path), a_file(tmp_path, "b.docx", b"doc"))
    page.do("next")  # whatever is shown meanwhile, they belong to where they were dropped
    qtbot.waitUntil(lambda: len(names(assessment, first)) == 2)
    assert names(assessment, page.current()) == []
    assert shown(page) == []
    assert first is not None
    page.show_question(first)
    assert shown(page) == ["决议.pdf", "b.docx"]
    assert page.view.card.attachments.isVisible()


def test_the_card_takes_files_and_its_fields_take_words(page: QuestionsPage, tmp_path: Path) -> None:
    card, files = page.view.card, carried(a_file(tmp_path))
    words = QMimeData()
    words.setText("一句话")
    limits = Texts("zh")("attachments.limits", file=20, total=500)
    for place in (card.viewport(), card.note.viewport(), card.evidence.detail):
        card.attachments.show_drop(over=False)
        assert enters(place, files)
        assert limits in card.attachments.hint.text(), "the card took them, whatever stands there"
    card.attachments.show_drop(over=False)
    for field in (card.note.viewport(), card.evidence.detail):
        assert enters(field, words)
        assert card.attachments.hint.text() == ""
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    assert not enters(card.viewport(), web)


def test_a_key_asks_for_a_file_and_says_how_large_it_may_be(
    page: QuestionsPage, assessment: OpenAssessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, title: str, *_more: str) -> tuple[str, str]:
        asked.append(title)
        return str(a_file(tmp_path)), ""

    monkeypatch.setattr(FileDialog, "getOpenFileName", choose)
    page.view.card.focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    qtbot.waitUntil(lambda: names(assessment, page.current()) == ["决议.pdf"])
    assert "20 MB" in asked[0] and "500 MB" in asked[0]


def test_taking_away_can_be_undone(page: QuestionsPage, assessment: OpenAssessment, tmp_path: Path, qtbot) -> None:
    drop(page, a_file(tmp_path))
    qtbot.waitUntil(lambda: shown(page) == ["决议.pdf"])
    page.attaching.remove("决议.pdf")
    assert shown(page) == []
    page.do("undo")
    assert shown(page) == ["决议.pdf"]
    assert names(assessment, page.current()) == ["决议.pdf"]


def test_a_document_is_opened_as_a_copy_by_the_system(
    page: QuestionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    drop(page, a_file(tmp_path, "a.pdf", b"what was kept"))
    qtbot.waitUntil(lambda: shown(page) == ["a.pdf"])
    assert menu_of(page, "a.pdf")[Texts("zh")("attachments.open", name="a.pdf")]
    assert opened == []  # nothing is opened before it is asked for by its name
    page.attaching.open("a.pdf")
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert (opened[0].name, opened[0].read_bytes()) == ("a.pdf", b"what was kept")
    assert opened[0] != tmp_path / "a.pdf"


def test_where_nothing_opens_it_that_is_said(
    page: QuestionsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.context.report_problem = lambda found: told.extend(one.code for one in found.problems)
    drop(page, a_file(tmp_path))
    qtbot.waitUntil(lambda: shown(page) == ["决议.pdf"])
    page.attaching.open("决议.pdf")
    qtbot.waitUntil(lambda: told == ["attachment-not-opened"])


def test_a_program_is_never_opened_from_here_only_saved(
    page: QuestionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    drop(page, a_file(tmp_path, "bill.pdf.exe", b"MZ"))
    qtbot.waitUntil(lambda: shown(page) == ["bill.pdf.exe"])
    texts = Texts("zh")
    offered = menu_of(page, "bill.pdf.exe")
    assert texts("attachments.open", name="bill.pdf.exe") not in offered
    assert not offered["bill.pdf.exe"] and not offered[texts("attachments.only_saved")]
    saved = tmp_path / "saved.bin"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    page.attaching.save("bill.pdf.exe")
    qtbot.waitUntil(saved.exists)
    assert saved.read_bytes() == b"MZ"


def test_what_is_refused_is_told_and_the_next_is_taken(
    page: QuestionsPage,
    window: MainWindow,
    assessment: OpenAssessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
) -> None:
    told: list[str] = []
    window.context.report_problem = lambda found: told.extend(one.code for one in found.problems)
    monkeypatch.setattr(taking, "LARGEST_FILE", 10)
    drop(page, a_file(tmp_path, "large.pdf", b"x" * 11), tmp_path, a_file(tmp_path, "small.pdf", b"x"))
    qtbot.waitUntil(lambda: names(assessment, page.current()) == ["small.pdf"])
    assert told == ["attachment-too-large", "attachment-unreadable"]


def test_the_same_content_is_not_held_twice_and_that_is_said(
    page: QuestionsPage, window: MainWindow, assessment: OpenAssessment, tmp_path: Path, qtbot
) -> None:
    said: list[str] = []
    window.context.say = said.append
    drop(page, a_file(tmp_path), a_file(tmp_path, "again.pdf"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [Texts("zh")("attachments.same", name="决议.pdf")]
    assert names(assessment, page.current()) == ["决议.pdf"]


def test_keeping_a_large_file_can_be_stopped(
    page: QuestionsPage, assessment: OpenAssessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    monkeypatch.setattr(taking.time, "sleep", lambda _seconds: page.attaching.stop())
    drop(page, a_file(tmp_path, "large.pdf", b"x" * 3_000_000), a_file(tmp_path, "waits.pdf"))
    qtbot.waitUntil(lambda: not page.attaching.is_busy)
    assert names(assessment, page.current()) == []
    assert not page.view.card.attachments.stop.isVisible()


def test_how_far_it_is_is_shown(page: QuestionsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    files = page.view.card.attachments
    monkeypatch.setattr(attaching.Background, "is_busy", property(lambda _self: True))
    page.attaching._show_progress("合同.pdf", 40)
    assert "40%" in files.hint.text() and "合同.pdf" in files.hint.text()
    assert files.stop.isVisible() and not files.add.isEnabled()
    monkeypatch.undo()
    files.show_progress("")
    assert not files.isVisible() and files.add.isEnabled()


def test_a_finished_assessment_shows_its_files_and_takes_none(
    window: MainWindow, desk: Desk, tmp_path: Path, page: QuestionsPage, qtbot
) -> None:
    sample = desk.open_sample()
    question = sample.pack.questions[0].id
    sample.attach(question, sample.take_in(a_file(tmp_path)))
    sample.finish("甲", "乙")
    window.context.work_on(sample, "questions", question=question)
    page.show_question(question)
    assert shown(page) == ["决议.pdf"]
    assert Texts("zh")("attachments.remove") not in menu_of(page, "决议.pdf")
    assert not page.view.card.attachments.add.isVisible()
    assert not enters(page.view.card.viewport(), carried(a_file(tmp_path, "late.pdf", b"late")))


def test_an_encrypted_workspace_says_what_opening_leaves(
    page: QuestionsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    drop(page, a_file(tmp_path))
    qtbot.waitUntil(lambda: shown(page) == ["决议.pdf"])
    assert not page.view.card.attachments.hint.isVisible()
    monkeypatch.setattr(type(desk), "is_encrypted", property(lambda _self: True))
    page.show_question(str(page.current()))
    assert page.view.card.attachments.hint.text() == Texts("zh")("attachments.hint_encrypted")


def test_the_keyboard_reaches_every_file(page: QuestionsPage, tmp_path: Path, qtbot) -> None:
    drop(page, a_file(tmp_path, "a.pdf", b"a"), a_file(tmp_path, "b.pdf", b"b"))
    qtbot.waitUntil(lambda: shown(page) == ["a.pdf", "b.pdf"])
    card = page.view.card
    way: list[QWidget] = [card.evidence.detail, card.attachments.add, *card.attachments._files, card.note]
    way[0].setFocus()
    for expected in way[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected


@pytest.mark.parametrize(("size", "words"), [(1, "1 B"), (999, "999 B"), (1500, "1.5 kB"), (20_000_000, "20.0 MB")])
def test_sizes_are_words(size: int, words: str) -> None:
    assert size_words(size, Texts("zh")) == words
