"""Opening in several processes, and a folder that changes meanwhile.

1. What a process that came to an end had before it is opened all the same; no process outlives the first one. 2. Files
that come, go, grow or are replaced during intake are taken in or left for the next run, never lost. 3. What is no file
any more is not opened. 4. However large a file is, little of it is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess.committee import intake, opening
from riskassess.committee.opening import Opened, open_files
from riskassess.exchange.sealing import LARGEST_SEALED, seal
from tests.committee.desks import opener, put, some, store, taken
from tests.exchange.calls import keys

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="sees processes as Linux shows them")

KILLED = """
import os, signal, sys
from riskassess.committee import opening
from tests.committee.test_opening import children_of
opening.BATCH = 5
from tests.committee.desks import opener
paths = (str(path) for path in sorted(__import__("pathlib").Path(sys.argv[1]).iterdir()))
for number, _ in enumerate(opening.open_files(paths, opener(), 3)):
    if number == 12:
        print(*children_of(os.getpid()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def children_of(parent: int) -> list[int]:
    """List the processes that a parent has started for opening."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            above = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if above == parent and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@needs_proc
def test_no_process_outlives_the_first(tmp_path: Path) -> None:  # 1
    put(tmp_path / "in", some(200))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", KILLED, str(tmp_path / "in")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    children = [int(word) for word in done.stdout.split()]
    assert len(children) >= 2
    deadline = time.monotonic() + 20
    while any(map(alive, children)):
        assert time.monotonic() < deadline, children
        time.sleep(0.05)


@needs_proc
def test_what_an_ended_process_left_is_opened_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 1
    monkeypatch.setattr(opening, "BATCH", 5)
    paths = [str(path) for path in put(tmp_path / "in", some(100))]
    found: list[Opened] = []
    ended = False
    for batch in open_files(iter(paths), opener(), 2):
        found += batch
        if not ended and (children := children_of(os.getpid())):
            for child in children:
                os.kill(child, signal.SIGKILL)
            ended = True
    assert ended
    assert sorted(one.path for one in found) == sorted(paths)
    assert all(one.row is not None for one in found)


class Restless:
    """Change a folder all the time: files come whole or piece by piece, go, and are replaced by others."""

    def __init__(self, folder: Path, coming: list[bytes], seed: int) -> None:
        self._folder, self._coming, self._chance = folder, coming, random.Random(seed)
        self._thread = threading.Thread(target=self._run)

    @property
    def busy(self) -> bool:
        return self._thread.is_alive()

    def __enter__(self) -> Restless:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    def _run(self) -> None:
        for number, content in enumerate(self._coming):
            path = self._folder / f"coming{number}"
            way = self._chance.randrange(4)
            if way == 0:  # piece by piece
                with path.open("wb", buffering=0) as stream:
                    for start in range(0, len(content), 1000):
                        stream.write(content[start : start + 1000])
            elif way == 1:  # over one that is wrong
                path.write_bytes(b"wrong %d" % number)
                time.sleep(0.001)
                (self._folder / ".beside").write_bytes(content)
                (self._folder / ".beside").replace(path)
            elif way == 2:  # there and away again
                path.write_bytes(content)
                time.sleep(0.001)
                with contextlib.suppress(FileNotFoundError):  # read before it was whole, and set aside
                    path.rename(self._folder.parent / "elsewhere" / path.name)
            else:
                path.write_bytes(content)
            time.sleep(0.004)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_that_changes_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:  # 2
    monkeypatch.setattr(opening, "BATCH", 5)
    (tmp_path / "elsewhere").mkdir()
    lying, coming = some(150), some(250, 2)
    put(tmp_path / "in", lying)
    contents = [path.read_bytes() for path in put(tmp_path / "made", coming)]
    runs = 0
    with Restless(tmp_path / "in", contents, jobs) as restless:
        while restless.busy:
            said = taken(tmp_path / "in", tmp_path / "desk", jobs=jobs)
            assert set(said.rejected) <= {"not_opened", "changing"}
            runs += 1
    assert runs > 1
    for folder in ("in", "elsewhere"):
        taken(tmp_path / folder, tmp_path / "desk")
    there = {row.token.hex() for row in store(tmp_path / "desk").standing()}
    aside = {path.read_bytes() for path in (tmp_path / "desk" / "rejected").glob("*.age")}
    missing = [one for one, content in zip(coming, contents, strict=True)
               if one.token not in there and content not in aside]  # fmt: skip
    assert missing == []
    assert {one.token for one in lying} <= there


def test_what_was_replaced_after_it_was_refused_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # 2
    (good,) = put(tmp_path / "made", some(1))
    wrong = tmp_path / "in" / "file"
    wrong.parent.mkdir()
    wrong.write_bytes(b"wrong")
    real = intake.open_files

    def replacing(*arguments: object) -> Iterator[list[Opened]]:
        for batch in real(*arguments):  # type: ignore[arg-type]
            shutil.copy(good, wrong)
            yield batch

    monkeypatch.setattr(intake, "open_files", replacing)
    assert taken(tmp_path / "in", tmp_path / "desk").rejected == {"changing": 1}
    assert wrong.read_bytes() == good.read_bytes()
    assert taken(tmp_path / "in", tmp_path / "desk").rows == {"new": 1}


@pytest.mark.skipif(os.name == "nt", reason="a file that is open is not moved there")
def test_two_files_that_were_empty_when_refused_stay_two(tmp_path: Path) -> None:  # 2
    contents = [path.read_bytes() for path in put(tmp_path / "made", some(2))]
    (tmp_path / "in").mkdir()
    for number, content in enumerate(contents):
        with (tmp_path / "in" / str(number)).open("wb", buffering=0) as stream:
            assert taken(tmp_path / "in", tmp_path / "desk").rejected == {"not_opened": 1}
            stream.write(content)
    assert {path.read_bytes() for path in (tmp_path / "desk" / "rejected").glob("*.age")} == set(contents)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_what_is_no_file_any_more_is_not_opened(tmp_path: Path) -> None:  # 3
    (good,) = put(tmp_path / "made", some(1))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(good)
    paths = [str(tmp_path / name) for name in ("pipe", "link", "made", "nothing")]
    (found,) = open_files(iter(paths), opener())
    assert [(one.row, one.reason) for one in found] == [(None, "unreadable")] * 3 + [(None, None)]


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:  # 4
    (tmp_path / "in").mkdir()
    many = json.dumps({str(number): number for number in range(1_000_000)}).encode()
    (tmp_path / "in" / "many").write_bytes(seal(many, (keys()[1],)))
    (tmp_path / "in" / "plain").write_bytes(many)
    with (tmp_path / "in" / "zeros").open("wb") as sparse:
        sparse.truncate(1 << 30)
    for size in (LARGEST_SEALED, LARGEST_SEALED + 1):
        (tmp_path / "in" / str(size)).write_bytes(bytes(size))
    del many
    desk = store(tmp_path / "desk")
    tracemalloc.start()
    started = time.process_time()
    done = intake.take_in(tmp_path / "in", desk, tmp_path / "desk" / "rejected", opener())
    took, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.rejected == {"too_large": 4, "not_opened": 1}
    assert peak < 4 << 20
    assert took < 1
