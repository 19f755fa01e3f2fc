"""A committee's desk with a store, and folders of sealed files, for the tests of collecting."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from riskassess.assessment.core import core_questions
from riskassess.committee.intake import Opener, Taken, take_in
from riskassess.committee.store import Store
from riskassess.exchange.call import Call
from riskassess.exchange.sealing import seal
from riskassess.exchange.submission import Submission, submission_bytes
from riskassess.exchange.submission_reader import Reader
from tests.exchange.calls import call, drawn, keys, pack

CORE = tuple(question.id for question in core_questions(pack()))


def opener(asked: Call | None = None, tickets: frozenset[str] | None = None) -> Opener:
    asked = asked or call()
    return Opener(keys()[0], Reader(asked, pack()), asked.id, CORE, tickets)


def put(folder: Path, submissions: Iterable[Submission], key: str | None = None) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for submission in submissions:
        paths.append(folder / f"{random.getrandbits(64):016x}.age")
        paths[-1].write_bytes(seal(submission_bytes(submission), (key or keys()[1],)))
    return paths


def some(count: int, seed: int = 1, group: str | None = None) -> list[Submission]:
    chance = random.Random(seed)
    return [drawn(chance, group or chance.choice(call().groups).id) for _ in range(count)]


def taken(folder: Path, desk: Path, asked: Call | None = None, **more: object) -> Taken:
    asked = asked or call()
    desk.mkdir(exist_ok=True)
    tickets: frozenset[str] | None = more.pop("tickets", None)  # type: ignore[assignment]
    return take_in(folder, store(desk, asked), desk / "rejected", opener(asked, tickets), **more)  # type: ignore[arg-type]


def store(desk: Path, asked: Call | None = None) -> Store:
    desk.mkdir(exist_ok=True)
    return Store(desk / "submissions.sqlite", asked or call())
