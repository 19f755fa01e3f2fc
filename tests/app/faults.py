"""What fault tests share: a child that edits until it is killed, and what must hold of the file afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.packs import Shelf
from riskassess.workspace.chain import first_misfit
from tests.app.small_pack import small_pack
from tests.app.test_editing import added_up, kept

QUESTIONS = ("SEA-1", "SEA-2", "LAND-1", "AIR-1")


def new_assessment(path: Path) -> int:
    """Make a workspace with one draft and return its number."""
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="parent")
    assessment_id = desk.start("企业", "项目").id
    desk.close()
    return assessment_id


def edit(assessment: OpenAssessment, chance: random.Random, number: int) -> None:
    """Do one edit through the use cases; each is another than what is kept."""
    kind = chance.randrange(5)
    if kind == 0 and assessment.can_undo:
        assessment.undo()
    elif kind == 1:
        assessment.set_profile("staff", number)
    elif kind == 2:
        assessment.set_note(chance.choice(QUESTIONS), f"备注 {number}")
    else:
        question = chance.choice(QUESTIONS)
        said = assessment.answers.answers.get(question)
        assessment.choose(question, ((said.level if said and said.level is not None else 0) + 1) % 6)


def in_child(work: Callable[[Callable[[object], None]], None]) -> tuple[int, int]:
    """Run work in a forked child that can tell things; return its process and where to read what it tells."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(lambda told: os.write(writing, json.dumps(told).encode() + b"\n"))  # type: ignore[arg-type,return-value]
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def killed_while_editing(path: Path, assessment_id: int, seed: int) -> list[tuple[int, str]]:
    """Let a child edit, kill it at a random moment, and return what it had acknowledged: edits and their digest."""
    chance = random.Random(seed)

    def work(tell: Callable[[object], None]) -> None:
        desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="child")
        assessment = desk.open_assessment(assessment_id)
        number = 0
        while True:
            number += 1
            edit(assessment, chance, number)
            tell((assessment._record.edits, assessment.result.answers_sha256))

    child, reading = in_child(work)
    with os.fdopen(reading, "rb") as told:
        lines = [told.readline()]
        time.sleep(chance.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        lines += told.readlines()
    os.waitpid(child, 0)
    return [tuple(json.loads(line)) for line in lines if line.endswith(b"\n")]  # type: ignore[misc]


def assert_nothing_lost(path: Path, assessment_id: int, acknowledged: list[tuple[int, str]]) -> None:
    """Hold the file to what was acknowledged: at most one more edit, never one less; sound, chained, adding up."""
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="parent")
    try:
        assert not desk.read_only
        assessment = desk.open_assessment(assessment_id)
        edits, digest = acknowledged[-1]
        assert assessment._record.edits in (edits, edits + 1)
        if assessment._record.edits == edits:
            assert assessment.result.answers_sha256 == digest
        assert added_up(desk, assessment_id) == kept(desk, assessment_id)
        with desk._workspace.reading() as connection:
            assert first_misfit(connection) is None
    finally:
        desk.close()


def everything(path: Path) -> dict[str, list[Any]]:
    """Return all rows of all tables."""
    with contextlib.closing(sqlite3.connect(path)) as file:
        names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: file.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}
