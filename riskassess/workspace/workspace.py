"""One workspace file, opened: who may write, and transactions that say clearly when they fail.

Opening goes from the harmless to the binding: the file's first bytes, the lock, the key, a look inside that leaves no
trace, the connection, the schema. Whatever is refused is refused before something beside or in the file has changed.
Somebody who comes second gets the file to read.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.workspace import schema
from riskassess.workspace.backups import Backup, Why, has_backups
from riskassess.workspace.companions import backups_folder
from riskassess.workspace.connection import DriverError, make_engine
from riskassess.workspace.keys import KeyFile
from riskassess.workspace.lock import WriterLock, take_lock
from riskassess.workspace.making_backups import back_up
from riskassess.workspace.readying import engine_of, key_of, known_header, make_ready, not_opened
from riskassess.workspace.switching import clear_prepared, finish_switch
from riskassess.workspace.unlocking import find_key_file

Transaction = Connection
"""What the readers and writers of this room take: one transaction of `Workspace.reading` or `Workspace.writing`."""


class Workspace:
    """Hold an open workspace; `notice` says why it can only be read, where that is so.

    `key` is what its pages are encrypted under, None for a plain file.
    """

    def __init__(
        self, path: Path, engine: Engine, lock: WriterLock | None, notice: Problem | None, key: bytes | None = None
    ) -> None:
        self.path = path
        self.notice = notice
        self.key = key
        self._engine: Engine | None = engine
        self._lock = lock
        self._bytes: IO[bytes] | None = None
        self._turn = threading.RLock()  # transactions take turns; a file that is exchanged has none
        self._care = threading.RLock()  # so do backups and exchanges

    @property
    def read_only(self) -> bool:
        """Tell whether somebody else has the right to write."""
        return self._lock is None

    def key_file(self) -> KeyFile | None:
        """Read the file of an encrypted workspace's key; None for a plain one."""
        return None if self.key is None else find_key_file(self.path)

    def close(self) -> None:
        """Close the file and let others write; may be called again."""
        with self._care, self._turn:
            self._let_go()
            if self._lock is not None:
                self._lock.release()

    def _let_go(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        if self._bytes is not None:
            self._bytes.close()
            self._bytes = None

    def bytes_of_file(self) -> IO[bytes]:
        """Return the file to be read as bytes; it stays open as long as the database is.

        POSIX gives up all locks of a process on a file when any of its descriptors is closed: SQLite's would be gone.
        """
        if self._bytes is None:
            self._bytes = self.path.open("rb", buffering=0)
        return self._bytes

    def back_up(self, why: Why, folder: Path | None = None) -> Backup:
        """Back the workspace up and prove the backup; others may read meanwhile. Raises ProblemsFound."""
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        self._open_engine()
        with self._care:
            return back_up(self.path, self.key, self.bytes_of_file(), why, folder)

    @contextmanager
    def nobody_writing(self) -> Generator[None]:
        """Let everybody else in this process wait for a block."""
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        with self._care, self._turn:
            self._open_engine()
            yield

    @contextmanager
    def put_aside(self) -> Generator[None]:
        """Close the file for a block in which another may take its place, and open what is there after it.

        The right to write is kept, everybody else in this process waits. A block that sets `key` says what the file is
        opened with afterwards.
        """
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        with self._care, self._turn:
            self._open_engine()
            self._let_go()
            try:
                yield
            finally:
                self._engine = engine_of(self.path, self.key)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Run one transaction: durable when the block ends, undone whole when it raises."""
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        with self._turn, self._plain_words("workspace-not-written"), self._open_engine().begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Run one transaction that only reads, so that all of it sees the same state."""
        with self._turn, self._plain_words("workspace-not-read"), self._open_engine().connect() as connection:
            yield connection

    def compact(self, *, sparing: bool = False) -> bool:
        """Write the file anew without what was deleted, and empty its journal; tell whether nobody was in the way.

        `sparing` writes it anew only where much of it is empty, for whoever has overwritten what was deleted.
        """
        if self.notice is not None:
            raise ProblemsFound((self.notice,))
        with self._turn, self._plain_words("workspace-not-written"), self._past_transactions() as connection:
            if not sparing or _is_half_empty(connection):
                connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    @contextmanager
    def _past_transactions(self) -> Generator[Any]:
        """Give the driver's own connection, for what cannot be done inside a transaction."""
        pooled = self._open_engine().raw_connection()
        try:
            yield pooled.driver_connection
        except DriverError as error:
            raise DBAPIError(None, None, error) from error
        finally:
            pooled.close()

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


def _is_half_empty(connection: Any) -> bool:
    free, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    return 2 * free >= pages


def open_workspace(path: Path, words: str | None = None, *, anew: bool = False, key: bytes | None = None) -> Workspace:
    """Open a workspace file or make a new one; raise ProblemsFound, the file untouched, when that cannot be.

    `words` are the passphrase or the recovery code of an encrypted one; deriving the key takes some tenths of a second.
    `anew` makes an empty one where the file is gone though backups of it are there. `key` opens it without words, for
    whoever has had it open.
    """
    known_header(path)
    lock = _lock(path)
    try:
        if lock is not None:
            finish_switch(path)
            clear_prepared(path)
        # Read again: what stood there before the lock was held may have been made meanwhile.
        header = known_header(path)
        if header.is_new and not anew and has_backups(path):
            raise refuse("workspace-missing", Place(file=str(path)), path=str(path), folder=str(backups_folder(path)))
        key = key_of(path, header, words) if key is None or not header.is_hidden else key
        if lock is None:
            return _open_to_read(path, key)
        return Workspace(path, make_ready(path, header, key), lock, None, key)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock(path: Path) -> WriterLock | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return take_lock(path)
    except OSError as error:
        place, reason = Place(file=str(path)), error.strerror or str(error)
        raise refuse("workspace-folder-unusable", place, path=str(path.parent), reason=reason) from error


def _open_to_read(path: Path, key: bytes | None) -> Workspace:
    in_use = problem("workspace-in-use", Place(file=str(path)), path=str(path))
    engine = make_engine(path, read_only=True, key=key)
    try:
        with engine.connect() as connection:
            ready = schema.current_schema(connection) == schema.KNOWN[-1]
    except DBAPIError as error:
        engine.dispose()
        raise not_opened(path, error) from error
    if not ready:
        engine.dispose()
        raise ProblemsFound((in_use,))  # the other one is just making or upgrading it
    return Workspace(path, engine, None, in_use, key)
