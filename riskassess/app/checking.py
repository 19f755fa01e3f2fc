"""A workspace examined from end to end: pages, the chain of history, files that are kept, backups. It changes nothing.

A table of small checks, each with its own way to fail, so that all that is wrong is told together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from riskassess.problems import Place, Problem, ProblemsFound, problem
from riskassess.workspace.attachments import lost_files
from riskassess.workspace.backups import check_backup, list_backups
from riskassess.workspace.chain import first_misfit
from riskassess.workspace.connection import DriverError, connect
from riskassess.workspace.place import workspace_path
from riskassess.workspace.setting_aside import files_aside
from riskassess.workspace.soundness import damaged, read_through
from riskassess.workspace.workspace import Workspace, open_workspace


def check_workspace(path: Path | None = None, words: str | None = None) -> tuple[Path, tuple[Problem, ...]]:
    """Examine a workspace and its backups; return its path and every fault.

    Raises ProblemsFound when it cannot be opened.
    """
    place = workspace_path(path)
    if not place.exists() and not list_backups(place):
        raise ProblemsFound((problem("workspace-not-there", Place(file=str(place)), path=str(place)),))
    workspace = open_workspace(place, words)
    try:
        return place, tuple(found for check in CHECKS for found in check(workspace))
    finally:
        workspace.close()


def _every_page(workspace: Workspace) -> Iterator[Problem]:
    try:
        with closing(connect(workspace.path, read_only=True, key=workspace.key)) as connection:
            read_through(connection, workspace.path, encrypted=workspace.key is not None)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            yield from damaged(workspace.path, f"foreign key: {broken[0]} {broken[1]}").problems
    except ProblemsFound as found:
        yield from found.problems
    except DriverError as error:
        yield from damaged(workspace.path, error).problems


def _history(workspace: Workspace) -> Iterator[Problem]:
    try:
        with workspace.reading() as connection:
            misfit = first_misfit(connection)
    except ProblemsFound as found:
        yield from found.problems
        return
    if misfit is not None:
        place, subject = Place(file=str(workspace.path)), misfit.subject or "–"
        yield problem(f"history-{misfit.fault}", place, path=str(workspace.path), row=misfit.row, subject=subject)


def _attachments(workspace: Workspace) -> Iterator[Problem]:
    try:
        with workspace.reading() as connection:
            lost = tuple(lost_files(connection))
    except ProblemsFound as found:
        yield from found.problems
        return
    for name in lost:
        yield problem("attachment-content-gone", Place(file=name), name=name)


def _backups(workspace: Workspace) -> Iterator[Problem]:
    found = list_backups(workspace.path)
    if not found:
        place = Place(file=str(workspace.path))
        yield problem("backups-none", place, severity="warning", path=str(workspace.path))
    for backup in found:
        try:
            check_backup(backup, workspace.key if backup.encrypted else None, every_page=True)
        except ProblemsFound as fault:
            yield from fault.problems


def _files_aside(workspace: Workspace) -> Iterator[Problem]:
    for file in files_aside(workspace.path):
        yield problem("workspace-was-set-aside", Place(file=str(file)), severity="warning", name=file.name)


CHECKS: tuple[Callable[[Workspace], Iterator[Problem]], ...] = (
    _every_page,
    _history,
    _attachments,
    _backups,
    _files_aside,
)
