"""A process killed at each of its steps: before every file operation that it does in one folder."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

_TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "shutil.copyfile"}


def killed_at_every_step(folder: Path, prepare: Callable[[], None], work: Callable[[], None]) -> Iterator[int]:
    """Prepare and work in a process that is killed at step 0, then 1 …; yield after each, until it runs to its end.

    The last number is of the run that was not killed, so a caller sees that there were steps at all.
    """
    for step in range(1000):
        prepare()
        killed = _killed(folder, work, step)
        yield step
        if not killed:
            return
    raise AssertionError("it never ended")


def _killed(folder: Path, work: Callable[[], None], step: int) -> bool:
    child = os.fork()
    if child == 0:
        _die_at(folder, step)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "it failed without being killed"
    return False


def _die_at(folder: Path, step: int) -> None:
    left = [step]
    start = str(folder)

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in _TOUCHING and str(arguments[0]).startswith(start):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    sys.addaudithook(look)
