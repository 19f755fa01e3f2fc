"""Backups of a workspace: what there are, how old, whether still as they were written, and which are let go.

Each is a workspace file of its own in the folder beside, with a small file that says when and why it was made and what
it held; an encrypted one has a copy of the key file too, so the three can be carried anywhere and opened there. Names
begin with the moment, so that every tool lists them in order. A backup without its small file is none: that is written
before the backup gets its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.companions import backups_folder, key_path, write_to_stay
from riskassess.workspace.copying import file_digest
from riskassess.workspace.soundness import Figures, figures, looked_into, read_through

FORMAT = "riskassess-backup/1"
SUFFIX = ".riskassess"
Why = Literal["daily", "by_hand", "before_upgrade", "before_restore"]

_DAYS, _WEEKS = 7, 5
_KEPT: Mapping[Why, int] = {"by_hand": 10, "before_upgrade": 3, "before_restore": 3}


@dataclass(frozen=True, slots=True)
class Backup:
    """Hold what is known of one backup without opening it."""

    path: Path
    made_at: datetime
    why: Why
    sha256: str
    size: int  # bytes
    encrypted: bool
    held: Figures
    read_through: bool = False  # every page was read after it was written, and was sound


def note_path(backup: Path) -> Path:
    """Return the small file that says what a backup is."""
    return backup.with_name(backup.name + ".json")


def has_backups(path: Path) -> bool:
    """Tell whether a workspace has any backup."""
    return any(note_path(found).exists() for found in backups_folder(path).glob(f"*{SUFFIX}"))


def list_backups(path: Path) -> tuple[Backup, ...]:
    """List a workspace's backups, the newest first; what cannot be read is not among them."""
    found = (read_note(one) for one in backups_folder(path).glob(f"*{SUFFIX}"))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.made_at, reverse=True))


def read_note(backup: Path) -> Backup | None:
    """Read what is known of a backup, or None when it has no readable note or is not there."""
    try:
        data: Any = json.loads(note_path(backup).read_bytes())
        if data["format"] != FORMAT or data["why"] not in get_args(Why) or not backup.is_file():
            return None
        held = Figures(**data["held"])
        made_at = datetime.fromisoformat(data["made_at"]).astimezone()
        facts = (str(data["sha256"]), int(data["size"]), bool(data["encrypted"]))
        return Backup(backup, made_at, data["why"], *facts, held, data.get("read_through") is True)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_note(backup: Backup) -> None:
    """Write what is known of a backup beside it; raises ProblemsFound."""
    data = {
        "format": FORMAT,
        "made_at": backup.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "why": backup.why,
        "sha256": backup.sha256,
        "size": backup.size,
        "encrypted": backup.encrypted,
        "read_through": backup.read_through,
        "held": asdict(backup.held) | {"rows": dict(backup.held.rows)},
    }
    write_to_stay(note_path(backup.path), (json.dumps(data, indent=1, sort_keys=True) + "\n").encode())


def check_backup(backup: Backup, key: bytes | None, *, every_page: bool = False) -> None:
    """Refuse a backup that is not as it was written: its bytes, whether it opens, and what it holds.

    Raises ProblemsFound. `every_page` reads every tree and seal as well, which takes several times as long.
    """
    try:
        same = is_unchanged(backup)
    except OSError as error:
        raise backup_damaged(backup.path, error.strerror or error) from error
    if not same:
        raise backup_damaged(backup.path, "SHA-256")
    check_content(backup, key, every_page=every_page)


def is_unchanged(backup: Backup) -> bool:
    """Tell whether a backup's bytes are still those that were written; raises OSError."""
    return backup.path.stat().st_size == backup.size and file_digest(backup.path) == backup.sha256


def settle(backup: Backup, key: bytes | None) -> Backup:
    """Read every page of a new backup, and note that this was done.

    Raises ProblemsFound. This takes several times as long as making it, and nobody waits for it meanwhile.
    """
    check_backup(backup, key, every_page=True)
    settled = replace(backup, read_through=True)
    write_note(settled)
    return settled


def check_content(backup: Backup, key: bytes | None, *, every_page: bool = False) -> None:
    """Refuse a backup that does not open or does not hold what it should; raises ProblemsFound.

    For one whose bytes have been compared.
    """
    try:
        with looked_into(backup.path, key) as connection:
            if figures(connection) != backup.held:
                raise backup_damaged(backup.path, "rows")
            if every_page:
                read_through(connection, backup.path, encrypted=key is not None)
    except ProblemsFound as found:
        if found.problems[0].code == "workspace-damaged":
            raise backup_damaged(backup.path, found.problems[0].fields["reason"]) from found
        raise


def backup_damaged(path: Path, reason: object) -> ProblemsFound:
    """Make the refusal of a backup that is no good."""
    return refuse("backup-damaged", Place(file=str(path)), name=path.name, reason=str(reason))


def worth_keeping(backups: Sequence[Backup]) -> frozenset[Path]:
    """Choose which backups stay: of daily ones the newest of each of seven days and of each of five weeks, of others
    the last few of a kind."""
    newest_first = sorted(backups, key=lambda one: one.made_at, reverse=True)
    daily = [one for one in newest_first if one.why == "daily"]
    kept = {
        *_newest_of_each((one.made_at.date().toordinal(), one.path) for one in daily)[:_DAYS],
        *_newest_of_each((one.made_at.date().isocalendar()[:2], one.path) for one in daily)[:_WEEKS],
    }
    for why, count in _KEPT.items():
        kept |= {one.path for one in [one for one in newest_first if one.why == why][:count]}
    return frozenset(kept)


def _newest_of_each(dated: Iterable[tuple[object, Path]]) -> list[Path]:
    first: dict[object, Path] = {}
    for period, path in dated:
        first.setdefault(period, path)
    return list(first.values())


def let_go(path: Path) -> tuple[Path, ...]:
    """Remove the backups that are not worth keeping, and return them. Call it when the newest has been read through."""
    backups = list_backups(path)
    kept = worth_keeping(backups)
    gone = tuple(one.path for one in backups if one.path not in kept)
    for backup in gone:
        remove_backup(backup)
    return gone


def remove_backup(backup: Path) -> None:
    """Remove a backup and what belongs to it; the note goes first, so that a kill leaves no half of one."""
    for file in (note_path(backup), backup, key_path(backup)):
        file.unlink(missing_ok=True)
