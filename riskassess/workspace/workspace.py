"""One workspace file, opened: who may write, and transactions that say clearly when they fail.

Opening goes from the harmless to the binding: the file's first bytes, the lock, the connection, the schema. Whatever is
refused is refused before something beside or in the file has changed. Somebody who comes second gets the file to read.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.workspace import schema
from riskassess.workspace.connection import DriverError, make_engine, mark_as_ours
from riskassess.workspace.header import Header, read_header
from riskassess.workspace.lock import WriterLock, take_lock

Transaction = Connection
"""What the readers and writers of this room take: one transaction of `Workspace.reading` or `Workspace.writing`."""


class Workspace:
    """Hold an open workspace; `notice` says why it can only be read, where that is so."""

    def __init__(self, path: Path, engine: Engine, lock: WriterLock | None, notice: Problem | None) -> None:
        self.path = path
        self.notice = notice
        self._engine: Engine | None = engine
        self._lock = lock

    @property
    def read_only(self) -> bool:
        """Tell whether somebody else has the right to write."""
        return self._lock is None

    def close(self) -> None:
        """Close the file and let others write; may be called again."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Run one transaction: durable when the block ends, undone whole when it raises."""
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        with self._plain_words("workspace-not-written"), self._open_engine().begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Run one transaction that only reads, so that all of it sees the same state."""
        with self._plain_words("workspace-not-read"), self._open_engine().connect() as connection:
            yield connection

    def _open_engine(self) -> Engine:
        if self._engine is None:
            raise refuse("workspace-closed", Place(file=str(self.path)), path=str(self.path))
        return self._engine

    @contextmanager
    def _plain_words(self, code: str) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            raise refuse(code, Place(file=str(self.path)), path=str(self.path), reason=str(error.orig)) from error


def open_workspace(path: Path) -> Workspace:
    """Open a workspace file or make a new one; raise ProblemsFound, the file untouched, when that cannot be."""
    header = read_header(path)
    if header.schema > int(schema.KNOWN[-1]):
        raise schema.newer_than_program(path, f"{header.schema:04d}")
    lock = _lock(path)
    if lock is None:
        return _open_to_read(path)
    try:
        # Read again: what stood there before the lock was held may have been made meanwhile.
        return _open_to_write(path, read_header(path), lock)
    except BaseException:
        lock.release()
        raise


def _lock(path: Path) -> WriterLock | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return take_lock(path)
    except OSError as error:
        place, reason = Place(file=str(path)), error.strerror or str(error)
        raise refuse("workspace-folder-unusable", place, path=str(path.parent), reason=reason) from error


def _open_to_write(path: Path, header: Header, lock: WriterLock) -> Workspace:
    engine = make_engine(path, read_only=False)
    try:
        if header.is_new:
            path.touch(mode=0o600)
            mark_as_ours(path)
        schema.bring_up(engine, path)
    except (DBAPIError, DriverError, OSError) as error:
        engine.dispose()
        raise _damaged(path, error) from error
    except BaseException:
        engine.dispose()
        raise
    return Workspace(path, engine, lock, None)


def _open_to_read(path: Path) -> Workspace:
    in_use = problem("workspace-in-use", Place(file=str(path)), path=str(path))
    engine = make_engine(path, read_only=True)
    try:
        with engine.connect() as connection:
            ready = schema.current_schema(connection) == schema.KNOWN[-1]
    except DBAPIError as error:
        engine.dispose()
        raise _damaged(path, error) from error
    if not ready:
        engine.dispose()
        raise ProblemsFound((in_use,))  # the other one is just making or upgrading it
    return Workspace(path, engine, None, in_use)


def _damaged(path: Path, error: Exception) -> ProblemsFound:
    reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return refuse("workspace-not-opened", Place(file=str(path)), path=str(path), reason=reason)
