"""What can go wrong with a computer, and what is left of the work then. The long runs are in tests/scale."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from riskassess.workspace.chain import first_misfit
from riskassess.workspace.removal import client_target
from tests.app.conftest import Clock
from tests.app.faults import assert_nothing_lost, edit, everything, in_child, killed_while_editing, new_assessment
from tests.app.small_pack import small_pack
from tests.app.test_editing import added_up, kept

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork are how POSIX does it")
FROZEN = sorted((Path(__file__).parent.parent / "frozen").glob("workspace-*.riskassess"))


def told(found: ProblemsFound) -> None:
    """Check that a problem says what happened and what to do, in every language."""
    for problem in found.problems:
        for language in ("zh", "en"):
            what, do = Texts(language).problem(problem)
            assert what and do


def test_killed_at_twenty_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "workspace.riskassess"
    assessment_id = new_assessment(path)
    acknowledged = 0
    for seed in range(20):
        said = killed_while_editing(path, assessment_id, seed)
        assert said
        acknowledged += len(said)
        assert_nothing_lost(path, assessment_id, said)
    assert acknowledged > 40


@pytest.mark.parametrize("frozen", FROZEN[:-1], ids=lambda path: path.stem)
def test_a_migration_killed_in_the_middle_leaves_the_old_file(frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / "workspace.riskassess"
    shutil.copy(frozen, path)
    before = everything(path)

    def work(tell: Callable[[object], None]) -> None:
        from alembic import command

        upgrade = command.upgrade

        def upgrade_and_wait(config: object, revision: str) -> None:
            upgrade(config, revision)  # type: ignore[arg-type]
            tell("upgraded, not committed")
            signal.pause()

        command.upgrade = upgrade_and_wait  # type: ignore[assignment]
        Desk.open(path, shelf=Shelf.holding(small_pack()))

    child, reading = in_child(work)
    with os.fdopen(reading, "rb") as said:
        assert said.readline()
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    copy = tmp_path / "looked-at"
    for suffix in ("", "-wal"):
        if path.with_name(path.name + suffix).exists():
            shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    assert everything(copy) == before
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
    assert len(desk.cards()) == 4
    with desk._workspace.reading() as connection:
        assert first_misfit(connection) is None
    desk.close()


def test_a_removal_killed_in_its_transaction_removes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "workspace.riskassess"
    assessment_id = new_assessment(path)
    before = everything(path)

    def work(tell: Callable[[object], None]) -> None:
        from riskassess.workspace import removal

        desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
        with desk._workspace.writing() as connection:
            removal.remove(connection, client_target(connection, assessment_id), desk._keeping.stamp())
            tell("removed, not committed")
            signal.pause()

    child, reading = in_child(work)
    with os.fdopen(reading, "rb") as said:
        assert said.readline()
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
    desk.open_assessment(assessment_id).choose("SEA-1", 2)  # and the guards of history are where they were
    with pytest.raises(ProblemsFound), desk._workspace.writing() as connection:
        connection.exec_driver_sql("DELETE FROM answer_history")
    desk.close()
    assert len(everything(path)["assessment"]) == len(before["assessment"])


def test_a_disk_that_is_full_at_any_write_takes_nothing_that_was_kept(tmp_path: Path) -> None:
    """The limit of a file's size stands in for a full disk; tests/outside fills a real one."""
    path = tmp_path / "workspace.riskassess"
    assessment_id = new_assessment(path)
    codes: set[str] = set()
    for room in range(0, 40_000, 4_000):

        def work(tell: Callable[[object], None], room: int = room) -> None:
            desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="child")
            assessment = desk.open_assessment(assessment_id)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            chance = random.Random(room)
            for number in range(60):
                before = (assessment._record.edits, assessment.result.answers_sha256)
                try:
                    edit(assessment, chance, room + number)
                except ProblemsFound as found:
                    assert (assessment._record.edits, assessment.result.answers_sha256) == before
                    tell({"code": found.problems[0].code, "at": before})
                    break
                tell({"at": (assessment._record.edits, assessment.result.answers_sha256)})
            os._exit(0)

        child, reading = in_child(work)
        with os.fdopen(reading, "rb") as said:
            lines = [json.loads(line) for line in said]
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        codes |= {line["code"] for line in lines if "code" in line}
        assert_nothing_lost(path, assessment_id, [tuple(line["at"]) for line in lines])
    assert codes == {"workspace-not-written"}


def test_a_write_that_failed_can_be_done_again_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "workspace.riskassess"
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
    assessment = desk.start("企业", "项目")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(ProblemsFound) as found:
            assessment.choose("SEA-1", 3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    told(found.value)
    assessment.choose("SEA-1", 3)
    assert desk.open_assessment(assessment.id).answers.answers["SEA-1"].level == 3
    desk.close()


def test_a_clock_set_back_a_year_mixes_nothing_up(desk: Desk, clock: Clock) -> None:
    assessment = desk.start("企业", "项目")
    assessment.choose("SEA-1", 3)
    clock.at -= timedelta(days=365)
    assessment.choose("SEA-1", 4)
    assessment.choose("AIR-1", 1)
    assert assessment.undo() == "AIR-1"
    rows = [row for row in desk.history(assessment.id) if row.kind == "answer"]
    assert [row.what for row in rows] == ["choose", "choose", "choose", "undo"]
    assert rows[1].at < rows[0].at
    assert added_up(desk, assessment.id) == kept(desk, assessment.id)
    again = desk.open_assessment(assessment.id)
    assert again.answers.answers["SEA-1"].level == 4
    assert again.answers.as_of == clock.at.astimezone().date()
    assert desk.care.look_after() is None or desk.care.standing()
    with desk._workspace.reading() as connection:
        assert first_misfit(connection) is None


def test_two_windows_on_one_workspace(open_desk: Callable[..., Desk]) -> None:
    first = open_desk()
    one = first.start("企业", "项目")
    second = open_desk()
    assert second.read_only
    assert second.notice is not None
    told(ProblemsFound((second.notice,)))
    one.choose("SEA-1", 4)
    seen = second.open_assessment(one.id)
    assert seen.answers.answers["SEA-1"].level == 4
    with pytest.raises(ProblemsFound) as found:
        seen.choose("SEA-1", 1)
    told(found.value)
    first.close()
    third = open_desk()
    assert not third.read_only
    third.open_assessment(one.id).choose("SEA-1", 2)


@pytest.mark.parametrize("frozen", FROZEN[-1:], ids=lambda path: path.stem)
def test_a_page_overwritten_with_noise_is_told_or_harmless_and_never_a_crash(frozen: Path, tmp_path: Path) -> None:
    content, chance = frozen.read_bytes(), random.Random(7)
    refused = 0
    for page in range(len(content) // 4096):
        path = tmp_path / str(page) / "workspace.riskassess"
        path.parent.mkdir()
        path.write_bytes(content[: page * 4096] + chance.randbytes(4096) + content[(page + 1) * 4096 :])
        damaged = path.read_bytes()
        try:
            desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
        except ProblemsFound as found:
            told(found)
            assert path.read_bytes() == damaged, "what is refused stays as it is, so that it can be looked at"
            refused += 1
            continue
        assert len(desk.cards()) == 4
        desk.close()
    assert refused > len(content) // 4096 * 0.8


def test_a_folder_that_becomes_read_only_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator may write anyway, so the driver says it here; tests/outside takes the right away for good."""
    assessment = desk.start("企业", "项目")
    with desk._workspace.reading() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA query_only = ON")  # type: ignore[union-attr]
    answers = assessment.answers
    with pytest.raises(ProblemsFound) as found:
        assessment.choose("SEA-1", 3)
    told(found.value)
    assert assessment.answers is answers
    with desk._workspace.reading() as connection:
        connection.connection.driver_connection.execute("PRAGMA query_only = OFF")  # type: ignore[union-attr]
    assessment.choose("SEA-1", 3)
