"""Installed benchmarks in the file: byte for byte as they came, one for a call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from riskassess.workspace.benchmarks import StoredBenchmark, list_benchmarks, remove_benchmark, write_benchmark
from riskassess.workspace.edits import Stamp
from riskassess.workspace.workspace import open_workspace

AT = datetime(2027, 1, 20, 9, tzinfo=UTC)
STORED = StoredBenchmark("some/2026", b'{"a": 1}\r\n\xff', b"untrusted comment: x\n", "RWQ", date(2029, 1, 20))


def test_what_was_written_is_read_to_the_byte_and_replaced_by_call(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "workspace.riskassess")
    other = replace(STORED, call="other/2026")
    newer = replace(STORED, file=b"{}")
    with workspace.writing() as connection:
        for one in (STORED, other, newer):
            write_benchmark(connection, one, Stamp("t", AT))
    with workspace.reading() as connection:
        kept = list_benchmarks(connection)
    with workspace.writing() as connection:
        assert remove_benchmark(connection, "some/2026") and not remove_benchmark(connection, "some/2026")
    with workspace.reading() as connection:
        left = list_benchmarks(connection)
    workspace.close()
    assert kept == tuple(replace(one, installed_at=AT) for one in (other, newer))
    assert [one.call for one in left] == ["other/2026"]
