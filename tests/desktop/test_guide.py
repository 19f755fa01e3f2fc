"""F1 tells what the page in front is for, in the window's language, from the files of the documentation."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt

from riskassess.app.assessments import Desk
from riskassess.desktop.questions.keys import CARD_KEYS, PAGE_KEYS
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.locations import user_guide
from riskassess.texts import shipped_languages

NAMES = [entry.name for entry in PAGES]


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_explained_with_its_picture(name: str, language: str) -> None:
    path = user_guide() / language / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert (path.parent / picture).is_file()
    assert len(text.splitlines()) > 4


def test_f1_explains_the_page_in_front(window: MainWindow, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    guide = window.shell._guide
    assert guide is not None
    assert guide.isVisible()
    first = (user_guide() / "zh" / "home.md").read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
    assert guide.pages.toPlainText().startswith(first)
    window.shell.set_setting("language", "en")
    window.shell.go("settings")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert guide.pages.toPlainText().startswith("Settings")
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_a_question_mark_shows_the_keys_and_stays_a_sign_in_text(window: MainWindow, desk: Desk, qtbot) -> None:
    window.shell.work_on(desk.open_sample(), "questions")
    window.shell.focus_search()
    qtbot.keyClicks(window.shell.bar.search, "?")
    assert window.shell.bar.search.text() == "?"
    assert window.shell._guide is None
    window.shell.pages.page("questions").widget.card.focus()  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert window.shell._guide is not None
    told = window.shell._guide.pages.toPlainText()
    keys = {*CARD_KEYS, *PAGE_KEYS} - {"Up", "Down", *map(str, range(6))}
    assert all(re.search(rf"^{re.escape(key)}$", told, re.MULTILINE) for key in keys)
