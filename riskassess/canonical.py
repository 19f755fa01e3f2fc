"""The one way to write a value as bytes, so that equal content has an equal digest wherever it came from.

Canonical JSON: keys sorted, UTF-8, no spaces. A whole number is written without a point, since YAML, a workbook and
JSON do not agree on whether 3 and 3.0 differ. A leaf: packs and answers have their digests from here.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast


def canonical_json(data: Any) -> bytes:
    """Return the canonical bytes of plain data; numbers must be finite."""
    text = json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(data: Any) -> str:
    """Return the SHA-256 over the canonical bytes, as 64 hex digits."""
    return hashlib.sha256(canonical_json(data)).hexdigest()


_AS_IT_IS = frozenset((str, int, bool, type(None)))


def _plain(value: Any) -> Any:
    # Most leaves are texts and whole numbers; not calling this again for each of them halves the time.
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
        return {key: item if type(item) in _AS_IT_IS else _plain(item) for key, item in items}
    if isinstance(value, (list, tuple)):
        listed = cast("list[Any]", value)
        return [item if type(item) in _AS_IT_IS else _plain(item) for item in listed]
    return value
