"""Where the workspace file stands.

A path given by hand wins over ``RISKASSESS_WORKSPACE``, which wins over the user's data folder. An existing folder
stands for the file of the usual name inside it, so that both "this file" and "this folder" can be said. A workspace
that was moved has left a small file where it stood that says where it went, and whoever asks is led there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from riskassess.problems import Place, refuse

VARIABLE = "RISKASSESS_WORKSPACE"
FILE_NAME = "workspace.riskassess"
FORMAT = "riskassess-moved/1"


def workspace_path(given: Path | None = None) -> Path:
    """Return the absolute path of the workspace file, links resolved, whether it is there or not."""
    return follow(asked_path(given))[-1]


def asked_path(given: Path | None = None) -> Path:
    """Return the path that is asked for, wherever the workspace has gone from there."""
    chosen = given or (Path(value) if (value := os.environ.get(VARIABLE, "").strip()) else None)
    path = (chosen.expanduser() if chosen else _data_folder() / FILE_NAME).resolve()
    return path / FILE_NAME if path.is_dir() else path


def follow(path: Path) -> tuple[Path, ...]:
    """Return every place from a path to where its workspace stands now; a circle ends before it closes."""
    way = [path]
    while (onwards := moved_to(way[-1])) is not None and onwards not in way:
        way.append(onwards)
    return tuple(way)


def pointer_path(path: Path) -> Path:
    """Return the small file that says where a workspace went."""
    return path.with_name(path.name + ".moved")


def moved_to(path: Path) -> Path | None:
    """Return where a workspace went from here, or None; what cannot be read says nothing."""
    try:
        content = pointer_path(path).read_bytes()
        import json  # where there is something to read: the first frame does without

        data: Any = json.loads(content)
        return Path(data["to"]) if data["format"] == FORMAT and Path(data["to"]).is_absolute() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def refuse_missing(given: Path | None = None) -> None:
    """Refuse a workspace that was moved to where it is not now, such as a disk that is not connected."""
    *before, path = follow(asked_path(given))
    if before and not path.exists() and not path.with_name(path.name + ".next").exists():
        pointer = pointer_path(before[-1])
        raise refuse("workspace-moved-missing", Place(file=str(path)), path=str(path), pointer=str(pointer))


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("riskassess", appauthor=False)
