"""Files that are there whole or not at all: written beside their place, then renamed into it.

A leaf that every room may use, since a half-written file is a defect wherever it happens.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from riskassess.problems import Place, refuse


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it; raises `ProblemsFound` and leaves what was there."""
    write_whole_together({path: content})


def write_whole_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, none of them in place before all are written; raises `ProblemsFound`."""
    beside: dict[Path, Path] = {}
    current = Path()
    try:
        for current, content in files.items():
            beside[current] = current.with_name(f".{current.name[:40]}.{secrets.token_hex(4)}.part")
            _write_through(beside[current], content)
        for current, written in beside.items():
            written.replace(current)
    except OSError as error:
        raise refuse("file-not-written", Place(str(current)), reason=error.strerror or str(error)) from error
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
