"""A child of `collect_aggregate`: count the levels of an exported folder by group, by one engine; tell time and peak.

``python -m benchmarks.collect_counts duckdb FOLDER`` (or ``numpy``) prints one line of JSON. numpy counts what lies in
memory already, which is the least that counting can cost; DuckDB reads the files by the committee's own SQL.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

TIMES = 5

Counts = Mapping[tuple[int, str, int], int]
"""Group, question, level → how many."""


def main() -> None:
    engine, folder = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as spill:
        counting = {"duckdb": by_duckdb, "numpy": by_numpy}[engine](folder, Path(spill))
        taken: list[float] = []
        for _ in range(TIMES):
            start = time.perf_counter()
            counts = counting()
            taken.append(time.perf_counter() - start)
    said = json.dumps(sorted([*key, n] for key, n in counts.items())).encode()
    print(json.dumps({"seconds": min(taken), "peak": peak_mb(), "digest": hashlib.sha256(said).hexdigest()}))


def by_duckdb(folder: Path, spill: Path) -> Callable[[], Counts]:
    from riskassess.committee.export import Lake

    lake = Lake(spill)
    lake.open(folder)
    for name in ("mark_count", "level_count"):
        lake.connection.execute((folder / "queries" / f"{name}.sql").read_text())

    def counted() -> Counts:
        rows = lake.connection.execute("SELECT group_no, question, level, n FROM level_count").fetchall()
        return {(group, question, level): int(n) for group, question, level, n in rows}

    return counted


def by_numpy(folder: Path, spill: Path) -> Callable[[], Counts]:
    import numpy as np

    from benchmarks.collect_aggregate import shipped
    from riskassess.committee.export import Lake
    from riskassess.committee.queries import columns

    lake = Lake(spill)
    lake.open(folder)
    named = columns(shipped())["level"]
    held = lake.connection.execute(f"SELECT group_no, {', '.join(named.values())} FROM submission").fetchnumpy()
    lake.connection.close()
    of = held.pop("group_no")
    groups = int(of.max()) + 1

    def counted() -> Counts:
        found: dict[tuple[int, str, int], int] = {}
        for question, column in named.items():
            cells = np.bincount(of * 6 + held[column], minlength=groups * 6)
            found |= {(at // 6, question, at % 6): int(n) for at, n in enumerate(cells) if n}
        return found

    return counted


def peak_mb() -> float:
    """Return the most memory that this process held, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
