"""The questions page: keys, picks, undo, later, not applicable, evidence, notes, search, and numbers of the result."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.numbers import figure
from riskassess.desktop.questions import order
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.shell.window import MainWindow

Key = Qt.Key


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    opened = desk.open_sample()
    for question in opened.pack.questions[::4]:
        opened.clear(question.id)
    window.context.work_on(opened, "questions")
    return opened


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> QuestionsPage:
    shown = window.shell.pages.page("questions")
    assert isinstance(shown, QuestionsPage)
    return shown


def show(page: QuestionsPage, question: str) -> None:
    page.show_question(question)
    page.view.card.focus()


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def level_of(assessment: OpenAssessment, question: str) -> int | None:
    answer = assessment.answers.answers.get(question)
    return None if answer is None else answer.level


def may_not_apply(assessment: OpenAssessment, allowed: bool) -> str:
    return next(q.id for q in assessment.pack.questions if q.allow_na is allowed and assessment.applies(q.id))


def test_it_opens_at_the_first_open_question(page: QuestionsPage, assessment: OpenAssessment) -> None:
    assert page.current() == order.next_open(assessment, None)


def test_a_number_chooses_and_moves_on(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    show(page, asked[2])
    press(qtbot, Key.Key_3)
    assert level_of(assessment, asked[2]) == 3
    assert page.current() == asked[3]
    press(qtbot, Key.Key_0)
    assert level_of(assessment, asked[3]) == 0


def test_a_click_on_a_row_chooses_stays_and_takes_the_focus(
    page: QuestionsPage, assessment: OpenAssessment, qtbot
) -> None:
    question = order.applicable(assessment)[0]
    show(page, question)
    row = page.view.card.rows.rows()[4]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert level_of(assessment, question) == 4
    assert row.isChecked()
    assert sum(other.isChecked() for other in page.view.card.rows.rows()) == 1
    assert QApplication.focusWidget() is row
    assert page.current() == question


def test_what_is_picked_is_in_the_file(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, desk: Desk, qtbot
) -> None:
    question = order.applicable(assessment)[0]
    show(page, question)
    press(qtbot, Key.Key_1)
    assert level_of(desk.open_assessment(assessment.id), question) == 1


def test_arrows_go_to_the_next_and_previous_question(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    show(page, asked[0])
    press(qtbot, Key.Key_Down)
    assert page.current() == asked[1]
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Up)
    assert page.current() == asked[0], "there is none before the first"


def test_left_and_right_walk_over_the_levels_without_choosing(
    page: QuestionsPage, assessment: OpenAssessment, qtbot
) -> None:
    question = next(q for q in order.applicable(assessment) if level_of(assessment, q) == 3)
    show(page, question)
    rows = page.view.card.rows.rows()
    assert QApplication.focusWidget() is rows[3]
    press(qtbot, Key.Key_Right)
    assert QApplication.focusWidget() is rows[4]
    assert level_of(assessment, question) == 3
    press(qtbot, Key.Key_Space)
    assert level_of(assessment, question) == 4


def test_undo_takes_back_the_last_edit_and_shows_its_question(
    page: QuestionsPage, assessment: OpenAssessment, qtbot
) -> None:
    asked = order.applicable(assessment)
    before = level_of(assessment, asked[5])
    show(page, asked[5])
    press(qtbot, Key.Key_5 if before != 5 else Key.Key_4)
    show(page, asked[9])
    press(qtbot, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert level_of(assessment, asked[5]) == before
    assert page.current() == asked[5]


def test_later_marks_the_question_and_moves_on(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    question = order.next_open(assessment, None) or ""
    show(page, question)
    press(qtbot, Key.Key_L)
    assert assessment.state(question) == "later"
    assert page.current() == asked[asked.index(question) + 1]
    show(page, question)
    assert not page.view.card.standing.isHidden()


def test_a_question_can_be_left_to_a_role(page: QuestionsPage, assessment: OpenAssessment) -> None:
    question = order.next_open(assessment, None) or ""
    show(page, question)
    role = assessment.pack.roles[1].id
    page.view.bar.asked_role.emit(role)
    assert assessment.later[question] == role


def test_not_applicable_asks_why_and_keeps_the_reason(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = may_not_apply(assessment, allowed=True)
    show(page, question)
    standing = page.view.card.standing
    press(qtbot, Key.Key_N)
    assert standing.reason.hasFocus()
    assert not standing.give.isEnabled(), "no reason, no answer"
    qtbot.keyClicks(standing.reason, "0 we rent 3")  # digits belong to the field now
    press(qtbot, Key.Key_Return)
    answer = assessment.answers.answers[question]
    assert answer.not_applicable == "0 we rent 3"
    assert assessment.state(question) == "not_applicable"


def test_not_applicable_can_be_given_up(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = may_not_apply(assessment, allowed=True)
    show(page, question)
    before = assessment.answers
    press(qtbot, Key.Key_N)
    press(qtbot, Key.Key_Escape)
    assert assessment.answers is before
    assert not page.view.card.standing.asking.isVisible()


def test_where_it_may_not_be_it_is_not_offered(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    show(page, may_not_apply(assessment, allowed=False))
    press(qtbot, Key.Key_N)
    assert not page.view.card.standing.asking.isVisible()
    assert page.view.bar.not_applicable.isHidden()


def test_evidence_is_saved_and_says_how_far_it_carries(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = order.applicable(assessment)[0]
    assessment.set_evidence(question, None, None)
    show(page, question)
    press(qtbot, Key.Key_E)
    evidence = page.view.card.evidence
    assert QApplication.focusWidget() in evidence.segments.buttons()
    strongest = assessment.pack.evidence[-1]
    qtbot.mouseClick(evidence.segments.buttons()[-1], Qt.MouseButton.LeftButton)
    assert assessment.answers.answers[question].evidence == strongest.id
    unnamed = evidence.ceiling_words()
    evidence.detail.setFocus()
    qtbot.keyClicks(evidence.detail, "Minutes 2026-09-18")
    qtbot.waitUntil(lambda: assessment.answers.answers[question].evidence_detail == "Minutes 2026-09-18", timeout=2000)
    assert evidence.ceiling_words() != unnamed
    assert f"{strongest.ceiling:g}" in evidence.ceiling_words()


def test_a_note_is_saved_after_a_pause(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = order.applicable(assessment)[0]
    show(page, question)
    note = page.view.card.note
    note.setFocus()
    qtbot.keyClicks(note, " 5 of 7")
    assert level_of(assessment, question) != 5 or assessment.answers.answers[question].note is None
    qtbot.waitUntil(lambda: "5 of 7" in (assessment.answers.answers[question].note or ""), timeout=2000)


def test_a_note_is_saved_when_it_is_left(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    show(page, asked[0])
    page.view.card.note.setFocus()
    qtbot.keyClicks(page.view.card.note, "left at once")
    page.show_question(asked[1])
    assert "left at once" in (assessment.answers.answers[asked[0]].note or "")
    assert "left at once" not in page.view.card.note.toPlainText()
    assert (assessment.answers.answers[asked[1]].note or "") == page.view.card.note.toPlainText()


def test_next_open_goes_round_and_red_lines_come_first(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    show(page, asked[-1])
    press(qtbot, Key.Key_F)
    assert page.current() == order.next_open(assessment, None)
    press(qtbot, Key.Key_R)
    failed = [gap.id for gap in assessment.result.gaps if gap.red_line]
    assert page.current() in failed


def test_a_choice_below_the_floor_is_marked(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = next(q for q in order.applicable(assessment) if (assessment.target(q).floor or 0) >= 2)
    show(page, question)
    floor = int(assessment.target(question).floor or 0)
    rows = page.view.card.rows
    assert "floor" in [mark.sign for mark in rows.content(floor).marks]
    qtbot.mouseClick(rows.rows()[1], Qt.MouseButton.LeftButton)
    assert [mark.sign for mark in rows.content(1).marks] == ["red_line"]
    assert assessment.state(question) == "red_line"
    reach = assessment.target(question).level_to_reach
    assert "flag" in [mark.sign for mark in rows.content(reach).marks]


def test_the_live_panel_shows_the_numbers_of_the_result(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    show(page, order.applicable(assessment)[0])
    press(qtbot, Key.Key_5)
    live, readiness = page.view.live, assessment.result.readiness
    assert live.readiness.number.text() == figure(readiness.point)
    assert live.readiness.ruler.figures() == (readiness.low, readiness.point, readiness.high)
    assert live.readiness.grade.text() == f"{assessment.result.grade.low}–{assessment.result.grade.high}"
    levels = {spoke.label: spoke.level for spoke in live.radar.radar.spokes()}
    for domain in assessment.result.domains:
        short = assessment.pack.domain_by_id[domain.id].short
        assert short is not None
        assert levels[short["zh"]] == (None if domain.score is None else domain.score / 20)


def test_the_target_in_the_panel_is_the_question_s(page: QuestionsPage, assessment: OpenAssessment) -> None:
    for question in order.applicable(assessment)[:12]:
        page.show_question(question)
        target = assessment.target(question)
        assert float(page.view.live.target.total[1].text()) == pytest.approx(target.target)
        shown = sum(float(number.replace("−", "-")) for _words, number in page.view.live.target.sum_lines())
        assert shown == pytest.approx(target.target)


def test_the_radar_is_a_table_on_demand(page: QuestionsPage) -> None:
    radar = page.view.live.radar
    radar.as_table.click()
    assert radar.table.rowCount() == len(radar.radar.spokes())
    assert radar.table.item(0, 0).text() == radar.radar.spokes()[0].label
    radar.as_table.click()
    assert radar.radar.isVisible()


def test_search_finds_words_in_anchors_norms_and_notes(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    question = order.applicable(assessment)[7]
    assessment.set_note(question, "Xylophone delivery")
    field = window.shell.bar.search
    page.view.card.focus()
    press(qtbot, Key.Key_Slash)
    assert field.hasFocus()
    qtbot.keyClicks(field, "xylophone DELIVERY")
    assert page.view.outline.listed() == [question]
    press(qtbot, Key.Key_Return)
    assert page.current() == question
    field.setText(assessment.pack.question_by_id[question].anchors[4]["zh"][:12])
    assert question in page.view.outline.listed()
    field.clear()
    assert page.view.outline.listed() == order.applicable(assessment)


def test_a_filter_shows_only_what_is_asked_for(page: QuestionsPage, assessment: OpenAssessment) -> None:
    page.view.outline.set_filter("open")
    page.view.outline.filtered.emit("open")
    listed = page.view.outline.listed()
    assert listed == [q for q in order.applicable(assessment) if assessment.state(q) == "open"]


def test_hidden_questions_are_not_listed(page: QuestionsPage, assessment: OpenAssessment) -> None:
    hidden = [q.id for q in assessment.pack.questions if not assessment.applies(q.id)]
    assert hidden, "the sample hides some"
    assert not set(hidden) & set(page.view.outline.listed())


def test_single_keys_can_be_turned_off(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    window.context.set_setting("single_keys", "off")
    page.activated()
    question = order.applicable(assessment)[0]
    before = level_of(assessment, question)
    show(page, question)
    press(qtbot, Key.Key_0 if before != 0 else Key.Key_1)
    assert level_of(assessment, question) == before
    assert page.current() == question


def test_levels_are_radio_buttons_to_a_screen_reader(page: QuestionsPage, assessment: OpenAssessment) -> None:
    question = next(q for q in order.applicable(assessment) if level_of(assessment, q) == 3)
    show(page, question)
    for number, row in enumerate(page.view.card.rows.rows()):
        spoken = QAccessible.queryAccessibleInterface(row)
        assert spoken.role() == QAccessible.Role.RadioButton
        assert assessment.pack.question_by_id[question].anchors[number]["zh"] in spoken.text(QAccessible.Text.Name)
        assert bool(spoken.state().checked) is (number == 3)


def test_tab_goes_down_the_card_and_then_to_the_bar(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    question = next(q for q in order.applicable(assessment) if level_of(assessment, q) == 3)
    show(page, question)
    card, bar = page.view.card, page.view.bar
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() in card.evidence.segments.buttons()
    while QApplication.focusWidget() in card.evidence.segments.buttons()[:-1]:
        press(qtbot, Key.Key_Tab)
    for wanted in (card.evidence.detail, card.attachments.add, card.note, bar.previous):
        if QApplication.focusWidget() is not wanted:
            press(qtbot, Key.Key_Tab)
        assert QApplication.focusWidget() is wanted


def test_a_narrow_window_lays_the_panel_over_the_card_on_demand(page: QuestionsPage, window: MainWindow, qtbot) -> None:
    window.resize(1024, 680)
    qtbot.waitUntil(page.view.is_narrow, timeout=1000)
    assert page.view.strip.isVisible()
    assert not page.view.live.isVisible()
    assert page.view.strip.number.text() == page.view.live.readiness.number.text()
    page.view.strip.unfold.click()
    assert page.view.live.isVisible()
    page.view.card.focus()
    press(qtbot, Key.Key_Escape)
    assert not page.view.live.isVisible()


def test_a_finished_assessment_can_only_be_read(window: MainWindow, desk: Desk, qtbot) -> None:
    finished = desk.open_sample()
    finished.finish("甲", "乙")
    window.context.work_on(finished, "questions")
    page = window.shell.pages.page("questions")
    assert isinstance(page, QuestionsPage)
    question = order.applicable(finished)[0]
    show(page, question)
    before = finished.answers
    press(qtbot, Key.Key_0)
    press(qtbot, Key.Key_L)
    assert finished.answers is before
    assert not any(row.isEnabled() for row in page.view.card.rows.rows())
    assert page.view.card.note.isReadOnly()
    assert page.view.bar.later.isHidden()


def test_a_carried_answer_is_confirmed_by_its_key(window: MainWindow, desk: Desk, qtbot) -> None:
    earlier = desk.open_sample()
    carried = desk.start("企业", "新项目", carry_from=earlier.id)
    window.context.work_on(carried, "questions")
    page = window.shell.pages.page("questions")
    assert isinstance(page, QuestionsPage)
    question, level = next((q, at) for q, at in carried.carried.items() if carried.applies(q))
    show(page, question)
    assert carried.state(question) == "carried"
    assert page.view.card.rows.content(level).carried
    press(qtbot, Key.Key_C)
    assert level_of(carried, question) == level
    assert question not in carried.carried
    domain = carried.pack.question_by_id[question].domain
    page.view.card.standing.domain_confirmed.emit()
    waiting = [q for q in carried.carried if carried.pack.question_by_id[q].domain == domain and carried.applies(q)]
    assert not waiting


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_said_in_both_languages(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, scheme: str
) -> None:
    window.context.set_setting("scheme", scheme)
    question = assessment.pack.question_by_id[page.current() or ""]
    for language in ("en", "zh"):
        window.context.set_setting("language", language)
        assert page.view.card.ask.text() == question.ask[language]
        assert page.view.card.rows.content(2).anchor == question.anchors[2][language]
    assert not window.grab().isNull()
