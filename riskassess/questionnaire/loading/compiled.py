"""A pack that was checked once, kept as JSON of its data: no YAML, no schema, two milliseconds to read.

Two lines: the pack's digest with the SHA-256 of the second line, then the data with its keys in the pack's own order,
which says more than the digest does (the first language, the order in which conditions are looked at). The sum proves
that the data is whole, and the file can never hold anything that runs. The first line may also say what whoever keeps
the pack wants to know without reading the second.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskassess.canonical import digest
from riskassess.problems import Place, refuse
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.values import Pack
from riskassess.whole_file import write_whole

_LONGEST_HEAD = 64 * 1024


def write_compiled(data: Mapping[str, object], out: Path, about: Mapping[str, object] | None = None) -> None:
    """Write the compiled form of a pack's checked data, whole or not at all; `about` is told without reading it."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    sums = {"sha256": digest(data), "body": hashlib.sha256(body).hexdigest()}
    head = json.dumps(sums | ({"about": about} if about else {}), ensure_ascii=False).encode()
    write_whole(out, head + b"\n" + body + b"\n")


def load_compiled(path: Path) -> Pack:
    """Load a compiled pack; raises `ProblemsFound` where the file is missing or is none."""
    data, sha256 = compiled_data(path)
    try:
        return build_pack(data, sha256=sha256)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise refuse("compiled-damaged", Place(str(path)), path=str(path)) from error


def compiled_data(path: Path) -> tuple[dict[str, Any], str]:
    """Read a compiled pack's plain data and the pack's digest; raises `ProblemsFound` as `load_compiled` does."""
    try:
        head, body, _ = Path(path).read_bytes().split(b"\n")
        sums = json.loads(head)
        if sums["body"] == hashlib.sha256(body).hexdigest():
            return json.loads(body), sums["sha256"]
    except OSError as error:
        raise refuse("file-unreadable", Place(str(path)), path=str(path), said=error.strerror or str(error)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise refuse("compiled-damaged", Place(str(path)), path=str(path)) from error
    raise refuse("compiled-damaged", Place(str(path)), path=str(path))


def compiled_about(path: Path) -> tuple[dict[str, Any], str]:
    """Read what a compiled pack says about itself, and the pack's digest; raises `ProblemsFound`."""
    try:
        with Path(path).open("rb") as stream:
            head = json.loads(stream.readline(_LONGEST_HEAD))
        return dict(head["about"]), str(head["sha256"])
    except OSError as error:
        raise refuse("file-unreadable", Place(str(path)), path=str(path), said=error.strerror or str(error)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise refuse("compiled-damaged", Place(str(path)), path=str(path)) from error
