"""Opening sealed files: each becomes a row, or has a reason why it is none. What processes beside the first one do.

A folder may change while it is read: what went away is nothing, what became a link, a pipe or a folder meanwhile is
not opened, and a refusal remembers what was refused, so that nothing else is set aside in its place.
"""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Final, NamedTuple

from riskassess.committee.rows import Row, row_of
from riskassess.committee.tickets import ticket_hash
from riskassess.exchange.sealing import LARGEST_SEALED, Identity, NotOpened, identity_from, unseal
from riskassess.exchange.submission_reader import Reader, Refused

BATCH: Final = 250
"""Files that a process opens at a time."""
_AHEAD: Final = 2
"""Batches that each further process has before it, so that it never waits for the next."""
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


@dataclass(frozen=True, slots=True)
class Opener:
    """Hold all that is needed to turn a file into a row; it travels to other processes."""

    secret: str
    reader: Reader
    call: str
    core: tuple[str, ...]
    tickets: frozenset[str] | None


class Opened(NamedTuple):
    """Hold what became of a file: a row, or a reason and the mark of what was refused; neither when it went away."""

    path: str
    row: Row | None = None
    reason: str | None = None
    mark: str | None = None


def open_files(paths: Iterator[str], opener: Opener, jobs: int = 1) -> Iterator[list[Opened]]:
    """Open files in so many processes, this one among them, and yield what became of them batch by batch."""
    batches = iter(lambda: list(islice(paths, BATCH)), list[str]())
    first = _Opening(opener)
    if jobs <= 1:
        yield from map(first.open_all, batches)
        return
    context = get_context("spawn")  # a copy of a process with threads may hang
    with ProcessPoolExecutor(jobs - 1, context, _begin, (opener,)) as pool:
        yield from _shared(batches, first, pool, (jobs - 1) * _AHEAD)


def _shared(
    batches: Iterator[list[str]], first: _Opening, pool: ProcessPoolExecutor, ahead: int
) -> Iterator[list[Opened]]:
    """Hand batches out ahead of need, and open one here whenever the next has not come back.

    Further processes may come to an end, for want of memory for one; what they had before them is opened here.
    """
    waiting: deque[_Handed] = deque()
    while True:
        waiting.extend(_hand(pool, batch) for batch in islice(batches, ahead - len(waiting)))
        if waiting and waiting[0].opened.done():
            yield _result(waiting.popleft(), first)
        elif (own := next(batches, None)) is not None:
            yield first.open_all(own)
        elif waiting:
            yield _result(waiting.popleft(), first)
        else:
            return


class _Handed(NamedTuple):
    batch: list[str]
    opened: Future[list[Opened]]


def _hand(pool: ProcessPoolExecutor, batch: list[str]) -> _Handed:
    try:
        return _Handed(batch, pool.submit(_open_all, batch))
    except BrokenProcessPool as broken:
        none = Future[list[Opened]]()
        none.set_exception(broken)
        return _Handed(batch, none)


def _result(handed: _Handed, first: _Opening) -> list[Opened]:
    try:
        return handed.opened.result()
    except BrokenProcessPool:
        return first.open_all(handed.batch)


class _Opening:
    """Open files for one call with its identity."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._identity: Identity = identity_from(opener.secret)

    def open_all(self, paths: Iterable[str]) -> list[Opened]:
        """Open files, each by itself."""
        return [self._open(path) for path in paths]

    def _open(self, path: str) -> Opened:
        try:
            sealed, size = read_sealed(path)
        except FileNotFoundError:
            return Opened(path)
        except OSError:
            return Opened(path, reason="unreadable")
        try:
            return Opened(path, self._row(sealed, size))
        except NotOpened:
            return Opened(path, reason="not_opened", mark=mark_of(sealed, size))
        except Refused as refused:
            return Opened(path, reason=refused.reason, mark=mark_of(sealed, size))

    def _row(self, sealed: bytes, size: int) -> Row:
        if size > LARGEST_SEALED:
            raise Refused("too_large")
        content = unseal(sealed, self._identity)
        opener = self._opener
        submission = opener.reader.read(content)
        if opener.tickets is not None and ticket_hash(opener.call, submission.token) not in opener.tickets:
            raise Refused("ticket")
        return row_of(submission, opener.core, content)


class _Process:
    """What a further process opens with; set once when it begins."""

    opening: _Opening


def _begin(opener: Opener) -> None:
    """Begin a further process, which ends with the first one however that ends: it holds the identity."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Process.opening = _Opening(opener)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _open_all(paths: list[str]) -> list[Opened]:
    return _Process.opening.open_all(paths)


def read_sealed(path: str) -> tuple[bytes, int]:
    """Return the beginning of a file, as long as any that is right, and its size; raises OSError."""
    handle = os.open(path, _FLAGS)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError
        wanted = LARGEST_SEALED + 1
        content = os.read(handle, wanted)
        while len(content) < min(about.st_size, wanted) and (more := os.read(handle, wanted - len(content))):
            content += more  # some file systems give less at a time
    finally:
        os.close(handle)
    return content, max(about.st_size, len(content))


def mark_of(sealed: bytes, size: int) -> str:
    """Return what tells a refused content from others; it says nothing of its name or time."""
    return hashlib.sha256(sealed + str(size).encode()).hexdigest()[:32]
