"""A workspace that cannot be opened because it is damaged or gone: what can be had back, and having it back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.backups import Backup, list_backups
from riskassess.workspace.place import workspace_path
from riskassess.workspace.restoring import Missing, Restored, missing_from, newest_good, own_key, restore_closed

__all__ = ["HELPED_BY", "Backup", "Missing", "Offer", "Restored", "backup_named", "known_backups", "offer", "rescue"]

HELPED_BY = ("workspace-damaged", "workspace-missing")
"""The problems of opening that a backup helps against."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold the newest backup that is good, and what would be missing after restoring it."""

    backup: Backup
    missing: Missing


def offer(path: Path | None = None, words: str | None = None) -> Offer:
    """Return what a workspace can be restored to; raises ProblemsFound when no backup is any good."""
    place = workspace_path(path)
    key = own_key(place, words) if words is not None else None
    backup = newest_good(place, key)
    if backup is None:
        raise refuse("backups-none", Place(file=str(place)), path=str(place))
    return Offer(backup, missing_from(place, key, backup))


def rescue(path: Path | None, backup: Path, words: str | None = None) -> Restored:
    """Let a backup take the place of a workspace that is not open; a damaged one is set aside first."""
    return restore_closed(workspace_path(path), backup, words)


def known_backups(path: Path | None = None) -> tuple[Backup, ...]:
    """Return a workspace's backups, the newest first, without opening it."""
    return list_backups(workspace_path(path))


def backup_named(path: Path | None, name: str) -> Path:
    """Return a backup by its name in the list, or by its path; raises ProblemsFound when there is none."""
    for backup in known_backups(path):
        if name in (backup.path.name, backup.path.stem):
            return backup.path
    with suppress(OSError, ProblemsFound):
        if Path(name).is_file():
            return Path(name).resolve()
    raise refuse("backup-unknown", Place(path=name), name=name)
