"""Two hundred kills at random moments (`make scale`); the twenty of `make test` are in tests/app/test_faults.py."""

from __future__ import annotations

from pathlib import Path

from tests.app.faults import assert_nothing_lost, killed_while_editing, new_assessment


def test_killed_two_hundred_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "workspace.riskassess"
    assessment_id = new_assessment(path)
    acknowledged = 0
    for seed in range(1000, 1200):
        said = killed_while_editing(path, assessment_id, seed)
        acknowledged += len(said)
        assert_nothing_lost(path, assessment_id, said)

    assert acknowledged > 400
