"""The least work that reaches the best grade, on the shipped samples; the solver's import is counted apart, once."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.figures import Figure, median_ms
from riskassess.assessment.plan import plan
from riskassess.exchange.answers_file import answers_from_data
from riskassess.questionnaire.loading import load_shipped, shipped_packs

TIMES = 20
RUNS = 5
IMPORT = "import time; t = time.perf_counter(); import highspy; print(1000 * (time.perf_counter() - t))"


def figures() -> Iterator[Figure]:
    taken = [float(subprocess.check_output([sys.executable, "-c", IMPORT])) for _ in range(RUNS)]
    yield Figure("plan: import of the solver, once", statistics.median(taken), 300, "ms")
    pack = load_shipped(shipped_packs()[0])
    samples = [answers_from_data(sample.data, pack) for sample in pack.samples]
    best = pack.grades[0].id
    slowest = max(median_ms(partial(plan, pack, answers, best), TIMES) for answers in samples)
    yield Figure(f"plan: to grade {best}, the slowest sample, median of {TIMES}", slowest, 100, "ms")
