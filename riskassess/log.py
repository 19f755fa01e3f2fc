"""The log beside a workspace: what the program did and what stood in its way, never what anybody typed.

It is kept for whoever helps after something went wrong, so it must be safe to hand over: an event is a word of ours,
its facts are numbers, truths and words of ours, and whatever else is passed is left out. Of a defect it keeps the kind
and the places in our own code; its message might quote an answer or a path. Three files of a quarter of a megabyte turn
round, and only the process that may write the workspace writes them.
"""

from __future__ import annotations

import logging
import re
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

_LARGEST, _OLD_ONES = 256_000, 2
_OURS = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")
_PACKAGE = Path(__file__).resolve().parent

_logger = logging.getLogger("riskassess.log")
_logger.propagate = False
_logger.setLevel(logging.INFO)


def log_path(workspace: Path) -> Path:
    """Return the log file of a workspace file."""
    return workspace.with_name(workspace.name + ".log")


def begin(workspace: Path) -> None:
    """Write to a workspace's log from now on; where that cannot be, nothing is written and nobody is stopped."""
    from logging.handlers import RotatingFileHandler

    end()

    class Quiet(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:
            """Say nothing: a full disk must not stop an answer, nor be told on standard error."""

    path = log_path(workspace)
    handler = Quiet(path, maxBytes=_LARGEST, backupCount=_OLD_ONES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _logger.addHandler(handler)


def end() -> None:
    """Write no more; may be called again."""
    for handler in tuple(_logger.handlers):
        _logger.removeHandler(handler)
        with suppress(OSError):  # closing writes what a full disk did not take
            handler.close()


def note(event: str, **facts: object) -> None:
    """Note an event and its facts, such as ``note("opened", schema=2)``; what is not a word of ours is left out."""
    _write(logging.INFO, event, facts)


def note_problems(codes: tuple[str, ...]) -> None:
    """Note that problems were told, by their codes."""
    for code in codes:
        _write(logging.WARNING, "problem", {"code": code})


def note_defect(error: BaseException) -> None:
    """Note a defect of ours: its kind and the way to it through our own code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{_own_name(frame.filename)}.{frame.lineno}" for frame in frames if _own_name(frame.filename)]
    _write(logging.ERROR, "defect", {"kind": type(error).__name__.lower(), "at": "-".join(ours[-6:])}, longest=400)


def _own_name(file: str) -> str:
    path = Path(file)
    return path.relative_to(_PACKAGE).with_suffix("").as_posix().replace("/", ".") if _PACKAGE in path.parents else ""


def _write(level: int, event: str, facts: dict[str, Any], longest: int = 41) -> None:
    if _logger.handlers:
        said = " ".join(f"{name}={_shown(value, longest)}" for name, value in facts.items())
        _logger.log(level, "%s %s", _shown(event, 41), said)


def _shown(value: object, longest: int) -> str:
    if value is None or isinstance(value, (bool, int, float)):
        return str(value).lower()
    text = str(value)
    return text if len(text) <= longest and all(map(_OURS.fullmatch, text.split("-"))) else "?"
