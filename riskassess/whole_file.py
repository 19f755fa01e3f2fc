"""Files that are there whole or not at all: written beside their place, then renamed into it.

A leaf that every room may use, since a half-written file is a defect wherever it happens.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from riskassess.problems import Place, refuse


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it; raises `ProblemsFound` and leaves what was there."""
    beside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise refuse("file-not-written", Place(str(path)), reason=error.strerror or str(error)) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
