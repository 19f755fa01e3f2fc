"""Colours that can be read, the font that shows Chinese, grades of any pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton

import riskassess.desktop
from riskassess.desktop.look import Look, tokens
from riskassess.desktop.look.palette import roles_from
from riskassess.desktop.look.style import HouseStyle
from riskassess.locations import resources

GROUNDS = ("surface", "bg", "inset", "tint")
WORDS = ("text", "text2", "text3", "accent", "warn", "red", "carry")
MARKS = ("edge", "focus")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", WORDS)
def test_words_can_be_read_on_every_ground(role: str, ground: str, dark: bool) -> None:
    colours = tokens.colours(dark)
    assert contrast(colours[role], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", MARKS)
def test_marks_and_edges_are_seen_on_every_ground(role: str, ground: str, dark: bool) -> None:
    colours = tokens.colours(dark)
    assert contrast(colours[role], colours[ground]) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_words_on_filled_grounds_can_be_read(dark: bool) -> None:
    colours = tokens.colours(dark)
    assert contrast(colours["onaccent"], colours["accent"]) >= 4.5
    assert contrast(colours["onred"], colours["red"]) >= 4.5
    for index in range(5):
        assert contrast(colours["surface"], tokens.grade_colour(index, 5, dark)) >= 4.5


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7])
def test_grades_of_any_pack_get_colours_from_best_to_worst(count: int) -> None:
    colours = [tokens.grade_colour(index, count, dark=False) for index in range(count)]
    assert colours[0] == tokens.GRADES_LIGHT[0]
    assert count == 1 or colours[-1] == tokens.GRADES_LIGHT[-1]
    places = [tokens.GRADES_LIGHT.index(colour) for colour in colours]
    assert places == sorted(places)
    assert [tokens.grade_cells(index, count) for index in range(count)] == list(range(count, 0, -1))


HIGH = 7.0  # what WCAG 2.2 asks of enhanced contrast


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", WORDS)
def test_in_high_contrast_words_stand_out_on_every_ground(role: str, ground: str, dark: bool) -> None:
    colours = tokens.colours(dark, contrast=True)
    assert contrast(colours[role], colours[ground]) >= HIGH


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", [*MARKS, "line"])
def test_in_high_contrast_every_line_is_seen(role: str, ground: str, dark: bool) -> None:
    colours = tokens.colours(dark, contrast=True)
    assert contrast(colours[role], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_in_high_contrast_words_on_filled_grounds_stand_out(dark: bool) -> None:
    colours = tokens.colours(dark, contrast=True)
    assert contrast(colours["onaccent"], colours["accent"]) >= HIGH
    assert contrast(colours["onred"], colours["red"]) >= HIGH
    assert contrast(colours["surface"], colours["text"]) >= HIGH, "the letter of a grade"


@pytest.mark.parametrize("scheme", tokens.SCHEMES)
def test_a_scheme_sets_the_colours_it_names(look: Look, qapp: QApplication, scheme: str) -> None:
    look.set_scheme(scheme)
    wanted = tokens.colours(tokens.is_dark(scheme), tokens.is_contrast(scheme))
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(wanted["text"])
    assert look.color("line") == QColor(wanted["line"])
    if tokens.is_contrast(scheme):
        assert {look.grade_color(index, 5).name() for index in range(5)} == {look.color("text").name()}


def test_the_system_s_high_contrast_palette_gives_every_role(qapp: QApplication) -> None:
    palette = QPalette()
    white, black, yellow = QColor("white"), QColor("black"), QColor("#FFFF00")
    places = QPalette.ColorRole
    for place, colour in (
        (places.WindowText, white),
        (places.Window, black),
        (places.Highlight, yellow),
        (places.HighlightedText, black),
    ):
        palette.setColor(place, colour)
    roles = roles_from(palette)
    assert set(roles) == set(tokens.LIGHT)
    for role in (*WORDS, *MARKS, "line"):
        for ground in GROUNDS:
            assert contrast(roles[role], roles[ground]) >= HIGH
    assert contrast(roles["onaccent"], roles["accent"]) >= HIGH
    assert contrast(roles["onred"], roles["red"]) >= HIGH


def test_no_type_is_smaller_than_the_smallest() -> None:
    assert min(size for size, _, _ in tokens.TYPE.values()) == tokens.SMALLEST


@pytest.mark.parametrize("name", ["Regular", "Bold"])
def test_the_bundled_font_shows_chinese(qapp: QApplication, name: str) -> None:
    font = QRawFont(str(resources() / "fonts" / f"NotoSansSC-{name}.ttf"), 14)
    assert font.isValid()
    assert font.supportsCharacter(ord("企"))
    assert not font.supportsCharacter(0xE000), "a font that claims every character proves nothing"


def test_the_font_of_every_use_is_the_bundled_one(look: Look) -> None:
    assert look.families == ("Noto Sans SC",)
    for use, (size, _, bold) in tokens.TYPE.items():
        font = look.font(use)
        assert (font.family(), font.pixelSize(), font.bold()) == ("Noto Sans SC", size, bold)
    assert look.font("body", bold=True).weight() == QFont.Weight.Bold


def _edge_of_a_button() -> QColor:
    button = QPushButton("x")
    button.resize(80, 32)
    return button.grab().toImage().pixelColor(40, 0)


def test_no_style_sheet_of_the_application_is_worked_out_for_every_widget(look: Look, qapp: QApplication) -> None:
    assert isinstance(qapp.style(), HouseStyle)
    assert qapp.styleSheet() == ""


def test_only_the_first_frame_which_is_thrown_away_has_sheets() -> None:
    desktop = Path(riskassess.desktop.__file__).parent
    with_sheets = {path.name for path in desktop.rglob("*.py") if "setStyleSheet(" in path.read_text(encoding="utf-8")}
    assert with_sheets == {"window.py"}


def test_switching_the_scheme_changes_colours_palette_and_tells(look: Look, qapp: QApplication) -> None:
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.dark))
    for scheme, dark in (("dark", True), ("light", False)):
        look.set_scheme(scheme)
        assert look.dark is dark
        assert look.color("surface") == QColor(tokens.colours(dark)["surface"])
        assert qapp.palette().color(QPalette.ColorRole.Window) == look.color("bg")
        assert _edge_of_a_button() == look.color("edge"), "Qt's own controls follow"
    assert told == [True, False]
    look.set_scheme("light")
    assert told == [True, False], "nothing changed, nothing told"
