"""A pack as the files it is kept in, and those files on disk: a folder or a zip that is there whole or not at all."""

from __future__ import annotations

import contextlib
import io
import json
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskassess.problems import Place, refuse
from riskassess.questionnaire.loading.pack_files import LISTS, Loaded
from riskassess.questionnaire.loading.sources import PACK_FILE
from riskassess.questionnaire.writing.yaml_form import yaml_text
from riskassess.whole_file import write_whole

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every entry: a zip of equal content has equal bytes."""


@dataclass(frozen=True)
class PackFile:
    """Hold one file of a pack: its name inside the pack, the name of its schema, its plain data."""

    name: str
    kind: str
    data: Any


def pack_files(loaded: Loaded) -> tuple[PackFile, ...]:
    """List the files of a pack as they were read, pack.yaml first."""
    assert loaded.pack is not None
    files = [PackFile(PACK_FILE, "pack", loaded.pack.whole.data)]
    for part, several in loaded.files.items():
        files += [PackFile(file.name, LISTS.get(part, part), file.whole.data) for file in several]
    return tuple(files)


def file_bytes(file: PackFile, languages: Sequence[str]) -> bytes:
    """Return a file as it is kept: YAML in its own form, or JSON where its name says so."""
    if file.name.lower().endswith(".json"):
        return (json.dumps(file.data, ensure_ascii=False, indent=2) + "\n").encode()
    return yaml_text(file.data, file.kind, () if file.kind == "answers" else languages).encode()


def write_pack(contents: Iterable[tuple[str, bytes]], out: Path) -> None:
    """Write a pack's files to a folder, or to a zip where the name ends so; raises `ProblemsFound`.

    An existing pack is replaced, and what else lies in its folder is kept; a folder that is no pack is not touched.
    """
    named = dict(contents)
    if out.suffix.lower() == ".zip":
        write_whole(out, zipped(named))
        return
    _write_folder(named, out.resolve())


def packed(folder: Path) -> bytes:
    """Return a pack's folder as a zip of the files that it names, byte for byte; raises `ProblemsFound`."""
    from riskassess.problems import ProblemsFound
    from riskassess.questionnaire.loading.pack_files import read_source
    from riskassess.questionnaire.loading.sources import Folder

    source, contents = Folder(folder), dict[str, bytes]()
    loaded, problems = read_source(source)
    if errors := [one for one in problems if one.severity == "error"]:
        raise ProblemsFound(errors)
    for file in pack_files(loaded):
        contents[file.name], problem = source.read(file.name)
        if problem is not None:
            raise ProblemsFound((problem,))
    return zipped(contents)


def zipped(contents: dict[str, bytes]) -> bytes:
    """Return files as a zip; equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _write_folder(contents: dict[str, bytes], out: Path) -> None:
    """Fill a new folder beside the old one and put it in its place by renaming."""
    if out.exists() and not _may_be_replaced(out):
        raise refuse("folder-not-a-pack", Place(str(out)), path=out.as_posix())
    mark = secrets.token_hex(4)
    fresh, old = out.with_name(f".{out.name[:40]}.{mark}.part"), out.with_name(f".{out.name[:40]}.{mark}.old")
    try:
        if out.exists():
            shutil.copytree(out, fresh, symlinks=True, ignore=_former_files(out))
        for name, content in contents.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _put_in_place(fresh, out, old)
    except OSError as error:
        raise refuse("file-not-written", Place(str(out)), reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and ((out / PACK_FILE).is_file() or not any(out.iterdir()))


def _former_files(out: Path) -> Any:
    """Leave out the files that the pack named until now; notes and licences beside them stay."""
    former = {(out / name).resolve() for name in _named_files(out)}

    def ignored(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if (Path(folder) / name).resolve() in former]

    return ignored


def _named_files(out: Path) -> Iterable[str]:
    from riskassess.problems import ProblemsFound
    from riskassess.questionnaire.loading.pack_files import read_pack

    yield PACK_FILE
    with contextlib.suppress(ProblemsFound):
        loaded, _ = read_pack(out)
        yield from (file.name for files in loaded.files.values() for file in files)


def _put_in_place(fresh: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.replace(old)
    try:
        fresh.replace(out)
    except OSError:
        if old.exists():
            old.replace(out)
        raise
