"""Intake: a folder of sealed files to rows in the store; a wrong file is set aside with its reason and stops nothing.

What is counted is all that is told: no name, no time, no order. Files that are right stay where they are, and taking
them in again changes nothing, so a run that was killed is simply run again, and several may run at once.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from riskassess.committee.mixing import FILE_TIME
from riskassess.committee.opening import Opened, Opener, mark_of, open_files, read_sealed
from riskassess.committee.rows import Row
from riskassess.committee.store import Store
from riskassess.problems import Place, refuse

__all__ = ["Opener", "Taken", "take_in"]

TRANSACTION: Final = 2000
"""Rows of one transaction: what a killed run has to take in once more, at most."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Count one run: what became of the rows, and why files were set aside."""

    rows: Counter[str]
    rejected: Counter[str]


def take_in(
    folder: Path,
    store: Store,
    rejected: Path,
    opener: Opener,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _opened: None,
) -> Taken:
    """Take in every file of a folder; raises ProblemsFound when folder or store cannot be used at all."""
    taken, rows, opened_so_far = Taken(Counter(), Counter()), list[Row](), 0
    for batch in open_files(_files(folder), opener, jobs):
        rows += [opened.row for opened in batch if opened.row is not None]
        if len(rows) >= TRANSACTION:
            taken.rows.update(store.take(rows))
            rows = []
        taken.rejected.update(_set_aside(batch, rejected))
        opened_so_far += len(batch)
        progress(opened_so_far)
    taken.rows.update(store.take(rows))
    store.settle()
    if rejected.is_dir():
        os.utime(rejected, (FILE_TIME, FILE_TIME))
    return taken


def _files(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (e.path for e in entries if e.is_file(follow_symlinks=False) and not e.name.startswith("."))
    except OSError as error:
        said = error.strerror or str(error)
        raise refuse("file-unreadable", Place(folder.as_posix()), path=folder.as_posix(), said=said) from error


def _set_aside(batch: list[Opened], rejected: Path) -> Iterator[str]:
    """Move refused files to the rejected ones; yield the reason of each that is refused, moved or not."""
    for opened in batch:
        if opened.reason is None:
            continue
        try:
            if opened.mark is None or _moved(Path(opened.path), rejected, opened.reason, opened.mark):
                yield opened.reason
            else:
                yield "changing"
        except FileNotFoundError:
            continue  # it went away meanwhile
        except OSError:
            yield opened.reason  # it stays where it is, and the next run counts it again


def _moved(path: Path, rejected: Path, reason: str, mark: str) -> bool:
    """Move a file under a name that follows from its content alone; leave it, and say so, when it is another by now."""
    if _mark(path) != mark:
        return False
    rejected.mkdir(parents=True, exist_ok=True)
    target = _free(rejected, mark)
    said = target.with_suffix(".txt")
    said.write_text(f"{reason}\n", encoding="ascii")
    shutil.move(path, target)
    if _mark(target) != mark and not path.exists():  # somebody is just writing it, and looks for it where it was
        shutil.move(target, path)
        said.unlink()
        return False
    for made in (said, target):
        os.utime(made, (FILE_TIME, FILE_TIME))
    return True


def _free(rejected: Path, mark: str) -> Path:
    """Return where a file goes: over its like, never over one that was being written when it was set aside."""
    for number in count():
        target = rejected / (f"{mark}-{number}.age" if number else f"{mark}.age")
        if not target.exists() or _mark(target) == mark:
            return target
    raise AssertionError("there is always another number")


def _mark(path: Path) -> str:
    return mark_of(*read_sealed(str(path)))
