"""The project page: every kind of field, saved at once through the desk, and what follows from it beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.desktop.look import Look
from riskassess.desktop.project.editors import ListEditor, SegmentsEditor, make_editor, read_number
from riskassess.desktop.project.form import ProfileForm
from riskassess.desktop.project.page import ProjectPage
from riskassess.desktop.shell.window import MainWindow
from riskassess.questionnaire.values import Choice, Field
from riskassess.texts import Texts

ZH = Texts("zh")


def field(kind: str, choices: int = 0, **more) -> Field:
    words = {"zh": "所问", "en": "What is asked"}
    options = tuple(Choice(f"c{n}", {"zh": f"第{n}项", "en": f"Item {n}"}) for n in range(choices))
    return Field(f"f_{kind}", kind, "project", False, words, words, options, **more)


@pytest.fixture
def assessment(desk: Desk) -> OpenAssessment:
    return desk.start("甲公司", "甲项目")


@pytest.fixture
def page(window: MainWindow, assessment: OpenAssessment) -> ProjectPage:
    window.shell.work_on(assessment, "project")
    return window.shell.pages.page("project")


def line(form: ProfileForm, field_id: str) -> QLineEdit:
    widget = form.editors[field_id].focus_widget()
    assert isinstance(widget, QLineEdit)
    return widget


def test_every_field_of_the_pack_is_asked_in_its_order(page: ProjectPage, assessment: OpenAssessment) -> None:
    fields = assessment.pack.fields
    order = [f.id for about in ("enterprise", "project") for f in fields if f.about == about]
    assert list(page.form().editors) == order


def test_a_choice_is_saved_at_once(page: ProjectPage, assessment: OpenAssessment, desk: Desk, qtbot) -> None:
    editors = page.form().editors
    chosen = next(e for e in editors.values() if isinstance(e, SegmentsEditor))
    button = chosen._segments.buttons()[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    kept = desk.open_assessment(assessment.id).answers.profile
    assert kept[chosen.field.id] == chosen.field.choices[1].id


def test_a_list_is_saved_and_taken_back(page: ProjectPage, assessment: OpenAssessment) -> None:
    chosen = next(e for e in page.form().editors.values() if isinstance(e, ListEditor))
    chosen._list.setCurrentIndex(2)
    chosen._list.activated.emit(2)
    assert assessment.answers.profile[chosen.field.id] == chosen.field.choices[1].id
    chosen._list.setCurrentIndex(0)
    chosen._list.activated.emit(0)
    assert chosen.field.id not in assessment.answers.profile


def test_a_country_fills_what_it_fills(page: ProjectPage, assessment: OpenAssessment) -> None:
    country = next(f for f in assessment.pack.fields if f.kind == "country" and f.fills)
    typed = line(page.form(), country.id)
    typed.insert("越南")
    typed.textEdited.emit("越南")
    typed.editingFinished.emit()
    profile = assessment.answers.profile
    assert profile[country.id] == "VNM"
    for filled in country.fills:
        assert profile[filled] == assessment.pack.regions["VNM"]


def test_names_and_day_are_saved(page: ProjectPage, assessment: OpenAssessment, window: MainWindow) -> None:
    form = page.form()
    form.names["project_name"].setText("乙项目")
    form.names["project_name"].editingFinished.emit()
    form.day.line().setText("2026-12-01")
    form.day.line().editingFinished.emit()
    assert (assessment.project, assessment.answers.as_of) == ("乙项目", date(2026, 12, 1))
    assert window.shell.bar._second.text() == "乙项目"


def test_a_refused_credit_code_is_told_under_its_row(page: ProjectPage, assessment: OpenAssessment) -> None:
    form = page.form()
    form.names["uscc"].setText("91310000000000000X")
    form.names["uscc"].editingFinished.emit()
    assert form.rows["uscc"].wrong()
    assert assessment.answers.enterprise_uscc is None
    assert form.names["uscc"].text() == "91310000000000000X", "what was typed stays to be mended"
    form.names["uscc"].setText("")
    form.names["uscc"].editingFinished.emit()
    assert not form.rows["uscc"].wrong()


def test_what_follows_is_shown_beside_it(page: ProjectPage, assessment: OpenAssessment) -> None:
    before = words(page)
    rule = next(e for e in assessment.pack.exposures if len(e.when) == 1)
    asked, choices = next(iter(rule.when.items()))
    kind = assessment.pack.field_by_id[asked].kind
    page.form().field_given.emit(asked, (choices[0],) if kind == "choices" else choices[0])
    assert rule.id in assessment.result.exposures
    assert rule.because["zh"] not in before and rule.because["zh"] in words(page)
    counts = assessment.result.counts.applicable, len(assessment.pack.questions)
    assert ZH("window.project.live.applies_count", count=counts[0], all=counts[1]) in words(page)
    assert ZH("window.project.live.missing", count=len(assessment.result.missing_profile)) in words(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize("typed", ["越南", "yuenan", "yn", "Viet Nam", "vietnam", "VNM", "vn"])
def test_a_country_is_found_on_the_page_by_whatever_is_typed(
    page: ProjectPage, assessment: OpenAssessment, typed: str, key: Qt.Key, qtbot
) -> None:
    asked = next(f for f in assessment.pack.fields if f.kind == "country")
    editor = page.form().editors[asked.id].focus_widget()
    editor.setFocus()
    if typed.isascii():
        qtbot.keyClicks(editor, typed)
    else:
        editor.insert(typed)  # as an input method does, which QTest cannot play
        editor.textEdited.emit(typed)
    qtbot.keyClick(QApplication.activePopupWidget() or editor, key)
    assert assessment.answers.profile[asked.id] == "VNM"
    assert editor.text() == "越南"
    for filled in asked.fills or {}:
        assert assessment.answers.profile.get(filled), "what follows from the country is filled in"


def test_each_rule_is_told_with_its_reason_and_what_it_does(page: ProjectPage, assessment: OpenAssessment) -> None:
    pack = assessment.pack
    for rule in pack.exposures:
        if len(rule.when) != 1:
            continue
        ((asked, choices),) = rule.when.items()
        several = pack.field_by_id[asked].kind == "choices"
        before = {one.id: assessment.target(one.id).target for one in pack.questions}
        page.form().field_given.emit(asked, (choices[0],) if several else choices[0])
        assert rule.id in assessment.result.exposures
        told = words(page)
        assert rule.because["zh"] in told
        line = told[told.index(rule.because["zh"]) + 1]
        for key, levels in rule.raises.items():
            of = pack.domain_by_id.get(key) or pack.question_by_id[key]
            short = getattr(of, "short", None) or of.title
            assert f"{short['zh']} +{levels:g}" in line
        for key, level in rule.floors.items():
            assert pack.question_by_id[key].title["zh"] in line
            assert (assessment.target(key).floor or 0) >= level
        assert all(assessment.target(name).target >= target for name, target in before.items())
        page.form().field_given.emit(asked, None)
        assert rule.because["zh"] not in words(page), "what was taken back is told no more"


def test_how_much_is_asked_follows_each_choice(page: ProjectPage, assessment: OpenAssessment) -> None:
    pack, seen = assessment.pack, set()
    narrowing = {name for question in pack.questions for name in question.applies_when or {}}
    for name in narrowing:
        field = pack.field_by_id[name]
        for choice in field.choices:
            page.form().field_given.emit(name, (choice.id,) if field.kind == "choices" else choice.id)
            count = assessment.result.counts.applicable
            seen.add(count)
            assert ZH("window.project.live.applies_count", count=count, all=len(pack.questions)) in words(page)
    assert len(seen) > 3, "choices change how much is asked"


def words(page: ProjectPage) -> list[str]:
    from riskassess.desktop.controls import Words

    content = page.widget.live.widget()
    return [label.text() for label in content.findChildren(Words)]


def test_contradictions_are_pointed_out(page: ProjectPage, assessment: OpenAssessment) -> None:
    found = assessment.pack.contradictions[0]
    for asked, choices in found.when.items():
        kind = assessment.pack.field_by_id[asked].kind
        page.form().field_given.emit(asked, (choices[0],) if kind == "choices" else choices[0])
    assert found.because["zh"] in words(page)


def test_what_is_missing_is_one_click_away(page: ProjectPage, assessment: OpenAssessment, qtbot) -> None:
    from riskassess.desktop.controls import Button

    button = page.widget.live.widget().findChild(Button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    first = assessment.result.missing_profile[0]
    assert page.form().editors[first].focus_widget().hasFocus()


def test_help_unfolds(page: ProjectPage, assessment: OpenAssessment, qtbot) -> None:
    asked = next(f for f in assessment.pack.fields if f.about == "enterprise")
    row = page.form().rows[asked.id]
    assert not row._help.isVisible()
    qtbot.mouseClick(row.help_button, Qt.MouseButton.LeftButton)
    assert row._help.isVisible() and row._help.text() == asked.help["zh"]


def test_undo_takes_the_last_change_back(page: ProjectPage, assessment: OpenAssessment, qtbot) -> None:
    chosen = next(e for e in page.form().editors.values() if isinstance(e, SegmentsEditor))
    qtbot.mouseClick(chosen._segments.buttons()[0], Qt.MouseButton.LeftButton)
    assert chosen.field.id in assessment.answers.profile
    qtbot.keySequence(chosen._segments.buttons()[0], QKeySequence("Ctrl+Z"))
    assert chosen.field.id not in assessment.answers.profile
    assert chosen._segments.value() is None


def test_a_finished_assessment_is_only_read(window: MainWindow, desk: Desk) -> None:
    sample = desk.open_sample()
    sample.finish("甲", "乙")
    window.shell.work_on(sample, "project")
    page = window.shell.pages.page("project")
    form = page.form()
    assert not any(widget.isEnabled() for widget in (*form.editors.values(), *form.names.values(), form.day))
    assert page.widget._why.text() == ZH("window.project.read_only")


def test_another_language_asks_in_its_words_and_keeps_values(
    page: ProjectPage, window: MainWindow, assessment: OpenAssessment
) -> None:
    chosen = next(e for e in page.form().editors.values() if isinstance(e, SegmentsEditor))
    assessment.set_profile(chosen.field.id, chosen.field.choices[0].id)
    window.shell.set_setting("language", "en")
    editor = page.form().editors[chosen.field.id]
    assert editor is not chosen
    assert editor.words(0) == chosen.field.choices[0].title["en"]
    segments_or_list = editor._segments.value() if isinstance(editor, SegmentsEditor) else editor._list.currentData()
    assert segments_or_list == chosen.field.choices[0].id


@pytest.mark.parametrize(
    ("kind", "typed", "given"),
    [
        ("number", "1,200,000", 1200000),
        ("number", "１２.５", 12.5),
        ("text", " 甲 ", "甲"),
        ("date", "2026/1/2", "2026-01-02"),
    ],
)
def test_editors_give_values_as_the_assessment_takes_them(look: Look, qtbot, kind: str, typed: str, given) -> None:
    editor = make_editor(field(kind), look, ZH)
    qtbot.addWidget(editor)
    values: list[object] = []
    editor.given.connect(values.append)
    edit = editor.focus_widget()
    edit.setText(typed)
    edit.editingFinished.emit()
    assert values == [given]
    edit.setText("")
    edit.editingFinished.emit()
    assert values == [given, None]


@pytest.mark.parametrize(("kind", "typed"), [("number", "many"), ("money", "-3"), ("money", "1e999"), ("date", "soon")])
def test_what_cannot_be_meant_is_told_and_not_given(look: Look, qtbot, kind: str, typed: str) -> None:
    editor = make_editor(field(kind), look, ZH)
    qtbot.addWidget(editor)
    values: list[object] = []
    wrong: list[str] = []
    editor.given.connect(values.append)
    editor.wrong.connect(wrong.append)
    edit = editor.focus_widget()
    edit.setText(typed)
    edit.editingFinished.emit()
    assert not values and len(wrong) == 1 and wrong[0]


def test_money_has_a_currency(look: Look, qtbot) -> None:
    editor = make_editor(field("money"), look, ZH)
    qtbot.addWidget(editor)
    values: list[object] = []
    editor.given.connect(values.append)
    editor.focus_widget().setText("5000000")
    editor.focus_widget().editingFinished.emit()
    assert values == [{"amount": 5000000, "currency": "CNY"}]
    editor.show_value({"amount": 3.5, "currency": "USD"})
    assert (editor._amount.text(), editor._currency.text()) == ("3.5", "USD")


def test_many_choices_are_a_list_and_few_are_segments(look: Look, qtbot) -> None:
    kinds = {count: make_editor(field("choice", count), look, ZH) for count in (2, 12)}
    for editor in kinds.values():
        qtbot.addWidget(editor)
    assert isinstance(kinds[2], SegmentsEditor) and isinstance(kinds[12], ListEditor)


def test_several_choices_are_a_tuple_in_the_order_of_the_pack(look: Look, qtbot) -> None:
    editor = make_editor(field("choices", 3), look, ZH)
    qtbot.addWidget(editor)
    values: list[object] = []
    editor.given.connect(values.append)
    for name in ("c2", "c0", "c2"):
        editor._checks[name].click()
    assert values == [("c2",), ("c0", "c2"), ("c0",)]


def test_numbers_are_read_as_people_type_them() -> None:
    assert [read_number(typed) for typed in ("1 200", "-2", "nan", "inf", "")] == [1200, -2, None, None, None]


def test_a_form_is_made_from_any_pack(look: Look, assessment: OpenAssessment, qtbot) -> None:
    own = tuple(field(kind, 3) for kind in ("choice", "choices", "country", "number", "money", "date", "text"))
    form = ProfileForm(look, Texts("en"), replace(assessment.pack, fields=own))
    qtbot.addWidget(form)
    assert 0 < len(form.editors) < len(own), "the first rows at once, so that nobody waits"
    assert form.make_some() is False
    assert set(form.editors) == {f.id for f in own}
