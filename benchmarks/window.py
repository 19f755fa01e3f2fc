"""The first frame: our window against a bare QMainWindow, whole processes in turn, from start to first paint."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure

RUNS = 20
SCENES = {"bare": "benchmarks.bare_window", "ours": "benchmarks.our_window"}


def to_first_paint(module: str, workspace: Path) -> float:
    """Return the milliseconds from starting a process to its first paint; it prints the clock then and leaves."""
    environment = {**os.environ, "RISKASSESS_WORKSPACE": str(workspace)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = time.monotonic_ns()
    done = subprocess.run([sys.executable, "-m", module], env=environment, check=True, capture_output=True, text=True)
    return (int(done.stdout.split()[-1]) - start) / 1e6


def figures() -> Iterator[Figure]:
    taken: dict[str, list[float]] = {scene: [] for scene in SCENES}
    with tempfile.TemporaryDirectory() as folder:
        for run in range(RUNS + 1):
            for scene, module in SCENES.items():
                spent = to_first_paint(module, Path(folder) / "workspace")
                if run:  # the first round warms the disk's cache
                    taken[scene].append(spent)
    bare, ours = (statistics.median(taken[scene]) for scene in ("bare", "ours"))
    yield Figure(f"first frame / bare window ({ours:.0f} / {bare:.0f} ms), median of 20", ours / bare, 1.3, "x")
