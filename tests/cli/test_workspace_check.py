"""``riskassess workspace check``: a sound workspace is said to be; of a tampered one the first row is named."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

FROZEN = sorted((Path(__file__).parent.parent / "frozen").glob("workspace-*.riskassess"))[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.riskassess"
    shutil.copy(FROZEN, path)
    return path


def check(path: Path, language: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "riskassess.cli", "workspace", "check", "--workspace", str(path)]
    environment = {**os.environ, "RISKASSESS_LANG": language}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_sound_workspace_is_said_to_be(path: Path) -> None:
    done = check(path, "en")
    assert done.returncode == 0
    assert str(path) in done.stdout


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE answer_history SET after = '{\"level\":5}' WHERE id = 12", "history-changed"),
        ("DELETE FROM answer_history WHERE id = 12", "history-missing"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_row_that_does_not_fit_is_named(path: Path, statement: str, code: str, language: str) -> None:
    file = sqlite3.connect(path)
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f"DROP TRIGGER {name}")
    file.execute(statement)
    file.commit()
    file.close()
    done = check(path, language)
    assert done.returncode == 2
    assert f"[{code}]" in done.stderr
    assert "12" in done.stderr
