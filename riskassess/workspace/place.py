"""Where the workspace file stands.

A path given by hand wins over ``RISKASSESS_WORKSPACE``, which wins over the user's data folder. An existing folder
stands for the file of the usual name inside it, so that both "this file" and "this folder" can be said.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "RISKASSESS_WORKSPACE"
FILE_NAME = "workspace.riskassess"


def workspace_path(given: Path | None = None) -> Path:
    """Return the absolute path of the workspace file, links resolved, whether it is there or not."""
    chosen = given or (Path(value) if (value := os.environ.get(VARIABLE, "").strip()) else None)
    path = (chosen.expanduser() if chosen else _data_folder() / FILE_NAME).resolve()
    return path / FILE_NAME if path.is_dir() else path


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("riskassess", appauthor=False)
