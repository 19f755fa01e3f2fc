"""A benchmark as a committee publishes it, from invented submissions, for the tests of what enterprises do with it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from riskassess.committee.publication import benchmark_title, publish
from riskassess.committee.store import row_of
from riskassess.exchange.signed_file import signed_files
from riskassess.questionnaire.signing.minisign import public_key_text
from riskassess.questionnaire.signing.secret_keys import SecretKey
from riskassess.whole_file import write_whole_together
from tests.committee.desks import CORE, some
from tests.exchange.calls import call, pack, public_key, signer

PUBLISHED = date(2027, 1, 10)
Change = Callable[[dict[str, Any]], object]


@cache
def _published(count: int) -> dict[str, Any]:
    rows = [row_of(submission, CORE) for submission in some(count)]
    return publish(call(), pack(), rows, (), PUBLISHED).benchmark


def benchmark_data(count: int = 400, change: Change | None = None) -> dict[str, Any]:
    """Return what is published of so many submissions, changed afterwards where a test wants it wrong."""
    data = copy.deepcopy(_published(count))
    if change is not None:
        change(data)
    return data


def write_benchmark(
    folder: Path, data: dict[str, Any] | None = None, title: str | None = None, key: SecretKey | None = None
) -> Path:
    """Write a signed benchmark and, beside it, the committee's public key as ``committee.pub``."""
    data, path = benchmark_data() if data is None else data, folder / "benchmark.json"
    write_whole_together(signed_files(path, data, title or benchmark_title(data), key or signer()))
    (folder / "committee.pub").write_text(public_key_text(public_key()))
    return path
