"""Mixing: what a collector does who has no key, so that nobody can tell from a file who brought it when.

New random names, a new order, one time for all; what is not a sealed file is left out. Fewer than twenty files hide
nobody, so they are refused.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from riskassess.exchange.sealing import LARGEST_SEALED, Identity, NotOpened, unseal
from riskassess.problems import Place, refuse

LEAST_FILES: Final = 20
FILE_TIME: Final = 946_684_800
"""The one time that every file is given: the first second of 2000, UTC."""
_AGE = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class Mixed:
    """Count what was mixed and what was left out, and name the latter for whoever has the folder."""

    files: int
    left_out: tuple[str, ...]


def mix(source: Path, target: Path, outer: Identity | None = None) -> Mixed:
    """Copy the sealed files of a folder into a new one, mixed; `outer` opens the collector's own layer first.

    Raises ProblemsFound when there are too few, or the target has anything in it.
    """
    contents, left_out = _sealed(source, outer)
    if len(contents) < LEAST_FILES:
        raise refuse("mix-too-few", Place(source.as_posix()), found=len(contents), least=LEAST_FILES)
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise refuse("mix-target-not-empty", Place(target.as_posix()), path=target.as_posix())
        secrets.SystemRandom().shuffle(contents)
        for content in contents:
            path = target / f"{secrets.token_hex(16)}.age"
            path.write_bytes(content)
            os.utime(path, (FILE_TIME, FILE_TIME))
        os.utime(target, (FILE_TIME, FILE_TIME))
    except OSError as error:
        raise refuse("file-not-written", Place(target.as_posix()), reason=error.strerror or str(error)) from error
    return Mixed(len(contents), left_out)


def _sealed(source: Path, outer: Identity | None) -> tuple[list[bytes], tuple[str, ...]]:
    contents: list[bytes] = []
    left_out: list[str] = []
    for path in _files(source):
        content = _taken(path, outer)
        if content is None:
            left_out.append(path.name)
        else:
            contents.append(content)
    return contents, tuple(sorted(left_out))


def _taken(path: Path, outer: Identity | None) -> bytes | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_SEALED + 1)
        if outer is not None:
            content = unseal(content, outer)
    except (OSError, NotOpened):
        return None
    return content if content.startswith(_AGE) and len(content) <= LARGEST_SEALED else None


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (Path(entry) for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    except OSError as error:
        said = error.strerror or str(error)
        raise refuse("file-unreadable", Place(folder.as_posix()), path=folder.as_posix(), said=said) from error
