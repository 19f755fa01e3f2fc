"""The page Collected: an officer's way from keys to closing through the window, and what goes wrong on it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableWidget, QWidget

from riskassess.app.committee_folder import Collection, new_collection
from riskassess.app.committee_work import CallWishes, ChildJob, CommitteeWork
from riskassess.app.contributing import contribution_of, hand_over
from riskassess.desktop.asking import AskFirst
from riskassess.desktop.collected.paper import Paper, print_pages
from riskassess.desktop.collected.view import NAMES
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.exchange.tokens import new_token
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from tests.exchange.calls import complete_answers, pack

ZH = Texts("zh")
WORDS = "correct horse battery"
PATIENCE = 120_000  # ms; keys are derived slowly on purpose


@pytest.fixture
def told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[ProblemsFound]:
    found: list[ProblemsFound] = []
    monkeypatch.setattr(window.context, "report_problem", found.append)
    return found


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    shown: list[Paper] = []
    monkeypatch.setattr(Paper, "exec", lambda paper: shown.append(paper) or 1)
    return shown


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[AskFirst]:
    """Say yes to every question, and keep what was asked."""
    kept: list[AskFirst] = []
    monkeypatch.setattr(AskFirst, "exec", lambda dialog: kept.append(dialog) or 1)
    return kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "committee"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def called(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make keys and a call once, since deriving keys takes seconds; tests work on copies."""
    folder = tmp_path_factory.mktemp("called") / "committee"
    make_call(new_collection(folder, "trial-2026-h2"), folder.parent / "w.riskassess")
    return folder


@pytest.fixture
def at(called: Path, folder: Path) -> Collection:
    """Return a call that is signed and open, in the folder of the test."""
    shutil.copytree(called, folder, dirs_exist_ok=True)
    return Collection(folder / "trial-2026-h2")


def show(window: MainWindow, **what: object) -> Any:
    window.shell.set_setting("roles", "committee")
    window.shell.go("collected", **what)
    return window.shell.pages.page("collected")


def settled(page: Any, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=PATIENCE)


def words_in(widget: QWidget) -> str:
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join((*labels, *(one.toPlainText() for one in widget.findChildren(QPlainTextEdit))))


def done(job: ChildJob) -> None:
    ended = job.wait(PATIENCE / 1000)
    assert ended.state == "done", ended.problems


def make_call(at: Collection, workspace: Path, **more: object) -> None:
    """Bring a call so far that contributions can come, without the window."""
    from riskassess.app.committee_folder import coarse_names, expected_table

    work = CommitteeWork(workspace, "zh")
    done(work.make_keys(at, WORDS))
    values: dict[str, Any] = {
        "title": "试验征集",
        "contact": "committee@example.org",
        "opens": date(2020, 1, 1),
        "closes": date(2099, 1, 1),
        "heads": coarse_names(pack()),
        "expected": dict.fromkeys(expected_table(pack(), "zh").rows, 5),
        "pack": pack().id,
        **more,
    }
    done(work.make_call(at, CallWishes(**values), WORDS))


def contribute(at: Collection, into: Path, count: int) -> None:
    call = at.standing().call
    assert call is not None
    for seed in range(count):
        answers = complete_answers(random.Random(seed))
        hand_over(contribution_of(call, pack(), answers, new_token(), 1, detailed=False, first=True), into, "zh")


def test_the_page_is_there_for_its_role_alone(window: MainWindow, workspace: Path, qtbot) -> None:
    item = window.shell.rail.item("collected")
    assert not item.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.pages.front != "collected"
    window.shell.go("settings")
    settings: Any = window.shell.pages.page("settings")
    settings.roles["committee"].setChecked(True)
    assert item.isVisible()
    assert WindowMemory(workspace).get("roles") == "committee"
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.pages.front == "collected"
    settings.roles["committee"].setChecked(False)
    assert not item.isVisible()


def test_without_a_folder_the_page_teaches_and_asks_for_one(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(window)
    assert page.view.teaching.isVisible()
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_a: str(folder))
    page.view.begin.click()
    assert page.view.begin.text() == ZH("collected.new.button")
    page.make_collection("trial-2026-h2")
    assert page.view.keys.isVisible()
    assert not page.view.teaching.isVisible()


def test_an_officers_way_from_keys_to_closing(
    window: MainWindow, folder: Path, tmp_path: Path, papers: list[Paper], asked: list[AskFirst], told, qtbot
) -> None:
    page = show(window, folder=folder)
    page.make_collection("trial-2026-h2")
    view, at = page.view, page.doing.at
    settled(page, qtbot)

    assert not view.keys.make.isEnabled()
    view.keys.new.line.setText(WORDS)
    view.keys.again.line.setText(WORDS + "!")
    assert not view.keys.make.isEnabled()
    assert view.keys.message.isVisible()
    view.keys.again.line.setText(WORDS)
    view.keys.make.click()
    settled(page, qtbot)
    assert "AGE-SECRET-KEY-" in papers[0].shown.toPlainText()
    assert not any("AGE-SECRET-KEY-" in words_in(step) for step in view.steps.values())
    assert not view.keys.new.line.text()

    view.show_step("call")
    assert not view.call.sign.isEnabled()
    view.call.call_title.line.setText("试验征集")
    view.call.contact.line.setText("committee@example.org")
    view.call.opens.set_day(date(2020, 1, 1))
    view.call.closes.set_day(date(2099, 1, 1))
    view.call.expected.set_numbers(dict.fromkeys(view.call.expected.numbers(), 5))
    assert ZH("collected.call.total", count=90) == view.call.expected.total.text()
    planned = view.call.expected.planned.text().splitlines()
    view.call.words.line.setText(WORDS)
    view.call.sign.click()
    settled(page, qtbot)
    assert at.call.exists()
    assert len(page.doing.standing.call.groups) == len(planned) == 2

    came, mixed = tmp_path / "came", tmp_path / "mixed"
    contribute(at, came, 25)
    view.show_step("mix")
    view.mix.source.set_path(came)
    view.mix.target.set_path(mixed)
    view.mix.go_on.click()
    settled(page, qtbot)
    assert len(list(mixed.iterdir())) == 25
    assert "25" in view.mix.outcome.text()

    (mixed / "foreign.age").write_bytes(b"nothing of ours")
    view.show_step("intake")
    view.intake.folder.set_path(mixed)
    view.intake.words.line.setText(WORDS)
    view.intake.go_on.click()
    settled(page, qtbot)
    assert ZH("collected.intake.stands", count=25, withdrawn=0) == view.intake.over_all.text()
    assert ZH("cli.committee.reason.not_opened") in view.intake.rejected.text()
    assert not view.intake.words.line.text()

    view.show_step("publish")
    assert not view.publish.publish.isVisible()
    view.publish.look_at.click()
    settled(page, qtbot)
    assert not told
    assert view.publish.shown.parts.rowCount() == 2  # with fewer than a hundred the whole alone, and it is one part
    assert ZH("collected.publish.warning.open_collection") in words_in(view.publish.shown)
    assert not at.benchmark.exists()
    view.publish.words.line.setText(WORDS)
    view.publish.publish.click()
    settled(page, qtbot)
    assert at.benchmark.exists()
    assert at.benchmark.with_name("benchmark.json.minisig").exists()

    page.doing.write_report(tmp_path / "planning.pdf")
    settled(page, qtbot)
    assert not told
    assert (tmp_path / "planning.pdf").read_bytes().startswith(b"%PDF")

    view.show_step("close")
    assert str(at.store) in view.close_call.always.text()
    assert at.identity in view.close_call.also()
    assert mixed in view.close_call.also()
    view.close_call.go_on.click()
    settled(page, qtbot)
    assert len(asked) == 2
    assert str(at.store) in "".join(label.text() for label in asked[1].findChildren(QLabel))
    assert not told
    assert not any(path.exists() for path in (at.store, at.rejected, at.identity, mixed))
    assert all(path.exists() for path in (at.benchmark, at.call, at.signing_key, folder / "publications.json"))
    assert view.close_call.state.text() == ZH("collected.close.closed")


def test_a_wrong_passphrase_and_a_wrong_folder_are_told_and_change_nothing(
    window: MainWindow, folder: Path, at: Collection, tmp_path: Path, told: list[ProblemsFound], qtbot
) -> None:
    page = show(window, folder=folder)
    settled(page, qtbot)
    page.view.show_step("intake")
    step = page.view.intake
    assert step.identity.path() == at.identity
    came = tmp_path / "came"
    contribute(at, came, 2)
    for path, words, code in (
        (came, "wrong", "identity-not-opened"),
        (tmp_path / "gone", WORDS, "file-unreadable"),
    ):
        step.folder.set_path(path)
        step.words.line.setText(words)
        step.go_on.click()
        settled(page, qtbot)
        assert [one.code for one in told.pop().problems] == [code]
        assert step.over_all.isHidden() or "0" in step.over_all.text()
    assert len(list(came.iterdir())) == 6


def test_what_is_cancelled_leaves_nothing_and_can_be_begun_again(
    window: MainWindow, folder: Path, at: Collection, tmp_path: Path, told: list[ProblemsFound], qtbot
) -> None:
    came = tmp_path / "came"
    contribute(at, came, 3)
    page = show(window, folder=folder)
    settled(page, qtbot)
    page.view.show_step("intake")
    step = page.view.intake
    step.folder.set_path(came)
    step.words.line.setText(WORDS)
    step.go_on.click()
    assert page.view.working.isVisible()
    assert not step.isEnabled()
    page.view.working.cancel.click()
    settled(page, qtbot)
    assert page.view.outcome.text() == ZH("collected.cancelled")
    assert step.isEnabled()
    step.words.line.setText(WORDS)
    step.go_on.click()
    settled(page, qtbot)
    assert ZH("collected.intake.stands", count=3, withdrawn=0) == step.over_all.text()
    assert not told
    page.view.show_step("publish")
    page.view.publish.look_at.click()
    settled(page, qtbot)
    assert [one.code for one in told[0].problems] == ["publish-too-few"]
    assert not page.view.publish.shown.isVisible()
    assert not page.view.publish.publish.isVisible()


def test_all_that_is_wrong_with_a_call_is_told_together(
    window: MainWindow, folder: Path, workspace: Path, told: list[ProblemsFound], qtbot
) -> None:
    at = new_collection(folder, "trial-2026-h2")
    done(CommitteeWork(workspace, "zh").make_keys(at, WORDS))
    page = show(window, folder=folder, step="call")
    settled(page, qtbot)
    step = page.view.call
    step.call_title.line.setText("T")
    step.contact.line.setText("C")
    step.opens.set_day(date(2099, 1, 2))
    step.closes.set_day(date(2099, 1, 1))
    step.second.line.setText("age1nonsense")
    step.words.line.setText(WORDS)
    step.sign.click()
    settled(page, qtbot)
    assert {"call-ends-before-it-begins", "recipient-malformed"} <= {one.code for one in told[0].problems}
    assert not at.call.exists()


def test_the_table_of_the_expected_response_goes_to_a_file_and_back(
    window: MainWindow, folder: Path, tmp_path: Path, told: list[ProblemsFound], qtbot
) -> None:
    page = show(window, folder=folder)
    page.make_collection("trial-2026-h2")
    table = page.view.call.expected
    numbers = {combination: 7 + at for at, combination in enumerate(table.numbers())}
    table.set_numbers(numbers)
    page.save_table(tmp_path / "expected.csv")
    table.set_numbers({})
    assert set(table.numbers().values()) == {0}
    page.take_table(tmp_path / "expected.csv")
    assert table.numbers() == numbers
    (tmp_path / "expected.csv").write_text("a,b\n1,2\n")
    page.take_table(tmp_path / "expected.csv")
    assert [one.code for one in told[0].problems] == ["expected-malformed"]
    assert table.numbers() == numbers


def test_a_number_is_typed_into_the_table_by_the_keyboard_alone(window: MainWindow, folder: Path, qtbot) -> None:
    new_collection(folder, "trial-2026-h2").identity.write_bytes(b"keys are there")
    page = show(window, folder=folder, step="call")
    settled(page, qtbot)
    table: QTableWidget = page.view.call.expected.table
    page.view.area.ensureWidgetVisible(table)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_4)
    for key in "2x":
        qtbot.keyClicks(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    numbers = page.view.call.expected.numbers
    qtbot.waitUntil(lambda: next(iter(numbers().values())) == 42, timeout=2_000)


def test_cards_are_drawn_shown_and_printed_one_a_page(
    window: MainWindow, folder: Path, workspace: Path, tmp_path: Path, papers: list[Paper], look: Look, qtbot
) -> None:
    import pypdfium2

    at = new_collection(folder, "trial-2026-h2")
    make_call(at, workspace, tickets=True)
    page = show(window, folder=folder, step="call")
    settled(page, qtbot)
    page.view.call.ticket_count.line.setText("3")
    page.view.call.draw.click()
    settled(page, qtbot)
    assert len(papers[0]._pages) == 3
    assert page.view.call.cards.isVisible()
    assert not page.view.call.draw.isVisible()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cards.pdf"))
    print_pages(printer, papers[0]._pages, look)
    printed = pypdfium2.PdfDocument(tmp_path / "cards.pdf")
    assert len(printed) == 3
    printed.close()
    papers[0].save_as(tmp_path / "cards.txt")
    assert (tmp_path / "cards.txt").read_text(encoding="utf-8") == at.cards.read_text(encoding="utf-8")


def test_a_folder_with_other_things_is_not_offered_for_removal(
    window: MainWindow, folder: Path, at: Collection, tmp_path: Path, told: list[ProblemsFound], qtbot, monkeypatch
) -> None:
    page = show(window, folder=folder, step="close")
    settled(page, qtbot)
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"")
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_a: str(other))
    page.view.close_call.add_folder.click()
    settled(page, qtbot)
    assert [one.code for one in told[0].problems] == ["close-other-files"]
    assert other not in page.view.close_call.also()
    assert not page.view.close_call.go_on.isEnabled()  # nothing was published
    page.view.close_call.unpublished.setChecked(True)
    assert page.view.close_call.go_on.isEnabled()


def test_another_call_forgets_what_was_shown_of_the_one_before(
    window: MainWindow, folder: Path, at: Collection, qtbot
) -> None:
    new_collection(folder, "call-a")
    page = show(window, folder=folder)
    page.view.collection.setCurrentText(at.name)
    settled(page, qtbot)
    page.view.show_step("close")
    assert at.identity in page.view.close_call.also()
    page.view.collection.setCurrentText("call-a")
    settled(page, qtbot)
    assert page.view.close_call.also() == []
    assert page.doing.standing.call is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_fits_a_small_window(window: MainWindow, folder: Path, language: str, qtbot) -> None:
    window.shell.set_setting("language", language)
    window.resize(1024, 680)
    page = show(window, folder=folder)
    page.make_collection("trial-2026-h2")
    for name in NAMES:
        page.view.show_step(name)
        settled(page, qtbot)
        assert page.view.area.widget().width() <= page.view.area.viewport().width(), name


def test_the_page_stands_within_a_moment(
    window: MainWindow, folder: Path, record_property: Callable[..., None]
) -> None:
    show(window, folder=folder)
    start = time.perf_counter()
    window.shell.go("home")
    window.shell.go("collected")
    took = time.perf_counter() - start
    record_property("seconds", took)
    assert took < 1.0
