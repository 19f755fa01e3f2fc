"""Files that prove an answer: taken into the workspace, held by a question, and had back.

Taking content in may last a moment and is called in a thread; letting a question hold it is an edit like any other,
with history and undo. Content that no question holds any more is dropped when the workspace is closed, since until then
undo may ask it back.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from riskassess.app.attachment_names import own_name
from riskassess.app.keeping import Keeping
from riskassess.app.opened_copies import COPIES
from riskassess.problems import Place, refuse
from riskassess.whole_file import write_whole
from riskassess.workspace.attachments import (
    add_part,
    bytes_kept,
    drop_content,
    missing_parts,
    read_content,
    unused_content,
)
from riskassess.workspace.records import Attached, moment_text
from riskassess.workspace.settings import write_setting

__all__ = ["LARGEST_FILE", "LARGEST_TOTAL", "Attached", "drop_unused", "opened_copy", "save", "take_in"]

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
"""Bytes of one file: scans of a contract; beyond that a place is better named than copied."""
LARGEST_TOTAL = 500 * MEGABYTE
"""Bytes of all files of a workspace, each content once: every backup is a copy of all of it."""

Progress = Callable[[int, int], None]
"""Told how many of how many bytes are kept."""


def take_in(keeping: Keeping, path: Path, progress: Progress | None = None) -> Attached:
    """Keep a file's content, where it is not kept yet; raises ProblemsFound with nothing that any question holds.

    Called in a thread. The file is read once, so what is kept is what the digest says.
    """
    content = _read(path)
    name, sha256 = own_name(path.name), hashlib.sha256(content).hexdigest()
    with keeping.workspace.reading() as connection:
        missing = missing_parts(connection, sha256, len(content))
        total = bytes_kept(connection) + len(content)
    if missing and total > LARGEST_TOTAL:
        sizes = {"size": megabytes(total), "limit": megabytes(LARGEST_TOTAL)}
        raise refuse("attachments-full", Place(file=name), name=name, **sizes)
    for done, number in enumerate(missing):
        with keeping.workspace.writing() as connection:
            add_part(connection, sha256, content, number)
        if progress is not None:
            progress((done + 1) * len(content) // len(missing), len(content))
        time.sleep(0.001)  # whoever answers meanwhile has a turn
    return Attached(moment_text(keeping.clock()), name, sha256, len(content))


def _read(path: Path) -> bytes:
    """Read a file whole; raises ProblemsFound for one that is too large, empty or no file."""
    name = own_name(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
            size = path.stat().st_size
    except OSError as error:
        reason = error.strerror or str(error)
        raise refuse("attachment-unreadable", Place(file=str(path)), name=name, reason=reason) from error
    if len(content) > LARGEST_FILE:
        limit = megabytes(LARGEST_FILE)
        raise refuse("attachment-too-large", Place(file=str(path)), name=name, size=megabytes(size), limit=limit)
    if not content:
        raise refuse("attachment-empty", Place(file=str(path)), name=name)
    return content


def megabytes(size: int) -> str:
    """Return bytes in megabytes, with one decimal where it says something."""
    return f"{size / MEGABYTE:.1f}".removesuffix(".0")


def opened_copy(keeping: Keeping, file: Attached) -> Path:
    """Write a copy of a file for another program and return where; raises ProblemsFound."""
    with keeping.workspace.reading() as connection:
        content = read_content(connection, file)

    def note(folder: str) -> None:
        if not keeping.workspace.read_only:
            with keeping.workspace.writing() as connection:
                write_setting(connection, COPIES, folder)

    try:
        # The name is made plain again: the workspace may have been written by somebody else's program.
        return keeping.copies.place(own_name(file.name), file.sha256, content, note)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refuse("attachment-not-opened", Place(file=file.name), name=file.name, reason=reason) from error


def save(keeping: Keeping, file: Attached, path: Path) -> None:
    """Write a file's content to a place of the user's; raises ProblemsFound and leaves no half file."""
    with keeping.workspace.reading() as connection:
        content = read_content(connection, file)
    write_whole(path, content)


def drop_unused(keeping: Keeping) -> bool:
    """Drop content that no question holds, and its bytes from the file; tell whether there was any.

    For closing only: until then undo may ask it back.
    """
    with keeping.workspace.reading() as connection:
        unused = unused_content(connection)
    if not unused:
        return False
    with keeping.workspace.writing() as connection:
        drop_content(connection, unused)
    keeping.workspace.compact(sparing=True)
    return True
