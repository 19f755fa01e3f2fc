"""Copies of attachments that the user had opened: in a folder that nobody else can read, gone when the program closes.

Another program can only open what stands in a file, so the copy is plain even where the workspace is encrypted; the
page says so. A copy can only be read, so that nobody believes to have changed the attachment. The folder is noted in
the workspace, so that one which outlived a crash, or a program that held a copy, is taken away at the next opening.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

COPIES = "opened_copies"
"""The setting of a workspace that names the folder of copies, while there is one."""
_PREFIX = "riskassess-"

_PICTURES = ("bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp")
_DOCUMENTS = ("csv", "doc", "docx", "eml", "et", "md", "odp", "ods", "odt", "ofd", "pdf", "ppt", "pptx", "rtf", "txt")
DIRECT = frozenset((*_PICTURES, *_DOCUMENTS, "wps", "xls", "xlsx"))
"""Kinds of file that are handed to the program that the system has for them. Anything else, which the system might run
by itself, is only saved where the user says."""


def may_be_opened(name: str) -> bool:
    """Tell whether a file of this name is of a kind that is opened from here."""
    return name.rpartition(".")[2].strip().casefold() in DIRECT and "." in name


class OpenedCopies:
    """Hold the folder of copies of one session; it is made for the first."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    @property
    def is_clear(self) -> bool:
        """Tell whether there is no copy."""
        return self._folder is None

    def place(self, name: str, sha256: str, content: bytes, note: Callable[[str], None]) -> Path:
        """Write a copy under its own name and return where; `note` is told of a new folder. Raises OSError.

        `name` is one that `attachment_names.own_name` gave.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            note(str(self._folder))
        inner = self._folder / sha256[:16]
        inner.mkdir(mode=0o700, exist_ok=True)
        path = inner / name
        if path.exists():
            return path
        path.write_bytes(content)
        _mark_as_foreign(path)
        path.chmod(stat.S_IRUSR)
        return path

    def clear(self) -> None:
        """Take all copies away; what another program holds open stays noted."""
        if self._folder is not None and _take_away(self._folder):
            self._folder = None


def clear_left(noted: str) -> bool:
    """Take away a folder that an earlier session noted, if it is one of ours; tell whether none is left."""
    folder = Path(noted)
    ours = folder.name.startswith(_PREFIX) and folder.parent == Path(tempfile.gettempdir()) and not folder.is_symlink()
    return not ours or _take_away(folder)


def _mark_as_foreign(path: Path) -> None:
    """Let Windows know that the file came from elsewhere, so that Office opens it protected."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="ascii")


def _take_away(folder: Path) -> bool:
    """Remove a folder with its copies; tell whether nothing of it is left."""
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):  # a copy can only be read, and Windows removes no such file
                (Path(root) / name).chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
