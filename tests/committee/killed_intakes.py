"""Intakes that are killed at a moment of chance: forked, so that all of their time is intake and none is starting."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from riskassess.committee import intake, opening
from riskassess.committee.store import Store
from riskassess.exchange.submission import withdrawal
from tests.committee.desks import opener, put, some
from tests.exchange.calls import call


def intake_of(folder: Path, desk: Path, open_store: Callable[[], Store], within: float | None = None) -> bool:
    """Take a folder in, in a process of its own that is killed after so many seconds; tell whether it was in time."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            opening.BATCH, intake.TRANSACTION = 20, 40  # type: ignore[misc]
            intake.take_in(folder, open_store(), desk / "rejected", opener())
            code = 0
        finally:
            os._exit(code)
    if within is not None:
        time.sleep(within)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0
    return True


def killed_and_run_again(
    root: Path, open_store: Callable[[Path], Store], trials: int, seed: int
) -> Iterator[tuple[int, Store, Path]]:
    """Begin with a fresh store each time, kill intake of `root/in` up to three times, run it to its end.

    Yield how many kills came in time, the store, and where wrong files were set aside.
    """
    started = time.monotonic()
    shutil.copytree(root / "in", root / "unbroken")
    assert intake_of(root / "unbroken", root / "measured", lambda: open_store(root / "measured"))
    lasting = time.monotonic() - started
    chance = random.Random(seed)
    for trial in range(trials):
        folder, desk = root / f"in{trial}", root / f"desk{trial}"
        shutil.copytree(root / "in", folder)
        desk.mkdir()
        moments = [chance.uniform(0, lasting) for _ in range(chance.randint(1, 3))]
        kills = sum(not intake_of(folder, desk, lambda: open_store(desk), moment) for moment in moments)  # noqa: B023
        assert intake_of(folder, desk, lambda: open_store(desk))  # noqa: B023
        yield kills, open_store(desk), desk / "rejected"
        shutil.rmtree(folder)


def folder_with_everything(folder: Path, many: int) -> None:
    """Fill a folder with contributions, corrections, conflicts, withdrawals, copies and wrong files."""
    made = some(many)
    newer = [replace(one, serial=2, readiness=9 - one.readiness) for one in made[:: many // 20]]
    against = [replace(one, readiness=9 - one.readiness) for one in made[1 :: many // 10]]
    paths = put(folder, [*made, *newer, *against, *(withdrawal(call(), one.token, 3) for one in made[2 :: many // 10])])
    for number, path in enumerate(paths[:20]):
        (folder / f"copy{number}").write_bytes(path.read_bytes())
        (folder / f"cut{number}").write_bytes(path.read_bytes()[: 40 * number])


def kept(store: Store, rejected: Path) -> tuple[object, ...]:
    """Return all that an intake leaves: rows, states, and what was set aside under which name and reason."""
    aside = {path.name: path.read_bytes() for path in rejected.iterdir()}
    return store.standing(), dict(store.states()), aside
