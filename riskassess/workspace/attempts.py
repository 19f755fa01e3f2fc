"""The wait after wrong passphrases: twice as long after each, the same in every window and after a restart.

It slows down somebody at this keyboard. Somebody who has taken the files away is slowed down by what a guess costs
(`keys.COST`) and by nothing else.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from riskassess.problems import ProblemsFound
from riskassess.workspace.companions import attempts_path, write_to_stay

LONGEST = 300.0  # seconds


def wait_after(wrong: int) -> float:
    """Return how many seconds must pass after so many wrong passphrases in a row."""
    return 0.0 if wrong == 0 else min(LONGEST, 2.0 ** min(wrong - 1, 16))


def remaining_wait(path: Path, now: float) -> float:
    """Return how many seconds are left before the next try; `now` in seconds since 1970."""
    wrong, last = _read(path)
    if now < last:
        return 0.0  # the clock was set back; nobody may be locked out until it has caught up
    return max(0.0, last + wait_after(wrong) - now)


def count_wrong(path: Path, now: float) -> float:
    """Note a wrong passphrase and return the wait that follows."""
    wrong = _read(path)[0] + 1
    with contextlib.suppress(ProblemsFound):  # a disk that is full makes nobody's passphrase right
        write_to_stay(attempts_path(path), json.dumps({"wrong": wrong, "last": now}).encode())
    return wait_after(wrong)


def forget_wrong(path: Path) -> None:
    """Start again at no wait, as after the right passphrase."""
    with contextlib.suppress(OSError):
        attempts_path(path).unlink(missing_ok=True)


def _read(path: Path) -> tuple[int, float]:
    try:
        kept = json.loads(attempts_path(path).read_bytes())
        return max(0, int(kept["wrong"])), float(kept["last"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0, 0.0
