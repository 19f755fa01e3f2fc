"""The result page: numbers that add up, no letter while something is open, report, finish, revise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.numbers import figure
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.result import rows
from riskassess.desktop.result.dialogs import AskFinish
from riskassess.desktop.result.page import ResultPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
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


def open_some(page: ResultPage, assessment: OpenAssessment) -> None:
    for question in assessment.pack.questions[::3]:
        assessment.clear(question.id)
    page.activated()


def test_a_complete_assessment_shows_its_grade_with_the_reason(page: ResultPage, assessment: OpenAssessment) -> None:
    summary, result = page.view.summary, assessment.result
    assert result.complete
    assert not summary.square.isHidden()
    assert summary.span.isHidden()
    assert summary.number.text() == figure(result.readiness.point)
    assert (result.grade.point or "-") in summary.verdict.text()
    caps = [words.text() for line, _dot, words in summary._cap_rows if not line.isHidden()]
    assert len(caps) == len({(cap.rule, cap.because) for cap in result.grade.caps})
    for cap, words in zip(sorted(result.grade.caps, key=lambda c: c.at_most, reverse=True), caps, strict=True):
        assert cap.at_most in words


def test_no_single_letter_stands_while_something_is_open(page: ResultPage, assessment: OpenAssessment) -> None:
    open_some(page, assessment)
    summary, grade = page.view.summary, assessment.result.grade
    assert summary.square.isHidden()
    assert not summary.span.isHidden()
    letters = [row.grade for row in summary.ruler.rows() if row.grade]
    assert letters == [f"{grade.low}–{grade.high}"]
    assert not page.bar.finish.isEnabled()
    assert str(assessment.result.counts.open) in page.bar.finish.toolTip()


def test_the_ruler_tells_the_result_s_figures(page: ResultPage, assessment: OpenAssessment, qtbot) -> None:
    result = assessment.result
    claimed, backed, leniency = page.view.summary.ruler.rows()[:3]
    assert (claimed.point, claimed.grade) == (result.readiness.point, result.grade.point)
    assert (backed.point, backed.grade) == (result.substantiated.readiness, result.substantiated.grade)
    assert (leniency.low, leniency.high) == (result.leniency.minus_one.readiness, result.leniency.plus_one.readiness)
    assert claimed.number in page.view.summary.ruler.accessibleDescription()


def test_robustness_comes_from_the_background(page: ResultPage, assessment: OpenAssessment, qtbot) -> None:
    def arrived() -> bool:
        return page.view.summary.ruler.rows()[-1].kind == "range" and page.view.summary.trust.text() != ""

    qtbot.waitUntil(arrived, timeout=10_000)
    found = assessment.robustness()
    weights = page.view.summary.ruler.rows()[-1]
    assert (weights.low, weights.high) == (found.readiness_p05, found.readiness_p95)
    assert str(found.draws) in page.view.summary.trust.text()


def test_domain_bars_are_the_result_s_domains(page: ResultPage, assessment: OpenAssessment) -> None:
    bars, domains = page.view.domains.bars.bars(), assessment.result.domains
    assert [bar.target for bar in bars] == [domain.target for domain in domains]
    assert [bar.level for bar in bars] == [None if d.score is None else d.score / 20 for d in domains]
    weak = {d for cap in assessment.result.grade.caps if cap.rule == "weak_domain" for d in cap.because}
    assert [bar.weak for bar in bars] == [domain.id in weak for domain in domains]


def test_the_gaps_stand_in_the_result_s_order_and_the_foot_adds_up(
    page: ResultPage, assessment: OpenAssessment
) -> None:
    gaps, panel = assessment.result.gaps, page.view.gaps
    shown = [button.row for button in panel.rows.shown()]
    assert 3 <= len(shown) < len(gaps)
    assert [row.id for row in shown if row is not None] == [gap.id for gap in gaps[: len(shown)]]
    rest = gaps[len(shown) :]
    assert f" {len(rest)} " in panel.foot.text()
    assert figure(sum(gap.points for gap in rest)) in panel.foot.text()
    assert figure(sum(gap.points for gap in gaps)) in panel.total.text()
    assert figure(assessment.result.readiness.point) in panel.total.text()


def test_all_gaps_can_be_shown_with_all_that_helps(page: ResultPage, assessment: OpenAssessment) -> None:
    panel = page.view.gaps
    panel.all.click()
    assert len(panel.rows.shown()) == len(assessment.result.gaps)
    for button in panel.rows.shown():
        assert button.row is not None
        for found in button.row.helps:
            assert found.title in button.accessibleDescription()
            assert found.tag in button.accessibleDescription()
    panel.all.click()
    assert len(panel.rows.shown()) < len(assessment.result.gaps)


def test_a_gap_says_its_level_to_reach_and_that_a_tool_has_lapsed(page: ResultPage, assessment: OpenAssessment) -> None:
    standing = {i.id: i for measure in assessment.result.measures for i in measure.instruments}
    assert {found.status for found in standing.values()} == {"lapsed"}, "the sample is later than the policy"
    for gap, row in zip(assessment.result.gaps, rows.gap_rows(assessment, Texts("zh")), strict=True):
        question = assessment.pack.question_by_id[gap.id]
        assert row.anchor == question.anchors[gap.level_to_reach]["zh"]
        assert len(row.helps) == len(gap.instruments)
        assert all(found.standing in ("lapsed", "not-eligible") for found in row.helps)
        for tied in gap.instruments:
            offered = assessment.pack.instrument_by_id[tied.id][2]
            assert any(found.title == offered.title["zh"] and offered.ask_at["zh"] in found.ask for found in row.helps)


@pytest.mark.parametrize("sort", rows.SORTS)
def test_sorting_changes_the_order_and_nothing_else(
    page: ResultPage, assessment: OpenAssessment, sort: rows.GapRow
) -> None:
    panel = page.view.gaps
    panel.sort.setCurrentIndex(rows.SORTS.index(str(sort)))
    panel.sorted_by.emit(str(sort))
    panel.all.setChecked(True)
    shown = [button.row for button in panel.rows.shown() if button.row is not None]
    assert {row.id for row in shown} == {gap.id for gap in assessment.result.gaps}
    key = {"points": lambda r: -r.points, "domain": lambda r: r.place, "effort": lambda r: r.effort}.get(str(sort))
    if key is not None:
        assert shown == sorted(shown, key=key)


def test_a_gap_opens_its_question(page: ResultPage, assessment: OpenAssessment, window: MainWindow, qtbot) -> None:
    button = page.view.gaps.rows.shown()[1]
    assert button.row is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    questions = window.shell.pages.page("questions")
    assert isinstance(questions, QuestionsPage)
    assert window.shell.pages.currentWidget() is questions.widget
    assert questions.current() == button.row.id


def test_an_answer_given_meanwhile_is_in_the_result(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    gap = assessment.result.gaps[0]
    assessment.choose(gap.id, 5)
    window.context.go("result")
    assert page.view.summary.number.text() == figure(assessment.result.readiness.point)
    shown = page.view.gaps.rows.shown()[0].row
    assert shown is not None
    assert shown.id != gap.id


def test_finishing_freezes_and_a_revision_goes_on(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    assert page.bar.revise.isHidden()
    page.finish("张三", "李四")
    assert assessment.status == "finished"
    assert page.bar.finish.isHidden()
    assert not page.bar.revise.isHidden()
    assert "张三" in page.view.summary.more.text()
    page.revise()
    revised = window.context.assessment
    assert revised is not None
    assert (revised.status, revised.revision) == ("draft", assessment.revision + 1)


def test_what_stands_against_finishing_is_told(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow
) -> None:
    told: list[ProblemsFound] = []
    window.context.report_problem = told.append
    assessment.clear(assessment.pack.questions[0].id)
    page.finish("", "")
    assert {found.code for found in told[0].problems} == {"finish-with-open-questions", "finish-without-names"}
    assert assessment.status == "draft"


def test_finish_asks_for_both_names(look, qtbot) -> None:
    asked = AskFinish(look, Texts("en"))
    qtbot.addWidget(asked)
    assert not asked.go_on.isEnabled()
    asked.prepared.setText("Li")
    assert not asked.go_on.isEnabled()
    asked.approved.setText(" Wang ")
    assert asked.go_on.isEnabled()
    assert asked.names() == ("Li", "Wang")


def test_the_report_has_a_page_of_its_own(page: ResultPage, window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(page.bar.report, Qt.MouseButton.LeftButton)
    assert window.shell.pages.front == "report"


def test_a_narrow_window_has_two_tabs(page: ResultPage, window: MainWindow, qtbot) -> None:
    assert page.view.domains.isVisible()
    window.resize(1024, 680)
    qtbot.waitUntil(page.view.is_narrow, timeout=1000)
    qtbot.waitUntil(page.view.gaps.isVisible, timeout=1000)
    assert not page.view.domains.isVisible()
    qtbot.mouseClick(page.view.tabs.buttons()[1], Qt.MouseButton.LeftButton)
    assert page.view.domains.isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: not page.view.is_narrow(), timeout=1000)
    qtbot.waitUntil(lambda: page.view.domains.isVisible() and page.view.gaps.isVisible(), timeout=1000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_said_in_both_languages(
    page: ResultPage, assessment: OpenAssessment, window: MainWindow, scheme: str
) -> None:
    window.context.set_setting("scheme", scheme)
    gap = assessment.result.gaps[0]
    for language in ("en", "zh"):
        window.context.set_setting("language", language)
        shown = page.view.gaps.rows.shown()[0].row
        assert shown is not None
        assert shown.title == assessment.pack.question_by_id[gap.id].title[language]
        assert page.bar.report.text() == Texts(language)("result.report.title")
    QApplication.processEvents()
    assert not window.grab().isNull()


def test_nothing_answered_begins_with_words(window: MainWindow, desk: Desk) -> None:
    empty = desk.start("企业", "项目")
    window.context.work_on(empty, "result")
    page = window.shell.pages.page("result")
    assert isinstance(page, ResultPage)
    assert page.view.summary.verdict.text() == Texts("zh")("result.verdict.nothing")
    assert not page.view.gaps.rows.shown()
    assert page.view.gaps.foot.text()
    page.background.wait()
