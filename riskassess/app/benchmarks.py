"""Benchmarks back at the enterprise: look at a file, install, list, remove, and say where an assessment stands.

A benchmark is kept as it came and read anew from its bytes, signature first, by whoever shows something of it; what
was read once is remembered as long as the workspace is open. One that has expired stays in the list and is not shown.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.app.installing import Packs
from riskassess.app.keeping import Keeping
from riskassess.assessment.standing import standing
from riskassess.assessment.values import Answers, Benchmark, GroupStanding, Result
from riskassess.exchange.benchmark import check_against_packs, group_of, read_benchmark, refuse_expired
from riskassess.exchange.signed_file import SignedFile, load_signed
from riskassess.problems import Place, Problem, ProblemsFound, refuse
from riskassess.questionnaire.signing.minisign import (
    PublicKey,
    parse_public_key,
    public_key_text,
    read_public_key,
)
from riskassess.questionnaire.values import Pack
from riskassess.report.group_words import GroupWords
from riskassess.workspace.benchmarks import StoredBenchmark, list_benchmarks, remove_benchmark, write_benchmark

__all__ = ["Arriving", "Benchmark", "Benchmarks", "GroupStanding", "GroupWords", "Installed", "look_at_benchmark"]


@dataclass(frozen=True, slots=True)
class Arriving:
    """Hold a benchmark that was read and verified, and may be installed."""

    benchmark: Benchmark
    signer: PublicKey
    file: SignedFile


@dataclass(frozen=True, slots=True)
class Installed:
    """Hold one benchmark of the list; without `benchmark` the problem says why it cannot be read any more."""

    call: str
    installed_on: date | None
    expires: date
    expired: bool
    signer: str
    key: str
    benchmark: Benchmark | None
    problem: Problem | None = None


def look_at_benchmark(path: Path, keys: Iterable[PublicKey], packs: Sequence[Pack], day: date) -> Arriving:
    """Read a benchmark file: signature, form, content, age, questionnaire; raises ProblemsFound."""
    file = load_signed(Path(path))
    benchmark, signer = read_benchmark(file, keys)
    name = file.path.as_posix()
    refuse_expired(benchmark, day, name)
    problems = tuple(check_against_packs(benchmark, packs, name))
    if problems:
        raise ProblemsFound(problems)
    return Arriving(benchmark, signer, file)


class Benchmarks:
    """The benchmarks of one workspace."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._read: dict[str, tuple[Benchmark | None, Problem | None]] = {}

    def look_at(self, path: Path, key: Path | None = None) -> Arriving:
        """Read and verify a benchmark that is to be installed; raises ProblemsFound with all that stands against it.

        With `key` its signature must be of that public key; without, of a trusted one.
        """
        keys = (read_public_key(key),) if key is not None else Packs(self._keeping.workspace.path).keys()
        arriving = look_at_benchmark(path, keys, self._keeping.shelf.packs, self._keeping.today())
        self._refuse_other_content(arriving)
        return arriving

    def is_there(self, arriving: Arriving) -> bool:
        """Tell whether the same benchmark is installed already."""
        return any(one.file == arriving.file.content for one in self._stored())

    def install(self, arriving: Arriving) -> None:
        """Keep a benchmark that was looked at; raises ProblemsFound, and then nothing was kept."""
        self._refuse_other_content(arriving)
        stored = StoredBenchmark(
            call=arriving.benchmark.call,
            file=arriving.file.content,
            signature=arriving.file.signature,
            signer=public_key_text(arriving.signer),
            expires=arriving.benchmark.expires,
        )
        with self._keeping.workspace.writing() as connection:
            write_benchmark(connection, stored, self._keeping.stamp())

    def installed(self) -> tuple[Installed, ...]:
        """List what is installed, by call; one that cannot be read any more has its problem."""
        return tuple(self._installed(one) for one in self._stored())

    def remove(self, call: str) -> None:
        """Take the benchmark of a call away; raises ProblemsFound where there is none."""
        with self._keeping.workspace.writing() as connection:
            known = tuple(one.call for one in list_benchmarks(connection))
            if not remove_benchmark(connection, call):
                raise refuse("benchmark-not-installed", Place(path=call), call=call, known=known)

    def fitting(self, pack: Pack) -> tuple[Benchmark, ...]:
        """Return the benchmarks that a pack's answers can be held against today, the newest first."""
        today = self._keeping.today()
        read = (self._benchmark(one)[0] for one in self._stored() if one.expires >= today)
        return _newest_first(one for one in read if one is not None and one.is_of(pack.id, pack.version))

    def standing(self, pack: Pack, answers: Answers, result: Result, call: str | None = None) -> GroupStanding | None:
        """Return where answers stand in the newest benchmark that fits, or in that of a call; None where none does."""
        for benchmark in self.fitting(pack):
            if call in (None, benchmark.call):
                return standing_in(benchmark, pack, answers, result)
        return None

    def _stored(self) -> tuple[StoredBenchmark, ...]:
        with self._keeping.workspace.reading() as connection:
            return list_benchmarks(connection)

    def _benchmark(self, stored: StoredBenchmark) -> tuple[Benchmark | None, Problem | None]:
        if stored.sha256 not in self._read:
            self._read[stored.sha256] = _read_again(stored)
        return self._read[stored.sha256]

    def _installed(self, stored: StoredBenchmark) -> Installed:
        benchmark, problem = self._benchmark(stored)
        key = _signer(stored)
        return Installed(
            call=stored.call,
            installed_on=stored.installed_at.astimezone().date() if stored.installed_at else None,
            expires=stored.expires,
            expired=self._keeping.today() > stored.expires,
            signer=key.name,
            key=key.shown,
            benchmark=benchmark,
            problem=problem,
        )

    def _refuse_other_content(self, arriving: Arriving) -> None:
        for one in self._stored():
            if one.call == arriving.benchmark.call and one.file != arriving.file.content:
                there = self._benchmark(one)[0]
                fields = {"call": one.call, "published": there.published if there is not None else "–"}
                raise refuse("benchmark-there-with-other-content", Place(arriving.file.path.as_posix()), **fields)


def standing_in(benchmark: Benchmark, pack: Pack, answers: Answers, result: Result) -> GroupStanding:
    """Return where answers stand in a benchmark of their questionnaire."""
    return standing(pack, answers, result, benchmark, group_of(benchmark, pack, answers.profile))


def benchmarks_data(keeping: Keeping) -> list[dict[str, str]]:
    """Return the benchmarks that are still shown as plain data for a child process, which reads and verifies them."""
    today = keeping.today()
    with keeping.workspace.reading() as connection:
        stored = [one for one in list_benchmarks(connection) if one.expires >= today]
    return [
        {
            "call": one.call,
            "file": base64.b64encode(one.file).decode("ascii"),
            "signature": base64.b64encode(one.signature).decode("ascii"),
            "signer": one.signer,
            "expires": one.expires.isoformat(),
        }
        for one in stored
    ]


def benchmark_from(data: Iterable[Mapping[str, Any]], pack: Pack) -> Benchmark | None:
    """Return the newest of what `benchmarks_data` returned that fits a pack."""
    stored = (
        StoredBenchmark(
            one["call"],
            base64.b64decode(one["file"]),
            base64.b64decode(one["signature"]),
            one["signer"],
            date.fromisoformat(one["expires"]),
        )
        for one in data
    )
    read = (_read_again(one)[0] for one in stored)
    fitting = _newest_first(one for one in read if one is not None and one.is_of(pack.id, pack.version))
    return fitting[0] if fitting else None


def _newest_first(benchmarks: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
    return tuple(sorted(benchmarks, key=lambda one: (one.published, one.call), reverse=True))


def _signer(stored: StoredBenchmark) -> PublicKey:
    return parse_public_key(stored.signer.strip().splitlines(), Place(stored.call))


def _read_again(stored: StoredBenchmark) -> tuple[Benchmark | None, Problem | None]:
    """Read a kept benchmark from its bytes; whatever is wrong with it says so in the list and nowhere else."""
    file = SignedFile(Path(f"{stored.call}.json"), stored.file, stored.signature)
    try:
        return read_benchmark(file, (_signer(stored),))[0], None
    except ProblemsFound as found:
        return None, found.problems[0]
