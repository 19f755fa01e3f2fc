"""Looking after a workspace through the use cases and the command line.

1. While an encrypted workspace is used, nothing plain stands in its folder or in the temporary folder.
2. A backup is made when it is due, and its age is known; one that fails is told.
3. Commands take passphrases from files or prompts alone, say nothing on wrong ones but one line, and change nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.care import OFTEN, Care
from riskassess.app.packs import Shelf
from riskassess.app.report_job import report_job
from riskassess.problems import problem, refuse
from riskassess.workspace import keys
from riskassess.workspace.workspace import Workspace
from tests.app.small_pack import small_pack

SENTENCE = "种下的句子 planted sentence"
WORDS = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(1 << 10))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "workspace.riskassess"


def plain_places(*folders: Path) -> Iterator[str]:
    sought = [SENTENCE.encode(encoding) for encoding in ("utf-8", "utf-16-le", "gb18030")]
    sought.append(SENTENCE.encode("ascii", "backslashreplace"))
    for folder in folders:
        for file in (one for one in folder.rglob("*") if one.is_file()):
            content = file.read_bytes()
            if any(one in content for one in sought):
                yield str(file)


def test_nothing_plain_is_left_while_it_is_used(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    desk = Desk.open(path)
    desk.care.set_passphrase(WORDS)
    assessment = desk.open_sample()
    question = next(one.id for one in assessment.pack.questions if assessment.applies(one.id))
    assessment.set_note(question, SENTENCE)
    job = report_job(assessment, path.parent / "report.pdf", "zh")
    while job.poll().state == "running":
        assert list(plain_places(path.parent, temporary)) == []
    assert job.poll().state == "done"
    desk.cards()
    assert desk.care.look_after() is None
    assert list(plain_places(path.parent, temporary)) == []
    desk.close()
    assert list(plain_places(path.parent, temporary)) == []
    plain = Desk.open(path, words=WORDS)
    plain.care.remove_passphrase(WORDS)
    plain.close()
    assert list(plain_places(path.parent))  # so the search would have found it


def test_a_backup_is_made_when_it_is_due(path: Path) -> None:  # 2
    now = [datetime.now(UTC)]
    desk = Desk.open(path, clock=lambda: now[0])
    care = desk.care
    assert care.standing().is_behind and care.standing().is_alarming
    assert care.look_after() is None
    assert not care.standing().is_behind and len(care.standing().backups) == 1
    assert care.standing().backups[0].read_through
    assert care.look_after() is None
    assert len(care.standing().backups) == 1  # not due again
    desk.open_sample()
    assert care.standing().is_behind and not care.standing().is_alarming
    now[0] += OFTEN + timedelta(minutes=1)
    care.look_after()
    assert not care.standing().is_behind
    now[0] += timedelta(days=8)
    desk.open_sample()
    standing = care.standing()
    assert standing.is_alarming and standing.age is not None and standing.age > timedelta(days=7)
    now[0] -= timedelta(days=365)  # the clock was set back: an age below zero proves nothing
    assert care.standing().is_alarming
    care.look_after()
    desk.close()


def test_a_backup_that_fails_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 2
    desk = Desk.open(path)

    def fail(_workspace: Workspace, _why: str) -> None:
        raise refuse("backup-not-made", path="somewhere", reason="full")

    monkeypatch.setattr(Workspace, "back_up", fail)
    assert desk.care.look_after() == problem("backup-not-made", path="somewhere", reason="full")
    desk.close()
    assert isinstance(desk.care, Care)


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    full = [sys.executable, "-m", "riskassess.cli", "workspace", *map(str, arguments)]
    return subprocess.run(full, check=False, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)


def test_the_commands_work_together(path: Path, tmp_path: Path) -> None:  # 3
    words, wrong = tmp_path / "words", tmp_path / "wrong"
    words.write_text(WORDS + "\n", encoding="utf-8")
    wrong.write_text("something else\n", encoding="utf-8")
    where = ("--workspace", path)
    assert command("backup", *where).returncode == 0
    assert command("passphrase", "set", *where, "--new-passphrase-file", words).returncode == 0
    before = path.read_bytes()
    locked = command("check", *where)
    assert locked.returncode == 2 and "passphrase-needed" in locked.stderr
    refused = command("check", *where, "--passphrase-file", wrong)
    assert refused.returncode == 2 and refused.stderr.count("\n") == 1 and "passphrase-wrong" in refused.stderr
    too_soon = command("backup", *where, "--passphrase-file", wrong)
    assert too_soon.returncode == 2 and path.read_bytes() == before
    attempts = path.with_name(path.name + ".attempts")
    assert attempts.exists()
    attempts.unlink()
    listed = command("backups", *where).stdout.split()[-1]
    restored = command("restore", listed, *where, "--passphrase-file", words)
    assert restored.returncode == 0, restored.stderr
    sound = command("check", *where, "--passphrase-file", words)
    assert sound.returncode == 0, sound.stderr
    assert command("passphrase", "remove", *where, "--passphrase-file", words).returncode == 0
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096)
    damaged = command("check", *where)
    assert damaged.returncode == 2 and "workspace-damaged" in damaged.stderr
    assert command("restore", listed, *where).returncode == 0
    assert command("check", *where).returncode == 0
    assert list(path.parent.glob("*.damaged-*"))


def test_a_backup_alone_opens_every_assessment(path: Path, tmp_path: Path) -> None:
    """A workspace keeps a copy of each questionnaire an assessment was made with; the folder of packs is not needed."""
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()))
    made = desk.start("甲公司", "项目")
    made.choose("SEA-1", 3)
    backup = desk.care.back_up()
    desk.close()
    elsewhere = tmp_path / "elsewhere" / "workspace.riskassess"
    elsewhere.parent.mkdir()
    shutil.copy(backup.path, elsewhere)
    alone = Desk.open(elsewhere, shelf=Shelf.holding())
    assert alone.packs() == ()
    assert alone.open_assessment(made.id).result == made.result
    alone.close()
