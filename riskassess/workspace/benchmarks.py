"""Installed benchmarks: the signed file of each call as it came, so that whoever reads it checks the signature anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from riskassess.workspace.edits import Stamp
from riskassess.workspace.records import moment_from, moment_text
from riskassess.workspace.tables import benchmark


@dataclass(frozen=True, slots=True)
class StoredBenchmark:
    """Hold one benchmark as bytes; `signer` is the public key that its signature was checked against."""

    call: str
    file: bytes
    signature: bytes
    signer: str
    expires: date  # the last day on which it is shown
    installed_at: datetime | None = None  # by the stamp it was written with

    @property
    def sha256(self) -> str:
        """Return the digest of the file."""
        return hashlib.sha256(self.file).hexdigest()


def write_benchmark(connection: Connection, stored: StoredBenchmark, stamp: Stamp) -> None:
    """Keep a benchmark in the place of the one of the same call."""
    remove_benchmark(connection, stored.call)
    values = {
        "call": stored.call,
        "sha256": stored.sha256,
        "file": stored.file,
        "signature": stored.signature,
        "signer": stored.signer,
        "installed_at": moment_text(stamp.at),
        "expires": stored.expires.isoformat(),
    }
    connection.execute(insert(benchmark).values(values))


def list_benchmarks(connection: Connection) -> tuple[StoredBenchmark, ...]:
    """List the installed ones by call."""
    return tuple(
        StoredBenchmark(
            row.call,
            row.file,
            row.signature,
            row.signer,
            date.fromisoformat(row.expires),
            moment_from(row.installed_at),
        )
        for row in connection.execute(select(benchmark).order_by(benchmark.c.call))
    )


def has_benchmarks(connection: Connection) -> bool:
    """Tell whether any is installed."""
    return connection.execute(select(benchmark.c.call).limit(1)).first() is not None


def remove_benchmark(connection: Connection, call: str) -> bool:
    """Remove the benchmark of a call; tell whether there was one."""
    return connection.execute(delete(benchmark).where(benchmark.c.call == call)).rowcount > 0
