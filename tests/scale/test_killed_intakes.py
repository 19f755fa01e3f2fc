"""A hundred stores, their intakes killed up to three times each (`make scale`); in tests/committee there are eight."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.committee.desks import store, taken
from tests.committee.killed_intakes import folder_with_everything, kept, killed_and_run_again


@pytest.mark.parametrize("seed", range(10))
def test_killed_and_run_to_its_end_it_is_as_if_nothing_had_happened(tmp_path: Path, seed: int) -> None:
    folder_with_everything(tmp_path / "in", 1000)
    shutil.copytree(tmp_path / "in", tmp_path / "whole")
    taken(tmp_path / "whole", tmp_path / "desk")
    unbroken = kept(store(tmp_path / "desk"), tmp_path / "desk" / "rejected")
    killed = 0
    for kills, left, rejected in killed_and_run_again(tmp_path, store, 10, seed):
        assert kept(left, rejected) == unbroken
        killed += kills
    print(f"{killed} kills, 10 stores")  # noqa: T201 - for docs/scale.md; pytest -s shows it
    assert killed > 8
