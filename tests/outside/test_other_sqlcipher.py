"""Another build of SQLCipher, in an environment of its own, opens a workspace by the text of the documentation."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk

ROOT = Path(__file__).parent.parent.parent
OTHER = ROOT / "build" / "other-sqlcipher"
PYTHON = OTHER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUILD = "sqlcipher3-wheels==0.5.7"
WORDS = "correct horse 电池 staple"


@pytest.fixture(scope="module")
def other() -> Path:
    if not PYTHON.exists():
        venv.create(OTHER, with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", BUILD], check=True)
    return PYTHON


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (ROOT / "docs" / "workspace-encryption.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    file = tmp_path_factory.mktemp("recipe") / "open_workspace.py"
    file.write_text(code, encoding="utf-8")
    return file


def test_it_is_another_build(other: Path) -> None:
    query = "d.connect(':memory:').execute('PRAGMA cipher_version').fetchone()[0]"
    ask = f"from sqlcipher3 import dbapi2 as d; print({query})"
    theirs = subprocess.check_output([other, "-c", ask], text=True)
    ours = subprocess.check_output([sys.executable, "-c", ask], text=True)
    assert theirs.startswith("4.") and theirs != ours


@pytest.mark.parametrize("which", ["workspace", "backup"])
def test_it_opens_by_the_documented_steps(other: Path, recipe: Path, tmp_path: Path, which: str) -> None:
    desk = Desk.open(tmp_path / "workspace.riskassess")
    desk.open_sample()
    desk.care.set_passphrase(WORDS)
    backup = desk.care.back_up()
    desk.close()
    path = desk.path if which == "workspace" else backup.path
    done = subprocess.run(
        [other, recipe, path],
        check=False,
        input=WORDS + "\n",
        cwd=tmp_path,
        text=True,
        encoding="utf-8",
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 assessments")
    plain = sqlite3.connect(tmp_path / "plain.db")
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("SELECT count(*) FROM answer").fetchone()[0] > 50


def test_other_words_do_not_open_it(other: Path, recipe: Path, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "workspace.riskassess")
    desk.care.set_passphrase(WORDS)
    desk.close()
    command = [other, recipe, desk.path]
    done = subprocess.run(command, input="correct horse\n", cwd=tmp_path, text=True, capture_output=True, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "plain.db").exists()
