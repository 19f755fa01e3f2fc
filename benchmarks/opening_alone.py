"""Opening sealed files with pyrage and nothing else: what intake is measured against. Loads nothing of the program."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pyrage


def opened(folder: Path, secret: str, part: slice = slice(None)) -> None:
    """Read and open files, all or every second one, and do nothing with them."""
    identity = pyrage.x25519.Identity.from_str(secret)
    for path in list(folder.iterdir())[part]:
        with path.open("rb") as stream:
            pyrage.decrypt(stream.read(), [identity])


def opened_by_two(folder: Path, secret: str) -> None:
    """Do the same, every second file in a process that is started for it."""
    second = get_context("spawn").Process(target=opened, args=(folder, secret, slice(1, None, 2)))
    second.start()
    opened(folder, secret, slice(0, None, 2))
    second.join()
    assert second.exitcode == 0
