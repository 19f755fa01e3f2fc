"""Home: first start, cards with the figures of the desk, search, sort, what to do next, a new assessment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from riskassess.app.assessments import Card, Desk
from riskassess.desktop.home import wording
from riskassess.desktop.home.cards import CardButton
from riskassess.desktop.home.new_assessment import NewAssessment
from riskassess.desktop.home.next_steps import next_steps
from riskassess.desktop.shell.window import MainWindow
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts

ZH = Texts("zh")


def view(window: MainWindow):
    return window.shell.pages.page("home").widget


def projects(window: MainWindow) -> list[str]:
    return [button.card.project for button in view(window).grid.buttons()]


@pytest.fixture
def three(window: MainWindow, desk: Desk) -> MainWindow:
    first = desk.start("乙公司", "甲项目")
    country = next(field.id for field in first.pack.fields if field.kind == "country")
    first.set_profile(country, "VNM")
    for question in first.pack.questions[:5]:
        first.choose(question.id, 3)
    second = desk.start("甲公司", "丙项目")
    second.put_off(second.pack.questions[0].id)
    desk.open_sample()
    window.shell.go("home")
    return window


def test_the_first_start_offers_the_sample_first(window: MainWindow, desk: Desk, qtbot) -> None:
    first = view(window).first
    assert first.isVisible() and not view(window).grid.isVisible()
    assert first.sample.kind == "primary"
    assert view(window).caution.text() == ZH("window.caution")
    qtbot.mouseClick(first.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shell.pages.front == "result")
    assert len(desk.cards()) == 1
    window.shell.go("home")
    assert not first.isVisible() and view(window).grid.isVisible()


def test_cards_show_the_figures_of_the_desk(three: MainWindow, desk: Desk) -> None:
    cards = desk.cards()
    assert projects(three) == [card.project for card in cards]
    for card, button in zip(cards, view(three).grid.buttons(), strict=True):
        heard = button.accessibleName()
        assert card.project in heard and card.client in heard
        assert f"{wording.done(card)} / {card.applicable} 题" in heard
        if card.complete:
            assert f"{card.readiness:.1f}" in heard and f"等级 {card.grade}" in heard
        else:
            assert f"{card.grade_low}–{card.grade_high}" in heard
            assert "准备度" not in heard, "no figure before everything is answered"
    assert "越南" in next(b for b in view(three).grid.buttons() if b.card.project == "甲项目").accessibleName()


def test_words_find_client_project_and_country_in_any_language(three: MainWindow, desk: Desk) -> None:
    sample = next(card.project for card in desk.cards() if card.complete)
    for words, found in (
        ("乙公司", {"甲项目"}),
        ("丙项目", {"丙项目"}),
        ("vietnam", {"甲项目", sample}),
        ("zzz", set()),
    ):
        three.shell.bar.search.setText(words)
        assert set(projects(three)) >= found and (found or not view(three).grid.isVisible())
        assert view(three).nothing_found.isVisible() is (not found)
    three.shell.bar.search.clear()
    assert len(projects(three)) == 3


def test_cards_can_be_sorted(three: MainWindow, desk: Desk) -> None:
    sort = view(three).sort
    by_change = [card.project for card in desk.cards()]
    orders = []
    for number in range(sort.count()):
        sort.setCurrentIndex(number)
        orders.append(projects(three))
        assert sorted(orders[-1]) == sorted(by_change)
    assert orders[0] == by_change
    shown = [button.card.readiness for button in view(three).grid.buttons()]
    known = [readiness for readiness in shown if readiness is not None]
    assert known == sorted(known) and shown[: len(known)] == known


def test_arrow_keys_go_from_card_to_card_and_enter_opens(three: MainWindow, qtbot) -> None:
    buttons = view(three).grid.buttons()
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Right)
    assert buttons[1].hasFocus()
    wanted = buttons[1].card.assessment_id
    qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert three.context.assessment.id == wanted


def test_next_steps_name_what_waits_worst_first(three: MainWindow, desk: Desk) -> None:
    steps = next_steps(desk.cards(), ZH)
    signs = [step.sign for step in steps]
    order = ["red_line", "later", "carried", "met", "open"]
    assert signs == sorted(signs, key=order.index)
    assert ZH("window.home.next.later", count=1) in [step.words for step in steps]
    assert all(step.page in ("questions", "result") for step in steps)


def test_a_card_that_cannot_be_opened_says_so(three: MainWindow, desk: Desk, qtbot) -> None:
    from dataclasses import replace

    from riskassess.problems import problem

    broken = replace(desk.cards()[0], problem=problem("assessment-damaged", id=1, what="x"))
    assert ZH.problem(broken.problem)[0] in wording.spoken(broken, ZH, datetime.now(UTC))
    assert not next_steps([broken], ZH)


@pytest.mark.parametrize(("ago", "said"), [(0, "今天"), (1, "昨天")])
def test_moments_are_said_as_people_do(ago: int, said: str) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert wording.when(now - timedelta(days=ago), now, ZH).startswith(said)
    assert wording.when(now - timedelta(days=9), now, ZH) == "2026-11-14"


def test_a_new_assessment_needs_two_names_and_takes_a_country(window: MainWindow, desk: Desk, qtbot) -> None:
    asked = NewAssessment(window.context.look, ZH, desk.packs(), desk.cards())
    qtbot.addWidget(asked)
    assert not asked.begin.isEnabled() and asked.begin.toolTip()
    asked.client.setText(" 甲公司 ")
    asked.project.setText("甲项目")
    asked.country.set_code("DEU")
    assert asked.begin.isEnabled()
    started = asked.start(desk)
    assert (started.client, started.project) == ("甲公司", "甲项目")
    assert desk.cards()[0].country == "DEU"


def test_a_new_assessment_may_carry_over(three: MainWindow, desk: Desk, qtbot) -> None:
    asked = NewAssessment(three.context.look, ZH, desk.packs(), desk.cards())
    qtbot.addWidget(asked)
    source = next(card for card in desk.cards() if card.complete)
    asked.carry.setCurrentIndex(asked.carry.findData(source.assessment_id))
    asked.client.setText(source.client)
    asked.project.setText("第二个项目")
    started = asked.start(desk)
    assert started.carried and started.result.counts.answered == 0


def test_a_bad_file_is_told_and_nothing_is_kept(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: something-else\n", encoding="utf-8")
    told: list[ProblemsFound] = []
    monkeypatch.setattr(window.context, "report_problem", told.append)
    monkeypatch.setattr(
        "riskassess.desktop.home.page.FileDialog.getOpenFileName", lambda *_args, **_named: (str(bad), "")
    )
    window.shell.go("home", open_file=True)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1 and told[0].problems
    assert desk.cards() == ()


def test_three_hundred_cards_are_shown(window: MainWindow, desk: Desk, qtbot) -> None:
    card: Card = desk.start("甲公司", "甲项目") and desk.cards()[0]
    grid = view(window).grid
    grid.show_cards([card] * 300, ZH)
    assert len(grid.findChildren(CardButton)) == 300
    grid.show_cards([card], ZH)
    assert len(grid.findChildren(CardButton)) == 1, "what is spare does not pile up"
