"""Where the files of a pack come from: a folder, or a zip of that folder.

Both answer one question, the bytes of a file inside the pack, and neither ever looks outside it. A zip is read once
into memory and never unpacked, so that no name in it can touch the disk and what was checked is what is used.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.loading.reading import LARGEST_FILE, read_file

PACK_FILE = "pack.yaml"
MOST_ENTRIES = 2000
LARGEST_ZIP = 64 * 1024 * 1024
"""Bytes of a zip, and of all that may be read out of one; the largest shipped pack has 1 MB."""
_DOS_ENCRYPTED = 0x1


class Source(Protocol):
    """Give the bytes of a pack's files by their names inside the pack."""

    def shown(self, name: str) -> str:
        """Return a file's name as it is shown in a problem."""
        ...

    def read(self, name: str) -> tuple[bytes, Problem | None]:
        """Return a file's bytes, or why there are none; the problem's place is the file itself."""
        ...


def leaves_pack(name: str) -> bool:
    """Tell whether a name could point outside the pack, on any system."""
    parts = PurePosixPath(name).parts
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in parts


def open_source(path: Path) -> Source:
    """Open a pack's folder or zip; raise `ProblemsFound` where it is neither, or a zip that cannot be trusted."""
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise refuse("pack-not-found", Place(str(path)), path=path.as_posix())
    return Zip(path, zip_bytes(path))


def zip_bytes(path: Path) -> bytes:
    """Read a zip whole; raise `ProblemsFound` where it cannot be read or is too large."""
    place = Place(str(path))
    if path.exists() and not path.is_file():  # a pipe would never end
        raise refuse("pack-not-found", place, path=path.as_posix())
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_ZIP + 1)
    except OSError as error:
        raise refuse("file-unreadable", place, path=path.as_posix(), said=error.strerror or str(error)) from error
    if len(content) > LARGEST_ZIP:
        raise refuse("zip-too-large", place, path=path.as_posix(), most=LARGEST_ZIP // 1024**2)
    return content


class Folder:
    """Read a pack from a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def shown(self, name: str) -> str:
        return (self._root / name).as_posix()

    def read(self, name: str) -> tuple[bytes, Problem | None]:
        path = self._root / name
        if not path.resolve().is_relative_to(self._root.resolve()):  # by way of a symbolic link
            return b"", problem("path-outside", Place(self.shown(name)), path=name)
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would never end
            return b"", problem("file-missing", Place(self.shown(name)), path=name)
        return read_file(path)


class Zip:
    """Read a pack from a zip whose every entry was looked at first."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise refuse("zip-damaged", Place(str(path)), path=path.as_posix(), said=str(error)) from error
        problems = tuple(_entry_problems(entries, Place(str(path))))
        if problems:
            raise ProblemsFound(problems)
        self._prefix = _prefix({entry.filename for entry in entries})

    def shown(self, name: str) -> str:
        return f"{self._path.as_posix()}/{name}"

    def read(self, name: str) -> tuple[bytes, Problem | None]:
        place = Place(self.shown(name))
        try:
            with self._archive.open(self._prefix + name) as stream:
                return stream.read(LARGEST_FILE + 1), None
        except KeyError:
            return b"", problem("file-missing", place, path=name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            return b"", problem("zip-damaged", place, path=name, said=str(error))


def _entry_problems(entries: list[zipfile.ZipInfo], place: Place) -> list[Problem]:
    found: list[Problem] = []
    if len(entries) > MOST_ENTRIES:
        found.append(problem("zip-too-many", place, most=MOST_ENTRIES))
    if sum(min(entry.file_size, LARGEST_FILE) for entry in entries) > LARGEST_ZIP:
        found.append(problem("zip-too-large", place, path=place.file, most=LARGEST_ZIP // 1024**2))
    seen: set[str] = set()
    for entry in entries[:MOST_ENTRIES]:
        name = entry.filename
        if leaves_pack(entry.orig_filename) or leaves_pack(name):
            found.append(problem("path-outside", place, path=name))
        if stat.S_ISLNK(entry.external_attr >> 16):
            found.append(problem("zip-link", place, path=name))
        if entry.flag_bits & _DOS_ENCRYPTED:
            found.append(problem("zip-encrypted", place, path=name))
        if name in seen:
            found.append(problem("zip-repeated", place, path=name))
        seen.add(name)
    return found


def _prefix(names: set[str]) -> str:
    """Return what stands before every name: nothing, or the one folder that was packed."""
    if PACK_FILE in names:
        return ""
    folders = {str(PurePosixPath(n).parent) for n in names if PurePosixPath(n).name == PACK_FILE and n.count("/") == 1}
    return f"{folders.pop()}/" if len(folders) == 1 else ""
