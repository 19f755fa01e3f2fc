"""The store: one answer, opening an encrypted workspace, a backup; each against the bare thing in the same run.

Runs take turns with what they are compared with, so that whatever else the machine does hits both alike.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from riskassess.app.assessments import Desk
from riskassess.workspace import keys
from riskassess.workspace.backups import remove_backup
from riskassess.workspace.connection import driver, give_key
from riskassess.workspace.unlocking import read_key_file
from riskassess.workspace.workspace import open_workspace

WORDS = "correct horse battery staple"
ANSWERS, OPENINGS, BACKUPS = 600, 7, 7
MEGABYTES = 100


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _answers(folder / "answers")
        yield from _opening(folder / "opening")
        for words in (None, WORDS):
            yield from _backup(folder / f"backup-{words is None}", words)


def _ms(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


def _answers(folder: Path) -> Iterator[Figure]:
    """One answer through the use case (durable, with its history), and with its new result, against one bare upsert."""
    folder.mkdir()
    desk = Desk.open(folder / "w.riskassess")
    desk.care.set_passphrase(WORDS)
    assessment = desk.open_sample()
    questions = [one.id for one in assessment.pack.questions if assessment.applies(one.id)]
    bare = _bare(folder / "bare.db")
    ours: list[float] = []
    scored: list[float] = []
    theirs: list[float] = []
    for number in range(ANSWERS):
        question, level = questions[number % len(questions)], number // len(questions) % 6
        ours.append(_ms(lambda question=question, level=level: assessment.choose(question, level)))
        scored.append(ours[-1] + _ms(lambda: assessment.result))
        theirs.append(_ms(lambda question=question, level=level: _upsert(bare, question, level)))
    desk.close()
    bare.close()
    yield Figure("store: one answer, encrypted, durable, p99", _p99(ours), 3 * _p99(theirs), "ms")
    yield Figure("store: the same, against a bare upsert, p99", _p99(ours) / _p99(theirs), 3, "x")
    yield Figure("store: with its new result, against a bare upsert, p99", _p99(scored) / _p99(theirs), 3, "x")


def _bare(path: Path) -> Any:
    connection = driver.connect(str(path), isolation_level=None)
    give_key(connection, secrets.token_bytes(32))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE answer (question TEXT PRIMARY KEY, level INTEGER)")
    return connection


def _upsert(connection: Any, question: str, level: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    statement = "INSERT INTO answer VALUES (?, ?) ON CONFLICT (question) DO UPDATE SET level = excluded.level"
    connection.execute(statement, (question, level))
    connection.execute("COMMIT")


def _opening(folder: Path) -> Iterator[Figure]:
    folder.mkdir()
    path = folder / "w.riskassess"
    desk = Desk.open(path)
    desk.care.set_passphrase(WORDS)
    for _ in range(3):
        desk.open_sample()
    desk.close()
    key_file = read_key_file(path)
    assert key_file is not None
    opened = [0.0] * OPENINGS
    derived = [0.0] * OPENINGS
    for number in range(OPENINGS):
        derived[number] = _ms(lambda: keys.unwrap(key_file, WORDS))
        opened[number] = _ms(lambda: _open_and_read(path))
    ratio = statistics.median(opened) / statistics.median(derived)
    yield Figure("store: the key derivation alone, median", statistics.median(derived), 2000, "ms")
    yield Figure("store: opening encrypted, against the derivation alone", ratio, 1.5, "x")


def _open_and_read(path: Path) -> None:
    desk = Desk.open(path, words=WORDS)
    desk.cards()
    desk.close()


def _backup(folder: Path, words: str | None) -> Iterator[Figure]:
    """A proved backup (copied, read back, opened, compared) against copying the file through to the disk."""
    folder.mkdir()
    path = folder / "w.riskassess"
    _fill(path, words)
    workspace = open_workspace(path, words)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(BACKUPS):
        theirs.append(_ms(lambda: _copy(path, folder / "copy")))
        ours.append(_ms(lambda: remove_backup(workspace.back_up("by_hand").path)))
    size = path.stat().st_size / 1e6
    workspace.close()
    kind = "plain" if words is None else "encrypted"
    ratio = statistics.median(ours) / statistics.median(theirs)
    yield Figure(f"store: copying {size:.0f} MB through to the disk, median", statistics.median(theirs), 10_000, "ms")
    yield Figure(f"store: backup of it, {kind}, against copying", ratio, 2, "x")


def _fill(path: Path, words: str | None) -> None:
    desk = Desk.open(path)
    desk.open_sample()
    desk.close()
    workspace = open_workspace(path)
    with workspace.writing() as connection:
        for number in range(MEGABYTES):
            connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (str(number), secrets.token_hex(500_000)))
    if words is not None:
        from riskassess.workspace.encrypting import set_passphrase

        set_passphrase(workspace, words)
    workspace.close()


def _copy(path: Path, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        target.unlink()
    shutil.copyfile(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
