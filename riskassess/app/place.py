"""Where the workspace file stands and whether it is in use, for those who must know before the store is loaded."""

from __future__ import annotations

from pathlib import Path

from riskassess.workspace.lock import lock_path, take_lock
from riskassess.workspace.place import workspace_path

__all__ = ["is_in_use", "workspace_path"]


def is_in_use(workspace: Path) -> bool:
    """Tell whether somebody writes a workspace at this moment; where that cannot be known, opening it will tell."""
    if not lock_path(workspace).exists():
        return False
    try:
        lock = take_lock(workspace)
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    return False
