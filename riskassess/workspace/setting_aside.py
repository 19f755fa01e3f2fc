"""A damaged workspace set aside: a copy of the file, its journal and its key, untouched, under a name with the date.

The copy is made before anything takes the file's place, so that whatever could still be read of it can be read later.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from riskassess.problems import Place, refuse
from riskassess.workspace.companions import journals, key_path, part_path, sync_folder
from riskassess.workspace.copying import copy_bytes

_MAGIC = b"SQLite format 3\x00"


def set_aside(path: Path) -> Path:
    """Copy a damaged workspace as it is and return the copy's path; raises ProblemsFound when that cannot be."""
    target = _free_name(path)
    try:
        if journals(path)[0].exists():
            shutil.copyfile(journals(path)[0], journals(target)[0])
        if key_path(path).exists():
            shutil.copyfile(key_path(path), key_path(target))
        part = part_path(target)
        part.unlink(missing_ok=True)
        with path.open("rb", buffering=0) as source:
            copy_bytes(source, part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refuse("workspace-not-set-aside", Place(file=str(path)), path=str(path), reason=reason) from error
    return target


def files_aside(path: Path) -> tuple[Path, ...]:
    """List the damaged workspaces that were set aside, the oldest first."""
    own = {f"{suffix}" for suffix in (".key", "-wal", "-shm", ".part")}
    found = path.parent.glob(f"{path.name}.damaged-*")
    return tuple(sorted(one for one in found if not any(one.name.endswith(end) for end in own)))


def plain_files_aside(path: Path) -> tuple[Path, ...]:
    """List those set aside that are not encrypted, or may not be."""
    return tuple(one for one in files_aside(path) if not key_path(one).exists() or is_plain(one))


def is_plain(path: Path) -> bool:
    """Tell whether a file begins as a plain database does; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _free_name(path: Path) -> Path:
    stem = f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    number = 1
    while (target := path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}")).exists():
        number += 1
    return target
