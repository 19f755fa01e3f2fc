"""Looking after one open workspace: its passphrase, its backups, and a restore of what it was.

What takes longer than a moment (deriving a key, backing up, writing everything anew) is called in a thread by the
window; every method here may be, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from riskassess.problems import Problem, ProblemsFound
from riskassess.workspace.backups import Backup, let_go, list_backups, settle
from riskassess.workspace.companions import backups_folder
from riskassess.workspace.encrypting import (
    change_passphrase,
    remove_passphrase,
    renew_recovery_code,
    set_passphrase,
    under_one_key,
)
from riskassess.workspace.restoring import Missing, Restored, missing_from, open_backup, restore
from riskassess.workspace.soundness import Figures, figures
from riskassess.workspace.workspace import Workspace

__all__ = ["Backup", "Care", "Missing", "Restored", "Standing"]

OFTEN = timedelta(hours=1)
"""How long changes wait for a backup while the program is open."""
OLD = timedelta(days=7)
"""From which age on a backup that lacks something is told without being asked."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how safe a workspace is; `is_behind` tells that the newest backup lacks something."""

    encrypted: bool
    has_recovery_code: bool
    backups: tuple[Backup, ...]  # the newest first
    folder: Path
    is_behind: bool
    now: datetime

    @property
    def newest(self) -> Backup | None:
        return self.backups[0] if self.backups else None

    @property
    def age(self) -> timedelta | None:
        """Return the age of the newest backup; negative when the clock was set back since."""
        return None if self.newest is None else self.now - self.newest.made_at

    @property
    def is_alarming(self) -> bool:
        """Tell whether the user should be told without asking: the newest backup lacks something and is old."""
        return self.is_behind and (self.age is None or not -timedelta(minutes=5) <= self.age <= OLD)


class Care:
    """Protect, back up and restore one open workspace; every method raises ProblemsFound where it changes nothing."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock

    def standing(self) -> Standing:
        """Return how safe the workspace is now."""
        key_file = self._workspace.key_file()
        backups = list_backups(self._workspace.path)
        return Standing(
            encrypted=self._workspace.key is not None,
            has_recovery_code=key_file is not None and key_file.has("recovery"),
            backups=backups,
            folder=backups_folder(self._workspace.path),
            is_behind=not backups or backups[0].held != self._figures(),
            now=self._clock().astimezone(),
        )

    def _figures(self) -> Figures:
        with self._workspace.reading() as connection:
            return figures(connection.connection.driver_connection)

    # -- the passphrase

    def set_passphrase(self, words: str) -> tuple[str, tuple[Path, ...]]:
        """Encrypt the workspace and its backups; return the recovery code and the files that stayed plain."""
        return set_passphrase(self._workspace, words)

    def change_passphrase(self, words: str, new_words: str) -> None:
        """Change the passphrase; `words` are the one before or the recovery code."""
        change_passphrase(self._workspace, words, new_words)

    def remove_passphrase(self, words: str) -> tuple[Path, ...]:
        """Make the workspace and its backups plain; return the backups that stayed encrypted."""
        return remove_passphrase(self._workspace, words)

    def renew_recovery_code(self, words: str) -> str:
        """Return a new recovery code; the one before is no use any more."""
        return renew_recovery_code(self._workspace, words)

    # -- backups

    def back_up(self) -> Backup:
        """Back up now, into the folder beside the workspace."""
        return self._settled(self._workspace.back_up("by_hand"))

    def save_copy(self, folder: Path) -> Backup:
        """Back up into another folder, such as one on another disk."""
        return self._workspace.back_up("by_hand", folder)

    def opens(self, backup: Backup) -> bool:
        """Tell whether the workspace's own key, or none, opens a backup."""
        try:
            open_backup(backup.path, self._workspace.path, None, self._workspace.key)
        except ProblemsFound:
            return False
        return True

    def missing_after(self, backup: Backup) -> Missing:
        """Return what restoring a backup would take away."""
        return missing_from(self._workspace.path, self._workspace.key, backup)

    def restore(self, backup: Path, words: str | None = None) -> Restored:
        """Let a backup take the workspace's place; what is there now is backed up first. `words` open the backup."""
        return restore(self._workspace, backup, words)

    def look_after(self) -> Problem | None:
        """Back up when that is due, read the backup through and let old ones go; return what stands in the way.

        Called when the workspace has been opened and every now and then, in a thread.
        """
        if self._workspace.read_only:
            return None
        try:
            under_one_key(self._workspace)
            if self._is_due():
                self._settled(self._workspace.back_up("daily"))
            self._settle_others()
        except ProblemsFound as found:
            return found.problems[0]
        return None

    def _is_due(self) -> bool:
        now = self._clock().astimezone()
        newest = next(iter(list_backups(self._workspace.path)), None)
        if newest is None or newest.made_at > now or newest.made_at.date() != now.date():
            return True
        return now - newest.made_at >= OFTEN and newest.held != self._figures()

    def _settled(self, backup: Backup) -> Backup:
        """Read a new backup through; only then may older ones be let go."""
        read = settle(backup, self._workspace.key)
        with suppress(OSError):  # one that cannot be removed stays, that harms nobody
            let_go(self._workspace.path)
        return read

    def _settle_others(self) -> None:
        """Read through what was backed up before an upgrade or a restore, or just before a kill."""
        for backup in list_backups(self._workspace.path):
            if not backup.read_through and (self._workspace.key is not None or not backup.encrypted):
                self._settled(backup)
