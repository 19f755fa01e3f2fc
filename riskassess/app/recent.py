"""Files that were opened lately: kept in the workspace, where a passphrase covers them, and never more than a few.

A path may tell whom an assessment is of, so the list goes whenever anything is removed for good.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from riskassess.app.keeping import Keeping
from riskassess.workspace.settings import RECENT, read_setting, write_setting

MOST = 8


class Recent:
    """The list of one workspace, the newest first; where it can only be read, nothing is remembered."""

    def __init__(self, keeping: Keeping) -> None:
        self._workspace = keeping.workspace

    def kept(self) -> tuple[Path, ...]:
        """Return the list as it is kept, without looking whether the files are there."""
        with self._workspace.reading() as connection:
            text = read_setting(connection, RECENT)
        with suppress(ValueError, TypeError):
            return tuple(Path(path) for path in json.loads(text or "[]"))
        return ()

    def files(self) -> tuple[Path, ...]:
        """Return the files that are still there, and forget the others; a disk may take its time to say so."""
        kept = self.kept()
        there = tuple(path for path in kept if path.exists())
        if there != kept:
            self._keep(there)
        return there

    def add(self, path: Path) -> None:
        """Remember a file that was opened."""
        path = path.absolute()
        self._keep((path, *(one for one in self.kept() if one != path))[:MOST])

    def clear(self) -> None:
        """Forget all of them."""
        self._keep(())

    def _keep(self, paths: tuple[Path, ...]) -> None:
        if not self._workspace.read_only:
            with self._workspace.writing() as connection:
                write_setting(connection, RECENT, json.dumps([str(path) for path in paths], ensure_ascii=False))
