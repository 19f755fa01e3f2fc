"""Benchmarks in the window: installed in the settings, and shown where an assessment stands."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from riskassess import texts
from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.installing import Packs
from riskassess.desktop.look import Look
from riskassess.desktop.settings.benchmarks import BenchmarkSettings
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.exchange.answers_file import write_answers
from riskassess.texts import Texts
from tests.desktop import pseudo
from tests.desktop.fitting import misfits
from tests.desktop.walk import settle
from tests.exchange.benchmarks import benchmark_data, write_benchmark
from tests.exchange.calls import TITLE, call, complete_answers

TEXTS = Texts("zh")


@pytest.fixture
def own_desk(workspace: Path) -> Iterator[Desk]:
    desk = Desk.open(workspace)
    yield desk
    desk.close()


@pytest.fixture
def own_window(look: Look, own_desk: Desk, workspace: Path, qtbot) -> MainWindow:
    shown = MainWindow(look, TEXTS, lambda: own_desk, WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.open_desk()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def trusted(own_desk: Desk, tmp_path: Path) -> Path:
    """Write a benchmark whose key is trusted here."""
    path = write_benchmark(tmp_path)
    Packs(own_desk.path).trust(tmp_path / "committee.pub")
    return path


def settings(window: MainWindow) -> BenchmarkSettings:
    window.context.go("settings")
    return window.shell.pages.page("settings").benchmarks  # pyright: ignore[reportAttributeAccessIssue]


def install(desk: Desk, path: Path) -> None:
    desk.benchmarks.install(desk.benchmarks.look_at(path, path.with_name("committee.pub")))


def assessment_of(desk: Desk, folder: Path, seed: int = 1) -> OpenAssessment:
    write_answers(complete_answers(random.Random(seed)), folder / "a.json")
    return desk.open_file(folder / "a.json")


def test_a_benchmark_is_installed_and_removed(own_window: MainWindow, own_desk: Desk, trusted: Path, qtbot) -> None:
    panel = settings(own_window)
    assert panel.rows == [] and not own_desk.has_benchmarks()
    panel.look_at(trusted)
    qtbot.waitUntil(lambda: len(panel.rows) == 1)
    row = panel.rows[0]
    assert row.title == TITLE["zh"] and call().id in row.state.text() and "committee" in row.state.text()
    assert panel.said.text() == TEXTS("benchmark.settings.installed", title=TITLE["zh"], expires="2029-01-10")
    panel.look_at(trusted)
    there = TEXTS("benchmark.settings.there", title=TITLE["zh"])
    qtbot.waitUntil(lambda: panel.said.text() == there)
    assert TITLE["zh"] in row.remove.accessibleName()
    row.remove.click()
    assert panel.rows == [] and not own_desk.has_benchmarks()


def test_one_that_is_dragged_onto_the_panel_is_installed(own_window: MainWindow, trusted: Path, qtbot) -> None:
    panel, carried = settings(own_window), QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(trusted))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    entering.ignore()
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, carried, left, none))
    qtbot.waitUntil(lambda: len(panel.rows) == 1)


def test_what_is_wrong_is_said_and_not_installed(
    own_window: MainWindow, own_desk: Desk, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(own_window.context, "report_problem", lambda found: said.extend(p.code for p in found.problems))
    panel = settings(own_window)
    panel.look_at(write_benchmark(tmp_path))
    qtbot.waitUntil(lambda: said == ["signature-key-unknown"])
    data = benchmark_data()
    data["parts"].pop()
    Packs(own_desk.path).trust(tmp_path / "committee.pub")
    panel.look_at(write_benchmark(tmp_path, data))
    qtbot.waitUntil(lambda: "benchmark-group-left-out" in said)
    assert not own_desk.has_benchmarks() and not panel.said.text()


def result_page(window: MainWindow):  # type: ignore[no-untyped-def]
    return window.shell.pages.page("result")


def test_the_result_says_where_one_stands(own_window: MainWindow, own_desk: Desk, tmp_path: Path, qtbot) -> None:
    install(own_desk, write_benchmark(tmp_path))
    assessment = assessment_of(own_desk, tmp_path)
    own_window.shell.work_on(assessment, "result")
    panel = result_page(own_window).view.group
    qtbot.waitUntil(panel.isVisible)
    found = own_desk.benchmarks.standing(assessment.pack, assessment.answers, assessment.result)
    assert found is not None
    rows = panel.rows.rows()
    assert [row.own for row in rows] == [place.own for place in found.domains.values()]
    assert [row.lowest for row in rows] == [place.quarter == "lowest" for place in found.domains.values()]
    for row in rows:
        assert row.label in panel.rows.accessibleDescription()
        assert all(words in panel.rows.accessibleDescription() for words in row.words)
    assert str(found.size[0]) in panel.intro.text() and TITLE["zh"] in panel.intro.text()
    assert panel.warnings.text() == TEXTS("benchmark.words.warning.open-collection")
    assert TEXTS("benchmark.words.says_not") in panel.limits.text()
    own_window.grab()


def test_it_follows_what_is_answered_and_what_is_tried(
    own_window: MainWindow, own_desk: Desk, tmp_path: Path, qtbot
) -> None:
    install(own_desk, write_benchmark(tmp_path))
    assessment = assessment_of(own_desk, tmp_path)
    own_window.shell.work_on(assessment, "result")
    page = result_page(own_window)
    qtbot.waitUntil(page.view.group.isVisible)
    core = next(q for q in assessment.pack.questions if q.is_core)
    place = list(page.view.group.rows.rows())
    domain = [d.id for d in assessment.pack.domains if d.id in _domains(own_desk, assessment)].index(core.domain)
    assert place[domain].own is not None
    page.try_out(levels={q.id: 5 for q in assessment.pack.domain_by_id[core.domain].questions})
    assert page.view.group.rows.rows()[domain].own == 9
    page.try_out()
    assessment.clear(core.id)
    page.activated()
    row = page.view.group.rows.rows()[domain]
    assert row.own is None and TEXTS("benchmark.words.quarter.open") in row.words


def _domains(desk: Desk, assessment: OpenAssessment) -> set[str]:
    found = desk.benchmarks.standing(assessment.pack, assessment.answers, assessment.result)
    assert found is not None
    return set(found.domains)


def test_without_a_benchmark_nothing_is_shown_or_loaded(own_window: MainWindow, own_desk: Desk, tmp_path: Path) -> None:
    own_window.shell.work_on(assessment_of(own_desk, tmp_path), "result")
    page = result_page(own_window)
    assert page.view.group.isHidden() and not page.standing._reading.is_busy


def test_the_look_of_the_chart_leaves_the_colours_of_others_alone(look: Look, qtbot) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from riskassess.desktop.charts.bands import paint_cell

    image = QImage(20, 20, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    paint_cell(painter, QRectF(0, 0, 10, 10), "middle", look)
    painter.end()
    assert look.color("accent").alphaF() == 1.0


def compare_page(window: MainWindow):  # type: ignore[no-untyped-def]
    window.context.go("compare")
    return window.shell.pages.page("compare")


def test_one_assessment_is_compared_with_a_benchmark(own_window: MainWindow, own_desk: Desk, tmp_path: Path) -> None:
    install(own_desk, write_benchmark(tmp_path))
    assessment = assessment_of(own_desk, tmp_path)
    own_window.shell.work_on(assessment, "result")
    page = compare_page(own_window)
    ((call_id, line),) = page.against.offered([assessment])
    assert call_id == call().id and TITLE["zh"] in line
    page.add_benchmark(call_id)
    assert page.view.sides.benchmark.isVisible() and page.view.groups.isVisible() and not page.view.table.isVisible()
    (block,) = page.against.blocks([assessment])
    assert block.standing == own_desk.benchmarks.standing(assessment.pack, assessment.answers, assessment.result)
    (part,) = page.view.groups.parts
    assert assessment.client in part.name.text() and len(part.rows.rows()) == len(block.standing.domains)
    assert TEXTS("benchmark.words.says_not") in page.view.groups.limits.text()
    assert page.against.offered([assessment]) == [] and not page.view.scopes.isVisible()
    page.view.sides.benchmark.remove.click()
    assert not page.view.groups.isVisible() and page.view.add.isVisible()


def test_a_benchmark_is_a_third_scope_beside_two_assessments(
    own_window: MainWindow, own_desk: Desk, tmp_path: Path
) -> None:
    install(own_desk, write_benchmark(tmp_path))
    sides = [assessment_of(own_desk, tmp_path, seed) for seed in (1, 2)]
    own_window.shell.work_on(sides[0], "result")
    page = compare_page(own_window)
    page.add(sides[1].id)
    assert page.view.table.isVisible()
    page.add_benchmark(call().id)
    assert page.view.scopes.value() == "benchmark" and page.view.scopes.isVisible()
    assert len([part for part in page.view.groups.parts if part.isVisible()]) == 2
    own_window.grab()
    page.view.scopes.set_value("domains")
    page._show_table()
    assert page.view.table.isVisible() and not page.view.groups.isVisible() and page.view.measures.isVisible()
    page.remove(1)
    assert page.view.groups.isVisible() and not page.view.scopes.isVisible()
    own_desk.benchmarks.remove(call().id)
    page.activated()
    assert not page.view.sides.benchmark.isVisible() and not page.view.groups.isVisible()


def test_the_choice_of_one_more_offers_benchmarks_and_finds_them(look: Look, qtbot) -> None:
    from riskassess.desktop.compare.picking import PickAssessment

    dialog = PickAssessment(look, TEXTS, lambda _words: [], None, [("some/1", "对比基准：某次征集")])
    qtbot.addWidget(dialog)
    assert dialog.picked() == "some/1"
    dialog.search.setText("征集")
    assert dialog.picked() == "some/1"
    dialog.search.setText("没有")
    assert dialog.picked() is None and not dialog.go_on.isEnabled()


@pytest.mark.parametrize("wide", [1200, 700, 560, 460, 360])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_of_the_chart_is_cut_whatever_the_room(
    look: Look, own_desk: Desk, tmp_path: Path, qtbot, language: str, wide: int
) -> None:
    from PySide6.QtGui import QFontMetricsF

    from riskassess.app.benchmarks import GroupWords
    from riskassess.desktop.charts.bands import BandRows
    from riskassess.desktop.group_rows import show_in

    install(own_desk, write_benchmark(tmp_path))
    assessment = assessment_of(own_desk, tmp_path)
    found = own_desk.benchmarks.standing(assessment.pack, assessment.answers, assessment.result)
    assert found is not None
    chart, said = BandRows(look), Texts(language)
    qtbot.addWidget(chart)
    show_in(chart, GroupWords(found, said), assessment.pack, said)
    chart.resize(wide, chart.sizeHint().height())
    plan = chart._fitting()
    assert chart._room(plan) >= 60, "own mark and cells still have room"
    labels, metrics = chart._label_width(plan), QFontMetricsF(look.font("body"))
    assert all(metrics.horizontalAdvance(row.label if plan.full_label else row.short) <= labels for row in chart.rows())
    assert (plan.full_place and plan.full_label) or wide < 1200
    chart.grab()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 680)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["qps", "en", "zh"])
def test_nothing_is_cut_where_a_benchmark_is_shown(
    own_window: MainWindow,
    own_desk: Desk,
    tmp_path: Path,
    qtbot,
    language: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pseudo.write(tmp_path / "languages")
    monkeypatch.setenv("RISKASSESS_LANGUAGES", str(tmp_path / "languages"))
    for kept in (texts.languages, texts.part):
        kept.cache_clear()
    try:
        install(own_desk, write_benchmark(tmp_path))
        sides = [assessment_of(own_desk, tmp_path, seed) for seed in (1, 2)]
        own_window.resize(*size)
        own_window.shell.set_setting("language", language)
        own_window.shell.work_on(sides[0], "result")
        group = result_page(own_window).view.group
        qtbot.waitUntil(group.isVisible)
        settle()
        assert misfits(own_window) == []
        area = result_page(own_window).view._area
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        settle()
        assert misfits(own_window) == []
        panel = settings(own_window)
        qtbot.waitUntil(lambda: len(panel.rows) == 1)
        own_window.shell.pages.page("settings").widget.ensureWidgetVisible(panel)  # type: ignore[attr-defined]
        settle()
        assert misfits(own_window) == []
        page = compare_page(own_window)
        page.add_benchmark(call().id)
        settle()
        assert misfits(own_window) == []
        page.add(sides[1].id)
        settle()
        assert page.view.groups.isVisible() and misfits(own_window) == []
        assert (own_window.width(), own_window.height()) == size
    finally:
        own_window.shell.set_setting("language", "zh")
        monkeypatch.undo()
        for kept in (texts.languages, texts.part):
            kept.cache_clear()
