"""Noise by OpenDP, the extra that a committee of thousands may choose.

1. What every table spends is what OpenDP says of the cells that one submission stands in, and adds up to the budget.
2. Nothing of the rows gets past OpenDP: with a mechanism that says always the same, so does the benchmark. 3. The noise
is that of the discrete Laplace distribution. 4. No submission stands in more cells than its table is said to have.
5. Budgets add up over calls, in the benchmark and in what the committee keeps. 6. A benchmark with noise is read.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import opendp.prelude as dp
import pytest

from riskassess.committee.counting import Frame, Tally, count, total_of, with_drawn_marks
from riskassess.committee.noise import BUDGET, LEAST, Mechanism, cells_of_one, scale_of
from riskassess.committee.publication import Publication, Showing, benchmark_title, publish
from riskassess.committee.store import Row
from riskassess.exchange.benchmark import read_benchmark
from riskassess.exchange.signed_file import load_signed, signed_files
from riskassess.whole_file import write_whole_together
from tests.committee.test_aggregate import mixed, rows
from tests.committee.test_publication import DAY
from tests.exchange.calls import call, pack, public_key, signer

EPSILON = 2.0


@cache
def many(seed: int = 3) -> tuple[Row, ...]:
    return tuple(rows(mixed(LEAST + 500, seed)))


def noisy(found: tuple[Row, ...], **more: Any) -> Publication:
    values: dict[str, Any] = {"history": (), "day": DAY, **more}
    return publish(
        values.pop("asked", call()), pack(), found, values["history"], values["day"], Showing(epsilon=EPSILON)
    )


def test_the_tables_spend_the_budget_and_no_more() -> None:  # 1
    said = noisy(many()).benchmark["noise"]
    assert [one["table"] for one in said["tables"]] == list(BUDGET)
    assert math.fsum(one["epsilon"] for one in said["tables"]) == pytest.approx(EPSILON, abs=1e-9)
    assert said["epsilon"] == pytest.approx(EPSILON, abs=1e-9) and said["by"] == f"OpenDP {dp_version()}"
    cells = cells_of_one(Frame(pack()))
    for one in said["tables"]:
        assert one["epsilon"] == pytest.approx(cells[one["table"]] / one["scale"], rel=1e-6)
        assert one["epsilon"] == pytest.approx(EPSILON * BUDGET[one["table"]], rel=1e-6)


def dp_version() -> str:
    from importlib.metadata import version

    return version("opendp")


def test_nothing_gets_past_the_mechanism(monkeypatch: pytest.MonkeyPatch) -> None:  # 2
    asked: list[int] = []
    real: Callable[..., Any] = dp.m.make_laplace

    class Constant:
        def __init__(self, *arguments: Any, **more: Any) -> None:
            self.map = real(*arguments, **more).map

        def __call__(self, cells: list[int]) -> list[int]:
            asked.append(len(cells))
            return [40 + at % 7 for at in range(len(cells))]

    monkeypatch.setattr(dp.m, "make_laplace", Constant)
    one, other = noisy(many(3)), noisy(many(4)[:-300])
    assert one.benchmark == other.benchmark and one.entry == other.entry
    assert asked


def test_two_draws_differ_and_stay_close() -> None:
    one, other = noisy(many()).benchmark, noisy(many()).benchmark
    assert {**one["whole"], "as_of": ""} != other["whole"]
    exact = publish(call(), pack(), many(), (), DAY).benchmark["whole"]
    scale = scale_of(Frame(pack()), EPSILON, "grades")
    for said in (one, other):
        for grade, share in said["whole"]["grades"].items():
            assert abs(share - exact["grades"][grade]) <= 5 + 100 * 12 * scale / LEAST


def test_the_noise_is_discrete_laplace() -> None:  # 3
    frame = Frame(pack())
    found = Mechanism(EPSILON, frame).noisy("grades", np.full(20_000, 10_000)) - 10_000
    scale = scale_of(frame, EPSILON, "grades")
    p = math.exp(-1 / scale)
    variance = 2 * p / (1 - p) ** 2
    assert found.dtype == np.int64
    assert abs(found.mean()) < 5 * math.sqrt(variance / len(found))
    assert found.var() == pytest.approx(variance, rel=0.1)
    assert np.mean(found == 0) == pytest.approx((1 - p) / (1 + p), abs=0.01)


def test_one_submission_stands_in_so_many_cells() -> None:  # 4
    frame, ids, cells = Frame(pack()), [group.id for group in call().groups], cells_of_one(Frame(pack()))
    base = list(many()[:200])

    def counted(found: list[Row]) -> Tally:
        tallies = count(pack(), ids, with_drawn_marks(pack(), call().id, found))
        return total_of(frame, tallies, tallies)

    before, chance = counted(base), random.Random(8)
    names = {"readiness": "readiness", "grades": "grades", "grades_substantiated": "substantiated"}
    names |= {"domains": "domains", "below_target": "marks"}
    detailed = 0
    for row in chance.sample(many()[200:], 40):
        after = counted([*base, row])
        detailed += row.levels is not None
        assert after.size - before.size == cells["sizes"]
        for table, name in names.items():
            assert int(np.abs(getattr(after, name) - getattr(before, name)).sum()) == cells[table]
        assert not after.levels.any()
    assert 0 < detailed < 40


def test_budgets_add_up_over_calls() -> None:  # 5
    first = noisy(many())
    second = noisy(many(4), asked=call(id="trial/2027-h1"), history=(first.entry,), day=date(2027, 8, 1))
    said = second.benchmark["noise"]
    assert said["earlier"] == [{"call": call().id, "epsilon": first.benchmark["noise"]["epsilon"]}]
    assert said["spent"] == pytest.approx(2 * EPSILON, abs=1e-9)
    assert second.entry["noise"] == said
    assert all(part["as_of"] == "2027-08-01" for part in second.benchmark["parts"])  # nothing is kept under noise


def test_a_benchmark_with_noise_is_read_where_it_is_used(tmp_path: Path) -> None:  # 6
    made = noisy(many()).benchmark
    path = tmp_path / "benchmark.json"
    write_whole_together(signed_files(path, made, benchmark_title(made), signer()))
    found, _ = read_benchmark(load_signed(path), (public_key(),))
    assert found.noise == pytest.approx(EPSILON, abs=1e-9)


def test_parts_are_large_enough_for_their_noise() -> None:
    least = 32 * scale_of(Frame(pack()), EPSILON, "domains")
    made = noisy(many())
    assert len(made.benchmark["parts"]) > 1
    assert all(part["size"] >= least for part in made.entry["parts"])


def test_detailed_senders_count_with_eight_of_theirs() -> None:
    row = next(row for row in many() if row.levels is not None)
    (plain,) = with_drawn_marks(pack(), call().id, [row])
    assert plain.levels is None and plain.marks is not None
    assert sum(mark != 255 for mark in plain.marks) == 8
    assert row[:8] == plain[:8]
