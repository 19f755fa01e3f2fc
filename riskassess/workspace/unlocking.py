"""From a passphrase or a recovery code to the key of an encrypted workspace, and back to its key file.

The key file stands beside the workspace; every encrypted backup has a copy. So a lost one is found again with the
newest backup, and put back once it has proved to be the right one.
"""

from __future__ import annotations

import time
from pathlib import Path

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.attempts import count_wrong, forget_wrong, remaining_wait
from riskassess.workspace.companions import backups_folder, key_path, write_to_stay
from riskassess.workspace.keys import KeyFile, key_file_bytes, key_file_from, may_be_mistyped_code, unwrap


def read_key_file(path: Path) -> KeyFile | None:
    """Read the key file beside a workspace or backup, or None; raises ProblemsFound for one that is damaged."""
    file = key_path(path)
    try:
        return key_file_from(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise refuse("key-file-damaged", Place(file=str(file)), path=str(file), reason=str(error)) from error


def find_key_file(path: Path) -> KeyFile | None:
    """Read a workspace's key file, or the newest that its backups have; None when there is none at all."""
    try:
        found = read_key_file(path)
    except ProblemsFound:
        found = _from_backups(path)
        if found is None:
            raise
    return found or _from_backups(path)


def _from_backups(path: Path) -> KeyFile | None:
    for kept in sorted(backups_folder(path).glob("*.key"), reverse=True):  # names begin with the moment
        try:
            return key_file_from(kept.read_bytes())
        except (OSError, ValueError):
            continue
    return None


def write_key_file(path: Path, key_file: KeyFile) -> None:
    """Put a key file beside a workspace or backup; raises ProblemsFound and leaves what was there."""
    write_to_stay(key_path(path), key_file_bytes(key_file))


def unlock(path: Path, key_file: KeyFile, words: str | None) -> bytes:
    """Return the key behind a passphrase or recovery code.

    Raises ProblemsFound for none and for wrong ones; its field `seconds` is the wait that follows. Takes as long as a
    guess does, so the window calls it in a thread.
    """
    place = Place(file=str(path))
    if words is None:
        raise refuse("workspace-locked", place, path=str(path), seconds=_whole(remaining_wait(path, time.time())))
    if (left := remaining_wait(path, time.time())) > 0:
        raise refuse("passphrase-too-soon", place, path=str(path), seconds=_whole(left))
    key = unwrap(key_file, words)
    if key is not None:
        forget_wrong(path)
        return key
    if may_be_mistyped_code(words):
        raise refuse("recovery-code-mistyped", place, path=str(path), seconds=0)
    raise refuse("passphrase-wrong", place, path=str(path), seconds=_whole(count_wrong(path, time.time())))


def _whole(seconds: float) -> int:
    return int(seconds) + (seconds > int(seconds))
