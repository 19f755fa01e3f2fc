"""Controls: what they choose, what they say to a screen reader, and the ring that follows the keyboard."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QScrollArea, QVBoxLayout, QWidget

import riskassess.desktop
from riskassess.desktop.controls import (
    Button,
    CountryField,
    DateField,
    FocusRing,
    GradeSquare,
    Segments,
    SpanBox,
    StateDot,
    Tag,
    icon_picture,
    paint_state,
)
from riskassess.desktop.controls.date_field import read_day
from riskassess.desktop.controls.state_dot import STATES
from riskassess.desktop.look import Look
from riskassess.desktop.shell.page import PAGES
from riskassess.locations import resources
from riskassess.texts import Texts

ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


def shown(look: Look, state: str, size: int = 28) -> QImage:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(look.color("surface"))
    painter = QPainter(picture)
    paint_state(painter, picture.rect().toRectF(), state, look)
    painter.end()
    return picture


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("size", [20, 16, 12])
def test_every_icon_draws_in_the_colour_asked_for(look: Look, name: str, size: int) -> None:
    picture = icon_picture(name, size, QColor("#FF0000"), 2.0).toImage()
    pixels = {
        picture.pixelColor(x, y).name()
        for x in range(2 * size)
        for y in range(2 * size)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert pixels == {"#ff0000"}


def test_every_icon_named_in_the_code_is_there() -> None:
    package = Path(riskassess.desktop.__file__).parent
    patterns = (r'icon="([a-z-]+)"', r'Icon\("([a-z-]+)"', r'"(?:quiet|primary|ordinary)", "([a-z-]+)"')
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    named = {name for pattern in patterns for name in re.findall(pattern, code)}
    named = (named | {entry.icon for entry in PAGES}) - {"primary", "ordinary", "quiet"}
    assert len(named) > 10, "the patterns find them"
    assert named <= set(ICONS)


def test_every_state_has_a_shape_of_its_own_in_grey(look: Look) -> None:
    grey = [bytes(shown(look, state).convertToFormat(QImage.Format.Format_Mono).constBits()) for state in STATES]
    assert len(set(grey)) == len(STATES)


def test_state_dot_says_its_words(look: Look, qtbot) -> None:
    dot = StateDot(look)
    qtbot.addWidget(dot)
    dot.set_state("red_line", "红线未过")
    assert (dot.state(), dot.accessibleName(), dot.toolTip()) == ("red_line", "红线未过", "红线未过")


def test_span_shows_the_worse_grade_first(look: Look, qtbot) -> None:
    box, square, tag = SpanBox(look), GradeSquare(look), Tag("草稿")
    for widget in (box, square, tag):
        qtbot.addWidget(widget)
    box.set_span("D", "C")
    assert box.accessibleName() == "D–C"
    square.set_grade("C", 2, 5, "等级 C，先补短板")
    assert square.accessibleName() == "等级 C，先补短板"
    tag.setText("已定稿")
    assert tag.accessibleName() == "已定稿"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(look: Look, qtbot, key: Qt.Key) -> None:
    button = Button("一")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)


@pytest.fixture
def segments(look: Look, qtbot) -> Segments:
    row = Segments(look, clearable=True)
    qtbot.addWidget(row)
    row.set_options([("a", "一"), ("b", "二"), ("c", "三")])
    row.show()
    return row


def test_segments_choose_by_mouse_and_arrow_keys(segments: Segments, qtbot) -> None:
    chosen: list[object] = []
    segments.chosen.connect(chosen.append)
    qtbot.mouseClick(segments.buttons()[1], Qt.MouseButton.LeftButton)
    assert (segments.value(), chosen) == ("b", ["b"])
    segments.buttons()[1].setFocus()
    qtbot.keyClick(segments.buttons()[1], Qt.Key.Key_Right)
    assert (segments.value(), chosen) == ("c", ["b", "c"])


def test_segments_can_be_taken_back(segments: Segments, qtbot) -> None:
    chosen: list[object] = []
    segments.chosen.connect(chosen.append)
    segments.set_value("a")
    assert chosen == []
    qtbot.mouseClick(segments.buttons()[0], Qt.MouseButton.LeftButton)
    segments.set_value("b")
    qtbot.keyClick(segments.buttons()[1], Qt.Key.Key_Delete)
    assert (segments.value(), chosen) == (None, [None, None])


def test_segments_keep_the_value_when_words_change(segments: Segments) -> None:
    segments.set_value("b")
    segments.set_options([("a", "one"), ("b", "two"), ("c", "three")])
    assert segments.value() == "b"
    assert [button.text() for button in segments.buttons()] == ["one", "two", "three"]


@pytest.mark.parametrize("typed", ["2026-11-23", "20261123", "2026/11/23", "2026 年 11 月 23 日", "2026.11.23"])
def test_a_day_is_read_in_any_usual_form(typed: str) -> None:
    assert read_day(typed) == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["2026-02-30", "23-11-2026", "2026-11", "soon", "2026112", "2026-11-23-4"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_a_date_may_be_none(qtbot) -> None:
    field = DateField(Texts("zh"), "日期")
    qtbot.addWidget(field)
    days: list[object] = []
    wrong: list[str] = []
    field.day_changed.connect(days.append)
    field.wrong.connect(wrong.append)
    field.set_day(date(2026, 11, 23))
    assert (field.day(), field.line().text(), days) == (date(2026, 11, 23), "2026-11-23", [])
    field.line().setText("2026-02-30")
    field.line().editingFinished.emit()
    assert (field.day(), days, wrong) == (date(2026, 11, 23), [], [Texts("zh")("window.day.wrong")])
    field.line().clear()
    field.line().editingFinished.emit()
    assert (field.day(), days, wrong[-1]) == (None, [None], "")


def test_a_day_is_picked_from_the_calendar(qtbot) -> None:
    field = DateField(Texts("zh"), "日期")
    qtbot.addWidget(field)
    field.show()
    field.set_day(date(2026, 11, 23))
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 23)
    calendar.clicked.emit(QDate(2026, 12, 1))
    assert (field.day(), field.line().text()) == (date(2026, 12, 1), "2026-12-01")


@pytest.mark.parametrize("typed", ["越南", "yuenan", "yn", "Vietnam", "VNM", "vn"])
def test_a_country_is_found_by_whatever_is_typed(look: Look, qtbot, typed: str) -> None:
    field = CountryField(look, Texts("zh"))
    qtbot.addWidget(field)
    picked: list[object] = []
    field.picked.connect(picked.append)
    field.insert(typed)  # as an input method does, which QTest cannot play
    field.textEdited.emit(typed)
    field.editingFinished.emit()
    assert (field.code(), field.text(), picked) == ("VNM", "越南", ["VNM"])


def test_what_names_no_country_is_put_back(look: Look, qtbot) -> None:
    field = CountryField(look, Texts("zh"))
    qtbot.addWidget(field)
    picked: list[object] = []
    wrong: list[str] = []
    field.picked.connect(picked.append)
    field.wrong.connect(wrong.append)
    field.set_code("VNM")
    field.setText("无此地方")
    field.editingFinished.emit()
    assert (field.code(), field.text(), picked) == ("VNM", "越南", [])
    assert wrong == [Texts("zh")("window.country.unknown")]
    field.retranslate(Texts("en"))
    assert field.text() == "Vietnam"
    field.clear()
    field.editingFinished.emit()
    assert (field.code(), picked) == (None, [None])


def test_the_ring_surrounds_what_has_the_focus(look: Look, qapp, qtbot) -> None:
    ring = FocusRing(qapp, look)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    area, content = QScrollArea(), QWidget()
    inner = QVBoxLayout(content)
    line, button, silent = QLineEdit(), Button("一"), Button("二")
    silent.setProperty("no_ring", True)
    inner.addWidget(line)
    area.setWidget(content)
    for widget in (area, button, silent):
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for widget, host in ((line, content), (button, window)):
        widget.setFocus()
        assert ring.target() is widget
        drawn = ring._ring
        assert drawn is not None and drawn.isVisible() and drawn.parentWidget() is host
        assert drawn.geometry().topLeft() == widget.mapTo(host, QPoint(-4, -4))
        assert drawn.width() == widget.width() + 8
    silent.setFocus()
    assert ring.target() is None
    assert not drawn.isVisible()
