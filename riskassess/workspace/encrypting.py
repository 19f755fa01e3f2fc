"""A workspace's passphrase: set, changed, removed; and its recovery code.

Setting and removing write the whole content anew beside, prove it and let it take the file's place (`switching`);
changing wraps the key anew and touches nothing else. A kill at any step leaves a file that opens as before or as after:
the key file is there before the first encrypted file that needs it and goes after the last.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from riskassess.problems import Place, refuse
from riskassess.workspace.backups import list_backups
from riskassess.workspace.companions import journals, key_path
from riskassess.workspace.copying import copy_under, standing_still
from riskassess.workspace.keys import KeyFile, make_door, new_key
from riskassess.workspace.recovery_code import new_recovery_code
from riskassess.workspace.rewriting_backups import bring_doors_up, rekey_backups
from riskassess.workspace.setting_aside import plain_files_aside
from riskassess.workspace.switching import prepared_path, switch
from riskassess.workspace.unlocking import unlock, write_key_file
from riskassess.workspace.workspace import Workspace

SHORTEST = 8  # signs of a passphrase


def set_passphrase(workspace: Workspace, words: str) -> tuple[str, tuple[Path, ...]]:
    """Encrypt a plain workspace and its backups; return the recovery code, and the files that stayed plain.

    Raises ProblemsFound, and then the workspace is as it was.
    """
    place = Place(file=str(workspace.path))
    _check_words(workspace.path, words)
    if workspace.key is not None:
        raise refuse("passphrase-set-already", place, path=str(workspace.path))
    key, key_file = new_key()
    code = new_recovery_code()
    key_file = key_file.with_door(make_door("passphrase", words, key)).with_door(make_door("recovery", code, key))

    def before() -> None:
        write_key_file(workspace.path, key_file)

    _write_anew(workspace, key, before)
    return code, (*rekey_backups(workspace.path, (None,), key, key_file), *plain_files_aside(workspace.path))


def change_passphrase(workspace: Workspace, words: str, new_words: str) -> None:
    """Let another passphrase open the workspace and its backups; the one before, or the recovery code, allows it."""
    _check_words(workspace.path, new_words)
    key_file = _opened_by(workspace, words)
    assert workspace.key is not None
    _keep(workspace, key_file.with_door(make_door("passphrase", new_words, workspace.key)))


def renew_recovery_code(workspace: Workspace, words: str) -> str:
    """Make a new recovery code and return it; the one before opens nothing any more."""
    key_file = _opened_by(workspace, words)
    assert workspace.key is not None
    code = new_recovery_code()
    _keep(workspace, key_file.with_door(make_door("recovery", code, workspace.key)))
    return code


def remove_passphrase(workspace: Workspace, words: str) -> tuple[Path, ...]:
    """Make a workspace and its backups plain again; return the backups that stayed encrypted.

    Raises ProblemsFound, and then the workspace is as it was.
    """
    _opened_by(workspace, words)
    old = workspace.key
    _write_anew(workspace, None, lambda: None)
    key_path(workspace.path).unlink(missing_ok=True)  # every backup that is encrypted still has its own
    return rekey_backups(workspace.path, (old,), None, None)


def under_one_key(workspace: Workspace) -> None:
    """Bring backups to the workspace's key and doors where a kill came in between."""
    key_file = workspace.key_file()
    if workspace.key is not None and key_file is not None:
        bring_doors_up(workspace.path, key_file)
        if any(not backup.encrypted for backup in list_backups(workspace.path)):
            rekey_backups(workspace.path, (None,), workspace.key, key_file)


def _opened_by(workspace: Workspace, words: str) -> KeyFile:
    """Return the key file, once the words have opened it; wrong ones make the next wait longer."""
    if workspace.notice is not None:
        raise refuse(workspace.notice.code, workspace.notice.place, **workspace.notice.fields)
    key_file = workspace.key_file()
    if key_file is None:
        raise refuse("passphrase-not-set", Place(file=str(workspace.path)), path=str(workspace.path))
    unlock(workspace.path, key_file, words)
    return key_file


def _check_words(path: Path, words: str) -> None:
    if len(words) < SHORTEST or not words.strip():
        raise refuse("passphrase-too-short", Place(file=str(path)), shortest=SHORTEST)


def _keep(workspace: Workspace, key_file: KeyFile) -> None:
    write_key_file(workspace.path, key_file)
    bring_doors_up(workspace.path, key_file)


def _write_anew(workspace: Workspace, key: bytes | None, before_deciding: Callable[[], None]) -> None:
    """Write the whole workspace under another key, or none, and let it take the file's place."""
    path, old = workspace.path, workspace.key
    with workspace.put_aside():
        with standing_still(path, old):
            pass  # all that was written is in the file now
        if any(journal.exists() and journal.stat().st_size for journal in journals(path)[:1]):
            raise refuse("workspace-busy", Place(file=str(path)), path=str(path))
        prepared = prepared_path(path)
        copy_under(path, old, prepared, key)
        before_deciding()
        switch(path, prepared)
        workspace.key = key
