"""Work done in a child process: started, watched and ended from the window, which never waits for it.

A child keeps heavy libraries out of the window's memory, may be ended at any moment and takes a crash with it. The job
goes to its standard input as one line of JSON, since nothing that could run may travel; the answer comes back the same
way, so a child writes no file and one that was ended leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from riskassess.problems import Place, Problem, ProblemsFound, problem

ENTRY = "riskassess.app.child_process"
JobState = Literal["running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class JobProgress:
    """Hold how far a job is: `share` from 0 to 1, what came of it when it is done, all problems where it failed.

    `counted` is what a job that goes through many things says on the way, by names of its own.
    """

    state: JobState
    share: float
    found: Any = None
    problems: tuple[Problem, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def problem(self) -> Problem | None:
        """Return the first problem, or None."""
        return next(iter(self.problems), None)


class ChildJob:
    """Watch a child process at one job; `poll` and `cancel` return at once.

    `take` turns what the child said into what is wanted, in the watching thread; it may raise ProblemsFound.
    """

    def __init__(self, job: Mapping[str, Any], take: Callable[[Any], Any], place: Place | None = None) -> None:
        self._take, self._place = take, place or Place()
        self._progress = JobProgress("running", 0.0)
        self._cancelled = False
        # Not standard error as a pipe: nobody reads it while the child runs, and a full pipe would stop the child.
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the watcher
        self._process = start_child(ENTRY, self._errors)
        self._watcher = threading.Thread(target=self._watch, args=(job,), daemon=True)
        self._watcher.start()

    def poll(self) -> JobProgress:
        """Return how far it is."""
        return self._progress

    def cancel(self) -> None:
        """End it; nothing comes of it any more."""
        self._cancelled = True
        self._process.kill()

    def wait(self, seconds: float | None = None) -> JobProgress:
        """Wait until it has ended, at most so long, and return how far it is."""
        self._watcher.join(seconds)
        return self._progress

    def _watch(self, job: Mapping[str, Any]) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        said: dict[str, Any] = {}
        with contextlib.suppress(OSError):  # a child that has died already tells so by its exit code
            stdin.write(json.dumps(job, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            stdin.flush()
        for line in stdout:
            told: dict[str, Any] = json.loads(line)
            if "share" in told:
                self._progress = JobProgress("running", told["share"], counted=told.get("counted", {}))
            said |= told
        code = self._process.wait()
        with contextlib.suppress(OSError):
            stdin.close()
        stdout.close()
        self._progress = self._ending(code, said)
        self._errors.close()

    def _ending(self, code: int, said: Mapping[str, Any]) -> JobProgress:
        share = self._progress.share
        if self._cancelled:
            return JobProgress("cancelled", share)
        if "problems" in said:
            found = tuple(self._problem(one) for one in said["problems"])
            return JobProgress("failed", share, problems=found)
        if code != 0 or "found" not in said:
            self._errors.seek(0)
            details = self._errors.read().decode(errors="replace")[-4000:]
            return JobProgress("failed", share, problems=(problem("job-not-done", exit_code=code, details=details),))
        try:
            return JobProgress("done", 1.0, self._take(said["found"]))
        except ProblemsFound as found:
            return JobProgress("failed", share, problems=found.problems)

    def _problem(self, said: Mapping[str, Any]) -> Problem:
        place = Place(**said["place"]) if any(said["place"].values()) else self._place
        return Problem(said["code"], place, said["fields"])


def start_child(entry: str, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own that talks over its standard input and output."""
    package = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # -P: a file in the current folder must not be taken for a module.
        [sys.executable, "-P", "-m", entry],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
