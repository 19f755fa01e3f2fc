"""What a file is that somebody hands to the window, told by its name and, for JSON, by the form that it says it has.

Only what it is is told here; whether it is any good is for whoever reads it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from riskassess.problems import Place, refuse

Kind = Literal["answers", "pack", "key", "call", "benchmark"]

_BY_SUFFIX: dict[str, Kind] = {".yaml": "answers", ".yml": "answers", ".zip": "pack", ".pub": "key"}
_BY_FORM: dict[str, Kind] = {"riskassess-call": "call", "riskassess-benchmark": "benchmark"}
_PACK = "pack.yaml"
_LARGEST = 20_000_000  # bytes of a JSON file that is looked into; a larger one is told by its reader


def kind_of(path: Path) -> Kind:
    """Return what a file or folder is; raises ProblemsFound for one that cannot be opened here."""
    if (path / _PACK).is_file() or path.name == _PACK:
        return "pack"
    if path.is_file() and (kind := _by_content(path)):
        return kind
    raise refuse("file-kind-unknown", Place(file=str(path)), name=path.name)


def pack_place(path: Path) -> Path:
    """Return what a pack is installed from: the folder where its first file was meant."""
    return path.parent if path.name == _PACK else path


def _by_content(path: Path) -> Kind | None:
    suffix = path.suffix.lower()
    if suffix != ".json":
        return _BY_SUFFIX.get(suffix)
    form = _form_of(path)
    return _BY_FORM.get(form.partition("/")[0], "answers")


def _form_of(path: Path) -> str:
    """Return the form that a JSON file says it has, empty where it says none or is no JSON."""
    try:
        if path.stat().st_size > _LARGEST:
            return ""
        data: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    return str(data.get("format", "")) if isinstance(data, dict) else ""  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
