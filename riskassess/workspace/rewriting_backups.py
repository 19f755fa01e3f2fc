"""Backups written anew under another key, when the passphrase is set or removed, or with other doors to the same key.

A backup is never changed where it stands: its successor is written beside and proved, its note is written, then it
takes the name. After a kill between the last two the note tells which of the files is meant.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from riskassess.problems import ProblemsFound
from riskassess.workspace.backups import Backup, check_backup, list_backups, write_note
from riskassess.workspace.companions import key_path, part_path, sync_folder
from riskassess.workspace.copying import copy_under, file_digest
from riskassess.workspace.keys import KeyFile
from riskassess.workspace.unlocking import read_key_file, write_key_file


def finish_rewrites(path: Path) -> None:
    """Finish what a kill interrupted: a successor that its note means already takes its name, others are taken away."""
    for backup in list_backups(path):
        part = part_path(backup.path)
        if part.exists():
            if file_digest(part) == backup.sha256:
                part.replace(backup.path)
            part.unlink(missing_ok=True)


def _rewrite(backup: Backup, key: bytes | None, new_key: bytes | None, key_file: KeyFile | None) -> None:
    """Write a backup anew under another key; raises ProblemsFound, and then it stands as it was."""
    check_backup(backup, key)
    part = part_path(backup.path)
    try:
        copy_under(backup.path, key, part, new_key)
        successor = replace(backup, sha256=file_digest(part), size=part.stat().st_size, encrypted=new_key is not None)
        check_backup(replace(successor, path=part), new_key)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if key_file is not None:
        write_key_file(backup.path, key_file)
    write_note(successor)
    part.replace(backup.path)
    if key_file is None:
        key_path(backup.path).unlink(missing_ok=True)
    sync_folder(backup.path.parent)


def rekey_backups(
    path: Path, keys: tuple[bytes | None, ...], new_key: bytes | None, key_file: KeyFile | None
) -> tuple[Path, ...]:
    """Bring every backup under one key, or under none; return those that none of the `keys` opens, left as they are."""
    finish_rewrites(path)
    return tuple(one.path for one in list_backups(path) if not _rekeyed(one, keys, new_key, key_file))


def _rekeyed(backup: Backup, keys: tuple[bytes | None, ...], new_key: bytes | None, key_file: KeyFile | None) -> bool:
    for key in (new_key, *keys):
        if (key is None) == backup.encrypted:
            continue
        try:
            if key == new_key:
                check_backup(backup, key)
            else:
                _rewrite(backup, key, new_key, key_file)
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
