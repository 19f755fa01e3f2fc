"""Moving the workspace to another folder while it is open, and what is left where it stood before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskassess import log
from riskassess.app.keeping import Keeping
from riskassess.workspace.relocating import Progress, left_behind, move, remove_former

if TYPE_CHECKING:
    from riskassess.app.desk import Desk

__all__ = ["Progress", "Relocating"]


class Relocating:
    """The use cases of moving one open workspace; every method raises ProblemsFound where it changes nothing."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        self._desk, self._keeping = desk, keeping

    def move(self, folder: Path, progress: Progress | None = None) -> Desk:
        """Move the workspace into a folder and return a desk over it; the one before is closed.

        Takes as long as copying does, so call it in a thread while nothing else uses the desk.
        """
        keeping = self._keeping
        path = move(keeping.workspace, folder, progress)
        key = keeping.workspace.key
        log.note("moved")
        log.end()
        keeping.copies.clear()
        keeping.workspace.close()  # nothing is dropped there: what stands in the old place stays as it was
        return type(self._desk).open(path, clock=keeping.clock, who=keeping.who, key=key)

    def left_behind(self) -> tuple[Path, ...]:
        """Return the files that were left where the workspace stood before, the oldest first."""
        return left_behind(self._keeping.workspace)

    def remove_former(self, path: Path) -> tuple[Path, ...]:
        """Remove what was left at a former place, backups too; return what could not be removed."""
        return remove_former(self._keeping.workspace, path)
