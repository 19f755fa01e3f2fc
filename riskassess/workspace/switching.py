"""Another file takes a workspace's place: whole, verified, and finished after a kill at any step.

The new file is written beside, through to the disk, and checked; renaming it to `next_path` is the decision. From then
on the journal of the old file must not be read any more (SQLite would play it into the new one), so it goes first,
then the new file takes the name. Whoever opens a workspace and finds a decided file finishes this before anything else.
The right to write is the caller's, all the while.
"""

from __future__ import annotations

import os
from pathlib import Path

from riskassess.problems import Place, refuse
from riskassess.workspace.companions import journals, next_path, part_path, sync_folder


def prepared_path(path: Path) -> Path:
    """Return where to write what shall take a workspace's place; nothing stands there."""
    clear_prepared(path)
    return part_path(next_path(path))


def clear_prepared(path: Path) -> None:
    """Take away what a kill left that was not decided; it may hold answers that should not stand there."""
    prepared = part_path(next_path(path))
    for leftover in (prepared, *journals(prepared)):
        leftover.unlink(missing_ok=True)


def switch(path: Path, prepared: Path) -> None:
    """Let a prepared file take a workspace's place; raises ProblemsFound, and then the workspace is as it was.

    Nobody may have the workspace open, but for readers, who go on reading what there was.
    """
    decided = next_path(path)
    try:
        _sync(prepared)
        prepared.replace(decided)
        sync_folder(path.parent)
        finish_switch(path)
    except OSError as error:
        # Nothing of the old file is gone as long as its journal is there or was empty: the decision can be taken back.
        decided.unlink(missing_ok=True)
        prepared.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise refuse("workspace-not-exchanged", Place(file=str(path)), path=str(path), reason=reason) from error


def finish_switch(path: Path) -> bool:
    """Finish what was decided before a kill; tell whether there was anything."""
    decided = next_path(path)
    if not decided.exists():
        return False
    for journal in journals(path):
        journal.unlink(missing_ok=True)
    sync_folder(path.parent)
    decided.replace(path)
    sync_folder(path.parent)
    return True


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
