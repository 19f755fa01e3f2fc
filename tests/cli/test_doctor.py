"""``riskassess doctor``: every examination is run, each fault is told, and the exit code says how bad it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from riskassess.app import doctor
from riskassess.app.assessments import Desk
from riskassess.texts import Texts
from tests.desktop import pseudo

FROZEN = Path(__file__).parent.parent / "frozen" / "workspace-0002.riskassess"


def run(*arguments: str | Path, language: str = "en", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RISKASSESS_LANG": language, "QT_QPA_PLATFORM": "offscreen", **more}
    command = [sys.executable, "-m", "riskassess.cli", "doctor", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def found(path: Path) -> dict[str, doctor.Finding]:
    return {finding.key: finding for finding in doctor.examine(path)}


def test_a_new_installation_is_well(tmp_path: Path) -> None:
    done = run("--workspace", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert Texts("en")("doctor.summary_good") in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_speaks_chinese_and_knows_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "w.riskassess"
    shutil.copy(FROZEN, path)
    done = run("--workspace", path, language="zh")
    assert done.returncode == 1
    assert Texts("zh")("doctor.found.backups_none") in done.stdout
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == FROZEN.read_bytes()


def test_a_damaged_workspace_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "w.riskassess"
    content = FROZEN.read_bytes()
    path.write_bytes(content[:8192] + os.urandom(4096) + content[12288:])
    done = run("--workspace", path)
    assert done.returncode == 2
    assert "workspace-damaged" in done.stdout


def test_an_encrypted_workspace_is_not_asked_for_its_passphrase(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    desk.start("甲公司", "项目")
    desk.care.set_passphrase("a long enough passphrase")
    desk.close()
    keys = found(tmp_path)
    assert "workspace_locked" in keys
    assert "workspace_fault" not in keys


def test_an_encrypted_workspace_is_examined_with_its_passphrase(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "w.riskassess")
    desk.start("甲公司", "项目")
    desk.care.set_passphrase("a long enough passphrase")
    desk.close()
    words = tmp_path / "words"
    words.write_text("a long enough passphrase\n", encoding="utf-8")
    done = run("--workspace", desk.path, "--passphrase-file", words)
    assert f"Workspace {desk.path}" in done.stdout.replace("\n", " ")
    assert "1 assessment" in done.stdout
    assert done.returncode == 1  # no backup yet
    content = bytearray(desk.path.read_bytes())
    content[-100] ^= 1
    desk.path.write_bytes(content)
    told = {finding.key: finding for finding in doctor.examine(desk.path, "a long enough passphrase")}
    assert told["workspace_fault"].fields["code"] == "workspace-damaged"
    told = {finding.key: finding for finding in doctor.examine(desk.path, "another passphrase")}
    assert told["workspace_fault"].fields["code"] == "passphrase-wrong"
    asked = run("--workspace", desk.path, "--unlock")  # nobody there to answer
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "passphrase-needed" in asked.stderr


def test_a_full_disk_and_a_lost_part_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1_000_000

    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _folder: Usage)
    monkeypatch.setattr(doctor, "_PARTS", ("no-such-part",))
    keys = found(tmp_path)
    assert keys["disk_little"].state == "fault"
    assert keys["part_missing"].state == "fault"


def test_a_window_that_cannot_open_is_told_with_the_reason() -> None:
    environment = {"QT_QPA_PLATFORM": "no-such-platform"}
    done = run(**environment)  # type: ignore[arg-type]
    assert done.returncode == 2
    assert "no-such-platform" in done.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    import inspect
    import re

    source = inspect.getsource(doctor)
    keys = set(re.findall(r'Finding\([^,]+, "(\w+)"', source)) | set(re.findall(r'else "(\w+)", \{', source))
    assert len(keys) > 15
    for key in keys:
        assert Texts(language).has(f"doctor.found.{key}"), key


def test_an_added_language_is_held_against_english(tmp_path: Path) -> None:
    languages = tmp_path / "languages"
    (languages / "fr").mkdir(parents=True)
    (languages / "fr" / "window.toml").write_text('title = "Évaluation"\nsaved = "{who}"\n', encoding="utf-8")
    pseudo.write(languages)
    done = run("--workspace", tmp_path / "w.riskassess", RISKASSESS_LANGUAGES=str(languages))
    assert done.returncode == 1
    whole = Texts("en")("doctor.found.language", language=pseudo.TAG, folder=languages / pseudo.TAG)
    assert whole in done.stdout
    partly = next(line for line in done.stdout.splitlines() if "language fr" in line)
    assert str(languages / "fr") in partly
    assert int(re.search(r": (\d+) texts", partly)[1]) > 1000
