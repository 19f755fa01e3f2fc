"""Intake of sealed files: validated, durable and settled, against opening the same files with pyrage alone.

Rounds take turns and the quickest of each counts. Two processes want two cores to themselves: what opening alone gains
by a second process in the same run says how much of them there was. Processor time is told beside, which other programs
hardly change: of two processes, that of the one which had more to do.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.opening_alone import opened, opened_by_two
from riskassess.assessment.core import core_domains, core_questions
from riskassess.committee.intake import Opener, take_in
from riskassess.committee.store import Store
from riskassess.exchange.call import Call
from riskassess.exchange.groups import all_combinations, plan_groups
from riskassess.exchange.sealing import new_identity, seal
from riskassess.exchange.submission import Submission, drawn_marks, submission_bytes
from riskassess.exchange.submission_reader import Reader
from riskassess.questionnaire.loading import load_shipped, shipped_packs
from riskassess.questionnaire.values import Pack

FILES, ROUNDS = 10_000, 5
OPENING_SHARE, TWO_TO_ONE = 0.70, 1.4
SEED = 8


def figures() -> Iterator[Figure]:
    """Measure intake by one process and by two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call, opener = prepared(folder / "in", FILES)
        desks = count()

        def taken(jobs: int) -> None:
            desk = folder / f"desk{next(desks)}"
            store = Store(desk / "submissions.sqlite", call)
            done = take_in(folder / "in", store, desk / "rejected", opener, jobs)
            assert (done.rows, done.rejected) == ({"new": FILES}, {}), done

        works: tuple[Callable[[], object], ...] = (
            lambda: opened(folder / "in", opener.secret),
            lambda: opened_by_two(folder / "in", opener.secret),
            lambda: taken(1),
            lambda: taken(2),
        )
        rounds = [[_measured(work) for work in works] for _ in range(ROUNDS)]
    (alone, alone_busy), (alone_by_two, _), (one, one_busy), (two, two_busy) = (
        _least(took) for took in zip(*rounds, strict=True)
    )
    yield Figure(f"collect: opening {FILES} sealed files with pyrage alone", alone, 10, "s")
    yield Figure("collect: the same by two processes, against one", alone_by_two / alone, 2, "x")
    yield Figure("collect: taking them in, durably, against opening alone", one / alone, 1 / OPENING_SHARE, "x")
    yield Figure("collect: the same in processor time", one_busy / alone_busy, 1 / OPENING_SHARE, "x")
    yield Figure("collect: taking them in by two processes, against one", two / one, 1 / TWO_TO_ONE, "x")
    yield Figure("collect: the same in processor time of the busier one", two_busy / one_busy, 1 / TWO_TO_ONE, "x")


def _least(measured: Iterable[tuple[float, float]]) -> tuple[float, float]:
    elapsed, busy = zip(*measured, strict=True)
    return min(elapsed), min(busy)


def prepared(folder: Path, files: int) -> tuple[Call, Opener]:
    """Fill a folder with sealed contributions to an invented call; return the call and what opens them."""
    pack, chance = load_shipped(shipped_packs()[0]), random.Random(SEED)
    secret, public = new_identity()
    groups = plan_groups(pack, dict.fromkeys(all_combinations(pack), 30))
    call = Call(
        id="benchmark/1",
        opens=date(2026, 1, 1),
        closes=date(2026, 12, 31),
        questionnaire=pack.id,
        version=pack.version,
        k=20,
        groups=groups,
        recipients=(public,),
        tickets=False,
        title=dict.fromkeys(pack.languages, "-"),
        contact="-",
    )
    folder.mkdir()
    for number in range(files):
        sealed = seal(submission_bytes(invented(pack, call, chance)), (public,))
        (folder / f"{number}.age").write_bytes(sealed)
    core = tuple(question.id for question in core_questions(pack))
    return call, Opener(secret, Reader(call, pack), call.id, core, None)


def invented(pack: Pack, call: Call, chance: random.Random) -> Submission:
    """Draw a contribution; every tenth is a detailed one."""
    core, token = tuple(question.id for question in core_questions(pack)), f"{chance.getrandbits(128):032x}"
    grades = [grade.id for grade in pack.grades]
    about = (call.id, pack.id, pack.version, token, 1, False, chance.choice(call.groups).id)
    grade = (chance.choice(grades), chance.choice(grades), chance.randrange(10))
    if chance.randrange(10) == 0:
        return Submission(*about, *grade, levels={name: chance.randrange(6) for name in core})
    domains = {domain.id: chance.randrange(10) for domain in core_domains(pack)}
    marks = {name: chance.randrange(2) for name in drawn_marks(core, call.id, token)}
    return Submission(*about, *grade, domains, marks)


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that work took, and those of the processor in its busier process."""
    before, start = os.times(), time.perf_counter()
    work()
    took, after = time.perf_counter() - start, os.times()
    own = after.user + after.system - before.user - before.system
    others = after.children_user + after.children_system - before.children_user - before.children_system
    return took, max(own, others)
