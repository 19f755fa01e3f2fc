"""A workspace goes to another folder: copied, proved, and then a small file where it stood says where it went.

Writing that file is the decision. Before it, whatever happens, the workspace is where it was, and a copy that waits
under another name is taken away by the next attempt; after it, everybody who asks for the old place is led to the new
one, and whoever opens that gives the copy its name. The old file stays as it was until somebody removes it. Backups
stay with it; the new place begins with one of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.companions import (
    attempts_path,
    backups_folder,
    journals,
    key_path,
    next_path,
    packs_folder,
    part_path,
    sync_folder,
    write_to_stay,
)
from riskassess.workspace.connection import connect
from riskassess.workspace.copying import copy_bytes, standing_still
from riskassess.workspace.file_systems import is_on_network
from riskassess.workspace.lock import lock_path
from riskassess.workspace.place import FILE_NAME, FORMAT, follow, pointer_path
from riskassess.workspace.setting_aside import files_aside
from riskassess.workspace.settings import read_setting, write_setting
from riskassess.workspace.soundness import looked_into, read_through
from riskassess.workspace.switching import finish_switch
from riskassess.workspace.unlocking import find_key_file, write_key_file
from riskassess.workspace.workspace import Workspace

FORMER = "former_places"
"""The setting that lists where a workspace stood before, as a JSON list of paths, the oldest first."""
Progress = Callable[[int, int], None]
"""Told how many of how many bytes are copied; it may raise to give up."""


def move(workspace: Workspace, folder: Path, progress: Progress | None = None) -> Path:
    """Move a workspace into a folder and return where it stands now; raises ProblemsFound with everything as it was.

    Whoever has it open must close it at once and open it at the new place: what is written to the old one is lost.
    """
    if workspace.notice is not None:
        raise ProblemsFound((workspace.notice,))
    target = _free_place(folder)
    before = former_places(workspace)
    _note_place(workspace, before)
    try:
        with workspace.nobody_writing(), standing_still(workspace.path, workspace.key):
            _copy(workspace, target, progress)
            _decide(workspace.path, target, before)
        with contextlib.suppress(OSError):  # whoever opens it finishes this
            finish_switch(target)
    except OSError as error:
        _take_away(target)
        raise _not_moved(folder, error.strerror or str(error)) from error
    except BaseException:
        _take_away(target)
        raise
    return target


def _free_place(folder: Path) -> Path:
    """Return where the workspace would stand in a folder; raises ProblemsFound where it cannot."""
    place = Place(file=str(folder))
    try:
        chosen = folder.expanduser().resolve(strict=True)
        if is_on_network(chosen):
            raise refuse("workspace-move-network", place, path=str(folder))
        target = chosen / FILE_NAME
        if not target.exists() and (next_path(target).exists() or part_path(target).exists()):
            _take_away(target)  # what an attempt that was killed has left
        own = (target, key_path(target), backups_folder(target), packs_folder(target))
        if any(one.exists() for one in own):
            raise refuse("workspace-move-occupied", place, path=str(folder), name=FILE_NAME)
        with part_path(target).open("xb") as tried:  # a folder's rights do not tell whether its disk can be written
            os.fsync(tried.fileno())
        part_path(target).unlink()
    except OSError as error:
        raise _not_moved(folder, error.strerror or str(error)) from error
    return target


def _not_moved(folder: Path, reason: str) -> ProblemsFound:
    return refuse("workspace-not-moved", Place(file=str(folder)), path=str(folder), reason=reason)


def former_places(workspace: Workspace) -> tuple[Path, ...]:
    """Return where the workspace stood before, the oldest place first."""
    with workspace.reading() as connection:
        kept = read_setting(connection, FORMER)
    with contextlib.suppress(ValueError, TypeError):
        return tuple(path for path in map(Path, json.loads(kept or "[]")) if path != workspace.path)
    return ()


def _note_place(workspace: Workspace, before: tuple[Path, ...]) -> None:
    """Let the copy know where it came from; where it stands is left out of the list when it is read."""
    with workspace.writing() as connection:
        write_setting(connection, FORMER, json.dumps([*map(str, before), str(workspace.path)]))


def _copy(workspace: Workspace, target: Path, progress: Progress | None) -> None:
    part = part_path(target)
    copy_bytes(workspace.bytes_of_file(), part, progress)
    encrypted = workspace.key is not None
    with looked_into(part, workspace.key) as connection:
        read_through(connection, part, encrypted=encrypted)
    if encrypted and (key_file := find_key_file(workspace.path)) is not None:
        write_key_file(target, key_file)
    for source, copy in _beside(workspace.path, target):
        if source.is_dir():
            shutil.copytree(source, copy)
        elif source.is_file():
            shutil.copyfile(source, copy)
    part.replace(next_path(target))
    sync_folder(target.parent)
    _use(next_path(target), workspace.key)


def _beside(path: Path, target: Path) -> tuple[tuple[Path, Path], ...]:
    """Return what goes along: installed questionnaires, wrong passphrases counted, how the window looks."""
    companions = ((one(path), one(target)) for one in (packs_folder, attempts_path))
    return (*companions, (path.with_suffix(".window.ini"), target.with_suffix(".window.ini")))


def _use(copy: Path, key: bytes | None) -> None:
    """Let the database work in its new place once, journal and all; raises OSError where it cannot."""
    try:
        with contextlib.closing(connect(copy, read_only=False, key=key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE setting SET value = value")
            connection.execute("COMMIT")
    except Exception as error:  # whatever the driver says, it cannot be used there
        raise OSError(str(error)) from error


def _decide(path: Path, target: Path, before: tuple[Path, ...]) -> None:
    if target in before:  # back to where it was: the small file there would lead away from it again
        pointer_path(target).unlink(missing_ok=True)
        sync_folder(target.parent)
    for place in (path, *(one for one in before if one != target and pointer_path(one).exists())):
        with contextlib.suppress(ProblemsFound) if place != path else contextlib.nullcontext():
            write_to_stay(pointer_path(place), _pointer(target))


def _pointer(target: Path) -> bytes:
    return (json.dumps({"format": FORMAT, "to": str(target)}, ensure_ascii=False) + "\n").encode()


def _take_away(target: Path) -> None:
    """Take away a copy that was not decided for."""
    waiting = (part_path(target), next_path(target), *journals(next_path(target)))
    for file in (*waiting, key_path(target), attempts_path(target)):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        target.with_suffix(".window.ini").unlink(missing_ok=True)
    shutil.rmtree(packs_folder(target), ignore_errors=True)


def left_behind(workspace: Workspace) -> tuple[Path, ...]:
    """Return the former places in which the file still stands."""
    return tuple(path for path in former_places(workspace) if path.is_file() and follow(path)[-1] == workspace.path)


def remove_former(workspace: Workspace, path: Path) -> tuple[Path, ...]:
    """Remove what was left at a former place, backups too; return what could not be removed.

    The small file that leads to the new place stays. Raises ProblemsFound for a place that is none.
    """
    if path not in left_behind(workspace):
        raise refuse("workspace-former-unknown", Place(file=str(path)), path=str(path))
    left: list[Path] = []
    for folder in (backups_folder(path), packs_folder(path)):
        shutil.rmtree(folder, ignore_errors=True)
        left += [folder] if folder.exists() else []
    files = (
        *journals(path),
        key_path(path),
        attempts_path(path),
        lock_path(path),
        path.with_suffix(".window.ini"),
        *(companion for aside in files_aside(path) for companion in (*journals(aside), key_path(aside), aside)),
        *path.parent.glob(f"{path.name}.log*"),
        path,
    )
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError:
            left.append(file)
    return tuple(left)
