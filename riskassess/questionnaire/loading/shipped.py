"""The packs that come with the program, opened quickly: compiled once, and again whenever a file of theirs changes.

The compiled copy is named after a digest over the names and bytes of all files, so an old copy can never be taken for
a new pack. Where no copy can be kept the pack is simply read in full.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from riskassess.locations import compiled_packs, shipped_questionnaires
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.loading.compiled import compiled_data, write_compiled
from riskassess.questionnaire.loading.packs import checked_data
from riskassess.questionnaire.values import Pack

_FORM = b"riskassess-compiled/2"
"""Changes when the shape of compiled data does, so that copies of an older program are not read."""


def shipped_packs() -> tuple[str, ...]:
    """List the ids of the packs that come with the program."""
    return tuple(sorted(p.parent.name for p in shipped_questionnaires().glob("*/pack.yaml")))


def load_shipped(pack_id: str) -> Pack:
    """Load a pack that comes with the program, from its compiled copy where that is current."""
    data, sha256 = _shipped(pack_id)
    return build_pack(data, sha256=sha256)


def shipped_data(pack_id: str) -> dict[str, Any]:
    """Return the plain data of a pack that comes with the program, as whoever keeps the pack keeps it."""
    return _shipped(pack_id)[0]


def _shipped(pack_id: str) -> tuple[dict[str, Any], str | None]:
    if pack_id not in shipped_packs():
        raise refuse("pack-not-found", Place(pack_id), path=pack_id)
    folder = shipped_questionnaires() / pack_id
    copy = compiled_packs() / f"{pack_id}-{_files_digest(folder)[:32]}.json"
    try:
        return compiled_data(copy)
    except ProblemsFound:
        data = checked_data(folder)
    _keep(data, copy, pack_id)
    return data, None


def _files_digest(folder: Path) -> str:
    total = hashlib.sha256(_FORM)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        total.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _keep(data: dict[str, object], copy: Path, pack_id: str) -> None:
    """Keep a compiled copy and remove older ones; a copy is a convenience, so failing to keep it is no problem."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_compiled(data, copy)
        for old in copy.parent.glob(f"{pack_id}-{'[0-9a-f]' * 32}.json"):
            if old != copy:
                old.unlink()
    except (OSError, ProblemsFound):
        return
