"""The JSON Schemas of all files: what an editor checks while somebody types, and the first check of a pack.

The files under ``resources/schemas`` hold each form once; the parts that several share stand in ``shared.json`` and are
put in when a schema is asked for, so that every schema that leaves the program stands alone.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, cast

from riskassess.locations import resources

_SHARED = "shared"


@cache
def schema_names() -> tuple[str, ...]:
    """List the names that `schema_text` knows."""
    return tuple(sorted(p.stem for p in (resources() / "schemas").glob("*.json") if p.stem != _SHARED))


def schema_text(name: str) -> str:
    """Return a schema as JSON text that stands alone; an unknown name raises KeyError."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str, languages: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a schema with the shared parts it uses; with languages, every text must have exactly these."""
    if name not in schema_names():
        raise KeyError(name)
    own = _read(name)
    shared: dict[str, Any] = _read(_SHARED)["$defs"]
    if languages:
        exact = {"required": list(languages), "propertyNames": {"title": "language", "enum": list(languages)}}
        shared = {**shared, "text": {**shared["text"], **exact}}
    used = _used(own, shared)
    return {**own, "$defs": {key: shared[key] for key in shared if key in used}} if used else own


def _read(name: str) -> dict[str, Any]:
    return json.loads((resources() / "schemas" / f"{name}.json").read_text(encoding="utf-8"))


def _used(part: Any, shared: dict[str, Any]) -> set[str]:
    """Return the names of shared parts that a schema refers to, also through one another."""
    found: set[str] = set()
    waiting: list[Any] = [part]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            entries = cast("dict[str, Any]", item)
            name = str(entries.get("$ref", "")).removeprefix("#/$defs/")
            if name in shared and name not in found:
                found.add(name)
                waiting.append(shared[name])
            waiting.extend(entries.values())
        elif isinstance(item, list):
            waiting.extend(cast("list[Any]", item))
    return found
