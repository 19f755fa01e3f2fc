"""Plans in the file: steps keep their order and what people said, and go with the assessment they belong to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.workspace.edits import Stamp
from riskassess.workspace.plans import StoredAction, StoredPlan, read_actions, read_plan, write_plan
from riskassess.workspace.relatives import found_near, of_same_project
from riskassess.workspace.tables import action
from tests.app.small_pack import small_pack

FIRST, SECOND = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (4, 5))
PLAN = StoredPlan("Mid", True, 3.5, 71.25, "ab" * 32, FIRST)
STEPS = (
    StoredAction("SEA-1", 2, 4, 2.0, owner="王五", due=date(2026, 6, 30), state="doing"),
    StoredAction("AIR-1", 1, 2, 1.5, lock="in", lock_level=2),
    StoredAction("LAND-1", lock="out"),
)


@pytest.fixture
def desk(tmp_path: Path):
    opened = Desk.open(tmp_path / "workspace.riskassess", shelf=Shelf.holding(small_pack()), who="t")
    yield opened
    opened.close()


def keep(desk: Desk, number: int, plan: StoredPlan | None, steps: tuple[StoredAction, ...], at: datetime) -> None:
    with desk._workspace.writing() as connection:
        write_plan(connection, number, plan, steps, Stamp("t", at))


def test_what_was_written_is_read_in_its_order(desk: Desk) -> None:
    number = desk.start("甲", "一").id
    keep(desk, number, PLAN, STEPS, FIRST)
    with desk._workspace.reading() as connection:
        assert read_plan(connection, number) == PLAN
        assert read_actions(connection, number) == STEPS


def test_only_what_changed_gets_a_new_day(desk: Desk) -> None:
    number = desk.start("甲", "一").id
    keep(desk, number, PLAN, STEPS, FIRST)
    keep(desk, number, PLAN, (STEPS[0], StoredAction("AIR-1", 1, 3, 4.5), STEPS[2]), SECOND)
    with desk._workspace.reading() as connection:
        days = dict(connection.execute(select(action.c.question, action.c.changed_at)).all())
    assert {question for question, day in days.items() if day.startswith("2026-03-05")} == {"AIR-1"}


def test_nothing_is_left_of_a_plan_that_was_taken_back(desk: Desk) -> None:
    number = desk.start("甲", "一").id
    keep(desk, number, PLAN, STEPS, FIRST)
    keep(desk, number, None, (), SECOND)
    with desk._workspace.reading() as connection:
        assert read_plan(connection, number) is None
        assert read_actions(connection, number) == ()


def test_the_file_refuses_half_a_step(desk: Desk) -> None:
    number = desk.start("甲", "一").id
    with pytest.raises(ProblemsFound) as refused:
        keep(desk, number, PLAN, (StoredAction("SEA-1", 2, None, 1.0),), FIRST)
    assert refused.value.problems[0].code == "workspace-not-written"


def test_a_removed_assessment_takes_its_plan_along(desk: Desk) -> None:
    gone, stays = desk.start("甲", "一").id, desk.start("乙", "二").id
    for number in (gone, stays):
        keep(desk, number, PLAN, STEPS, FIRST)
    desk.care.back_up()
    desk.remove(gone, whole_client=True)
    with desk._workspace.reading() as connection:
        assert read_plan(connection, gone) is None
        assert read_actions(connection, gone) == ()
        assert read_actions(connection, stays) == STEPS


def test_assessments_of_one_project_stand_in_the_order_of_their_beginning(desk: Desk) -> None:
    first, _other, second = desk.start("甲", "一").id, desk.start("甲", "二").id, desk.start("甲", "一").id
    with desk._workspace.reading() as connection:
        assert of_same_project(connection, second) == (first, second)


def test_what_is_near_is_found_first(desk: Desk) -> None:
    names = [("甲", "一"), ("乙", "50%_港口"), ("甲", "二"), ("甲", "一")]
    numbers = [desk.start(*name).id for name in names]
    with desk._workspace.reading() as connection:
        near = found_near(connection, numbers[0], "", 10)
        assert near[:2] == (numbers[3], numbers[0])
        assert near[2:] == (numbers[2], numbers[1])
        assert found_near(connection, numbers[0], "港口 乙", 10) == (numbers[1],)
        assert found_near(connection, None, "50%_", 10) == (numbers[1],)
        assert found_near(connection, None, "5_%", 10) == ()
        assert len(found_near(connection, None, "", 2)) == 2
