"""The committee's figures: counting a million detailed submissions, publishing 3,000, and the gate for further tables.

Submissions are random: what is measured does not look at what they say.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import Figure
from riskassess.app.packs import Shelf
from riskassess.assessment.core import core_domains, core_questions
from riskassess.committee.bounds import Count, audit
from riskassess.committee.export import Lake, about
from riskassess.committee.publication import publish
from riskassess.committee.queries import columns, questions, views
from riskassess.committee.store import STANDS, Row, Store
from riskassess.exchange.call import MARKS, Call
from riskassess.exchange.groups import all_combinations, plan_groups
from riskassess.exchange.submission import drawn_marks
from riskassess.problems import Place
from riskassess.questionnaire.values import Pack

SUBMISSIONS = 1_000_000
EXPECTED = 1_600
"""From so many a call splits the whole as far as the questionnaire lets it: 18 groups."""
BATCH = 250_000
PUBLISHED = 3_000


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        write_export(Path(folder), SUBMISSIONS)
        counted = {engine: counts_by(engine, Path(folder)) for engine in ("numpy", "duckdb")}
    if counted["numpy"]["digest"] != counted["duckdb"]["digest"]:
        raise SystemExit("DuckDB and numpy count differently")
    ratio = counted["duckdb"]["seconds"] / counted["numpy"]["seconds"]
    yield Figure("aggregate: 1,000,000 x core questions, DuckDB over numpy", ratio, 2.0, "x")
    yield Figure("aggregate: peak of DuckDB's process", counted["duckdb"]["peak"], 300, "MB")
    yield Figure("publish: 3,000 submissions with the audit", seconds_to_publish(PUBLISHED), 5.0, "s")
    one, many = seconds_to_audit(1), seconds_to_audit(16)
    yield Figure("audit: 16 disjoint tables over 16 times one", many / (16 * one), 1.5, "x")


def shipped() -> Pack:
    return Shelf.shipped().default()


def write_export(folder: Path, number: int, detailed: float = 1.0) -> None:
    """Write an export of random submissions as `committee export` does, from columns instead of a store."""
    pack, chance = shipped(), np.random.default_rng(1)
    call = call_of(pack, EXPECTED)
    with tempfile.TemporaryDirectory() as spill:
        lake = Lake(Path(spill))
        lake.make_room()
        for start in range(0, number, BATCH):
            lake.add("submission", _random_columns(pack, call, chance, min(BATCH, number - start), detailed))
        for name, table in about(pack, call, {group.id: number // len(call.groups) for group in call.groups}).items():
            lake.add(name, table)
        lake.write(folder)
        lake.connection.close()
    (folder / "queries").mkdir()
    for name, text in {**views(pack), **questions()}.items():
        (folder / "queries" / f"{name}.sql").write_text(text, encoding="utf-8")


def _random_columns(pack: Pack, call: Call, chance: np.random.Generator, count: int, detailed: float) -> dict[str, Any]:
    named, grades = columns(pack), np.array([grade.id for grade in pack.grades], object)
    plain = chance.random(count) >= detailed

    def marks() -> Any:
        drawn = chance.random(count) < MARKS / len(named["below"])
        return np.ma.masked_array(chance.integers(0, 2, count, np.int8), mask=~(plain & drawn))

    return {
        "group_no": chance.integers(0, len(call.groups), count, np.int16),
        **{name: grades[chance.integers(0, len(grades), count)] for name in ("grade", "substantiated")},
        "readiness": chance.integers(0, 10, count, np.int8),
        **{column: chance.integers(0, 10, count, np.int8) for column in named["band"].values()},
        **{column: marks() for column in named["below"].values()},
        **{
            column: np.ma.masked_array(chance.integers(0, 6, count, np.int8), mask=plain)
            for column in named["level"].values()
        },
    }


def counts_by(engine: str, folder: Path) -> dict[str, Any]:
    """Count in a process of its own, so that its peak is its own."""
    command = [sys.executable, "-m", "benchmarks.collect_counts", engine, str(folder)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def call_of(pack: Pack, number: int) -> Call:
    combinations = list(all_combinations(pack))
    groups = plan_groups(pack, dict.fromkeys(combinations, number // len(combinations) + 1))
    days = date(2026, 11, 1), date(2027, 1, 31)
    title = dict.fromkeys(pack.languages, "-")
    return Call("bench/2026", *days, pack.id, pack.version, 20, groups, (), tickets=True, title=title, contact="-")


def random_rows(pack: Pack, call: Call, number: int, seed: int = 1) -> list[Row]:
    chance, core = random.Random(seed), tuple(question.id for question in core_questions(pack))
    domains, grades, rows = len(core_domains(pack)), [grade.id for grade in pack.grades], list[Row]()
    for _ in range(number):
        token = chance.randbytes(16)
        head = (chance.choice(call.groups).id, chance.choice(grades), chance.choice(grades), chance.randrange(10))
        if chance.random() < 0.3:
            figures = (None, None, bytes(chance.randrange(6) for _ in core))
        else:
            drawn = drawn_marks(core, call.id, token.hex())
            marks = bytes(chance.randrange(2) if name in drawn else 255 for name in core)
            figures = (bytes(chance.randrange(10) for _ in range(domains)), marks, None)
        rows.append(Row(token, 1, STANDS, b"", *head, *figures))
    return rows


def seconds_to_publish(number: int) -> float:
    pack = shipped()
    call = call_of(pack, number)
    with tempfile.TemporaryDirectory() as desk:
        store = Store(Path(desk) / "submissions.sqlite", call)
        store.take(random_rows(pack, call, number))
        start = time.perf_counter()
        publish(call, pack, store.standing(), (), date(2027, 2, 1))
        return time.perf_counter() - start


def seconds_to_audit(tables: int) -> float:
    """Audit tables that share no name: each of two names by eight values with its margins, a third of it withheld."""
    counts = [one for number in range(tables) for one in _table(number)]
    start = time.perf_counter()
    audit(counts, 20)
    return time.perf_counter() - start


def _table(number: int) -> list[Count]:
    chance, size = random.Random(1), 8
    cells = [[chance.randrange(5, 200) for _ in range(size)] for _ in range(size)]
    rows, columns = f"a{number}", f"b{number}"
    said: list[tuple[dict[str, str], int | None]] = [({}, sum(map(sum, cells)))]
    said += [({rows: str(at)}, sum(line)) for at, line in enumerate(cells)]
    said += [({columns: str(at)}, sum(line)) for at, line in enumerate(zip(*cells, strict=True))]
    for a, line in enumerate(cells):
        for b, count in enumerate(line):
            hidden = count < 20 or (a + b) % 3 == 0
            said.append(({rows: str(a), columns: str(b)}, None if hidden else count))
    return [Count(cell, count, Place(f"{number}", line, 1)) for line, (cell, count) in enumerate(said, 2)]
