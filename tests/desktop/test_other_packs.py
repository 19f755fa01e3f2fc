"""Questions and result of a pack with three domains, three grades that are words, and no measures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from riskassess.desktop.look import Look
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.result.page import ResultPage
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
from tests.app.small_pack import small_pack


@pytest.fixture
def assessment(workspace: Path) -> Iterator[OpenAssessment]:
    desk = Desk.open(workspace, shelf=Shelf.holding(small_pack()))
    yield desk.open_sample()
    desk.close()


@pytest.fixture
def window(look: Look, workspace: Path, assessment: OpenAssessment, qtbot) -> MainWindow:
    shown = MainWindow(look, Texts("en"), lambda: pytest.fail("not opened here"), WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.context.work_on(assessment, "questions")
    shown.show()
    return shown


def test_few_domains_are_bars_and_words_are_grades(window: MainWindow, assessment: OpenAssessment) -> None:
    page = window.shell.pages.page("questions")
    assert isinstance(page, QuestionsPage)
    radar = page.view.live.radar
    assert radar.bars.isVisible()
    assert not radar.radar.isVisible()
    assert [bar.label for bar in radar.bars.bars()] == [domain.id for domain in assessment.result.domains]
    assert page.view.live.readiness.grade.text() == f"{assessment.result.grade.low}–{assessment.result.grade.high}"
    assert not window.grab().isNull()


def test_a_result_without_measures_says_so(window: MainWindow, assessment: OpenAssessment) -> None:
    for question in assessment.pack.questions:
        assessment.choose(question.id, 1)
    window.context.go("result")
    page = window.shell.pages.page("result")
    assert isinstance(page, ResultPage)
    page.background.wait()
    assert not page.view.summary.square.isHidden()
    rows = [button.row for button in page.view.gaps.rows.shown()]
    assert len(rows) == len(assessment.result.gaps) >= 3
    assert all(row is not None and not row.helps for row in rows)
    assert Texts("en")("result.gaps.no_help") in page.view.gaps.rows.shown()[0].accessibleDescription()
    assert not window.grab().isNull()


def test_an_edit_that_is_refused_is_told_and_shows_what_is_kept(
    window: MainWindow, assessment: OpenAssessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from riskassess.problems import ProblemsFound, refuse

    def full(*_what: object) -> None:
        raise refuse("file-not-written", reason="full")

    told: list[ProblemsFound] = []
    window.context.report_problem = told.append
    page = window.shell.pages.page("questions")
    assert isinstance(page, QuestionsPage)
    page.show_question("SEA-1")
    monkeypatch.setattr(assessment, "choose", full)
    page.do("choose 5")
    assert [found.code for found in told[0].problems] == ["file-not-written"]
    assert page.current() == "SEA-1", "it goes on only from what was kept"
    assert [row.isChecked() for row in page.view.card.rows.rows()].index(True) == 2
