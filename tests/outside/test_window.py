"""The real program on a screen, by its keyboard alone: a whole sample answered, its report saved, and all of it there
again after the process was killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from riskassess.app.assessments import Desk
from riskassess.assessment.values import Answers
from riskassess.desktop.shell.page import PAGES, page_key
from riskassess.exchange.answers_file import answers_from_data
from riskassess.problems import ProblemsFound
from riskassess.questionnaire.values import Pack
from tests.outside.screen import Driven, screen, wait_for

PAGE = {entry.name: f"ctrl+{page_key(entry.name)}" for entry in PAGES}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def questions_in_order(pack: Pack) -> list[str]:
    return [question.id for domain in pack.domains for question in domain.questions]


def answer_all(driven: Driven, pack: Pack, wanted: Answers, asked: list[str]) -> None:
    """Press what a person would press, card after card: evidence, then the level, which goes on by itself."""
    grades = [grade.id for grade in pack.evidence]
    for question in asked:
        answer = wanted.answers.get(question)
        if answer is None or (answer.level is None and answer.not_applicable is None):
            driven.keys("Down")
        elif answer.level is None:
            driven.keys("n")
            driven.type(f"reason {question}")
            driven.keys("Return", "Down")
        else:
            evidence = () if answer.evidence is None else ("e", "space", *["Right"] * grades.index(answer.evidence))
            driven.keys(*evidence, str(answer.level))


@pytest.mark.parametrize("sample_number", [0, 1])
def test_a_sample_by_keyboard_alone_survives_a_kill(display: str, tmp_path: Path, sample_number: int) -> None:
    workspace, report = tmp_path / "workspace.riskassess", tmp_path / "report.pdf"
    desk = Desk.open(tmp_path / "other.riskassess")
    pack = desk.packs()[0]
    sample = desk.open_sample(sample_number)
    wanted, readiness = sample.answers, sample.result
    asked = [question for question in questions_in_order(pack) if sample.applies(question)]
    desk.close()
    described = {**pack.samples[sample_number].data, "answers": {}}
    profile = tmp_path / "profile.yaml"
    profile.write_text(yaml.safe_dump(described, allow_unicode=True), encoding="utf-8")
    assert not answers_from_data(described, pack).answers

    driven = Driven(display, "--workspace", workspace, "--lang", "zh")
    try:
        open_by_keyboard(driven, profile)
        wait_for(lambda: first_kept(workspace))
        driven.keys(PAGE["questions"])
        answer_all(driven, pack, wanted, asked)
        driven.keys(PAGE["report"])
        driven.open_dialog("ctrl+s")
        driven.name_file(report)
        wait_for(report.is_file)
        assert report.read_bytes().startswith(b"%PDF")
    finally:
        driven.kill()

    again = Driven(display, "--workspace", workspace, "--lang", "zh")
    try:
        wait_for(lambda: again.holds(workspace))  # the right to write is the program's before the test reads
        kept = wait_for(lambda: first_kept(workspace))
        assert {name: a.level for name, a in kept.answers.items()} == {n: a.level for n, a in wanted.answers.items()}
        assert {n for n, a in kept.answers.items() if a.not_applicable} == {
            n for n, a in wanted.answers.items() if a.not_applicable
        }
        evidence = {name: a.evidence for name, a in kept.answers.items() if a.level is not None}
        assert evidence == {name: a.evidence for name, a in wanted.answers.items() if a.level is not None}
        assert kept.profile == wanted.profile
    finally:
        again.kill()
    with_figures = Desk.open(workspace)
    figures = with_figures.cards()[0]
    assert with_figures.open_assessment(figures.assessment_id).result.readiness == readiness.readiness
    with_figures.close()


def open_by_keyboard(driven: Driven, file: Path) -> None:
    driven.open_dialog("ctrl+o")
    driven.name_file(file)
    driven.focus_main()


def first_kept(workspace: Path) -> Answers | None:
    """Read the first assessment beside the running program, which keeps the right to write."""
    try:
        desk = Desk.open(workspace)
    except ProblemsFound:  # the program is opening it at this moment
        return None
    try:
        cards = desk.cards()
        return desk.open_assessment(cards[0].assessment_id).answers if cards and desk.read_only else None
    finally:
        desk.close()
