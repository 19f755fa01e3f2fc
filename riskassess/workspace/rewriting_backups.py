"""Backups written anew: under another key when the passphrase is set or removed, or without what was removed.

A backup is never changed where it stands: its successor is written beside, proved, and takes its name and its moment.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from riskassess.problems import ProblemsFound
from riskassess.workspace.backups import Backup, check_backup, list_backups, write_note
from riskassess.workspace.companions import key_path, part_path, sync_folder
from riskassess.workspace.connection import connect
from riskassess.workspace.copying import copy_under, file_digest
from riskassess.workspace.keys import KeyFile, key_file_bytes
from riskassess.workspace.soundness import figures
from riskassess.workspace.unlocking import read_key_file, write_key_file


def rewrite_backup(
    backup: Backup,
    key: bytes | None,
    new_key: bytes | None,
    key_file: KeyFile | None,
    change: Callable[[Any], None] | None = None,
) -> Backup:
    """Write a backup anew under another key or the same one; raises ProblemsFound, and then it stands as it was.

    `change` gets the driver's connection to the new file; what it deletes is not left in the file's free pages.
    """
    check_backup(backup, key)
    part = part_path(backup.path)
    part.unlink(missing_ok=True)
    try:
        copy_under(backup.path, key, part, new_key)
        held = backup.held if change is None else _changed(part, new_key, change)
        successor = replace(
            backup, sha256=file_digest(part), size=part.stat().st_size, encrypted=new_key is not None, held=held
        )
        check_backup(replace(successor, path=part), new_key)
        _put_in_place(successor, part, key_file if new_key is not None else None)
        return successor
    finally:
        part.unlink(missing_ok=True)


def _changed(part: Path, key: bytes | None, change: Callable[[Any], None]) -> Any:
    with contextlib.closing(connect(part, read_only=False, key=key)) as connection:
        change(connection)
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return figures(connection)


def _put_in_place(successor: Backup, part: Path, key_file: KeyFile | None) -> None:
    if key_file is not None:
        write_key_file(successor.path, key_file)
    part.replace(successor.path)  # killed here, the note does not fit: the backup is called damaged, never wrong
    write_note(successor)
    if key_file is None:
        key_path(successor.path).unlink(missing_ok=True)
    sync_folder(successor.path.parent)


def rekey_backups(
    path: Path, keys: tuple[bytes | None, ...], new_key: bytes | None, key_file: KeyFile | None
) -> tuple[Path, ...]:
    """Bring every backup under one key, or under none; return those that none of the `keys` opens, left as they are."""
    return tuple(one.path for one in list_backups(path) if not _rekeyed(one, keys, new_key, key_file))


def _rekeyed(backup: Backup, keys: tuple[bytes | None, ...], new_key: bytes | None, key_file: KeyFile | None) -> bool:
    for key in (new_key, *keys):
        if (key is None) == backup.encrypted:
            continue
        try:
            if key == new_key:
                check_backup(backup, key)
            else:
                rewrite_backup(backup, key, new_key, key_file)
            return True
        except ProblemsFound:
            continue
    return False


def bring_doors_up(path: Path, key_file: KeyFile) -> None:
    """Give every backup under the same key the doors that the workspace has now, so that one passphrase opens all."""
    for backup in list_backups(path):
        with contextlib.suppress(ProblemsFound):  # a damaged one is not this key's
            kept = read_key_file(backup.path)
            if kept is not None and kept.key_id == key_file.key_id and kept != key_file:
                write_key_file(backup.path, key_file)


def stale_doors(path: Path, key_file: KeyFile) -> bool:
    """Tell whether a backup still has doors that the workspace has given up, as after a kill."""
    wanted = key_file_bytes(key_file)
    return any(
        key_path(one.path).exists() and key_path(one.path).read_bytes() != wanted
        for one in list_backups(path)
        if one.encrypted
    )
