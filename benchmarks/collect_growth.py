"""How aggregating grows: ``python -m benchmarks.collect_growth 10000 100000 1000000 [--store] [--spark]``.

For each number of submissions, three in ten of them detailed: an export is written and asked all its questions by
DuckDB, each in a process of its own; with ``--store`` a file of so many rows is published as well, and with ``--spark``
(after ``make scale`` has set it up) Spark answers the same files, and has to say the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.collect_aggregate import EXPECTED, call_of, random_rows, shipped, write_export
from benchmarks.collect_counts import peak_mb

ROOT = Path(__file__).resolve().parent.parent
DETAILED = 0.3


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "child":
        print(json.dumps(globals()[sys.argv[2]](*sys.argv[3:])))
        return
    numbers = [int(number) for number in sys.argv[1:] if number.isdigit()]
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "export"
            said: dict[str, Any] = {"submissions": number, "export": child("written", str(export), number)}
            said["bytes"] = (export / "submission.parquet").stat().st_size
            duckdb = child("answered", str(export))
            answers = duckdb.pop("answers")
            said["duckdb"] = duckdb
            if "--spark" in sys.argv:
                said["spark"] = by_spark(export, answers)
            if "--store" in sys.argv:
                said["publish"] = child("published", str(Path(folder) / "store.sqlite"), number)
        print(json.dumps(said), flush=True)


def child(name: str, *arguments: object) -> Any:
    """Run a function of this module in a process of its own, so that its peak is its own."""
    command = [sys.executable, "-m", "benchmarks.collect_growth", "child", name, *map(str, arguments)]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)


def written(folder: str, number: str) -> dict[str, float]:
    Path(folder).mkdir()
    start = time.perf_counter()
    write_export(Path(folder), int(number), DETAILED)
    return {"seconds": time.perf_counter() - start, "peak": peak_mb()}


def answered(folder: str) -> dict[str, Any]:
    from riskassess.committee.export import Lake
    from riskassess.committee.queries import QUESTIONS, in_order

    statements = {path.stem: path.read_text() for path in (Path(folder) / "queries").glob("*.sql")}
    seconds, answers = dict[str, float](), dict[str, Any]()
    with tempfile.TemporaryDirectory() as spill:
        lake = Lake(Path(spill))
        lake.open(Path(folder))
        for name, statement in in_order(statements):
            start = time.perf_counter()
            found = lake.connection.execute(statement)
            if name in QUESTIONS:
                answers[name] = [[head[0] for head in found.description or ()], found.fetchall()]
                seconds[name] = time.perf_counter() - start
    return {"seconds": sum(seconds.values()), "each": seconds, "peak": peak_mb(), "answers": answers}


def published(path: str, number: str) -> dict[str, float]:
    from riskassess.committee.publication import publish
    from riskassess.committee.store import Store

    pack = shipped()
    call = call_of(pack, EXPECTED)
    store = Store(Path(path), call)
    for start_at in range(0, int(number), 50_000):
        rows = random_rows(pack, call, min(50_000, int(number) - start_at), seed=start_at)
        store.take(rows)
    before, start = peak_mb(), time.perf_counter()
    publish(call, pack, store.each_standing(), (), date(2027, 2, 1))
    return {"seconds": time.perf_counter() - start, "peak_before": before, "peak": peak_mb()}


def by_spark(folder: Path, expected: Any) -> dict[str, Any]:
    from riskassess.committee.queries import QUESTIONS, VIEWS

    target = folder / "spark.json"
    script = [ROOT / "build" / "spark" / "bin" / "python", ROOT / "tests" / "scale" / "spark_answers.py"]
    arguments = [str(part) for part in (*script, folder, ",".join((*VIEWS, *QUESTIONS)), target)]
    start = time.perf_counter()
    subprocess.run(arguments, check=True, capture_output=True)
    said = json.loads(target.read_text())
    return {"seconds": time.perf_counter() - start, "same": {name: said[name] for name in expected} == expected}


if __name__ == "__main__":
    main()
