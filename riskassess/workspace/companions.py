"""What stands beside a workspace file and how it is called, and how small files there are written so that they stay.

Every name begins with the workspace's own, so that whoever copies or removes a workspace sees what belongs to it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from riskassess.whole_file import write_whole


def key_path(path: Path) -> Path:
    """Return the file that holds a workspace's wrapped key, also of a backup."""
    return path.with_name(path.name + ".key")


def attempts_path(path: Path) -> Path:
    """Return the file that counts wrong passphrases in a row."""
    return path.with_name(path.name + ".attempts")


def backups_folder(path: Path) -> Path:
    """Return the folder of a workspace's automatic backups."""
    return path.with_name(path.name + ".backups")


def packs_folder(path: Path) -> Path:
    """Return the folder of the packs that were installed for a workspace."""
    return path.with_name(path.name + ".packs")


def next_path(path: Path) -> Path:
    """Return the file that is about to take the workspace's place; while it is there, its taking over is decided."""
    return path.with_name(path.name + ".next")


def part_path(path: Path) -> Path:
    """Return where a file is written before it is whole."""
    return path.with_name(f".{path.name}.part")


def journals(path: Path) -> tuple[Path, Path]:
    """Return the two files in which SQLite keeps what is not in the workspace file yet."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def write_to_stay(path: Path, content: bytes) -> None:
    """Write a small file whole, and the folder's entry for it through to the disk; raises ProblemsFound."""
    write_whole(path, content)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write a folder's entries through to the disk, where the system can do that."""
    if os.name == "nt":
        return  # a renaming is written through there
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
