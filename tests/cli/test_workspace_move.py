"""``riskassess workspace move``: who names the old place is led to the new one, and what cannot be is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FROZEN = sorted((Path(__file__).parent.parent / "frozen").glob("workspace-*.riskassess"))[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "old" / "workspace.riskassess"
    path.parent.mkdir()
    shutil.copy(FROZEN, path)
    return path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "riskassess.cli", "workspace", *map(str, words)]
    environment = {**os.environ, "RISKASSESS_LANG": "en"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_old_place_leads_to_the_new_one(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    done = run("move", new, "--workspace", path)
    assert done.returncode == 0, done.stderr
    assert str(new / path.name) in done.stdout and str(path) in done.stdout
    checked = run("check", "--workspace", path)
    assert str(new / path.name) in checked.stdout
    assert path.exists()


def test_a_folder_that_will_not_do_is_named(path: Path, tmp_path: Path) -> None:
    done = run("move", tmp_path / "none", "--workspace", path)
    assert done.returncode == 2
    assert "[workspace-not-moved]" in done.stderr
    assert "Traceback" not in done.stderr
