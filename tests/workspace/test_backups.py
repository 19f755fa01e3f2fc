"""Backups and restoring.

1. A backup is the file, byte for byte, with nobody kept from reading; it is proved before it counts.
2. Of daily ones seven days and five weeks stay, of others the last few.
3. A damaged workspace is noticed at opening and left as it is; a restore keeps it aside, whole.
4. A restore keeps what was there, and the workspace as encrypted as it was; a kill at any step loses nothing.
5. What is missing after a restore is told, as far as the damage lets it be known.
6. An upgrade is backed up first.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.workspace import copying, schema, soundness
from riskassess.workspace.backups import (
    Backup,
    check_backup,
    has_backups,
    list_backups,
    note_path,
    settle,
    worth_keeping,
    write_note,
)
from riskassess.workspace.companions import backups_folder, key_path
from riskassess.workspace.encrypting import set_passphrase
from riskassess.workspace.restoring import missing_from, newest_good, restore, restore_closed
from riskassess.workspace.setting_aside import files_aside
from riskassess.workspace.soundness import Figures
from riskassess.workspace.workspace import Workspace, open_workspace
from tests.workspace.kills import killed_at_every_step

WORDS = "correct horse battery"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "workspace.riskassess"


def write(workspace: Workspace, key: str, value: str = "something") -> None:
    with workspace.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (key, value))


def keys_in(path: Path, words: str | None = None) -> list[str]:
    workspace = open_workspace(path, words)
    with workspace.reading() as connection:
        found = [row[0] for row in connection.exec_driver_sql("SELECT key FROM setting ORDER BY key")]
    workspace.close()
    return found


def make(path: Path, words: str | None = None) -> None:
    """Make a workspace with `a` in it and in a backup, and `b` in it alone."""
    workspace = open_workspace(path)
    if words:
        set_passphrase(workspace, words)
    write(workspace, "a")
    workspace.back_up("by_hand")
    write(workspace, "b")
    workspace.close()


def overwrite(path: Path, offset: int, length: int = 4096) -> bytes:
    """Overwrite a page with noise and return what the file is then."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(os.urandom(length))
    return path.read_bytes()


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ProblemsFound) as found:
        call()
    return found.value.problems[0].code


@pytest.mark.parametrize("words", [None, WORDS])
def test_a_backup_is_the_file_and_opens_by_itself(path: Path, words: str | None) -> None:  # 1
    workspace = open_workspace(path)
    if words:
        set_passphrase(workspace, words)
    write(workspace, "a")
    backup = workspace.back_up("by_hand")
    assert backup.path.read_bytes() == path.read_bytes()
    assert backup.held.rows["setting"] == 1
    write(workspace, "b")
    workspace.close()
    assert list_backups(path) == (backup,)
    carried = path.parent.parent / "carried.riskassess"
    shutil.copy(backup.path, carried)
    if words:
        shutil.copy(key_path(backup.path), key_path(carried))
    assert keys_in(carried, words) == ["a"]
    if os.name != "nt":
        assert backup.path.stat().st_mode & 0o077 == 0


def test_answers_written_meanwhile_are_kept(path: Path) -> None:  # 1
    workspace = open_workspace(path)
    for number in range(200):
        write(workspace, f"{number:04d}", "x" * 5000)
    done = threading.Event()

    def back_up() -> None:
        for _ in range(5):
            workspace.back_up("daily")
        done.set()

    thread = threading.Thread(target=back_up)
    thread.start()
    number = 200
    while not done.is_set():
        write(workspace, f"{number:04d}")
        number += 1
    thread.join()
    workspace.close()
    assert len(keys_in(path)) == number
    for backup in list_backups(path):
        check_backup(backup, None, every_page=True)


@pytest.mark.parametrize("words", [None, WORDS])
def test_nobody_waits_for_the_copying_and_the_copied_file_does_not_move(
    path: Path, words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:  # 1
    """Writing goes on while the bytes are copied, far past the size at which the journal is emptied into the file."""
    workspace = open_workspace(path)
    if words:
        set_passphrase(workspace, words)
    write(workspace, "a")
    copied = copying._copy_all
    sizes: list[int] = []

    def copy_with_writers(*more: object) -> None:
        before = path.read_bytes()
        for number in range(60):
            write(workspace, f"during {number:02d}", "x" * 200_000)
        sizes.append(path.with_name(path.name + "-wal").stat().st_size)
        assert path.read_bytes() == before
        copied(*more)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_copy_all", copy_with_writers)
    backup = workspace.back_up("by_hand")
    assert sizes[0] > 60 * 200_000, "none of it went into the file"
    assert backup.held.rows["setting"] == 1
    check_backup(backup, workspace.key, every_page=True)
    monkeypatch.undo()
    write(workspace, "z")
    workspace.close()
    assert len(keys_in(path, words)) == 62


def test_a_backup_holds_the_databases_locks_in_place(path: Path) -> None:  # 1
    """Another program must still find the file in use: closing a descriptor would have given SQLite's locks away."""
    import sqlite3
    import subprocess
    import sys

    workspace = open_workspace(path)
    write(workspace, "a")
    workspace.back_up("by_hand")
    write(workspace, "b")
    query = "c.execute('SELECT count(*) FROM setting').fetchone()[0]"
    code = f"import sqlite3; c = sqlite3.connect({str(path)!r}); print({query}); c.close()"
    assert subprocess.check_output([sys.executable, "-c", code]).split() == [b"2"]
    # Had that program thought itself the last one, it would have removed the journal from under us.
    assert path.with_name(path.name + "-wal").exists()
    write(workspace, "c")
    workspace.close()
    assert sqlite3.connect(path).execute("SELECT count(*) FROM setting").fetchone() == (3,)


def test_a_backup_that_has_changed_is_no_good(path: Path) -> None:  # 1
    make(path)
    backup = settle(list_backups(path)[0], None)
    assert backup.read_through and list_backups(path) == (backup,)
    overwrite(backup.path, 4096 * 5, 1)
    assert refused(lambda: check_backup(backup, None)) == "backup-damaged"
    workspace = open_workspace(path)
    assert refused(lambda: restore(workspace, backup.path)) == "backup-damaged"
    workspace.close()
    assert keys_in(path) == ["a", "b"]
    assert newest_good(path, None) is None
    note_path(backup.path).write_text("{}")
    assert list_backups(path) == () and not files_aside(path)


def test_a_backup_that_cannot_be_written_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 1
    make(path)
    before = sorted(backups_folder(path).iterdir())
    monkeypatch.setattr(os, "fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    workspace = open_workspace(path)
    assert refused(lambda: workspace.back_up("by_hand")) == "backup-not-made"
    monkeypatch.undo()
    assert sorted(backups_folder(path).iterdir()) == before
    write(workspace, "c")
    workspace.close()


def dated(days: float, why: str = "daily") -> Backup:
    made = datetime(2026, 6, 30, 12, tzinfo=UTC).astimezone() - timedelta(days=days)
    held = Figures("0001", {}, 0, None)
    return Backup(Path(f"{days}-{why}"), made, why, "", 0, encrypted=False, held=held)  # type: ignore[arg-type]


def test_what_is_worth_keeping() -> None:  # 2
    daily = [dated(hours / 24) for hours in range(0, 24 * 100, 6)]
    kept = [backup for backup in daily if backup.path in worth_keeping(daily)]
    ages = [(daily[0].made_at - backup.made_at).days for backup in kept]
    assert len({backup.made_at.date() for backup in kept}) == len(kept)
    assert sum(age < 7 for age in ages) >= 7
    assert len(kept) <= 12 and 21 <= max(ages) <= 35
    others = [dated(day, why) for why in ("by_hand", "before_restore") for day in range(30)]
    kept_others = [backup for backup in others if backup.path in worth_keeping([*others, *daily])]
    assert [sum(one.why == why for one in kept_others) for why in ("by_hand", "before_restore")] == [10, 3]
    assert daily[0].path in worth_keeping(daily)
    assert worth_keeping([dated(3000)]) == {dated(3000).path}  # however old, the only one stays


@pytest.mark.parametrize("words", [None, WORDS])
@pytest.mark.parametrize("page", [0, 3])
def test_damage_is_noticed_and_set_aside_whole(path: Path, words: str | None, page: int) -> None:  # 3, 5
    make(path, words)
    damaged = overwrite(path, 4096 * page)
    assert refused(lambda: open_workspace(path, words)) == "workspace-damaged"
    assert path.read_bytes() == damaged
    (backup,) = list_backups(path)
    done = restore_closed(path, backup.path, words)
    assert done.was_damaged and done.kept_as is not None
    assert done.kept_as.read_bytes() == damaged
    assert keys_in(path, words) == ["a"]
    assert len(list_backups(path)) == 1  # damage is no backup


def test_a_large_file_is_not_read_through_at_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 3
    make(path)
    overwrite(path, 4096 * 3)
    monkeypatch.setattr("riskassess.workspace.readying.READ_THROUGH_AT_OPENING", 0)
    open_workspace(path).close()
    assert soundness.READ_THROUGH_AT_OPENING > 1_000_000


def test_a_file_cut_short_is_damaged(path: Path) -> None:  # 3
    make(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert refused(lambda: open_workspace(path)) == "workspace-damaged"


def test_a_workspace_that_is_gone_is_not_begun_anew(path: Path) -> None:  # 3
    make(path)
    for gone in (path.unlink, lambda: path.write_bytes(b"")):
        gone()
        assert refused(lambda: open_workspace(path)) == "workspace-missing"
    restore_closed(path, list_backups(path)[0].path)
    assert keys_in(path) == ["a"]
    path.unlink()
    open_workspace(path, anew=True).close()
    assert keys_in(path) == [] and has_backups(path)


def test_a_restore_keeps_what_was_there(path: Path) -> None:  # 4
    make(path)
    workspace = open_workspace(path)
    done = restore(workspace, list_backups(path)[-1].path)
    assert not done.was_damaged and done.kept_as is not None
    workspace.close()
    assert keys_in(path) == ["a"]
    workspace = open_workspace(path)
    restore(workspace, done.kept_as)
    workspace.close()
    assert keys_in(path) == ["a", "b"]


def test_a_restore_keeps_the_workspace_as_encrypted_as_it_is(path: Path, tmp_path: Path) -> None:  # 4
    make(path)
    plain = list_backups(path)[0].path
    elsewhere = tmp_path / "elsewhere.riskassess"
    make(elsewhere, "another passphrase")
    foreign = list_backups(elsewhere)[0].path
    workspace = open_workspace(path)
    outside = tmp_path / "plain.riskassess"
    shutil.copy(plain, outside)
    set_passphrase(workspace, WORDS)
    restore(workspace, outside)
    assert refused(lambda: restore(workspace, foreign)) == "workspace-locked"
    restore(workspace, foreign, "another passphrase")
    workspace.close()
    assert not path.read_bytes().startswith(b"SQLite")
    assert keys_in(path, WORDS) == ["a"]


@needs_fork
@pytest.mark.parametrize("words", [None, WORDS])
def test_a_kill_leaves_before_or_after(path: Path, words: str | None) -> None:  # 4
    made = path.parent.parent / "made"
    make(path, words)
    shutil.copytree(path.parent, made)
    backup = list_backups(path)[0].path
    outcomes: list[list[str]] = []

    def prepare() -> None:
        shutil.rmtree(path.parent)
        shutil.copytree(made, path.parent)

    def work() -> None:
        workspace = open_workspace(path, words)
        restore(workspace, backup)
        workspace.close()

    for _ in killed_at_every_step(path.parent, prepare, work):
        outcomes.append(keys_in(path, words))
        assert not list(path.parent.glob(".*.part"))
    assert outcomes[0] == ["a", "b"] and outcomes[-1] == ["a"]
    assert all(outcome in (["a", "b"], ["a"]) for outcome in outcomes)
    assert outcomes == sorted(outcomes, reverse=True) and len(outcomes) > 10


@needs_fork
def test_a_kill_over_a_damaged_workspace_loses_nothing(path: Path) -> None:  # 3, 4
    made = path.parent.parent / "made"
    make(path)
    damaged = overwrite(path, 4096 * 3)
    shutil.copytree(path.parent, made)
    backup = list_backups(path)[0].path

    def prepare() -> None:
        shutil.rmtree(path.parent)
        shutil.copytree(made, path.parent)

    steps = 0
    for _ in killed_at_every_step(path.parent, prepare, lambda: restore_closed(path, backup) and None):
        steps += 1
        try:
            assert keys_in(path) == ["a"]
            assert files_aside(path)[0].read_bytes() == damaged
        except ProblemsFound as found:
            assert found.problems[0].code == "workspace-damaged"
            assert path.read_bytes() == damaged
    assert steps > 8


def test_what_would_be_missing_is_told(path: Path) -> None:  # 5
    make(path)
    (backup,) = list_backups(path)
    known = missing_from(path, None, backup)
    assert (known.edits, known.assessments) == (0, 0)
    overwrite(path, 0)
    unknown = missing_from(path, None, backup)
    assert unknown.edits is None and unknown.since == backup.made_at


def test_an_upgrade_is_backed_up_first(path: Path) -> None:  # 6
    frozen = Path(__file__).parent.parent / "frozen" / f"workspace-{schema.KNOWN[0]}.riskassess"
    shutil.copy(frozen, path)
    path.chmod(0o600)
    open_workspace(path).close()
    (backup,) = list_backups(path)
    assert backup.why == "before_upgrade" and backup.held.schema == schema.KNOWN[0]
    assert backup.path.read_bytes() == frozen.read_bytes()
    open_workspace(path).close()
    assert len(list_backups(path)) == 1


def test_a_note_comes_back_as_it_was(path: Path) -> None:
    make(path)
    (backup,) = list_backups(path)
    write_note(replace(backup, read_through=True))
    assert list_backups(path) == (replace(backup, read_through=True),)
