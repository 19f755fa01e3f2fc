"""A closed workspace file made ready: looked into without a trace, backed up before an upgrade, connected to.

Whoever opens a file comes through here, and so does whatever has taken its place.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace import schema
from riskassess.workspace.backups import has_backups
from riskassess.workspace.companions import key_path
from riskassess.workspace.connection import DriverError, make_engine, mark_as_ours
from riskassess.workspace.header import Header, read_header
from riskassess.workspace.making_backups import back_up_closed
from riskassess.workspace.soundness import (
    READ_THROUGH_AT_OPENING,
    check_first_pages,
    damaged,
    looked_into,
    read_through,
)
from riskassess.workspace.unlocking import find_key_file, unlock, write_key_file


def known_header(path: Path) -> Header:
    """Read a file's first bytes; raises ProblemsFound when it is no workspace or of a newer program."""
    header = read_header(path)
    if header.schema > int(schema.KNOWN[-1]):
        raise schema.newer_than_program(path, f"{header.schema:04d}")
    return header


def key_of(path: Path, header: Header, words: str | None) -> bytes | None:
    """Return a file's key, None for a plain one; raises ProblemsFound for wrong words, or when there is no way in."""
    if not header.is_hidden:
        return None
    key_file = find_key_file(path)
    if key_file is not None:
        return unlock(path, key_file, words)
    if has_backups(path):  # plain ones, so this is a plain file whose beginning is overwritten
        raise damaged(path, "header")
    raise refuse("workspace-key-missing", Place(file=str(path)), path=str(path), key=key_path(path).name)


def make_ready(path: Path, header: Header, key: bytes | None) -> Engine:
    """Make the engine of a file to write; raises ProblemsFound, and what is refused is untouched."""
    try:
        if header.is_new:
            path.touch(mode=0o600)
            mark_as_ours(path)
        engine = engine_of(path, key)
        _put_key_file_right(path, key)
    except (DriverError, OSError) as error:
        raise not_opened(path, error) from error
    return engine


def engine_of(path: Path, key: bytes | None) -> Engine:
    """Make the engine of a file that is sound, brought up to this program's schema; an upgrade backs it up first."""
    found = _look(path, key)
    if found is not None and found != schema.KNOWN[-1]:
        back_up_closed(path, key, "before_upgrade")
    engine = make_engine(path, read_only=False, key=key)
    try:
        schema.bring_up(engine, path)
    except (DBAPIError, DriverError) as error:
        engine.dispose()
        raise not_opened(path, error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look(path: Path, key: bytes | None) -> str | None:
    """Check a closed file and return its schema, None before the first; raises ProblemsFound when damaged or newer."""
    with looked_into(path, key) as connection:
        check_first_pages(connection, path)
        if path.stat().st_size <= READ_THROUGH_AT_OPENING:
            read_through(connection, path, encrypted=key is not None)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > int(schema.KNOWN[-1]):
        raise schema.newer_than_program(path, f"{version:04d}")
    return f"{version:04d}" if version else None


def _put_key_file_right(path: Path, key: bytes | None) -> None:
    if key is None:
        key_path(path).unlink(missing_ok=True)  # left by a kill while the passphrase was set or removed
    elif not key_path(path).exists() and (found := find_key_file(path)) is not None:
        write_key_file(path, found)


def not_opened(path: Path, error: Exception) -> ProblemsFound:
    """Make the refusal of a file that could not be opened, for a reason that says nothing of its content."""
    reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return refuse("workspace-not-opened", Place(file=str(path)), path=str(path), reason=reason)
