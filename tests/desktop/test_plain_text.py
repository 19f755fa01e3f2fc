"""What people and packs wrote is shown as it is written: no label, hint or button takes it for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextEdit, QToolTip, QWidget

from riskassess.app.assessments import Desk
from riskassess.desktop.shell.page import PAGES
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import Place, ProblemsFound, problem
from riskassess.texts import Texts

TAG = re.compile(r"<(?!/?qt>|br>)[a-zA-Z/!]")  # where markup begins that `plain_hint` did not put there itself
HOSTILE = '<img src="file:///etc/passwd"><a href="http://example.invalid">点我</a><b>&amp;</b>'


@pytest.fixture
def hostile(window: MainWindow, desk: Desk) -> MainWindow:
    assessment = desk.start(f"公司 {HOSTILE}", f"项目 {HOSTILE}")
    first, second = assessment.pack.questions[:2]
    assessment.choose(first.id, 1)
    assessment.set_note(first.id, HOSTILE)
    assessment.set_evidence(first.id, assessment.pack.evidence[-1].id, HOSTILE)
    assessment.put_off(second.id)
    window.shell.work_on(assessment)
    return window


def widgets(window: QWidget) -> Iterator[QWidget]:
    yield window
    yield from window.findChildren(QWidget)


def faults(window: QWidget) -> list[str]:
    """List every widget that could take text for markup."""
    found: list[str] = []
    for widget in widgets(window):
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and widget.text():
            found.append(f"{type(widget).__name__} shows {widget.text()!r} as {widget.textFormat()}")
        if isinstance(widget, QLabel) and widget.openExternalLinks():
            found.append(f"{type(widget).__name__} opens links")
        if isinstance(widget, QTextEdit) and widget.acceptRichText() and not widget.isReadOnly():
            found.append(f"{type(widget).__name__} takes rich text")
        if TAG.search(widget.toolTip()):
            found.append(f"{type(widget).__name__} has the hint {widget.toolTip()!r}")
    return found


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_no_page_takes_text_for_markup(hostile: MainWindow, name: str, qtbot) -> None:
    hostile.shell.go(name)
    qtbot.wait(50)
    assert len(list(widgets(hostile))) > 30
    assert faults(hostile) == []


def test_no_window_of_its_own_takes_text_for_markup(hostile: MainWindow, desk: Desk, qtbot) -> None:
    from riskassess.desktop.home.new_assessment import NewAssessment
    from riskassess.desktop.home.removing import AskRemoval
    from riskassess.desktop.shell.problem_window import ProblemWindow

    look, texts = hostile.context.look, Texts("zh")
    card = desk.cards()[0]
    extent = desk.removal_intent(card.assessment_id, whole_client=True).extent
    told = problem("profile-value", Place(file=HOSTILE), field=HOSTILE, value=HOSTILE)
    for made in (
        ProblemWindow(look, texts, ProblemsFound([told]).problems, hostile),
        AskRemoval(look, texts, texts("home.remove.client", client=card.client), extent, True, hostile),
        NewAssessment(look, texts, desk.packs(), desk.cards(), hostile),
    ):
        assert faults(made) == []
        assert any(HOSTILE in getattr(label, "text", str)() for label in widgets(made)) or isinstance(
            made, NewAssessment
        )
    hostile.shell.say(HOSTILE)
    assert faults(hostile) == []


def test_a_hint_of_a_pack_is_escaped_line_by_line() -> None:
    from riskassess.desktop.controls.hint import plain_hint

    assert plain_hint("a & b\nc") == "a & b\nc"
    assert plain_hint("<b>\n&") == "<qt>&lt;b&gt;<br>&amp;</qt>"


def test_the_walk_finds_what_it_looks_for(qtbot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    QLabel("<b>x</b>", outer).setToolTip("<i>y</i>")
    assert len(faults(outer)) == 2
    assert not QToolTip.isVisible()
