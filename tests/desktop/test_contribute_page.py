"""The page Contribute: shown to the last byte, written after a yes, corrected, taken back, one code a client."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.installing import Packs
from riskassess.desktop.asking import AskFirst
from riskassess.desktop.contribute.trusting import trust_key
from riskassess.desktop.file_dialog import FileDialog
from riskassess.desktop.shell.window import MainWindow
from riskassess.exchange.sealing import identity_from, unseal
from riskassess.exchange.tokens import code_of, new_token, token_of
from riskassess.problems import ProblemsFound
from tests.exchange.calls import call, keys, write_call

PAST = date(2020, 1, 1)


@pytest.fixture
def call_file(tmp_path: Path) -> Path:
    folder = tmp_path / "call"
    folder.mkdir()
    return write_call(folder, call(opens=PAST))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[ProblemsFound]:
    found: list[ProblemsFound] = []
    monkeypatch.setattr(window.context, "report_problem", found.append)
    return found


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Say yes to every question, and keep what was asked."""
    asked: list[QDialog] = []
    monkeypatch.setattr(AskFirst, "exec", lambda dialog: asked.append(dialog) or 1)
    return asked


def finished(desk: Desk, client: str, project: str = "Plant", seed: int = 1) -> OpenAssessment:
    made = desk.open_sample()
    chance = random.Random(seed)
    made.describe(client=client, project=project, uscc="")
    for question in made.pack.questions:
        if made.applies(question.id) and question.id not in made.answers.answers:
            made.choose(question.id, chance.randrange(6))
    made.finish("A", "B")
    return made


def trust(desk: Desk, call_file: Path) -> None:
    Packs(desk.path).trust(call_file.with_name("committee.pub"))


def show(window: MainWindow, **what: object) -> Any:
    window.shell.go("contribute", **what)
    return window.shell.pages.page("contribute")


def settled(page: Any, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=10_000)


def written(page: Any, qtbot, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_a: str(out))
    page.view.showing.consent.setChecked(True)
    page.view.showing.write.click()
    settled(page, qtbot)


def opened(folder: Path) -> list[dict[str, Any]]:
    """Open what lies in a folder as the committee would, the lowest number first."""
    identity = identity_from(keys()[0])
    found = [json.loads(unseal(path.read_bytes(), identity)) for path in folder.glob("*.age")]
    return sorted(found, key=lambda one: (one["serial"], one["token"]))


def test_without_anything_the_page_teaches(window: MainWindow) -> None:
    page = show(window)
    assert page.view.showing.teaching.isVisible()
    assert page.view.choosing.no_assessment.isVisible()
    assert not page.view.showing.preview.isVisible()


def test_a_draft_is_refused_kindly_and_led_to_its_result(window: MainWindow, desk: Desk, call_file: Path) -> None:
    draft = desk.open_sample()
    draft.clear(next(iter(draft.answers.answers)))
    window.shell.work_on(draft, "result")
    page = show(window)
    assert page.view.choosing.draft.isVisible()
    assert page.view.choosing.finished() is None
    page.view.choosing.to_result.click()
    assert window.shell.pages.front == "result"


def test_an_unknown_key_is_told_and_can_be_trusted_by_hand(
    window: MainWindow, desk: Desk, call_file: Path, told: list[ProblemsFound], answering: list[QDialog], qtbot
) -> None:
    page = show(window, call=call_file)
    settled(page, qtbot)
    assert [one.code for one in told[0].problems] == ["signature-key-unknown"]
    trust_key(window.context, call_file.with_name("committee.pub"), window)
    assert len(answering) == 1
    page.take_call(call_file)
    settled(page, qtbot)
    assert len(told) == 1
    assert "2099-12-31" in page.view.choosing.call.text()


def test_what_is_shown_is_what_leaves_and_only_after_a_yes(
    window: MainWindow, desk: Desk, call_file: Path, out: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(desk, call_file)
    finished(desk, "甲公司")
    page = show(window, call=call_file)
    settled(page, qtbot)
    showing = page.view.showing
    assert showing.preview.isVisible()
    assert not showing.write.isEnabled()
    shown = showing.bytes.toPlainText()
    assert "甲公司" not in shown
    written(page, qtbot, out, monkeypatch)
    (sent,) = opened(out)
    assert sent["token"] in shown
    assert showing.done.isVisible()
    assert showing.code.text() == code_of(sent["token"])
    assert [one.client for one in desk.handing_in.made()] == ["甲公司"]
    assert showing.made.rowCount() == 1


def test_a_correction_keeps_the_code_and_a_withdrawal_says_what_happens(
    window: MainWindow, desk: Desk, call_file: Path, out: Path, answering: list[QDialog], qtbot, monkeypatch
) -> None:
    trust(desk, call_file)
    finished(desk, "甲公司")
    page = show(window, call=call_file)
    settled(page, qtbot)
    written(page, qtbot, out, monkeypatch)
    page.view.showing.another.click()
    settled(page, qtbot)
    assert page.view.showing.before.isVisible()
    page.view.choosing.detailed.setChecked(True)
    settled(page, qtbot)
    written(page, qtbot, out, monkeypatch)
    page.view.showing.another.click()
    settled(page, qtbot)
    page.view.showing.withdraw.click()
    settled(page, qtbot)
    first, second, third = opened(out)
    assert first["token"] == second["token"] == third["token"]
    assert (first["serial"], second["serial"], third["serial"]) == (1, 2, 3)
    assert "levels" in second
    assert third["withdraw"] is True
    assert len(answering) == 1
    (made,) = desk.handing_in.made()
    assert made.withdrawn


def test_twelve_clients_have_twelve_codes(
    window: MainWindow, desk: Desk, call_file: Path, out: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(desk, call_file)
    for number in range(12):
        finished(desk, f"Client {number}", seed=number)
    page = show(window, call=call_file)
    for row in range(12):
        page.view.choosing.assessment.setCurrentIndex(row)
        settled(page, qtbot)
        written(page, qtbot, out, monkeypatch)
    assert len({one["token"] for one in opened(out)}) == 12
    assert page.view.showing.made.rowCount() == 12


def test_a_code_typed_in_makes_a_correction(
    window: MainWindow, desk: Desk, call_file: Path, out: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(desk, call_file)
    finished(desk, "甲公司")
    page = show(window, call=call_file)
    settled(page, qtbot)
    code = code_of(new_token())
    page.view.choosing.code.setText(code.lower())
    page.view.choosing.code.editingFinished.emit()
    settled(page, qtbot)
    assert page.view.showing.teaching.isVisible()
    assert page.view.showing.problem.text()
    page.view.choosing.number.setText("7")
    page.view.choosing.number.editingFinished.emit()
    settled(page, qtbot)
    written(page, qtbot, out, monkeypatch)
    (sent,) = opened(out)
    assert (sent["token"], sent["serial"]) == (token_of(code), 7)
    (made,) = desk.handing_in.made()
    assert made.serial == 7


def test_a_code_alone_takes_back_without_any_assessment(
    window: MainWindow, desk: Desk, call_file: Path, out: Path, answering: list[QDialog], told, qtbot, monkeypatch
) -> None:
    trust(desk, call_file)
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_a: str(out))
    page = show(window, call=call_file)
    settled(page, qtbot)
    choosing = page.view.choosing
    assert not choosing.take_back.isVisible()
    code = code_of(new_token())
    choosing.code.setText(code[:-1])
    choosing.number.setText("2")
    choosing.take_back.click()
    settled(page, qtbot)
    assert [one.code for one in told.pop().problems] == ["code-malformed"]
    choosing.code.setText(code)
    choosing.take_back.click()
    settled(page, qtbot)
    (sent,) = opened(out)
    assert (sent["token"], sent["serial"], sent["withdraw"]) == (token_of(code), 2, True)
    assert len(answering) == 2
    assert not told


def test_a_call_with_tickets_asks_for_the_card(window: MainWindow, desk: Desk, tmp_path: Path, qtbot) -> None:
    folder = tmp_path / "tickets"
    folder.mkdir()
    path = write_call(folder, call(opens=PAST, tickets=True))
    trust(desk, path)
    finished(desk, "甲公司")
    page = show(window, call=path)
    settled(page, qtbot)
    assert page.view.showing.teaching.isVisible()
    assert not page.view.choosing.number.isVisible()
    page.view.choosing.code.setText(code_of(new_token()))
    page.view.choosing.code.editingFinished.emit()
    settled(page, qtbot)
    assert page.view.showing.preview.isVisible()


def test_nothing_is_remembered_when_the_file_cannot_be_written(
    window: MainWindow, desk: Desk, call_file: Path, told: list[ProblemsFound], out: Path, qtbot, monkeypatch
) -> None:
    trust(desk, call_file)
    finished(desk, "甲公司")
    page = show(window, call=call_file)
    settled(page, qtbot)
    out.write_text("a file where a folder should be")
    written(page, qtbot, out, monkeypatch)
    assert [one.code for one in told[0].problems] == ["folder-not-made"]
    assert desk.handing_in.made() == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_speaks_both_languages_and_fits(
    window: MainWindow, desk: Desk, call_file: Path, language: str, qtbot, record_property: Callable[..., None]
) -> None:
    trust(desk, call_file)
    finished(desk, "甲公司")
    window.shell.set_setting("language", language)
    window.resize(1024, 680)
    page = show(window, call=call_file)
    settled(page, qtbot)
    area = page.view.showing
    assert area.widget().width() <= area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0
