"""Closing a call: what was published stays, everything that says something of one enterprise goes.

Files are written over before they are removed. Where a disk keeps copies of its own that is no guarantee, which is why
the identity goes last: without it sealed copies are noise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from riskassess.problems import Place, Problem, problem

_BLOCK = 1 << 20


def remove_all(paths: Iterable[Path]) -> tuple[int, tuple[Problem, ...]]:
    """Write over and remove files and whole folders; return how many files went and what could not be removed."""
    removed, problems = 0, list[Problem]()
    for path in paths:
        for file in sorted(path.rglob("*"), reverse=True) if path.is_dir() and not path.is_symlink() else (path,):
            try:
                removed += _remove(file)
            except OSError as error:
                problems.append(_left(file, error))
        try:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
        except OSError as error:
            problems.append(_left(path, error))
    return removed, tuple(problems)


def _remove(path: Path) -> int:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
        return 0
    if path.is_symlink():
        path.unlink()
        return 1
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return 1


def _left(path: Path, error: OSError) -> Problem:
    return problem("not-removed", Place(path.as_posix()), path=path.as_posix(), reason=error.strerror or str(error))
