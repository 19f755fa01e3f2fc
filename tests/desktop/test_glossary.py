"""Terms of the glossary: which are found, marked once a card, and explained to the mouse, the keyboard and the ear.

1. The longest term wins where several begin. 2. A term is marked at its first occurrence in all that is shown together.
3. In a language that writes words apart only whole words, or their plural, are terms.
"""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from riskassess.desktop.controls import TermWords
from riskassess.desktop.controls.lines import break_lines
from riskassess.desktop.controls.term_words import term_boxes
from riskassess.desktop.glossary import Glossary, glossary_of
from riskassess.desktop.look import Look
from riskassess.desktop.questions import order
from riskassess.desktop.questions.page import QuestionsPage
from riskassess.desktop.result.page import ResultPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.values import Pack, wording
from tests.app.small_pack import small_pack

Key = Qt.Key


def pack_with(*terms: tuple[str, str]) -> Pack:
    data = small_pack()
    data["glossary"] = {
        "terms": [
            {"id": f"term-{n}", "term": {"zh": zh, "en": en}, "meaning": {"zh": f"解{n}", "en": f"meaning {n}"}}
            for n, (zh, en) in enumerate(terms)
        ]
    }
    return build_pack(data)


def found(glossary: Glossary, *texts: str) -> list[list[str]]:
    marking = glossary.marking()
    return [[term.words for term in marking.of(text)] for text in texts]


def test_the_longest_term_wins() -> None:
    glossary = Glossary(pack_with(("担保", "bond"), ("反担保", "counter bond")), "zh")
    assert found(glossary, "反担保和担保") == [["反担保", "担保"]]


def test_only_the_first_occurrence_is_marked() -> None:
    glossary = Glossary(pack_with(("保函", "bond"), ("僵局", "deadlock")), "zh")
    assert found(glossary, "保函之后还有保函", "僵局与保函", "保函") == [["保函"], ["僵局"], []]


def test_words_are_whole_words_in_any_case_or_number() -> None:
    glossary = Glossary(pack_with(("保函", "bond"), ("原产地", "origin")), "en")
    assert found(glossary, "A bondholder, original vagabonds", "Bonds of any ORIGIN") == [[], ["Bonds", "ORIGIN"]]
    (first, _) = glossary.marking().of("Bonds of any origin")
    assert (first.start, first.length, first.meaning) == (0, 5, "meaning 0")


def test_signs_of_a_pattern_are_signs() -> None:
    glossary = Glossary(pack_with(("甲（乙）", "a (b)"), ("丙.丁", "c.d")), "zh")
    assert found(glossary, "甲（乙）与丙.丁与丙x丁") == [["甲（乙）", "丙.丁"]]


def test_a_pack_without_a_glossary_marks_nothing() -> None:
    pack = pack_with()
    assert found(Glossary(pack, "zh"), "红线") == [[]]
    assert not any(glossary_of(pack, "zh").card(pack.questions[0]).values())


def test_a_language_that_the_pack_has_not_uses_its_first() -> None:
    glossary = Glossary(pack_with(("保函", "bond")), "fr")
    assert found(glossary, "保函") == [["保函"]]


def test_boxes_stand_under_their_words_on_every_line(look: Look) -> None:
    font, text = look.font("body"), "一二三四五六七八九十保函甲乙"
    lines = break_lines(text, font, 6 * 14 + 2)
    (term,) = Glossary(pack_with(("保函甲乙", "bond")), "zh").marking().of(text)
    boxes = [box for _, box in term_boxes(lines, [term], font, 20)]
    assert len(lines) > 1
    assert sum(box.width() for box in boxes) == pytest.approx(4 * 14, abs=2)
    assert all(box.left() >= 0 and box.right() <= 6 * 14 + 2 for box in boxes)


# -- on the card


@pytest.fixture
def assessment(window: MainWindow, desk: Desk) -> OpenAssessment:
    opened = desk.open_sample(5)
    window.context.work_on(opened, "questions")
    return opened


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> QuestionsPage:
    shown = window.shell.pages.page("questions")
    assert isinstance(shown, QuestionsPage)
    return shown


def with_terms(assessment: OpenAssessment, language: str, place: str) -> str:
    glossary = glossary_of(assessment.pack, language)
    places = ("ask",) if place == "ask" else tuple("012345")
    questions = (assessment.pack.question_by_id[q] for q in order.applicable(assessment))
    return next(q.id for q in questions if any(glossary.card(q)[where] for where in places))


def test_a_term_in_the_question_takes_the_keyboard_and_is_explained(
    page: QuestionsPage, assessment: OpenAssessment, qtbot
) -> None:
    page.show_question(with_terms(assessment, "zh", "ask"))
    page.view.card.focus()
    ask = page.view.card.ask
    (term, *_) = ask.terms()
    assert ask.text()[term.start : term.start + term.length] == term.words
    assert ask.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert term.meaning in ask.toolTip()
    spoken = QAccessible.queryAccessibleInterface(ask)
    assert spoken.text(QAccessible.Text.Name) == ask.text()
    assert term.told in spoken.text(QAccessible.Text.Description)
    ask.setFocus(Qt.FocusReason.TabFocusReason)
    assert ask.explained() == 0
    assert QToolTip.text() == term.told
    qtbot.keyClick(ask, Key.Key_3)
    assert assessment.answers.answers, "digits still choose"
    assert not ask.hasFocus()


def test_a_key_explains_the_terms_of_the_card_one_after_another(
    page: QuestionsPage, assessment: OpenAssessment, qtbot
) -> None:
    question = with_terms(assessment, "zh", "anchors")
    page.show_question(question)
    page.view.card.focus()
    before = assessment.answers
    marked = glossary_of(assessment.pack, "zh").card(assessment.pack.question_by_id[question])
    every = [term for place, terms in marked.items() for term in terms if place != "why"]  # that is folded
    shown = []
    for _ in range(len(every) + 1):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_G)
        shown.append(QToolTip.text())
    assert shown == [term.told for term in (*every, every[0])], "and round again"
    assert assessment.answers is before, "explaining chooses nothing"


def test_a_row_says_its_terms(page: QuestionsPage, assessment: OpenAssessment) -> None:
    question = with_terms(assessment, "zh", "anchors")
    page.show_question(question)
    rows = page.view.card.rows
    marked = [row for row in rows.rows() if rows.content(row.number).terms]
    assert marked
    for row in marked:
        for term in rows.content(row.number).terms:
            assert term.told in row.accessibleDescription()
            assert term.meaning in row.toolTip()


def test_a_card_without_terms_says_so(
    page: QuestionsPage, assessment: OpenAssessment, window: MainWindow, qtbot
) -> None:
    glossary, pack = glossary_of(assessment.pack, "zh"), assessment.pack
    plain = next(q for q in order.applicable(assessment) if not any(glossary.card(pack.question_by_id[q]).values()))
    page.show_question(plain)
    page.view.card.focus()
    assert page.view.card.ask.focusPolicy() == Qt.FocusPolicy.NoFocus
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_G)
    assert window.shell.banner.isVisible()


def test_the_result_page_marks_and_explains_terms(window: MainWindow, desk: Desk, qtbot) -> None:
    window.shell.work_on(desk.open_sample(0), "result")
    result = window.shell.pages.page("result")
    assert isinstance(result, ResultPage)
    label, *caps = result.view.summary.explaining()
    assert [term.words for term in label.terms()] == ["准备度"]
    rows = result.view.gaps.rows.shown()
    places = [label, *caps, *rows]
    every = [term.words for place in places for term in place.terms()]
    assert len(every) > 1
    assert len(every) == len(set(every)), "once a page"
    qtbot.keyClick(result.view, Key.Key_G)
    assert QToolTip.text() == label.terms()[0].told
    for _ in range(len(every)):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_G)
    assert QToolTip.text() == label.terms()[0].told, "round again"
    for row in rows:
        assert all(term.told in row.accessibleDescription() for term in row.terms())


def test_the_mark_is_a_shape_and_not_a_colour(look: Look, qtbot) -> None:
    (term,) = Glossary(pack_with(("保函", "bond")), "zh").marking().of("贵公司的保函")
    words = TermWords(look)
    qtbot.addWidget(words)

    def picture(marked: bool) -> QImage:
        words.show_words("贵公司的保函", (term,) if marked else ())
        words.resize(200, 20)
        return words.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)

    assert picture(True) != picture(False)


def test_words_may_be_of_several_lines(look: Look, qtbot) -> None:
    words = TermWords(look)
    qtbot.addWidget(words)
    words.show_words("A long sentence that does not fit on one line of a narrow place")
    assert words.heightForWidth(120) >= 3 * look.line_height("body")
    assert words.heightForWidth(2000) == look.line_height("body")
    assert isinstance(words.font(), QFont)


def test_marking_costs_next_to_nothing(shelf: Shelf, assessment: OpenAssessment) -> None:
    start = time.perf_counter()
    glossary = Glossary(assessment.pack, "en")
    for question in assessment.pack.questions:
        glossary.card(question)
    first = time.perf_counter() - start
    assert first / len(assessment.pack.questions) < 0.004, "a quarter of what a switch may take"
    assert glossary.card(assessment.pack.questions[0]) is glossary.card(assessment.pack.questions[0])
    assert wording(assessment.pack.glossary[0].term, "en")
