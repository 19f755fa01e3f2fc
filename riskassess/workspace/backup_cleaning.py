"""Taking what was removed out of the backups too; what cannot be cleaned is named, never passed over.

A backup is cleaned in a copy that takes its place when it has proved itself, so a kill leaves the old or the new
one. A file that was set aside as damaged is named as well: nobody can say what it still holds.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from riskassess.problems import ProblemsFound
from riskassess.workspace.backups import SUFFIX, check_backup, read_note, write_note
from riskassess.workspace.companions import backups_folder, journals, part_path, sync_folder
from riskassess.workspace.connection import make_engine
from riskassess.workspace.copying import file_digest
from riskassess.workspace.removal import Receipt, remove_from_copy
from riskassess.workspace.setting_aside import files_aside, is_plain
from riskassess.workspace.soundness import figures, looked_into


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Hold the files that were cleaned, and those that could not be, with the reason."""

    cleaned: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def clean_backups(path: Path, key: bytes | None, receipt: Receipt) -> Cleaning:
    """Take what a receipt still means out of every backup of a workspace, whose pages are under `key`."""
    cleaned: list[str] = []
    left: list[tuple[str, str]] = [(found.name, "set-aside") for found in files_aside(path)]
    for backup in sorted(backups_folder(path).glob(f"*{SUFFIX}")):
        try:
            if _clean(backup, None if is_plain(backup) else key, receipt):
                cleaned.append(backup.name)
        except ProblemsFound as found:
            left.append((backup.name, found.problems[0].code))
        except (DBAPIError, OSError) as error:
            left.append((backup.name, type(error).__name__))
        finally:
            for file in (part_path(backup), *journals(part_path(backup))):
                file.unlink(missing_ok=True)
    return Cleaning(tuple(cleaned), tuple(left))


def _clean(backup: Path, key: bytes | None, receipt: Receipt) -> bool:
    """Clean one backup; tell whether there was anything of it."""
    part, note = part_path(backup), read_note(backup)
    if note is not None and part.exists() and file_digest(part) == note.sha256:
        part.replace(backup)  # all but this was done before a kill
        return True
    if note is not None:
        check_backup(note, key)
    shutil.copyfile(backup, part)
    part.chmod(0o600)
    if not _cleaned_in_place(part, key, receipt):
        return False
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if note is not None:
        with looked_into(part, key) as connection:
            held = figures(connection)
        note = replace(note, sha256=file_digest(part), size=part.stat().st_size, held=held)
        check_backup(replace(note, path=part), key, every_page=True)
        write_note(note)
    part.replace(backup)
    sync_folder(backup.parent)
    return True


def _cleaned_in_place(file: Path, key: bytes | None, receipt: Receipt) -> bool:
    engine = make_engine(file, read_only=False, key=key)
    try:
        # A copy of an older schema has no index for what history points to: the rule is checked once, at the end.
        _run(engine, "PRAGMA foreign_keys = OFF")
        with engine.begin() as connection:
            if not remove_from_copy(connection, receipt):
                return False
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise OSError("foreign keys")
        _run(engine, "VACUUM")
        _run(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
        return True
    finally:
        engine.dispose()


def _run(engine: Engine, statement: str) -> None:
    with contextlib.closing(engine.raw_connection()) as pooled:
        driver: Any = pooled.driver_connection
        driver.execute(statement).fetchall()
