"""The plan page: a grade asked for, steps that people own, locks, undo, handing on, and assessing again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.plan.page import PlanPage
from riskassess.desktop.result.page import ResultPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    opened = desk.open_sample()
    window.context.work_on(opened, "plan")
    return opened


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> PlanPage:
    shown = window.shell.pages.page("plan")
    assert isinstance(shown, PlanPage)
    return shown


@pytest.fixture
def solved(page: PlanPage, qtbot) -> PlanPage:
    solve(page, page.view.goal.grades.buttons()[0].text(), qtbot)
    return page


def solve(page: PlanPage, grade: str, qtbot) -> None:
    with qtbot.waitSignal(page.solving.done, timeout=60_000):
        page.solve(grade)


def told(window: MainWindow) -> list[str]:
    """Collect what is said above the page from now on."""
    said: list[str] = []
    window.context.say = said.append
    return said


def test_it_teaches_before_there_is_a_plan(page: PlanPage, assessment: OpenAssessment) -> None:
    goal = page.view.goal
    assert goal.lead.text() == Texts("zh")("plan.nothing_yet")
    assert [button.text() for button in goal.grades.buttons()] == list(assessment.plan().grades)
    assert not page.view.steps.isVisible()
    assert not page.bar.export.isEnabled()
    assert not page.bar.reassess.isEnabled()
    assert page.bar.reassess.toolTip()


def test_a_grade_is_one_click(page: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    button = page.view.goal.grades.buttons()[0]
    with qtbot.waitSignal(page.solving.done, timeout=60_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.view.goal.cancel.isVisible()
        assert button.text() in page.view.goal.lead.text()
    plan = assessment.plan()
    assert [row.question for row in page.view.list.rows()] == [one.question for one in plan.steps]
    assert str(len(plan.steps)) in page.view.goal.lead.text()
    assert f"{plan.done.of_weeks:.1f}" in page.view.goal.lead.text()
    assert not page.view.goal.cancel.isVisible()


def test_a_calculation_can_be_cancelled(page: PlanPage, window: MainWindow, qtbot) -> None:
    said = told(window)
    page.solve(page.view.goal.grades.buttons()[0].text())
    with qtbot.waitSignal(page.solving.cancelled, timeout=30_000):
        page.view.goal.cancel.click()
    assert said == [Texts("zh")("plan.cancelled")]
    assert page.view.goal.lead.text() == Texts("zh")("plan.nothing_yet")


def test_a_step_says_what_to_reach(solved: PlanPage, assessment: OpenAssessment) -> None:
    detail, one = solved.view.detail, assessment.plan().steps[0]
    question = assessment.pack.question_by_id[one.question]
    assert detail.title.text() == question.title["zh"]
    assert detail.words["now"].text() == question.anchors[one.from_level or 0]["zh"]
    assert detail.words["reach"].text() == question.anchors[one.to_level or 0]["zh"]


def test_owner_day_and_state_are_kept(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    detail = solved.view.detail
    detail.owner.setFocus()
    qtbot.keyClicks(detail.owner, "Li")
    qtbot.keyClick(detail.owner, Qt.Key.Key_Return)
    detail.due.line().setFocus()
    qtbot.keyClicks(detail.due.line(), "2026-12-31")
    qtbot.keyClick(detail.due.line(), Qt.Key.Key_Return)
    qtbot.mouseClick(detail.states.buttons()[1], Qt.MouseButton.LeftButton)
    kept = assessment.plan().steps[0]
    assert (kept.owner, kept.due, kept.state) == ("Li", date(2026, 12, 31), "doing")
    assert "Li" in solved.view.list.rows()[0].told


def test_a_wrong_day_is_told_and_not_kept(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    line = solved.view.detail.due.line()
    line.setFocus()
    qtbot.keyClicks(line, "someday")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert solved.view.detail._wrong.text() == Texts("zh")("window.day.wrong")
    assert assessment.plan().steps[0].due is None


def test_the_list_works_by_keyboard(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    steps = solved.view.list
    before = [row.question for row in steps.rows()]
    steps.setFocus()
    qtbot.keyClick(steps, Qt.Key.Key_Down)
    assert steps.current() == before[1]
    qtbot.keyClick(steps, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.question for row in steps.rows()][:2] == [before[1], before[0]]
    assert steps.current() == before[1], "the row that was moved stays the current one"
    qtbot.keyClick(steps, Qt.Key.Key_Space)
    qtbot.keyClick(steps, Qt.Key.Key_Space)
    assert next(one.state for one in assessment.plan().steps if one.question == before[1]) == "done"
    assert "1 /" in solved.view.goal.done.text()
    qtbot.keyClick(steps, Qt.Key.Key_Return)
    assert solved.view.detail.owner.hasFocus()


def test_undo_takes_back_the_newest_change(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    steps = solved.view.list
    steps.setFocus()
    qtbot.keyClick(steps, Qt.Key.Key_Space)
    assert assessment.plan().steps[0].state == "doing"
    qtbot.keyClick(steps, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert assessment.plan().steps[0].state == "open"
    assert solved.bar.undo.isEnabled(), "the solution itself is left to take back"
    solved.undo()
    assert assessment.plan().kept is None
    assert not solved.bar.undo.isEnabled()


def test_a_lock_solves_again_and_undo_takes_both_back(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    before = [row.question for row in solved.view.list.rows()]
    with qtbot.waitSignal(solved.solving.done, timeout=60_000):
        qtbot.mouseClick(solved.view.detail.locks.buttons()[2], Qt.MouseButton.LeftButton)
    plan = assessment.plan()
    assert [one.question for one in plan.left_out] == [before[0]]
    kinds = [row.kind for row in solved.view.list.rows()]
    assert kinds[-2:] == ["heading", "out"]
    assert solved.view.list.current() == before[0], "what was left out can be let in again at once"
    solved.undo()
    assert [row.question for row in solved.view.list.rows()] == before


def test_a_gap_can_be_added(solved: PlanPage, assessment: OpenAssessment, qtbot) -> None:
    added = solved.view.add.itemData(1)
    assert added == assessment.plan().addable[0]
    with qtbot.waitSignal(solved.solving.done, timeout=60_000):
        solved.view.add.activated.emit(1)
    row = next(row for row in solved.view.list.rows() if row.question == added)
    assert row.locked
    assert solved.view.list.current() == added


def test_changed_answers_ask_to_solve_again(solved: PlanPage, assessment: OpenAssessment, window: MainWindow) -> None:
    assert not solved.view.goal.solve_again.isVisible()
    assessment.choose(assessment.result.gaps[0].id, 5)
    window.context.go("plan")
    assert solved.view.goal.solve_again.isVisible()
    assert Texts("zh")("plan.stale") in solved.view.goal.more.text()


def test_a_day_that_has_passed_is_said_in_words(solved: PlanPage, assessment: OpenAssessment) -> None:
    plan, yesterday = solved._plan, date.today() - timedelta(days=1)  # noqa: DTZ011 - as the page does
    assert plan is not None
    plan.set_due(plan.steps[0].question, yesterday)
    solved.activated()
    row = solved.view.list.rows()[0]
    assert row.overdue
    assert Texts("zh")("plan.overdue", day=yesterday.isoformat()) in row.told


def test_the_list_is_read_out(solved: PlanPage) -> None:
    interface = QAccessible.queryAccessibleInterface(solved.view.list)
    assert interface.text(QAccessible.Text.Name) == Texts("zh")("plan.steps")
    first = interface.child(0)
    assert first.text(QAccessible.Text.Name) == solved.view.list.rows()[0].told


def test_every_control_says_its_name(solved: PlanPage, window: MainWindow) -> None:
    for language in ("zh", "en"):
        window.context.set_setting("language", language)
        for widget in (*solved.widget.findChildren(QWidget), *solved.bar.findChildren(QWidget)):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
                assert said, widget


def test_a_step_leads_to_its_question_and_the_steps_to_a_trial(
    solved: PlanPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    solved.bar.try_out.click()
    result = window.shell.pages.page("result")
    assert isinstance(result, ResultPage)
    assert result.trying.trial is not None
    assert dict(result.trying.trial.levels) == {one.question: one.to_level for one in assessment.plan().steps}
    assert result.trying.trial.result.grade.point == assessment.plan().kept.grade  # type: ignore[union-attr]
    window.context.go("plan")
    solved.view.detail.open.click()
    assert window.shell.pages.front == "questions"
    result.background.wait()


@pytest.mark.parametrize(("form", "suffix"), [("xlsx", ".xlsx"), ("calendar", ".ics")])
def test_it_is_handed_on(solved: PlanPage, window: MainWindow, tmp_path: Path, form: str, suffix: str, qtbot) -> None:
    said = told(window)
    assert solved._plan is not None
    solved._plan.set_due(solved._plan.steps[0].question, date(2026, 12, 31))
    with qtbot.waitSignal(solved.handing_on.saving.done, timeout=60_000):
        solved.handing_on.export(form, tmp_path / "计划")
    saved = tmp_path / f"计划{suffix}"
    assert saved.is_file()
    assert str(saved) in said[-1]


def test_a_calendar_without_days_is_a_problem(solved: PlanPage, window: MainWindow, tmp_path: Path) -> None:
    problems: list[ProblemsFound] = []
    window.context.report_problem = problems.append
    solved.handing_on.export("calendar", tmp_path / "plan.ics")
    assert [one.code for found in problems for one in found.problems] == ["plan-without-days"]
    assert not (tmp_path / "plan.ics").exists()


def test_assessing_again_is_one_click(solved: PlanPage, assessment: OpenAssessment, window: MainWindow) -> None:
    assert solved._plan is not None
    done = solved._plan.steps[0].question
    solved._plan.set_state(done, "done")
    solved.activated()
    solved.bar.reassess.click()
    again = window.context.assessment
    assert again is not None
    assert again.id != assessment.id
    assert done not in again.carried
    assert window.shell.pages.front == "questions"
    window.context.go("compare")
    compare = window.shell.pages.page("compare")
    assert compare.ids() == [assessment.id, again.id]  # type: ignore[attr-defined]


def test_nothing_answered_leads_to_the_questions(window: MainWindow, desk: Desk) -> None:
    window.context.work_on(desk.start("企业", "项目"), "plan")
    page = window.shell.pages.page("plan")
    assert isinstance(page, PlanPage)
    assert page.view.goal.lead.text() == Texts("zh")("plan.nothing_answered")
    page.view.to_questions.click()
    assert window.shell.pages.front == "questions"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_said_in_both_languages(solved: PlanPage, window: MainWindow, scheme: str) -> None:
    window.context.set_setting("scheme", scheme)
    for language in ("en", "zh"):
        window.context.set_setting("language", language)
        texts = Texts(language)
        assert solved.bar.reassess.text() == texts("plan.reassess")
        assert texts("plan.no_owner") in solved.view.list.rows()[0].told
        for size in ((1280, 800), (1024, 680)):
            window.resize(*size)
            QApplication.processEvents()
            assert not window.grab().isNull()
