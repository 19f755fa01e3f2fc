"""A backup being made: the bytes of the file while nobody writes, read back, opened and compared before it counts.

The copy is made of bytes and not row by row: it takes as long as copying a file does, an encrypted file stays encrypted
without its pages being opened, and the comparison proves that all is there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from riskassess.problems import Place, refuse
from riskassess.workspace.backups import SUFFIX, Backup, Why, check_content, note_path, write_note
from riskassess.workspace.companions import backups_folder, key_path, part_path, sync_folder
from riskassess.workspace.copying import copy_bytes, standing_still
from riskassess.workspace.rewriting_backups import finish_rewrites
from riskassess.workspace.soundness import figures
from riskassess.workspace.unlocking import find_key_file, write_key_file


def back_up_closed(path: Path, key: bytes | None, why: Why) -> Backup:
    """Back up a workspace that this process has not opened; the right to write is the caller's."""
    with path.open("rb", buffering=0) as source:
        return back_up(path, key, source, why)


def back_up(path: Path, key: bytes | None, source: IO[bytes], why: Why, folder: Path | None = None) -> Backup:
    """Back up a workspace, by default into the folder beside it, and prove the backup; raises ProblemsFound.

    `source` is the workspace file (`Workspace.bytes_of_file`). Others go on reading and writing meanwhile; what they
    write is in the next one.
    """
    target = _free_name(folder or backups_folder(path), why)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_parts(path, target.parent)
        with standing_still(path, key, writers_wait=False) as connection:
            backup = _copied(connection, source, target, why, encrypted=key is not None)
        return _proved(backup, path, key)
    except OSError as error:
        _take_away(target)
        reason = error.strerror or str(error)
        raise refuse("backup-not-made", Place(file=str(target)), path=str(target.parent), reason=reason) from error
    except BaseException:
        _take_away(target)
        raise


def _clear_parts(path: Path, folder: Path) -> None:
    """Take away what a kill left, once all that may be needed of it has been used."""
    finish_rewrites(path)
    for leftover in folder.glob(f".*{SUFFIX}.part"):
        leftover.unlink(missing_ok=True)


def _copied(connection: Any, source: IO[bytes], target: Path, why: Why, *, encrypted: bool) -> Backup:
    held = figures(connection)
    part = part_path(target)
    digest = copy_bytes(source, part)
    return Backup(target, datetime.now(UTC).astimezone(), why, digest, part.stat().st_size, encrypted, held)


def _proved(backup: Backup, path: Path, key: bytes | None) -> Backup:
    part = part_path(backup.path)
    check_content(replace(backup, path=part), key)
    if key is not None and (key_file := find_key_file(path)) is not None:
        write_key_file(backup.path, key_file)
    write_note(backup)
    part.replace(backup.path)
    sync_folder(backup.path.parent)
    return backup


def _take_away(target: Path) -> None:
    if not target.exists():
        for file in (part_path(target), key_path(target), note_path(target)):
            file.unlink(missing_ok=True)


def _free_name(folder: Path, why: Why) -> Path:
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{why.replace('_', '-')}"
    number = 1
    while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path
