"""Where the program's own data stand: in the installed package or beside it in a checkout.

The one place that knows; wheels carry ``resources`` and ``questionnaires`` inside the package.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _data_root() -> Path:
    return _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Return the folder of texts, fonts, icons, countries and schemas."""
    return _data_root() / "resources"


def added_languages() -> Path:
    """Return the folder for catalogues of further languages, whether it is there or not.

    ``RISKASSESS_LANGUAGES`` names it; otherwise it is ``languages`` in the user's data folder.
    """
    if named := os.environ.get("RISKASSESS_LANGUAGES", "").strip():
        return Path(named).expanduser()
    import platformdirs  # here, as below

    return platformdirs.user_data_path("riskassess", appauthor=False) / "languages"


def shipped_questionnaires() -> Path:
    """Return the folder of the packs that come with the program."""
    return _data_root() / "questionnaires"


def user_guide() -> Path:
    """Return the folder of the user guide, a folder a language."""
    return _data_root() / "docs" / "user"


def compiled_packs() -> Path:
    """Return the folder for compiled copies of packs: of the checkout, or the user's cache when installed."""
    root = _data_root()
    if root != _PACKAGE and (root / "pyproject.toml").is_file():
        return root / "build" / "packs"
    import platformdirs  # here, so that a checkout starts without it

    return Path(platformdirs.user_cache_dir("riskassess", appauthor=False)) / "packs"
