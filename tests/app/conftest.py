"""A desk over a small pack and a clock that a test can set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from tests.app.small_pack import small_pack


class Clock:
    """A clock that goes on a second with every look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_desk(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def open_it(*data: Any) -> Desk:
        shelf = Shelf.holding(*(data or (small_pack(),)))
        desks.append(Desk.open(tmp_path / "workspace.riskassess", shelf=shelf, clock=clock, who="tester"))
        return desks[-1]

    yield open_it
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


@pytest.fixture
def assessment(desk: Desk) -> OpenAssessment:
    return desk.start("企业", "项目")


def fill(assessment: OpenAssessment, level: int = 4) -> OpenAssessment:
    """Answer all that is asked, so that nothing stands against finishing."""
    for field, value in (("size", "small"), ("place", "VNM"), ("danger", "low")):
        assessment.set_profile(field, value)
    for question in assessment.pack.questions:
        assessment.choose(question.id, level)
    return assessment
