"""Figures of questionnaires: the check, the way to a workbook and back, and loading an installed one."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median_ms
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.installing.arrival import look_at
from riskassess.questionnaire.installing.folder import keep
from riskassess.questionnaire.loading import check_pack
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack

PACK = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
PROCESSES = 15

LOAD = """
import sys, time
from pathlib import Path
from riskassess.questionnaire.installing.folder import installed_packs
folder = Path(sys.argv[1])
start = time.perf_counter()
pack = installed_packs(folder)[0][-1].load()
print((time.perf_counter() - start) * 1000)
assert len(pack.questions) > 10
"""
"""What a fresh process does once: list the folder, read the newest pack, build it. Imports are those of any start."""


def figures() -> Iterator[Figure]:
    """Measure the shipped questionnaire, warm."""
    yield Figure("pack check, with warnings", median_ms(lambda: check_pack(PACK), 5), 500, "ms")
    with tempfile.TemporaryDirectory() as folder:
        book, again = Path(folder) / "book.xlsx", Path(folder) / "pack"

        def round_trip() -> None:
            pack_to_workbook(PACK, book)
            workbook_to_pack(book, again)

        yield Figure("pack to workbook and back", median_ms(round_trip, 3), 3000, "ms")
        keep(Path(folder) / "packs", look_at(PACK, ()), "2026-01-01")
        yield Figure("installed pack, in a fresh process", _fresh(Path(folder) / "packs"), 15, "ms")


def _fresh(folder: Path) -> float:
    """Return the milliseconds that loading takes once the process has its imports, over warm files."""
    command = [sys.executable, "-c", LOAD, str(folder)]
    taken = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(PROCESSES)]
    return statistics.median(map(float, taken))
