"""Faults that only a real system has: a full disk, a folder made read-only, a window killed while keys are typed.

The first two mount a small tmpfs and need the rights for it (root, or a user namespace with mounts).
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.problems import ProblemsFound
from riskassess.workspace.chain import first_misfit
from tests.app.faults import assert_nothing_lost, edit, new_assessment
from tests.app.small_pack import small_pack
from tests.app.test_editing import added_up, kept

KILLS = 10


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_takes_no_answer_and_no_file_at_any_write(tmp_path: Path) -> None:
    """The disk is filled to within a few pages, again and again, so that it is full at another write each time."""
    with small_disk(tmp_path / "disk", "2m") as disk:
        path = disk / "workspace.riskassess"
        assessment_id = new_assessment(path)
        refused = 0
        for pages in range(12):
            desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="t")
            assessment = desk.open_assessment(assessment_id)
            _fill(disk, pages * 4096)
            chance, state = random.Random(pages), (assessment._record.edits, assessment.result.answers_sha256)
            for number in range(40):
                try:
                    edit(assessment, chance, pages * 100 + number)
                except ProblemsFound as found:
                    assert {p.code for p in found.problems} == {"workspace-not-written"}
                    assert (assessment._record.edits, assessment.result.answers_sha256) == state
                    refused += 1
                    break
                state = (assessment._record.edits, assessment.result.answers_sha256)
            (disk / "filling").unlink()
            if refused:  # with room again, the same window goes on
                edit(assessment, chance, 99_000 + pages)
                state = (assessment._record.edits, assessment.result.answers_sha256)
            desk.close()
            assert_nothing_lost(path, assessment_id, [state])
        assert refused >= 6


def _fill(disk: Path, leave: int) -> None:
    usage = os.statvfs(disk)
    with (disk / "filling").open("wb") as file:
        file.write(bytes(max(0, usage.f_bavail * usage.f_frsize - leave)))


def test_a_report_on_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        desk = Desk.open(tmp_path / "workspace.riskassess")
        assessment = desk.open_sample()
        _fill(disk, 20_000)
        from riskassess.app.reports import report_job

        ended = report_job(assessment, disk / "report.pdf", "zh").wait(120)
        desk.close()
        assert ended.state == "failed"
        assert ended.problem is not None
        assert [p.name for p in disk.iterdir()] == ["filling"]


def test_a_folder_that_becomes_read_only_is_told_and_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        path = disk / "workspace.riskassess"
        desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="t")
        assessment = desk.start("企业", "项目")
        assessment.choose("SEA-1", 3)
        bound = tmp_path / "bound"
        bound.mkdir()
        desk.close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(ProblemsFound) as found:
            Desk.open(path, shelf=Shelf.holding(small_pack()))
        assert found.value.problems[0].code in (
            "workspace-folder-read-only",
            "workspace-folder-unusable",
            "workspace-read-only",
        )
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
        again = desk.open_assessment(assessment.id)
        assert again.answers.answers["SEA-1"].level == 3
        again.choose("SEA-1", 4)
        desk.close()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    number = f":{random.randrange(90, 900)}"
    server = subprocess.Popen(
        ["Xvfb", number, "-screen", "0", "1400x900x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not Path(f"/tmp/.X11-unix/X{number[1:]}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield number
    server.terminate()
    server.wait()


def test_a_window_killed_while_keys_are_typed_loses_no_answer(tmp_path: Path, display: str) -> None:
    path = tmp_path / "workspace.riskassess"
    desk = Desk.open(path)
    assessment = desk.start("甲公司", "一号项目")
    assessment_id, questions = assessment.id, len(assessment.pack.questions)
    desk.close()
    chance, seen = random.Random(3), 0
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "RISKASSESS_LANG": "zh"}
    environment.pop("WAYLAND_DISPLAY", None)
    for _ in range(KILLS):
        window = subprocess.Popen(
            [sys.executable, "-m", "riskassess.cli", "--workspace", str(path)],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            _type_answers(environment, chance)
            time.sleep(chance.uniform(0, 0.3))
        finally:
            window.send_signal(signal.SIGKILL)
            window.wait()
        seen = _answers_after(path, assessment_id, at_least=seen)
    assert seen >= min(KILLS, questions // 2), "each window must have answered something"


def _type_answers(environment: dict[str, str], chance: random.Random) -> None:
    """Open the newest assessment by its card and answer with figure keys, slowly enough to be seen as typed."""

    def xdotool(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout

    found = xdotool("search", "--sync", "--onlyvisible", "--class", "riskassess").split()
    xdotool("windowfocus", "--sync", found[-1])
    time.sleep(3)  # until the workspace is open and home is filled
    xdotool("mousemove", "--window", found[-1], "250", "170", "click", "1")
    time.sleep(1.5)
    xdotool("key", "ctrl+3")
    time.sleep(0.7)
    for _ in range(6):
        xdotool("key", str(chance.randrange(6)))
        time.sleep(chance.uniform(0.25, 0.5))


def _answers_after(path: Path, assessment_id: int, at_least: int) -> int:
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    desk = Desk.open(path)
    try:
        assert not desk.read_only, "a killed window keeps nobody out"
        assert added_up(desk, assessment_id) == kept(desk, assessment_id)
        with desk._workspace.reading() as connection:
            assert first_misfit(connection) is None
        answered = desk.open_assessment(assessment_id).result.counts.answered
        history = sum(row.kind == "answer" for row in desk.history(assessment_id))
        assert history >= at_least, "what an earlier window kept is still there"
        assert answered or not history
        return history
    finally:
        desk.close()
