"""A file that a child process makes and the window's process puts in place, whole or not at all."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskassess.app.child import ChildJob
from riskassess.problems import Place
from riskassess.whole_file import write_whole


def file_job(job: Mapping[str, Any], path: Path) -> ChildJob:
    """Start a job whose outcome is the content of a file; what is found is the path, once the file is there."""
    target = path.absolute()

    def put(content: str) -> Path:
        write_whole(target, base64.b64decode(content))
        return target

    return ChildJob(job, put, Place(file=str(target)))
