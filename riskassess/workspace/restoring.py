"""A backup takes the workspace's place; what stood there is backed up first, or set aside where it is damaged.

The workspace stays as encrypted as it is: a backup under another key is written anew under the workspace's. Only where
the workspace's own key cannot be had (its file is gone or damaged, or it has none) does the backup bring its key along.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.backups import Backup, backup_damaged, check_backup, is_unchanged, list_backups, read_note
from riskassess.workspace.copying import copy_bytes, copy_under
from riskassess.workspace.lock import take_lock
from riskassess.workspace.making_backups import back_up_closed
from riskassess.workspace.readying import engine_of
from riskassess.workspace.schema import KNOWN, newer_than_program
from riskassess.workspace.setting_aside import is_plain, set_aside
from riskassess.workspace.soundness import check_first_pages, figures, looked_into, read_through
from riskassess.workspace.switching import finish_switch, prepared_path, switch
from riskassess.workspace.unlocking import find_key_file, read_key_file, unlock, write_key_file
from riskassess.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Restored:
    """Hold what a restore did with what stood there: backed up, or set aside as damaged, or there was nothing."""

    backup: Path
    kept_as: Path | None = None
    was_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Hold what a backup lacks of the workspace; figures are None where the workspace cannot be read so far."""

    since: datetime
    edits: int | None
    assessments: int | None
    last_change: str | None


def open_backup(source: Path, workspace: Path, words: str | None, key: bytes | None = None) -> bytes | None:
    """Return a backup's key, None for a plain one; `key` is tried first. Raises ProblemsFound when nothing opens it."""
    if _is_plain(source):
        return None
    if key is not None and _opens(source, key):
        return key
    own = read_key_file(source)
    key_file = own or find_key_file(workspace)
    if key_file is None:
        raise refuse("workspace-key-missing", Place(file=str(source)), path=str(source), key=f"{source.name}.key")
    return unlock(source if own else workspace, key_file, words)


def _is_plain(path: Path) -> bool:
    try:
        return is_plain(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refuse("backup-not-read", Place(file=str(path)), path=str(path), reason=reason) from error


def _opens(path: Path, key: bytes) -> bool:
    try:
        with looked_into(path, key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except ProblemsFound:
        return False
    return True


def restore(workspace: Workspace, source: Path, words: str | None = None) -> Restored:
    """Let a backup take the place of an open workspace; raises ProblemsFound, and then nothing has changed."""
    key = open_backup(source, workspace.path, words, workspace.key)
    _check_source(source, key)
    with workspace.put_aside():
        kept, damaged = _keep_what_is_there(workspace.path, workspace.key)
        workspace.key = _take_place(workspace.path, source, key, workspace.key)
    return Restored(source, kept, damaged)


def restore_closed(path: Path, source: Path, words: str | None = None) -> Restored:
    """Let a backup take the place of a workspace that is damaged or gone; raises ProblemsFound.

    `words` open the backup, and the workspace where that is encrypted too.
    """
    with _right_to_write(path):
        finish_switch(path)
        own = own_key(path, words)
        key = open_backup(source, path, words, own)
        _check_source(source, key)
        kept, damaged = _keep_what_is_there(path, own) if path.exists() else (None, False)
        engine_of(path, _take_place(path, source, key, own)).dispose()
    return Restored(source, kept, damaged)


def own_key(path: Path, words: str | None) -> bytes | None:
    """Return the key that the workspace is or was encrypted under; None for a plain one or where its file is lost."""
    try:
        key_file = read_key_file(path)
    except ProblemsFound:
        return None  # the backup brings a sound one along, and the damaged one is set aside with the workspace
    if key_file is None or (path.exists() and is_plain(path)):
        return None
    return unlock(path, key_file, words)


@contextlib.contextmanager
def _right_to_write(path: Path) -> Generator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = take_lock(path)
    except OSError as error:
        place, reason = Place(file=str(path)), error.strerror or str(error)
        raise refuse("workspace-folder-unusable", place, path=str(path.parent), reason=reason) from error
    if lock is None:
        raise refuse("workspace-in-use", Place(file=str(path)), path=str(path))
    try:
        yield
    finally:
        lock.release()


def _check_source(source: Path, key: bytes | None) -> None:
    """Refuse a backup that is damaged, is no workspace, or is of a newer program."""
    note = read_note(source)
    if note is not None:
        check_backup(note, key, every_page=True)
    try:
        with looked_into(source, key) as connection:
            check_first_pages(connection, source)
            read_through(connection, source, encrypted=key is not None)
            held = figures(connection)
    except ProblemsFound as found:
        if found.problems[0].code == "workspace-damaged":
            raise backup_damaged(source, found.problems[0].fields["reason"]) from found
        raise
    if held.schema is None:
        raise backup_damaged(source, "schema")
    if held.schema > KNOWN[-1]:
        raise newer_than_program(source, held.schema)


def _keep_what_is_there(path: Path, key: bytes | None) -> tuple[Path, bool]:
    try:
        with looked_into(path, key) as connection:
            check_first_pages(connection, path)
            read_through(connection, path, encrypted=key is not None)
        return back_up_closed(path, key, "before_restore").path, False
    except ProblemsFound as found:
        if found.problems[0].code not in ("workspace-damaged", "backup-damaged"):
            raise  # a full disk says nothing of the workspace, and it must not be given up for that
        return set_aside(path), True


def _take_place(path: Path, source: Path, source_key: bytes | None, key: bytes | None) -> bytes | None:
    """Write the backup's content beside, under the right key, and switch; return that key."""
    prepared = prepared_path(path)
    new_key = source_key if key is None else key
    if new_key == source_key:
        _copy(source, prepared)
    else:
        copy_under(source, source_key, prepared, new_key)
    if key is None and source_key is not None and (key_file := read_key_file(source)) is not None:
        write_key_file(path, key_file)
    switch(path, prepared)
    return new_key


def _copy(source: Path, prepared: Path) -> None:
    try:
        with source.open("rb", buffering=0) as file:
            copy_bytes(file, prepared)
    except OSError as error:
        prepared.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise refuse("workspace-not-exchanged", Place(file=str(prepared)), path=str(source), reason=reason) from error


def newest_good(path: Path, key: bytes | None) -> Backup | None:
    """Return the newest backup that is as it was written and sound; without its key, that is as it was written."""
    for backup in list_backups(path):
        with contextlib.suppress(ProblemsFound):
            if backup.encrypted and key is None:
                if is_unchanged(backup):
                    return backup
                continue
            check_backup(backup, key if backup.encrypted else None, every_page=True)
            return backup
    return None


def missing_from(path: Path, key: bytes | None, backup: Backup) -> Missing:
    """Tell what would be missing after restoring a backup, as far as the workspace can still be read."""
    newer = "SELECT count(*) FROM answer_history WHERE id > ?"
    edits = _read(path, key, newer, backup.held.last_history)
    changed = _read(path, key, "SELECT count(*) FROM assessment WHERE changed_at > ?", backup.held.last_change or "")
    last = _read(path, key, "SELECT max(changed_at) FROM assessment")
    return Missing(
        backup.made_at,
        edits if isinstance(edits, int) else None,
        changed if isinstance(changed, int) else None,
        last if isinstance(last, str) else None,
    )


def _read(path: Path, key: bytes | None, query: str, *values: object) -> object:
    # Looked into anew for each: after one damaged page, an encrypted file gives nothing more.
    try:
        with looked_into(path, key) as connection:
            return connection.execute(query, values).fetchone()[0]
    except (ProblemsFound, OSError):
        return None
