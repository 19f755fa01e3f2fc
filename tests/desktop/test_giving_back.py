"""Free memory goes back to the system where the C library can be asked, and nothing fails where it cannot."""

from __future__ import annotations

import sys

import pytest

from benchmarks.first_paint import resident
from riskassess.desktop.shell import giving_back


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was let go")
def test_what_was_let_go_goes_back() -> None:
    kept = [bytearray(40_000) for _ in range(1_000)]
    held = kept[::50]  # so that the rest lies between what is in use
    kept.clear()
    before = resident()
    if giving_back._trim() is None:
        pytest.skip("this C library has no malloc_trim")
    giving_back.give_back()
    assert before - resident() > 10_000  # kB of 38 MB
    assert len(held) == 20


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "_trim", lambda: None)
    assert giving_back.give_back() is False
