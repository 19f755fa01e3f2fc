"""A passphrase set, changed, removed.

1. Nothing plain is left anywhere in the folder; everything is there afterwards, in the workspace and in the backups.
2. A kill at any step leaves a workspace that opens as before or as after, with everything in it.
3. Wrong words change nothing and make the wait grow.
4. The recovery code opens and allows a new passphrase; a lost key file is found again with the backups.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.workspace import attempts
from riskassess.workspace.backups import check_backup, list_backups
from riskassess.workspace.companions import attempts_path, key_path
from riskassess.workspace.encrypting import (
    change_passphrase,
    remove_passphrase,
    renew_recovery_code,
    set_passphrase,
    under_one_key,
)
from riskassess.workspace.unlocking import read_key_file, unlock
from riskassess.workspace.workspace import Workspace, open_workspace
from tests.workspace.kills import killed_at_every_step

SENTENCE = "种下的句子 planted sentence"
FIRST, SECOND = "correct horse battery", "另外一个很长的密码"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "workspace.riskassess"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "wait_after", lambda wrong: 0.0)


def write(workspace: Workspace, key: str, value: str) -> None:
    with workspace.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (key, value))


def read(workspace: Workspace) -> dict[str, str]:
    with workspace.reading() as connection:
        return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT * FROM setting")}


def make(path: Path, words: str | None = None) -> str:
    """Make a workspace with the sentence in it and in a backup; return its recovery code."""
    workspace = open_workspace(path)
    write(workspace, "a", SENTENCE)
    workspace.back_up("daily")
    code = set_passphrase(workspace, words)[0] if words else ""
    workspace.close()
    return code


def plain_places(folder: Path) -> list[str]:
    sought = [SENTENCE.encode(encoding) for encoding in ("utf-8", "utf-16-le", "gb18030")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(one in file.read_bytes() for one in sought)]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ProblemsFound) as found:
        call()
    return found.value.problems[0].code


def state(folder: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "attempts" not in file.name
    }


def test_nothing_plain_is_left(path: Path) -> None:  # 1
    make(path)
    assert set(plain_places(path.parent)) > {path.name}
    workspace = open_workspace(path)
    code, left = set_passphrase(workspace, FIRST)
    assert left == ()
    workspace.back_up("by_hand")
    write(workspace, "b", SENTENCE)  # in the journal by now
    with workspace.reading() as connection:
        connection.exec_driver_sql("SELECT value FROM setting ORDER BY value || random()").all()
    assert plain_places(path.parent) == []
    assert (path.parent / f"{path.name}-wal").stat().st_size > 0
    workspace.close()
    assert plain_places(path.parent) == []
    assert FIRST not in "".join(map(repr, state(path.parent).values())) and code not in repr(state(path.parent))
    again = open_workspace(path, FIRST)
    assert read(again) == {"a": SENTENCE, "b": SENTENCE}
    again.close()


def test_backups_follow_the_workspace(path: Path) -> None:  # 1
    make(path, FIRST)
    workspace = open_workspace(path, FIRST)
    assert [backup.encrypted for backup in list_backups(path)] == [True]
    change_passphrase(workspace, FIRST, SECOND)
    (backup,) = list_backups(path)
    key_file = read_key_file(backup.path)
    assert key_file is not None
    assert unlock(backup.path, key_file, SECOND) == workspace.key
    assert refused(lambda: unlock(backup.path, key_file, FIRST)) == "passphrase-wrong"
    assert remove_passphrase(workspace, SECOND) == ()
    (backup,) = list_backups(path)
    check_backup(backup, None, every_page=True)
    assert not backup.encrypted and not key_path(backup.path).exists() and not key_path(path).exists()
    assert read(workspace) == {"a": SENTENCE}
    workspace.close()


def test_changing_leaves_the_pages_alone(path: Path) -> None:
    make(path, FIRST)
    before = path.read_bytes()
    workspace = open_workspace(path, FIRST)
    change_passphrase(workspace, FIRST, SECOND)
    workspace.close()
    assert path.read_bytes() == before
    assert refused(lambda: open_workspace(path, FIRST)) == "passphrase-wrong"
    open_workspace(path, SECOND).close()


def test_wrong_words_change_nothing(path: Path) -> None:  # 3
    make(path, FIRST)
    before = state(path.parent)
    assert refused(lambda: open_workspace(path)) == "workspace-locked"
    assert refused(lambda: open_workspace(path, "")) == "passphrase-wrong"
    assert refused(lambda: open_workspace(path, FIRST + " ")) == "passphrase-wrong"
    assert state(path.parent) == before
    workspace = open_workspace(path, FIRST)
    for step in (
        lambda: change_passphrase(workspace, SECOND, "something else"),
        lambda: remove_passphrase(workspace, SECOND),
        lambda: renew_recovery_code(workspace, SECOND),
    ):
        assert refused(step) == "passphrase-wrong"
    assert refused(lambda: change_passphrase(workspace, FIRST, "short")) == "passphrase-too-short"
    assert refused(lambda: set_passphrase(workspace, SECOND)) == "passphrase-set-already"
    workspace.close()
    open_workspace(path, FIRST).close()


def test_the_wait_grows_and_ends_with_the_right_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 3
    make(path, FIRST)
    monkeypatch.setattr(attempts, "wait_after", lambda wrong: 2.0 ** (wrong - 1) if wrong else 0.0)
    assert refused(lambda: open_workspace(path, SECOND)) == "passphrase-wrong"
    assert refused(lambda: open_workspace(path, FIRST)) == "passphrase-too-soon"  # the right ones are not tried either
    monkeypatch.setattr(attempts, "wait_after", lambda wrong: 0.0)
    with pytest.raises(ProblemsFound):
        open_workspace(path, SECOND)
    assert attempts_path(path).exists()
    open_workspace(path, FIRST).close()
    assert not attempts_path(path).exists()


def test_the_recovery_code_is_a_way_in(path: Path) -> None:  # 4
    code = make(path, FIRST)
    workspace = open_workspace(path, code.lower().replace("-", " "))
    change_passphrase(workspace, code, SECOND)
    newer = renew_recovery_code(workspace, SECOND)
    workspace.close()
    assert refused(lambda: open_workspace(path, code)) == "passphrase-wrong"
    slipped = ("1" if newer[0] != "1" else "2") + newer[1:]
    assert refused(lambda: open_workspace(path, slipped)) == "recovery-code-mistyped"
    open_workspace(path, newer).close()


def test_a_lost_key_file_is_found_with_the_backups(path: Path) -> None:  # 4
    make(path, FIRST)
    kept = key_path(path).read_bytes()
    for broken in (None, b"{}", b"\0" * 100):
        key_path(path).unlink() if broken is None else key_path(path).write_bytes(broken)
        open_workspace(path, FIRST).close()
        if broken is None:
            assert key_path(path).read_bytes() == kept
    shutil.rmtree(path.parent / f"{path.name}.backups")
    key_path(path).unlink()
    before = state(path.parent)
    assert refused(lambda: open_workspace(path, FIRST)) == "workspace-key-missing"
    assert state(path.parent) == before


def test_somebody_who_reads_needs_the_words_too(path: Path) -> None:
    make(path, FIRST)
    first = open_workspace(path, FIRST)
    assert refused(lambda: open_workspace(path)) == "workspace-locked"
    second = open_workspace(path, FIRST)
    assert second.read_only and read(second) == {"a": SENTENCE}
    assert refused(lambda: change_passphrase(second, FIRST, SECOND)) == "workspace-in-use"
    second.close()
    first.close()


STEPS: dict[str, tuple[str | None, str | None, Callable[[Workspace], object]]] = {
    "set": (None, FIRST, lambda workspace: set_passphrase(workspace, FIRST)),
    "change": (FIRST, SECOND, lambda workspace: change_passphrase(workspace, FIRST, SECOND)),
    "remove": (FIRST, None, lambda workspace: remove_passphrase(workspace, FIRST)),
}


@needs_fork
@pytest.mark.parametrize("what", STEPS)
def test_a_kill_leaves_before_or_after(path: Path, what: str) -> None:  # 2
    before, after, do = STEPS[what]
    made = path.parent.parent / "made"
    make(path, before)
    shutil.copytree(path.parent, made)
    outcomes: list[bool] = []

    def prepare() -> None:
        shutil.rmtree(path.parent)
        shutil.copytree(made, path.parent)

    def work() -> None:
        workspace = open_workspace(path, before)
        do(workspace)
        workspace.close()

    for _ in killed_at_every_step(path.parent, prepare, work):
        outcomes.append(_opened_after(path, before, after))
        _everything_is_there(path, after if outcomes[-1] else before)
    assert outcomes[0] is False and outcomes[-1] is True and outcomes == sorted(outcomes)
    assert len(outcomes) > 8


def _opened_after(path: Path, before: str | None, after: str | None) -> bool:
    """Tell whether the change has happened; exactly one of before and after is true."""
    if before is not None and after is not None:
        return refused_words(path, before) and not refused_words(path, after)
    workspace = open_workspace(path, before or after)
    encrypted = workspace.key is not None
    workspace.close()
    assert encrypted != path.read_bytes().startswith(b"SQLite")
    return encrypted == (after is not None)


def refused_words(path: Path, words: str) -> bool:
    try:
        open_workspace(path, words).close()
    except ProblemsFound as found:
        assert found.problems[0].code == "passphrase-wrong"
        return True
    return False


def _everything_is_there(path: Path, words: str | None) -> None:
    workspace = open_workspace(path, words)
    assert read(workspace) == {"a": SENTENCE}
    under_one_key(workspace)
    workspace.back_up("by_hand")
    backups = list_backups(path)
    assert len(backups) == 2
    if words is not None:
        assert plain_places(path.parent) == []
        for backup in backups:
            check_backup(backup, workspace.key, every_page=True)
    workspace.close()
