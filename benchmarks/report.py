"""``assess --report`` on the sample: the report warm, the whole process, its memory."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median_ms

RUNS = 5
WARM = 3


def figures() -> Iterator[Figure]:
    from riskassess.locations import shipped_questionnaires

    sample = next(shipped_questionnaires().glob("*/samples/*.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.pdf"
        # The processes come first: a child's peak is never told below what this process held when it was started.
        taken = []
        for _ in range(RUNS):
            start = time.perf_counter()
            command = [sys.executable, "-m", "riskassess.cli", "assess", str(sample), "--report", str(out)]
            subprocess.run(command, check=True)
            taken.append(time.perf_counter() - start)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield Figure("assess --report, whole process", statistics.median(taken), 3, "s")
        yield Figure("assess --report, peak memory of the process", peak, 180, "MB")

        from riskassess.app.assessing import assess_file

        def report() -> None:
            assess_file(sample, report_path=out, language="zh")

        yield Figure("report of the sample, warm", median_ms(report, WARM) / 1000, 1, "s")
