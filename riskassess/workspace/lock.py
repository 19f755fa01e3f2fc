"""Who may write: one process at a time, by a lock of the operating system on a file beside the workspace.

Such a lock ends with its process, however that ends, so no stale lock can keep anybody out. The lock file stays
behind empty: removing it would let two processes lock two different files of the same name.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


class WriterLock:
    """Hold the right to write a workspace until `release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let others write; may be called again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_path(path: Path) -> Path:
    """Return the lock file's path of a workspace file."""
    return path.with_name(path.name + ".lock")


def take_lock(path: Path) -> WriterLock | None:
    """Take the right to write a workspace, or return None when somebody else has it; raises OSError."""
    descriptor = os.open(lock_path(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return WriterLock(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
