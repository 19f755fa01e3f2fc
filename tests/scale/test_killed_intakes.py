"""Two hundred intakes killed at random moments (`make scale`); the eight of `make test` are in tests/committee."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.committee.desks import store, taken
from tests.committee.killed_intakes import folder_with_everything, kept, killed_and_run_again


def test_killed_two_hundred_times_and_run_again_it_is_the_same(tmp_path: Path) -> None:
    folder_with_everything(tmp_path / "in", 1000)
    shutil.copytree(tmp_path / "in", tmp_path / "whole")
    taken(tmp_path / "whole", tmp_path / "desk")
    unbroken = kept(store(tmp_path / "desk"), tmp_path / "desk" / "rejected")
    killed = 0
    for kills, left, rejected in killed_and_run_again(tmp_path, store, 200, seed=2):
        assert kept(left, rejected) == unbroken
        killed += kills
    assert killed > 150
