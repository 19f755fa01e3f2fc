"""A language whose words are longer, found as any added one is: it is offered, everything switches, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from riskassess import texts
from riskassess.app.assessments import Desk
from riskassess.desktop.look import Look
from riskassess.desktop.settings.page import SettingsPage
from riskassess.desktop.shell.memory import WindowMemory
from riskassess.desktop.shell.window import MainWindow
from riskassess.texts import Texts
from tests.desktop import pseudo
from tests.desktop.fitting import misfits
from tests.desktop.walk import NAMES, fill, settle


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    pseudo.write(folder)
    return folder


@pytest.fixture(autouse=True)
def added(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RISKASSESS_LANGUAGES", str(catalogues))
    for kept in (texts.languages, texts.part):
        kept.cache_clear()
    yield
    monkeypatch.undo()
    for kept in (texts.languages, texts.part):
        kept.cache_clear()


@pytest.fixture
def english(look: Look, desk: Desk, workspace: Path, qtbot) -> Iterator[MainWindow]:
    shown = MainWindow(look, Texts("en"), lambda: desk, WindowMemory(workspace))
    qtbot.addWidget(shown)
    shown.show()
    shown.open_desk()
    yield shown
    shown.shell.set_setting("language", "zh")  # Qt's own words are the whole application's


def words_of(window: QWidget) -> list[str]:
    """Collect what is said anywhere in a window, for the eye or for the ear."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisibleTo(window) or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.append(widget.text())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(number) for number in range(widget.count())]
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    return [words for words in found if words.strip()]


def test_it_is_offered_and_kept(english: MainWindow, workspace: Path, qtbot) -> None:
    english.shell.go("settings")
    page = english.shell.pages.page("settings")
    assert isinstance(page, SettingsPage)
    offered = {button.text(): button for button in page.language.buttons()}
    assert pseudo.NAME in offered
    offered[pseudo.NAME].click()
    assert english.context.texts.language == pseudo.TAG
    assert english.windowTitle() == Texts(pseudo.TAG)("window.title")
    assert WindowMemory(workspace).language() == pseudo.TAG


def test_everything_switches(english: MainWindow, desk: Desk) -> None:
    finished, _ = fill(desk)
    english.shell.work_on(finished, "home")
    english.shell.set_setting("language", pseudo.TAG)
    parts = ("window", "questions", "result", "plan", "compare", "report_page", "workspace")
    said = {str(text) for part in parts for text in texts.part("en", part).values()}
    said = {text for text in said if sum(sign.isalpha() for sign in text) > 3}
    assert len(said) > 300
    names = {Texts(one)("window.language_name") for one in texts.shipped_languages()}
    for name in NAMES:
        english.shell.go(name)
        settle()
        left = said & set(words_of(english)) - names
        assert not left, (name, left)


def test_the_questionnaire_falls_back_to_a_language_it_has_and_says_so(english: MainWindow, desk: Desk) -> None:
    english.shell.work_on(desk.open_sample(), "questions")
    assert not english.shell.banner.isVisible()
    english.shell.set_setting("language", pseudo.TAG)
    assert english.shell.banner.isVisible()
    told = english.shell.banner.accessibleName()
    assert pseudo.NAME in told
    assert Texts("zh")("window.language_name") in told
    page = english.shell.pages.page("questions")
    asked = english.context.assessment.pack.question_by_id[page.current()]
    assert page.view.card.ask.text() == asked.ask["zh"]


def test_qts_own_words_switch_too(english: MainWindow) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert cancel() == "Cancel"
    english.shell.set_setting("language", pseudo.TAG)
    assert cancel() == "[Çâñçéļ]"
    english.shell.set_setting("language", "zh")
    assert cancel() == "取消"
    english.shell.set_setting("language", "en")
    assert cancel() == "Cancel"


def test_the_guide_falls_back_to_english(english: MainWindow) -> None:
    english.shell.set_setting("language", pseudo.TAG)
    english.shell.go("settings")
    english.shell.show_guide()
    guide = english.shell._guide
    assert guide.pages.toPlainText().startswith("Settings")
    guide.close()


SIZES = [(1280, 800), (1024, 680)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_of_the_gate_is_cut(size: tuple[int, int], look: Look, workspace: Path, qtbot) -> None:
    desk = Desk.open(workspace)
    desk.start("Client", "Project")
    desk.care.set_passphrase("a passphrase that nobody guesses")
    desk.care.back_up()
    desk.close()
    window = MainWindow(look, Texts(pseudo.TAG), lambda **more: Desk.open(workspace, **more), WindowMemory(workspace))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.open_desk()
    settle(lambda: window.shell.pages.gate is not None)
    assert window.shell.pages.gate is not None
    assert misfits(window) == []
    assert not {Texts("en")("workspace.ask.words")} & set(words_of(window))
    window.shell.set_setting("language", "zh")
    window.close()


def test_the_walk_finds_what_it_looks_for(look: Look, qtbot) -> None:
    outer = QWidget()
    outer.resize(200, 100)
    qtbot.addWidget(outer)
    for number, words in enumerate(("A label that is far too long for its place", "Over")):
        label = QLabel(words, outer)
        label.setGeometry(10 + 20 * number, 10, 60, 20)
    QLabel("Beyond", outer).setGeometry(180, 60, 60, 20)
    outer.show()
    faults = misfits(outer)
    assert any("needs" in fault for fault in faults)
    assert any("lies over" in fault for fault in faults)
    assert any("lies at 180" in fault for fault in faults)
