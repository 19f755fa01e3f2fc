"""Intake: a folder of sealed files to rows in the store; a wrong file is set aside with its reason and stops nothing.

What is counted is all that is told: no name, no time, no order. Files that are right stay where they are, and taking
them in again changes nothing, so a run that was killed is simply run again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from riskassess.committee.mixing import FILE_TIME
from riskassess.committee.store import Row, Store, row_of
from riskassess.committee.tickets import ticket_hash
from riskassess.exchange.sealing import LARGEST_SEALED, NotOpened, identity_from, unseal
from riskassess.exchange.submission import Reader, Refused
from riskassess.problems import Place, refuse

BATCH: Final = 500
"""Files of one transaction: what a killed run has to open once more, at most."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Hold all that is needed to turn a file into a row; it travels to other processes."""

    secret: str
    reader: Reader
    call: str
    core: tuple[str, ...]
    tickets: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Count one run: what became of the rows, and why files were set aside."""

    rows: Counter[str]
    rejected: Counter[str]


def take_in(folder: Path, store: Store, rejected: Path, opener: Opener, jobs: int = 1) -> Taken:
    """Take in every file of a folder; raises ProblemsFound when folder or store cannot be used at all."""
    taken = Taken(Counter(), Counter())
    for batch in _opened(_batches(_files(folder)), opener, jobs):
        taken.rows.update(store.take(row for _, row, _ in batch if row is not None))
        for path, _, reason in batch:
            if reason is not None and _set_aside(Path(path), rejected, reason):
                taken.rejected[reason] += 1
    store.settle()
    if rejected.is_dir():
        os.utime(rejected, (FILE_TIME, FILE_TIME))
    return taken


Opened = tuple[str, Row | None, str | None]
"""A path with its row, or with the reason why it has none; neither when the file went away meanwhile."""


def _opened(batches: Iterable[list[str]], opener: Opener, jobs: int) -> Iterator[list[Opened]]:
    if jobs <= 1:
        _begin(opener)
        yield from map(_open_all, batches)
        return
    context = get_context("spawn")  # a copy of a process with threads may hang
    with ProcessPoolExecutor(jobs, context, _begin, (opener,)) as pool:
        left = iter(batches)
        waiting = [pool.submit(_open_all, batch) for batch in islice(left, jobs * 2)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(_open_all, batch) for batch in islice(left, 1)]


class _Process:
    """What a process opens with; set once when it begins."""

    opener: Opener
    identity: object


def _begin(opener: Opener) -> None:
    _Process.opener, _Process.identity = opener, identity_from(opener.secret)


def _open_all(paths: list[str]) -> list[Opened]:
    return [_open(path) for path in paths]


def _open(path: str) -> Opened:
    try:
        with Path(path).open("rb") as stream:
            sealed = stream.read(LARGEST_SEALED + 1)
    except FileNotFoundError:
        return path, None, None
    except OSError:
        return path, None, "unreadable"
    try:
        return path, _row(sealed, _Process.opener), None
    except NotOpened:
        return path, None, "not_opened"
    except Refused as refused:
        return path, None, refused.reason


def _row(sealed: bytes, opener: Opener) -> Row:
    if len(sealed) > LARGEST_SEALED:
        raise Refused("too_large")
    submission = opener.reader.read(unseal(sealed, _Process.identity))
    if opener.tickets is not None and ticket_hash(opener.call, submission.token) not in opener.tickets:
        raise Refused("ticket")
    return row_of(submission, opener.core)


def _files(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (e.path for e in entries if e.is_file(follow_symlinks=False) and not e.name.startswith("."))
    except OSError as error:
        said = error.strerror or str(error)
        raise refuse("file-unreadable", Place(folder.as_posix()), path=folder.as_posix(), said=said) from error


def _batches(paths: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(paths, BATCH)):
        yield batch


def _set_aside(path: Path, rejected: Path, reason: str) -> bool:
    """Move a file to the rejected ones, under a name that follows from its content alone; tell whether it was there."""
    try:
        with path.open("rb") as stream:
            head = stream.read(LARGEST_SEALED + 1)
        name = hashlib.sha256(head + str(path.stat().st_size).encode()).hexdigest()[:32]
        rejected.mkdir(parents=True, exist_ok=True)
        target, said = rejected / f"{name}.age", rejected / f"{name}.txt"
        said.write_text(f"{reason}\n", encoding="ascii")
        shutil.move(path, target)
        for made in (said, target):
            os.utime(made, (FILE_TIME, FILE_TIME))
    except FileNotFoundError:
        return path.exists()
    except OSError:
        return True  # it stays where it is, and the next run counts it again
    return True
