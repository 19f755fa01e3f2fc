"""Whether this installation and this workspace are well: a table of small examinations, all of them always run.

Each returns findings and never raises; what cannot be examined is a finding too. Nothing is changed, and no name or
answer is looked at; an encrypted workspace is read through only when its passphrase is given. The window's part runs in
a child process: where a system library is missing, Qt ends its process instead of raising.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from riskassess import __version__
from riskassess.log import log_path
from riskassess.problems import ProblemsFound
from riskassess.workspace.place import workspace_path

State = Literal["good", "attention", "fault"]

LITTLE, TOO_LITTLE = 500_000_000, 50_000_000  # bytes free; below the second even an answer may fail
OLD_DAYS = 8
_KEYS = 5  # of the texts that an added language lacks, named as examples
_PROBE = "riskassess.desktop.probe"
_PARTS = ("PySide6_Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "numpy", "highspy")


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one finding: `key` names its sentence in the texts, `fields` fill its gaps."""

    state: State
    key: str
    fields: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what is examined: a workspace, and the passphrase or recovery code that opens it, where one was given."""

    path: Path
    words: str | None = None


def examine(workspace: Path | None = None, words: str | None = None) -> tuple[Finding, ...]:
    """Examine everything; findings come in the order of the table. Wrong words are a finding, and counted as a try."""
    asked = Asked(workspace_path(workspace), words)
    return tuple(finding for examination in EXAMINATIONS for finding in examination(asked))


def is_encrypted(workspace: Path | None = None) -> bool:
    """Tell whether a workspace has to be unlocked to be examined."""
    from riskassess.workspace.header import read_header

    try:
        return read_header(workspace_path(workspace)).is_hidden
    except ProblemsFound:
        return False  # the examination says what is the matter


def _versions(_asked: Asked) -> Iterator[Finding]:
    yield Finding("good", "version", {"version": __version__, "python": platform.python_version(), "system": _system()})
    for name in _PARTS:
        try:
            yield Finding("good", "part", {"name": name, "version": importlib.metadata.version(name)})
        except importlib.metadata.PackageNotFoundError:
            yield Finding("fault", "part_missing", {"name": name})


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _window(_asked: Asked) -> Iterator[Finding]:
    shown = bool(sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & set(os.environ))
    package = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))}
    if not shown:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _PROBE],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
            env=environment,
        )
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except subprocess.CalledProcessError as error:
        yield Finding("fault", "window_fails", {"reason": _reason(error)})
        return
    except (OSError, ValueError, LookupError, subprocess.TimeoutExpired) as error:
        yield Finding("fault", "window_fails", {"reason": type(error).__name__})
        return
    if shown:
        yield Finding("good", "window", {"qt": found["qt"], "platform": found["platform"]})
    else:
        yield Finding("attention", "no_display", {"qt": found["qt"]})
    if found["fonts"] and found["chinese"]:
        yield Finding("good", "fonts", {"count": found["fonts"]})
    else:
        yield Finding("fault", "fonts_missing", {"count": found["fonts"]})


def _reason(error: subprocess.CalledProcessError) -> object:
    """Return the line of standard error that says most: which library or display is missing."""
    lines = [line.strip() for line in (error.stderr or "").splitlines() if line.strip()]
    telling = [line for line in lines if "could not" in line.lower() or "cannot" in line.lower()]
    return (telling or lines or [error.returncode])[-1]


def _disk(asked: Asked) -> Iterator[Finding]:
    folder = next((p for p in asked.path.parents if p.is_dir()), Path.cwd())
    free = shutil.disk_usage(folder).free
    state: State = "fault" if free < TOO_LITTLE else "attention" if free < LITTLE else "good"
    yield Finding(state, "disk" if state == "good" else "disk_little", {"free": free // 1_000_000, "folder": folder})
    if not os.access(folder, os.W_OK):
        yield Finding("fault", "folder_read_only", {"folder": folder})


def _database(asked: Asked) -> Iterator[Finding]:
    from riskassess.workspace.connection import DriverError
    from riskassess.workspace.header import read_header
    from riskassess.workspace.readying import key_of
    from riskassess.workspace.soundness import figures, looked_into, read_through

    path = asked.path
    try:
        header = read_header(path)
        if header.is_new:
            yield Finding("good", "workspace_none", {"path": path})
            return
        if header.is_hidden and asked.words is None:
            yield Finding("good", "workspace_locked", {"path": path, "size": _megabytes(path)})
            return
        key = key_of(path, header, asked.words)
        with looked_into(path, key) as connection:
            read_through(connection, path, encrypted=key is not None)
            held = figures(connection)
            waiting = _waiting_removals(connection, held.rows)
    except ProblemsFound as found:
        yield Finding("fault", "workspace_fault", {"code": found.problems[0].code, "path": path})
        return
    except (DriverError, OSError) as error:
        yield Finding("fault", "workspace_fault", {"code": type(error).__name__, "path": path})
        return
    counts = {"assessments": held.rows.get("assessment", 0), "history": held.rows.get("answer_history", 0)}
    yield Finding("good", "workspace", {"path": path, "size": _megabytes(path), "schema": held.schema, **counts})
    if waiting:
        yield Finding("attention", "removal_waits", {"count": waiting})


def _waiting_removals(connection: Any, rows: Any) -> int:
    if "removal" not in rows:
        return 0
    return connection.execute("SELECT count(*) FROM removal WHERE backups LIKE '%\"pending\"%'").fetchone()[0]


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f}"


def _packs(_asked: Asked) -> Iterator[Finding]:
    from riskassess.app.packs import Shelf

    try:
        packs = Shelf.shipped().packs
    except ProblemsFound as found:
        yield Finding("fault", "packs_fault", {"code": found.problems[0].code})
        return
    for pack in packs:
        yield Finding("good", "pack", {"pack": pack.id, "version": pack.version, "count": len(pack.questions)})
    if not packs:
        yield Finding("fault", "packs_none")


def _backups(asked: Asked) -> Iterator[Finding]:
    from riskassess.workspace.backups import list_backups

    if not asked.path.exists():
        return
    found = list_backups(asked.path)
    if not found:
        yield Finding("attention", "backups_none")
        return
    days = (datetime.now(UTC) - found[0].made_at).days
    state: State = "attention" if days >= OLD_DAYS else "good"
    yield Finding(state, "backups" if state == "good" else "backups_old", {"count": len(found), "days": max(0, days)})


def _log(asked: Asked) -> Iterator[Finding]:
    log = log_path(asked.path)
    if log.exists():
        yield Finding("good", "log", {"path": log, "size": _megabytes(log)})


def _languages(_asked: Asked) -> Iterator[Finding]:
    """Say of each added language how much of it stands in English: missing, or with gaps that nobody fills."""
    from riskassess.texts import catalogue, languages, shipped_languages, unfit

    for language in languages():
        if language in shipped_languages():
            continue
        keys = unfit(language)
        said: dict[str, object] = {"language": language, "folder": catalogue(language), "count": len(keys)}
        if keys:
            yield Finding("attention", "language_partly", {**said, "keys": ", ".join(keys[:_KEYS])})
        else:
            yield Finding("good", "language", said)


EXAMINATIONS: tuple[Callable[[Asked], Iterator[Finding]], ...] = (
    _versions,
    _window,
    _disk,
    _database,
    _packs,
    _languages,
    _backups,
    _log,
)
