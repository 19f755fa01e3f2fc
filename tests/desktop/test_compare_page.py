"""The compare page: over time, between projects, several at once; differences first, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.comparing import MOST
from riskassess.app.packs import Shelf
from riskassess.app.profile_differences import profile_rows
from riskassess.desktop.charts import marks
from riskassess.desktop.compare.page import ComparePage
from riskassess.desktop.compare.picking import PickAssessment
from riskassess.desktop.look import Look
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
from tests.app.conftest import fill
from tests.app.small_pack import small_pack


@pytest.fixture
def first(desk: Desk) -> OpenAssessment:
    return desk.open_sample()


@pytest.fixture
def later(first: OpenAssessment) -> OpenAssessment:
    """Return a re-assessment in which the two largest gaps are closed and one level is lower."""
    again = first.reassess()
    for question in list(again.carried):
        again.confirm(question)
    for gap in again.result.gaps[:2]:
        again.choose(gap.id, gap.level_to_reach)
    lowered = next(q for q, a in again.answers.answers.items() if a.level == 4)
    again.choose(lowered, 3)
    return again


@pytest.fixture
def page(window: MainWindow, later: OpenAssessment) -> ComparePage:
    window.context.work_on(later, "compare")
    shown = window.shell.pages.page("compare")
    assert isinstance(shown, ComparePage)
    return shown


def test_a_re_assessment_stands_beside_the_one_before(
    page: ComparePage, first: OpenAssessment, later: OpenAssessment
) -> None:
    assert page.ids() == [first.id, later.id]
    lead = page.view.lead.text()
    assert f"{first.result.readiness.point:.1f}" in lead
    assert f"{later.result.readiness.point:.1f}" in lead
    assert "2 题上升" in lead
    assert "1 题下降" in lead


def test_differences_come_first_and_say_their_direction(page: ComparePage, first: OpenAssessment) -> None:
    page.view.scopes.set_value("questions")
    page.view.scopes.chosen.emit("questions")
    rows = page.view.table.rows()
    changes = [row.apart for row in rows]
    assert all(change[0] in "+−" for change in changes[:3])
    assert set(changes[3:]) == {"0"}
    assert {row.id for row in rows if row.apart.startswith("+")} == {gap.id for gap in first.result.gaps[:2]}
    page.view.only.setChecked(True)
    assert len(page.view.table.rows()) == 3


def test_questions_stand_with_the_largest_difference_first(page: ComparePage) -> None:
    page.view.scopes.set_value("questions")
    page.view.scopes.chosen.emit("questions")
    assert page.compared is not None
    by_id = {row.id: row for row in page.compared.comparison.questions}
    for measure in ("level", "attainment"):
        page.view.measures.set_value(measure)
        page.view.measures.chosen.emit(measure)
        shown = [by_id[row.id] for row in page.view.table.rows()]
        assert len(shown) == len(by_id)
        spreads = [row.spread(measure) or 0.0 for row in shown]
        assert spreads == sorted(spreads, reverse=True)
        assert spreads[0] > 0 == spreads[-1]


def test_what_the_projects_are_is_said_first(page: ComparePage, desk: Desk, first: OpenAssessment) -> None:
    assert not page.view.projects.isVisible(), "over time it is the same project"
    other = desk.open_sample(5)
    page.add(other.id)
    assert page.compared is not None
    told = page.view.projects.text()
    assert page.view.projects.isVisible()
    assert page.view.projects.y() < page.view.drawn.y()
    rows = profile_rows(page.compared, Texts("zh"))
    assert rows[0].differs and rows[0].title in told
    page.view.scopes.set_value("profile")
    page.view.scopes.chosen.emit("profile")
    shown = page.view.table.rows()
    assert [row.title for row in shown] == [row.title for row in rows]
    assert shown[0].cells == rows[0].values
    assert not page.view.measures.isVisible(), "a field has neither level nor attainment"
    page.view.only.click()
    assert [row.title for row in page.view.table.rows()] == [row.title for row in rows if row.differs]


def test_attainment_can_be_compared_too(page: ComparePage, later: OpenAssessment) -> None:
    page.view.measures.set_value("attainment")
    page.view.measures.chosen.emit("attainment")
    shown = {row.id: row.cells[-1] for row in page.view.table.rows()}
    for domain in later.result.domains:
        assert shown[domain.id].endswith("%")
        assert float(shown[domain.id][:-1]) == pytest.approx(100 * (domain.attainment or 0), abs=0.1)


def test_the_drawing_tells_the_levels(page: ComparePage, first: OpenAssessment, later: OpenAssessment) -> None:
    axes = page.view.overlay.axes()
    for side, one in enumerate((first, later)):
        expected = [None if d.score is None else pytest.approx(d.score / 20) for d in one.result.domains]
        assert [axis.levels[side] for axis in axes] == expected
    assert page.view.overlay.is_radar()
    assert axes[0].label in page.view.overlay.accessibleDescription()


def test_strokes_and_points_differ_without_colour(look: Look) -> None:
    dashes = [tuple(marks.stroke(look, number).dashPattern()) for number in range(marks.MOST)]
    assert len(set(dashes)) == marks.MOST == MOST
    shapes = {marks._CORNERS.get(number) for number in range(marks.MOST)}
    assert len(shapes) == marks.MOST


def test_up_to_five_can_be_compared(page: ComparePage, desk: Desk) -> None:
    others = [desk.open_sample(number).id for number in range(1, 5)]
    for other in others:
        page.add(other)
    assert page.ids()[2:] == others[:3]
    assert len(page.ids()) == MOST
    assert not page.view.sides.add.isVisible()
    shown = [card for card in page.view.sides.cards if card.isVisible()]
    assert len(shown) == MOST
    shown[0].remove.click()
    assert len(page.ids()) == MOST - 1
    assert page.view.sides.add.isVisible()


def test_an_answer_given_meanwhile_is_compared(page: ComparePage, later: OpenAssessment, window: MainWindow) -> None:
    before = page.view.lead.text()
    later.choose(later.result.gaps[0].id, 5)
    window.context.go("compare")
    assert page.view.lead.text() != before


def test_what_is_removed_or_changed_meanwhile_is_followed(
    page: ComparePage, desk: Desk, first: OpenAssessment, later: OpenAssessment, window: MainWindow
) -> None:
    other = desk.open_sample(1)
    page.add(other.id)
    before = page.view.sides.cards[2]._readiness.text()
    again = desk.open_assessment(other.id)
    again.choose(again.result.gaps[0].id, 5)
    window.context.go("compare")
    assert page.view.sides.cards[2]._readiness.text() != before
    desk.remove(other.id, whole_client=False)
    window.context.go("compare")
    assert page.ids() == [first.id, later.id]


def test_every_control_says_its_name(page: ComparePage, window: MainWindow) -> None:
    for language in ("zh", "en"):
        window.context.set_setting("language", language)
        for widget in page.widget.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
                assert said, widget


def test_a_question_opens(page: ComparePage, window: MainWindow, qtbot) -> None:
    page.view.scopes.set_value("questions")
    page.view.scopes.chosen.emit("questions")
    table = page.view.table
    table.setFocus()
    table.selectRow(1)
    question = table.rows()[1].id
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.shell.pages.front == "questions"
    assert window.shell.pages.page("questions").current() == question  # type: ignore[attr-defined]


def test_one_alone_teaches_how_to_go_on(window: MainWindow, desk: Desk) -> None:
    window.context.work_on(desk.start("企业", "项目"), "compare")
    page = window.shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    assert page.compared is None
    assert page.view.add.isVisible()
    assert not page.view.rows.isVisible()
    assert not page.bar.isEnabled()


def test_it_needs_no_open_assessment(window: MainWindow, desk: Desk) -> None:
    one, two = desk.open_sample(0), desk.open_sample(1)
    window.context.go("compare")
    page = window.shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    page.add(one.id)
    page.add(two.id)
    assert page.compared is not None
    assert "–" in page.view.lead.text() or "→" in page.view.lead.text()


def test_it_is_handed_on(page: ComparePage, tmp_path: Path, later: OpenAssessment, qtbot) -> None:
    with qtbot.waitSignal(page.saving.done, timeout=60_000):
        page.export(tmp_path / "对比")
    book = openpyxl.load_workbook(tmp_path / "对比.xlsx")
    assert len(book.sheetnames) == 4
    cells = [[cell.value for cell in row] for row in book.worksheets[3].iter_rows()]
    questions = [row for row in cells if row[0] in later.pack.question_by_id]
    assert len(questions) == len(page.compared.comparison.questions)  # type: ignore[union-attr]
    apart = [abs(row[-2]) for row in questions if row[-2] is not None]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] > 0


def test_another_is_found_by_its_name(page: ComparePage, desk: Desk, look: Look, qtbot) -> None:
    other = desk.start("乙公司", "港口")

    def find(words: str):
        return desk.comparing.offered(page.ids()[0], words)

    asked = PickAssessment(look, Texts("zh"), find)
    qtbot.addWidget(asked)
    assert asked.picked() in page.ids(), "what is near comes first"
    qtbot.keyClicks(asked.search, "x")
    assert asked.picked() is None
    assert not asked.go_on.isEnabled()
    asked.search.setText("乙 港")
    assert asked.picked() == other.id


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_said_in_both_languages(page: ComparePage, window: MainWindow, scheme: str) -> None:
    window.context.set_setting("scheme", scheme)
    for language in ("en", "zh"):
        window.context.set_setting("language", language)
        assert page.bar.text() == Texts(language)("compare.export")
        for size in ((1280, 800), (1024, 680)):
            window.resize(*size)
            QApplication.processEvents()
            assert not window.grab().isNull()


# -- other packs


@pytest.fixture
def small_window(tmp_path: Path, look: Look, qtbot) -> Iterator[tuple[MainWindow, OpenAssessment, OpenAssessment]]:
    """Return a window over two assessments: of version 1.2.0 and, with one question reworded and one new, of 1.3.0."""
    path = tmp_path / "workspace.riskassess"
    before = Desk.open(path, shelf=Shelf.holding(small_pack()))
    old = fill(before.start("甲", "一"), 3).id
    before.close()
    newer = small_pack(version="1.3.0")
    newer["domains"][0]["questions"][0]["ask"] = {"zh": "新问法", "en": "new words"}
    extra = {**newer["domains"][0]["questions"][1], "id": "SEA-3"}
    newer["domains"][0]["questions"].append(extra)
    desk = Desk.open(path, shelf=Shelf.holding(small_pack(), newer))
    window = MainWindow(look, Texts("zh"), lambda: desk, WindowMemory(path))
    qtbot.addWidget(window)
    window.open_desk()
    window.show()
    yield window, desk.open_assessment(old), fill(desk.start("甲", "一"), 4)
    desk.close()


def test_other_versions_are_said_plainly(small_window: tuple[MainWindow, OpenAssessment, OpenAssessment]) -> None:
    window, old, new = small_window
    window.context.work_on(new, "compare")
    page = window.shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    assert page.ids() == [old.id, new.id]
    notes = page.view._notes.text()
    assert "1.2.0" in notes
    assert "1.3.0" in notes
    page.view.scopes.set_value("questions")
    page.view.scopes.chosen.emit("questions")
    rows = {row.id: row for row in page.view.table.rows()}
    assert rows["SEA-1"].remark == Texts("zh")("compare.reworded_mark")
    assert not rows["SEA-2"].remark
    assert rows["SEA-3"].cells[0] == Texts("zh")("compare.states.absent")
    assert not page.view.overlay.is_radar(), "three domains make no radar"
    assert not window.grab().isNull()


def test_another_questionnaire_has_no_common_rows(tmp_path: Path, look: Look, qtbot) -> None:
    other = small_pack(id="other")
    desk = Desk.open(tmp_path / "workspace.riskassess", shelf=Shelf.holding(small_pack(), other))
    window = MainWindow(look, Texts("zh"), lambda: desk, WindowMemory(tmp_path / "workspace.riskassess"))
    qtbot.addWidget(window)
    window.open_desk()
    window.show()
    one, two = fill(desk.start("甲", "一"), 3), fill(desk.start("甲", "二", pack_id="other"), 4)
    window.context.go("compare")
    page = window.shell.pages.page("compare")
    assert isinstance(page, ComparePage)
    page.add(one.id)
    page.add(two.id)
    assert page.view._notes.text() == Texts("zh")("compare.other_questionnaire")
    assert not page.view.rows.isVisible()
    assert page.view.lead.text()
    desk.close()
