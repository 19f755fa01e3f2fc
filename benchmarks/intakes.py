"""Stores as they grow: what a further intake takes in a file and in PostgreSQL. The tables of docs/scale.md.

``python -m benchmarks.intakes [URL]``; the database that the address names must be empty and is left empty. Rows are
invented and given to the store as they are, so that what is measured is the store: opening files costs the same before
each. Several intakes at once are processes that all have the same files before them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import URL

from benchmarks.collect import prepared
from riskassess.committee.engines import database_url, engines_at
from riskassess.committee.intake import TRANSACTION, Opener, take_in
from riskassess.committee.rows import NOT_DRAWN, STANDS, Row
from riskassess.committee.store import Store
from riskassess.exchange.call import Call

SIZES = (0, 100_000, 1_000_000)
FURTHER, FILES = 10_000, 10_000


def main() -> int:
    """Print both tables."""
    urls = [database_url(text) for text in sys.argv[1:2]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call, opener = prepared(folder / "in", FILES)
        print("| rows there | store | 10,000 more | settled after | read whole | size |\n|---|---|---|---|---|---|")
        for where in (folder / "grown.sqlite", *urls):
            for line in grown(where, call):
                print(line, flush=True)
        print("\n| intakes at once, each of all files | store | all of them done after |\n|---|---|---|")
        for several in (1, 2, 4):
            for where in (folder / f"at-once-{several}.sqlite", *urls):
                took = at_once(several, folder, where, call, opener)
                print(f"| {several} | {kind(where)} | {took:.1f} s |", flush=True)
    return 0


def kind(where: Path | URL) -> str:
    return "SQLite" if isinstance(where, Path) else "PostgreSQL"


def grown(where: Path | URL, call: Call) -> Iterator[str]:
    """Fill a store step by step and measure what 10,000 rows more take at each size."""
    store, chance, there = Store(where, call), random.Random(1), 0
    for size in SIZES:
        for row in _batches(chance, size - there):
            store.take(row)
        there = size
        further = list(_batches(chance, FURTHER))
        took = _seconds(lambda further=further: [store.take(rows) for rows in further])
        there += FURTHER
        settled = _seconds(store.settle)
        read = _seconds(store.standing)
        yield f"| {size:,} | {kind(where)} | {took:.2f} s | {settled:.2f} s | {read:.2f} s | {_size(where)} |"
    store.drop()


def _batches(chance: random.Random, count: int) -> Iterator[list[Row]]:
    for start in range(0, count, TRANSACTION):
        yield [_row(chance) for _ in range(min(TRANSACTION, count - start))]


def _row(chance: random.Random) -> Row:
    marks = bytearray([NOT_DRAWN] * 37)
    for place in chance.sample(range(37), 8):
        marks[place] = chance.randrange(2)
    figures = (f"group.{chance.randrange(20)}", "C", "D", chance.randrange(10), chance.randbytes(9), bytes(marks))
    return Row(chance.randbytes(16), 1, STANDS, chance.randbytes(32), *figures)


def _size(where: Path | URL) -> str:
    if isinstance(where, Path):
        return f"{where.stat().st_size / 1e6:.0f} MB"
    with engines_at(where).engine.connect() as connection:
        size = connection.exec_driver_sql("SELECT pg_total_relation_size('submission')").scalar_one()
    return f"{size / 1e6:.0f} MB"


def at_once(several: int, folder: Path, where: Path | URL, call: Call, opener: Opener) -> float:
    """Take one folder in from several sides at once; return the seconds until all are done."""
    store, context = Store(where, call), get_context("spawn")
    ready = context.Barrier(several + 1)
    processes = [context.Process(target=_take, args=(folder, where, call, opener, ready)) for _ in range(several)]
    for process in processes:
        process.start()
    ready.wait()
    started = time.perf_counter()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    took = time.perf_counter() - started
    assert len(store.standing()) == FILES
    store.drop()
    return took


def _take(folder: Path, where: Path | URL, call: Call, opener: Opener, ready: Barrier) -> None:
    store = Store(where, call)
    ready.wait()
    take_in(folder / "in", store, folder / "rejected", opener)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
