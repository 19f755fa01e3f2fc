"""What if, which saves nothing; and how each number comes about, down to the answer."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.tracing import trace_of
from riskassess.desktop.numbers import figure
from riskassess.desktop.result.derivations import Derivation, Formula, Link, Table, derive
from riskassess.desktop.result.gap_list import columns
from riskassess.desktop.result.page import ResultPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    opened = desk.open_sample()
    window.context.work_on(opened, "result")
    return opened


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> ResultPage:
    shown = window.shell.pages.page("result")
    assert isinstance(shown, ResultPage)
    yield shown
    shown.background.wait()


# -- what if


def test_dragging_changes_the_picture_and_nothing_that_is_saved(
    page: ResultPage, assessment: OpenAssessment, desk: Desk, qtbot
) -> None:
    before, rows = assessment.answers, len(desk.history(assessment.id))
    page.bar.try_out.click()
    slider = page.view.levels.rows.shown()[0]
    assert slider.row is not None
    assert slider.row.id == assessment.result.gaps[0].id
    left, right = slider._track()
    for level in (3, 5):
        at = QPoint(int(left + (right - left) * level / 5), slider.height() // 2)
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
        assert slider.value() == level
    trial = page.trying.trial
    assert trial is not None
    assert dict(trial.levels) == {slider.row.id: 5}
    assert page.view.summary.number.text() == figure(trial.result.readiness.point)
    assert figure(trial.result.readiness.point) in page.view.trying.words.text()
    assert page.view.trying.isVisible()
    assert not page.bar.finish.isEnabled()
    assert assessment.answers is before
    assert len(desk.history(assessment.id)) == rows
    assert desk.open_assessment(assessment.id).answers == before


def test_what_is_tried_comes_to_what_would_be_answered(page: ResultPage, assessment: OpenAssessment) -> None:
    page.try_out()
    for gap in assessment.result.gaps[:4]:
        page.trying._try_level(gap.id, gap.level_to_reach)
    trial = page.trying.trial
    assert trial is not None
    tried, levels = trial.result, dict(trial.levels)
    for question, level in levels.items():
        assessment.choose(question, level)
    assert (tried.readiness, tried.grade, tried.gaps) == (
        assessment.result.readiness,
        assessment.result.grade,
        assessment.result.gaps,
    )


def test_sliders_work_by_keyboard(page: ResultPage, assessment: OpenAssessment, qtbot) -> None:
    page.bar.try_out.click()
    first, second = page.view.levels.rows.shown()[:2]
    assert first.hasFocus()
    before = assessment.result.gaps[0].level
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert first.value() == before + 1
    qtbot.keyClick(first, Qt.Key.Key_5)
    assert first.value() == 5
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert first.value() == before
    assert page.trying.trial is not None
    assert not page.trying.trial.levels
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()


def test_reset_and_end(page: ResultPage, assessment: OpenAssessment) -> None:
    page.try_out()
    page.trying._try_level(assessment.result.gaps[0].id, 5)
    page.view.trying.reset.click()
    assert page.view.summary.number.text() == figure(assessment.result.readiness.point)
    assert page.trying.trial is not None
    assert not page.view.trying.reset.isEnabled()
    page.view.trying.end.click()
    assert page.trying.trial is None
    assert not page.view.trying.isVisible()
    assert page.view.gaps.isVisible()
    assert page.bar.finish.isEnabled()


def test_a_domain_s_questions_can_be_tried(page: ResultPage, assessment: OpenAssessment) -> None:
    page.try_out()
    domain, which = assessment.pack.domains[1], page.view.levels.which
    which.setCurrentIndex(which.findData(domain.id))
    which.activated.emit(which.currentIndex())
    shown = [slider.row.id for slider in page.view.levels.rows.shown() if slider.row is not None]
    assert shown == [question.id for question in domain.questions if assessment.applies(question.id)]


def test_an_answer_given_meanwhile_ends_the_trial(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    page.try_out()
    assessment.choose(assessment.result.gaps[0].id, 5)
    window.context.go("result")
    assert page.trying.trial is None
    assert not page.view.trying.isVisible()
    assert page.view.summary.number.text() == figure(assessment.result.readiness.point)


def test_open_questions_can_be_tried(page: ResultPage, assessment: OpenAssessment, window: MainWindow) -> None:
    question = assessment.pack.questions[0].id
    assessment.clear(question)
    window.context.go("result")
    page.try_out(levels={question: 3})
    assert page.trying.trial is not None
    assert page.trying.trial.result.complete
    assert not assessment.result.complete


# -- how numbers come about


def derivation(assessment: OpenAssessment, key: str, language: str = "zh") -> Derivation:
    return derive(key, assessment, trace_of(assessment), Texts(language))


def formulas(found: Derivation) -> list[str]:
    return [block.numbers for block in found.blocks if isinstance(block, Formula)]


def tables(found: Derivation) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def worked_out(numbers: str) -> tuple[float, float]:
    """Work out the left side of a formula with numbers, and return it with the number on its right."""
    left, right = numbers.rsplit("=", 1)
    plain = left.replace("×", "*").replace("÷", "/").replace("−", "-")
    assert re.fullmatch(r"[0-9.()*/+\-, a-z]+", plain)
    return eval(plain, {"min": min}), float(right.strip().rstrip("%"))


@pytest.mark.parametrize("key", ["readiness", "capability"])
def test_the_whole_adds_up_from_its_domains(assessment: OpenAssessment, key: str) -> None:
    found = derivation(assessment, key)
    table = tables(found)[0]
    body = [[float(str(cell)) for cell in row[1:]] for row in table.rows]
    for column in (0, 1):
        assert sum(row[column] for row in body[:-1]) == pytest.approx(body[-1][column], abs=1e-3)
    left, right = worked_out(formulas(found)[0])
    assert left == pytest.approx(right, abs=0.06)
    point = getattr(assessment.result, key).point
    assert right == pytest.approx(point, abs=0.06)


def test_every_domain_s_formulas_hold(assessment: OpenAssessment) -> None:
    for domain in assessment.result.domains:
        level, attained = formulas(derivation(assessment, f"domain:{domain.id}"))
        left, right = worked_out(level)
        assert left == pytest.approx(right, abs=0.06)
        assert right == pytest.approx((domain.score or 0) / 20, abs=0.06)
        left, right = worked_out(attained)
        assert left * 100 == pytest.approx(right, abs=0.06)
        assert right == pytest.approx(100 * (domain.attainment or 0), abs=0.06)


def test_every_gap_s_worth_can_be_worked_out(assessment: OpenAssessment) -> None:
    for gap in assessment.result.gaps:
        said = formulas(derivation(assessment, f"question:{gap.id}"))
        for numbers in said:
            if numbers.startswith("l ="):
                assert numbers == f"l = {gap.level}"
                continue
            left, right = worked_out(numbers)
            assert left == pytest.approx(right, abs=2e-3)
        assert worked_out(said[-1])[1] == pytest.approx(gap.points, abs=1e-4)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_link_leads_somewhere(assessment: OpenAssessment, language: str) -> None:
    assessment.clear(assessment.pack.questions[0].id)
    seen: set[str] = set()
    todo = ["readiness"]
    while todo:
        key = todo.pop()
        if key in seen:
            continue
        seen.add(key)
        found = derivation(assessment, key, language)
        assert found.title
        assert found.blocks
        links = [cell.key for table in tables(found) for row in table.rows for cell in row if isinstance(cell, Link)]
        todo += links + ([found.up.key] if found.up else [])
    assert {f"question:{question.id}" for question in assessment.pack.questions} <= seen
    assert {"grade", "capability", "substantiated", "leniency", "weights", "open"} <= seen


def test_a_question_that_is_not_asked_says_why(assessment: OpenAssessment) -> None:
    hidden = next(row for row in trace_of(assessment) if row.state == "hidden")
    words = str(derivation(assessment, f"question:{hidden.id}").blocks[0])
    for field in hidden.hidden_by or {}:
        assert assessment.pack.field_by_id[field].title["zh"] in words


def test_numbers_are_doors(page: ResultPage, assessment: OpenAssessment, qtbot) -> None:
    summary, trace = page.view.summary, page.view.trace
    assert trace.isHidden()
    qtbot.mouseClick(summary.number, Qt.MouseButton.LeftButton)
    assert trace.key() == "readiness"
    qtbot.mouseClick(summary.square, Qt.MouseButton.LeftButton)
    assert trace.key() == "grade"
    qtbot.mouseClick(summary.ruler, Qt.MouseButton.LeftButton, pos=QPoint(40, 28 + 31 + 15))
    assert trace.key() == "substantiated"
    qtbot.mouseClick(page.view.domains.bars, Qt.MouseButton.LeftButton, pos=QPoint(200, 28 * 2 + 14))
    assert trace.key() == f"domain:{assessment.result.domains[2].id}"
    gap = page.view.gaps.rows.shown()[1]
    assert gap.row is not None
    end = columns(gap.width())[2]
    qtbot.mouseClick(gap, Qt.MouseButton.LeftButton, pos=QPoint(int(end) - 10, 20))
    assert trace.key() == f"question:{gap.row.id}"


def test_the_panel_is_walked_by_keyboard(page: ResultPage, assessment: OpenAssessment, qtbot) -> None:
    trace, how = page.view.trace, page.view.summary.how
    how.setFocus()
    qtbot.keyClick(how, Qt.Key.Key_Space)
    assert trace.key() == "readiness"
    assert trace.text.hasFocus()
    domain = assessment.result.domains[0].id
    trace.text.anchorClicked.emit(QUrl(f"trace:domain:{domain}"))
    assert trace.key() == f"domain:{domain}"
    trace.up.click()
    assert trace.key() == "readiness"
    qtbot.keyClick(trace.text, Qt.Key.Key_Escape)
    assert trace.isHidden()
    assert how.hasFocus()


def test_shift_enter_opens_a_gap_s_worth(page: ResultPage, qtbot) -> None:
    gap = page.view.gaps.rows.shown()[0]
    assert gap.row is not None
    gap.setFocus()
    qtbot.keyClick(gap, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.trace.key() == f"question:{gap.row.id}"


def test_the_open_panel_follows_the_trial_and_the_language(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    page.doors.open("readiness")
    page.try_out(levels={assessment.result.gaps[0].id: 5})
    assert page.trying.trial is not None
    assert figure(page.trying.trial.result.readiness.point) in page.view.trace.text.toPlainText()
    for scheme, language in (("dark", "en"), ("light", "zh")):
        window.context.set_setting("scheme", scheme)
        window.context.set_setting("language", language)
        assert page.view.trace.title.text() == Texts(language)("trace.readiness.title")
        QApplication.processEvents()
        assert not window.grab().isNull()


def test_a_question_is_reached_from_its_derivation(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    question = assessment.pack.questions[5].id
    page.doors.open(f"question:{question}")
    page.view.trace.to_question.click()
    assert window.shell.pages.front == "questions"
    assert window.shell.pages.page("questions").current() == question  # type: ignore[attr-defined]
