"""A pack that was checked once, kept as the canonical JSON of its data: no YAML, no schema, half a millisecond to read.

The file is nothing but the bytes the digest is taken over, so reading it proves the digest, and it can never hold
anything that runs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from riskassess.problems import Place, refuse
from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.loading.canonical import canonical_json
from riskassess.questionnaire.values import Pack
from riskassess.whole_file import write_whole


def write_compiled(data: Mapping[str, object], out: Path) -> None:
    """Write the compiled form of a pack's checked data, whole or not at all."""
    write_whole(out, canonical_json(data))


def load_compiled(path: Path) -> Pack:
    """Load a compiled pack; raises `ProblemsFound` where the file is missing or is none."""
    try:
        content = Path(path).read_bytes()
        return build_pack(json.loads(content), sha256=hashlib.sha256(content).hexdigest())
    except OSError as error:
        raise refuse("file-unreadable", Place(str(path)), path=str(path), said=error.strerror or str(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise refuse("compiled-damaged", Place(str(path)), path=str(path)) from error
