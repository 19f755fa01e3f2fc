"""Copies of a workspace's content: byte for byte while nobody writes, or row for row under another key.

A copy of the bytes is what the file is, encrypted or not, and takes as long as copying a file does; it is proved by
reading it back. Under another key every page is another, so that copy is proved by a digest over all rows.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from riskassess.problems import Place, refuse
from riskassess.workspace.connection import connect, driver, give_key, raw_key
from riskassess.workspace.header import APPLICATION_ID
from riskassess.workspace.soundness import content_digest, damaged

_CHUNK, _PIECE = 1 << 18, 1 << 23
_TRIES, _PAUSE = 50, 0.1


@contextlib.contextmanager
def standing_still(path: Path, key: bytes | None, *, writers_wait: bool = True) -> Generator[Any]:
    """Keep a file's bytes as they are, with all that was written in the file itself and nothing in its journal.

    Gives the connection that holds it still; others go on reading. Where writers need not wait, what they write
    meanwhile stays in the journal: SQLite takes nothing out of it while somebody reads the file without it. Raises
    ProblemsFound when readers never pause.
    """
    with contextlib.closing(connect(path, read_only=False, key=key)) as connection:
        for _ in range(_TRIES):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute("BEGIN IMMEDIATE" if writers_wait else "BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a reader counts from its first look
            try:
                if _journal_size(path) == 0:
                    yield connection
                    return
            finally:
                connection.execute("ROLLBACK")
            time.sleep(_PAUSE)
    raise refuse("workspace-busy", Place(file=str(path)), path=str(path))


def _journal_size(path: Path) -> int:
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except FileNotFoundError:
        return 0


def copy_bytes(source: IO[bytes], target: Path, progress: Callable[[int, int], None] | None = None) -> str:
    """Copy a file through to the disk, compare the two and return their SHA-256; raises OSError when they differ.

    They are compared and digested while the disk takes the copy, so that proving costs less than copying. `source`
    stays open. `progress` is told how many of how many bytes are copied, and may raise to give up.
    """
    with target.open("xb", buffering=0) as out, ThreadPoolExecutor(1) as beside:
        os.chmod(target, 0o600)  # noqa: PTH101 - before anything stands in it
        _copy_all(source, out, progress)
        synced = beside.submit(os.fsync, out.fileno())
        digest = _common_digest(source, target)
        synced.result()
    if digest is None:
        raise OSError("not the same")
    return digest


def _common_digest(source: IO[bytes], target: Path) -> str | None:
    """Return the SHA-256 of two files that hold the same bytes, or None where they do not; each is read once."""
    digest = hashlib.sha256()
    mine, other = bytearray(_CHUNK), bytearray(_CHUNK)
    source.seek(0)
    with target.open("rb", buffering=0) as copied:
        while True:
            count, copied_count = source.readinto(mine), copied.readinto(other)  # type: ignore[attr-defined]
            if count != copied_count or (mine != other if count == _CHUNK else mine[:count] != other[:count]):
                return None
            if not count:
                return digest.hexdigest()
            digest.update(memoryview(other)[:count])


def _copy_all(source: IO[bytes], out: IO[bytes], progress: Callable[[int, int], None] | None) -> None:
    source.seek(0)
    size, offset = os.fstat(source.fileno()).st_size, 0
    while sent := _copy_some(source, out, offset, size):
        offset += sent
        if progress is not None:
            progress(offset, size)


def _copy_some(source: IO[bytes], out: IO[bytes], offset: int, size: int) -> int:
    """Copy the next bytes and return how many; 0 at the end."""
    if sys.platform == "linux":  # within the kernel, and not by sharing blocks as cloning would
        return os.sendfile(out.fileno(), source.fileno(), offset, min(size - offset, _PIECE)) if offset < size else 0
    data = source.read(_PIECE)
    out.write(data)
    return len(data)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_under(source: Path, source_key: bytes | None, target: Path, target_key: bytes | None) -> None:
    """Write a new file with all that a closed one holds, under another key or none, and prove that it holds it.

    Raises ProblemsFound, and takes the new file away, when the old one cannot be read or the new one differs.
    """
    try:
        _export(source, source_key, target, target_key)
        before, after = (_digest_of(*one) for one in ((source, source_key), (target, target_key)))
        if before != after:
            raise damaged(target, "digest")
    except driver.Error as error:
        target.unlink(missing_ok=True)
        raise damaged(source, error) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _export(source: Path, source_key: bytes | None, target: Path, target_key: bytes | None) -> None:
    target.touch(mode=0o600, exist_ok=False)
    connection = driver.connect(target.as_uri(), uri=True, isolation_level=None)
    with contextlib.closing(connection):
        give_key(connection, target_key)
        for setting in ("journal_mode = OFF", "synchronous = OFF"):  # whoever kills this finds a file nobody takes
            connection.execute(f"PRAGMA {setting}")
        attached = "" if source_key is None else raw_key(source_key)
        connection.execute("ATTACH ? AS source KEY ?", (f"{source.as_uri()}?mode=ro&immutable=1", attached))
        connection.execute("SELECT sqlcipher_export('main', 'source')")
        (version,) = connection.execute("PRAGMA source.user_version").fetchone()
        connection.execute("DETACH source")
        connection.execute(f"PRAGMA user_version = {int(version)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _digest_of(path: Path, key: bytes | None) -> str:
    with contextlib.closing(connect(path, read_only=True, key=key, settled=True)) as connection:
        return content_digest(connection)
