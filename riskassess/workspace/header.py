"""What a file is, told from its first hundred bytes, before any database touches it.

SQLite may leave a journal beside any file it opens for writing, and may finish the work of a foreign program's journal.
So a file that is not one of ours, or of a newer program, is recognised here and refused without a connection.
The two numbers read here are kept by SQLite at fixed places of its header (file format, section 1.3). An encrypted
file shows nothing but noise: that it is ours is known by its key file or by its backups, or guessed from its look.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.companions import backups_folder, key_path

APPLICATION_ID = 0x5249534B  # "RISK", as PRAGMA application_id
_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_NOISE = 60  # different bytes among the first hundred; noise has about 83, a text at most 50
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Header:
    """Hold what the first bytes say; `schema` is the number of the schema, 0 before the first or when it is hidden."""

    is_new: bool
    schema: int = 0
    is_hidden: bool = False  # encrypted, or damaged at its beginning


def read_header(path: Path) -> Header:
    """Read what stands at a path; raise ProblemsFound when it is no workspace or may not be written."""
    if not path.exists():
        _check_folder(path.parent)
        return Header(is_new=True)
    if not path.is_file():
        raise _refusal("workspace-not-a-file", path)
    head = _first_bytes(path)
    hidden = bool(head) and (len(head) < 100 or not head.startswith(_MAGIC))
    if hidden and not (_is_known(path) or _looks_encrypted(path, head)):
        raise _refusal("workspace-not-a-database", path)
    if head and not hidden and int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise _refusal("workspace-of-another-program", path)
    if not _may_write(path):
        raise _refusal("workspace-read-only", path)
    _check_folder(path.parent)
    # A file without a byte is what an opening leaves that was killed before its first write.
    if hidden:
        return Header(is_new=False, is_hidden=True)
    return Header(is_new=not head, schema=int.from_bytes(head[60:64], "big"))


def _is_known(path: Path) -> bool:
    return key_path(path).exists() or backups_folder(path).is_dir()


def _looks_encrypted(path: Path, head: bytes) -> bool:
    return path.stat().st_size % _PAGE == 0 and len(set(head)) >= _NOISE


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError as error:
        raise _refusal("workspace-not-readable", path, reason=error.strerror or str(error)) from error


def _check_folder(folder: Path) -> None:
    """Refuse a folder in which the database could not keep its journal."""
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    if not nearest.is_dir():
        raise _refusal("workspace-folder-is-a-file", nearest)
    if not _may_write(nearest):
        raise _refusal("workspace-folder-read-only", nearest)


def _may_write(path: Path) -> bool:
    # An administrator may write everywhere; the mark on the file is respected all the same.
    return bool(path.stat().st_mode & _ANY_WRITE) and os.access(path, os.W_OK)


def _refusal(code: str, path: Path, **fields: object) -> ProblemsFound:
    return refuse(code, Place(file=str(path)), path=str(path), **fields)
