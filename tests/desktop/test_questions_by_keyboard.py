"""The questions page by keyboard alone, as UX asks for it: filters, search, undo, domains, an hour of work.

1. Filters: open, later, carried over, below target, red line, not applicable, and what is left to a role; previous and
   next go through what is listed. 2. Search finds words in questions, anchors, norms, notes. 3. Undo goes back over the
session, whatever the edits were. 4. One key or button confirms a domain. 5. Every key of the tables works.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.questions import order
from riskassess.desktop.questions.keys import ALWAYS, CARD_KEYS, PAGE_KEYS
from riskassess.desktop.questions.legend import SHOWN
from riskassess.desktop.questions.outline import FILTERS
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.shell.window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    """Return one with something in every state."""
    earlier = desk.open_sample(1)
    opened = earlier.reassess()
    carried = [q for q in opened.carried if opened.applies(q)]
    for question in carried[:20]:
        opened.confirm(question)
    opened.put_off(carried[-1])
    opened.put_off(carried[-2], opened.pack.roles[0].id)
    opened.put_off(carried[-3], opened.pack.roles[1].id)
    opened.clear(carried[2])
    floored = next(q for q in carried[:20] if (opened.target(q).floor or 0) >= 2)
    opened.choose(floored, 0)
    apart = next(q.id for q in opened.pack.questions if q.allow_na and opened.applies(q.id))
    opened.mark_not_applicable(apart, "we rent")
    again = desk.open_assessment(opened.id)  # undo begins with the session
    window.context.work_on(again, "questions")
    return again


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> QuestionsPage:
    shown = window.shell.pages.page("questions")
    assert isinstance(shown, QuestionsPage)
    shown.view.card.focus()
    return shown


def press(qtbot, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    for one in keys:
        key, modifier = one if isinstance(one, tuple) else (one, Modifier.NoModifier)
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)


UNDO = (Key.Key_Z, Modifier.ControlModifier)


def choose_filter(page: QuestionsPage, name: str) -> None:
    """Choose in the list as a keyboard does: it tells the page by its signal."""
    box = page.view.outline._filter
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def states(assessment: OpenAssessment) -> dict[str, str]:
    return {q: assessment.state(q) for q in order.applicable(assessment)}


# -- 1. filters


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_shows_its_questions_and_how_many(
    page: QuestionsPage, assessment: OpenAssessment, name: str
) -> None:
    choose_filter(page, name)
    now = states(assessment)
    wanted = {"all": set(now.values()), "below": {"below", "red_line"}}.get(name, {name})
    expected = [question for question, state in now.items() if state in wanted]
    if name == "later":
        expected = list(assessment.later)
    assert expected, f"nothing is {name}"
    assert page.view.outline.listed() == expected
    if name != "all":
        assert str(len(expected)) in page.view.outline._count.text()


def test_what_is_left_to_a_role_is_listed_by_it(page: QuestionsPage, assessment: OpenAssessment) -> None:
    first, second = assessment.pack.roles[:2]
    choose_filter(page, "later")
    sides = [
        page.view.outline._items[q].data(0, Qt.ItemDataRole.AccessibleTextRole) for q in page.view.outline.listed()
    ]
    for role in (first, second):
        assert any(role.name["zh"] in side for side in sides)
        choose_filter(page, f"role:{role.id}")
        assert page.view.outline.listed() == [q for q, given in assessment.later.items() if given == role.id]
    assessment.choose(page.view.outline.listed()[0], 3)
    page.activated()
    assert page.view.outline._filter.findData(f"role:{second.id}") < 0
    assert page.view.outline.shown_filter() == "all", "a role that nothing is left to filters no more"


def test_previous_and_next_go_through_what_is_listed(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    choose_filter(page, "below")
    below = page.view.outline.listed()
    assert below != order.applicable(assessment)
    page.show_question(below[0])
    page.view.card.focus()
    press(qtbot, Key.Key_Down)
    assert page.current() == below[1]
    press(qtbot, Key.Key_Up, Key.Key_Up)
    assert page.current() == below[0]
    assert not page.view.bar.previous.isEnabled()
    press(qtbot, Key.Key_5)
    assert page.current() == below[1], "what is answered leaves the list, and the next one comes"
    assert below[0] not in page.view.outline.listed()


def test_searching_goes_through_what_is_found(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    asked = order.applicable(assessment)
    for question in (asked[3], asked[30], asked[40]):
        assessment.set_note(question, "ｘｙｌｏ７")
    page.search("XYLO7")
    assert page.view.outline.listed() == [asked[3], asked[30], asked[40]], "full-width letters are letters"
    page.search_entered()
    press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert page.current() == asked[40]


# -- 2. search


def test_search_finds_every_place_and_says_which(page: QuestionsPage, assessment: OpenAssessment) -> None:
    pack, asked = assessment.pack, order.applicable(assessment)
    question = next(pack.question_by_id[q] for q in asked if pack.question_by_id[q].norms)
    norm = pack.norm_by_id[next(r.norm for r in question.norms if r.norm)]
    assessment.set_evidence(question.id, pack.evidence[-1].id, "Minutes of the 42nd meeting")
    for words, place in (
        (question.ask["zh"], "题"),
        (question.ask["en"], "题"),
        (question.id.lower(), "题"),
        (question.why["zh"][:20], "题"),
        (question.anchors[5]["zh"], "等级"),
        (question.evidence[0]["zh"], "等级"),
        (norm.title["zh"], "规范"),
        (norm.number or norm.title["zh"], "规范"),
        ("42nd meeting minutes", "备注"),
    ):
        page.search(words)
        assert question.id in page.view.outline.listed(), words
        item = page.view.outline._items[question.id]
        assert place in item.data(0, Qt.ItemDataRole.AccessibleTextRole), words
    page.search("nothing has these words")
    assert page.view.outline.listed() == []
    page.search("")
    assert page.view.outline.listed() == asked


# -- 3. undo


def test_undo_goes_back_over_the_whole_session(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    asked = order.applicable(assessment)
    field = assessment.pack.fields[0]
    before, carried, later = assessment.answers, dict(assessment.carried), dict(assessment.later)
    waiting = next(q for q in asked if q in carried)
    page.show_question(waiting)
    page.view.card.focus()
    press(qtbot, (Key.Key_C, Modifier.ShiftModifier))  # a domain at once
    page.show_question(asked[0])
    page.view.card.focus()
    press(qtbot, Key.Key_4, Key.Key_L)
    apart = next(q.id for q in assessment.pack.questions if not q.allow_na and q.id in asked[5:])
    page.show_question(apart)
    page.view.card.note.setFocus()
    qtbot.keyClicks(page.view.card.note, "a note")
    press(qtbot, Key.Key_Escape)
    page.view.card.flush()
    press(qtbot, Key.Key_E, Key.Key_Right)
    window.shell.go("project")
    assessment.set_profile(field.id, assessment.answers.profile.get(field.id))
    window.shell.go("questions")
    steps = 0
    while assessment.can_undo and steps < 20:
        press(qtbot, UNDO)
        steps += 1
    assert steps >= 5
    assert assessment.answers == before
    assert (dict(assessment.carried), dict(assessment.later)) == (carried, later)
    press(qtbot, UNDO)
    assert window.shell.banner.isVisible(), "there is nothing left, and it is said"


# -- 4. domains


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_whole_domain_is_confirmed_at_once(page: QuestionsPage, assessment: OpenAssessment, way: str, qtbot) -> None:
    counts: dict[str, int] = {}
    for question in assessment.carried:
        if assessment.applies(question):
            domain = assessment.pack.question_by_id[question].domain
            counts[domain] = counts.get(domain, 0) + 1
    domain = max(counts, key=lambda name: counts[name])
    waiting = [q.id for q in assessment.pack.domain_by_id[domain].questions if q.id in assessment.carried]
    page.show_question(next(q for q in waiting if assessment.applies(q)))
    page.view.card.focus()
    button = page.view.card.standing.confirm_domain
    assert str(counts[domain]) in button.text()
    if way == "button":
        while QApplication.focusWidget() is not button:
            press(qtbot, Key.Key_Tab)
        press(qtbot, Key.Key_Return)
    else:
        press(qtbot, (Key.Key_C, Modifier.ShiftModifier))
    assert not [q for q in waiting if q in assessment.carried and assessment.applies(q)]
    press(qtbot, UNDO)
    assert all(q in assessment.carried for q in waiting), "one step for undo"


# -- 5. keys


def test_no_key_means_two_things() -> None:
    every = [*CARD_KEYS, *PAGE_KEYS, *ALWAYS]
    assert len({QKeySequence(key).toString() for key in every}) == len(every)


def test_every_key_is_bound_to_something_the_page_can_do(page: QuestionsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.attaching, "choose", lambda: None)
    for what in {*CARD_KEYS.values(), *PAGE_KEYS.values(), *ALWAYS.values()}:
        page.do(what)  # an unknown name raises


def test_keys_that_are_no_letters_work_with_single_keys_off(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    window.shell.set_setting("single_keys", "off")
    page.activated()
    asked = order.applicable(assessment)
    page.show_question(asked[0])
    page.view.card.focus()
    press(qtbot, Key.Key_PageDown, Key.Key_PageDown)
    assert page.current() == asked[2]
    press(qtbot, Key.Key_PageUp)
    assert page.current() == asked[1]
    before = assessment.answers
    press(qtbot, Key.Key_L, Key.Key_3)
    assert assessment.answers is before


def test_the_outline_is_walked_by_keyboard(page: QuestionsPage, assessment: OpenAssessment, qtbot) -> None:
    tree = page.view.outline.tree
    tree.collapseAll()
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Home, Key.Key_Return, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    first = [q.id for q in assessment.pack.domains[0].questions if assessment.applies(q.id)]
    assert page.current() == first[1]


def test_an_hour_of_answering_never_needs_the_mouse(
    window: MainWindow, desk: Desk, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = desk.start("Enterprise", "Project")
    window.context.work_on(started, "questions")
    page = window.shell.pages.page("questions")
    assert isinstance(page, QuestionsPage)
    asked = order.applicable(started)
    given: dict[str, int | str] = {}
    for number, question in enumerate(asked):
        assert page.current() == question
        if started.pack.question_by_id[question].allow_na and number % 2:
            press(qtbot, Key.Key_N)
            qtbot.keyClicks(QApplication.focusWidget(), "not here")
            press(qtbot, Key.Key_Return, Key.Key_Down)
            given[question] = "not here"
            continue
        if number % 5 == 0:  # evidence with its document, then a note, each left by Esc
            press(qtbot, Key.Key_E, Key.Key_Space, Key.Key_Right, Key.Key_Tab)
            qtbot.keyClicks(QApplication.focusWidget(), f"Minutes {number}")
            press(qtbot, Key.Key_Escape)
            page.view.card.note.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.keyClicks(QApplication.focusWidget(), f"note {number}")
            press(qtbot, Key.Key_Escape)
        press(qtbot, Qt.Key(Key.Key_0 + number % 6))
        given[question] = number % 6
    assert started.result.counts.open == 0
    for number, question in enumerate(asked):
        answer = started.answers.answers[question]
        assert (answer.not_applicable or answer.level) == given[question]
        if number % 5 == 0 and answer.level is not None:
            assert (answer.evidence_detail, answer.note) == (f"Minutes {number}", f"note {number}")
    press(qtbot, Key.Key_R)
    assert started.state(page.current() or "") == "red_line"


def test_the_legend_names_every_sign_and_unfolds_by_keyboard(page: QuestionsPage, window: MainWindow, qtbot) -> None:
    legend = page.view.outline.legend
    said = {words.text() for _, words in legend._words.values()}
    assert said == {window.context.texts(f"questions.states.{state}") for state in SHOWN}
    assert {dot.accessibleName() for dot, _ in legend._words.values()} == said
    window.resize(1024, 680)
    qtbot.waitUntil(legend.button.isVisible, timeout=1000)
    assert not legend._signs.isVisible()
    legend.button.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Space)
    assert legend._signs.isVisible()
