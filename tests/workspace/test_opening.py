"""A workspace file: made, opened, shared, refused. What is refused stays as it was, byte for byte."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from riskassess.problems import ProblemsFound
from riskassess.workspace import schema
from riskassess.workspace.connection import mark_as_ours
from riskassess.workspace.header import APPLICATION_ID
from riskassess.workspace.place import FILE_NAME, VARIABLE, workspace_path
from riskassess.workspace.tables import metadata
from riskassess.workspace.workspace import open_workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.riskassess"


@pytest.fixture
def made(path: Path) -> Path:
    open_workspace(path).close()
    return path


def mark_new_as_ours(path: Path) -> None:
    path.touch()
    mark_as_ours(path)


def contents(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def refused(path: Path) -> str:
    """Open, expect one problem, and check that nothing in the folder has changed; return the problem's code."""
    before = contents(path.parent)
    with pytest.raises(ProblemsFound) as found:
        open_workspace(path)
    assert contents(path.parent) == before
    (problem,) = found.value.problems
    return problem.code


def test_a_new_file_is_durable_and_guarded(path: Path) -> None:
    workspace = open_workspace(path)
    with workspace.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
        }
    workspace.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
        "user_version": int(schema.KNOWN[-1]),
    }
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_migrations_make_the_tables_that_the_program_uses(made: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    workspace = open_workspace(made)
    with workspace.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        checks = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'answer'").scalar()
    workspace.close()
    for constraint in metadata.tables["answer"].constraints:
        assert str(constraint.name) in str(checks)


def test_the_newest_migration_is_the_schema_that_is_written() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert [r.revision for r in reversed(list(script.walk_revisions()))] == list(schema.KNOWN)


def test_opening_a_current_file_loads_no_alembic(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from riskassess.workspace.workspace import open_workspace;"
        f"open_workspace(Path({str(made)!r})).close(); assert 'sqlalchemy' in sys.modules;"
        "sys.exit('alembic' in sys.modules or 'sqlalchemy.orm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("content", [b"not a database", b"x" * 5000, b"SQLite format 3\x00 and then too little"])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(path) == "workspace-not-a-database"


def test_a_database_of_another_program_is_refused_without_finishing_its_journal(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE theirs (a)")
    other.execute("INSERT INTO theirs VALUES (1)")
    other.commit()
    assert (path.parent / f"{path.name}-wal").stat().st_size > 0
    assert refused(path) == "workspace-of-another-program"
    other.close()


def test_something_that_is_no_file_is_refused(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ProblemsFound) as found:
        open_workspace(pipe)
    assert found.value.problems[0].code == "workspace-not-a-file"
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


def test_a_read_only_file_is_refused_and_untouched(made: Path) -> None:
    made.chmod(0o444)
    (made.parent / f"{made.name}.lock").unlink()
    assert refused(made) == "workspace-read-only"


def test_a_read_only_folder_is_refused(made: Path) -> None:
    (made.parent / f"{made.name}.lock").unlink()
    made.parent.chmod(0o555)
    try:
        assert refused(made) == "workspace-folder-read-only"
        assert refused(made.parent / "new.riskassess") == "workspace-folder-read-only"
    finally:
        made.parent.chmod(0o755)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(ProblemsFound) as found:
        open_workspace(tmp_path / "file" / "workspace.riskassess")
    assert found.value.problems[0].code == "workspace-folder-is-a-file"


def test_a_file_of_a_newer_program_is_refused_untouched(made: Path) -> None:
    newer = sqlite3.connect(made)
    newer.execute("UPDATE alembic_version SET version_num = '0999'")
    newer.execute("PRAGMA user_version = 999")
    newer.commit()
    newer.close()
    assert refused(made) == "workspace-newer"


def test_a_newer_schema_that_only_its_table_tells_is_refused(made: Path) -> None:
    newer = sqlite3.connect(made)
    newer.execute("UPDATE alembic_version SET version_num = 'beyond'")
    newer.commit()
    newer.close()
    rows = _rows(made)
    with pytest.raises(ProblemsFound) as found:
        open_workspace(made)
    assert found.value.problems[0].code == "workspace-newer"
    assert _rows(made) == rows


def _rows(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    rows = list(connection.iterdump())
    connection.close()
    return rows


def test_a_failing_migration_is_taken_back_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade

    def upgrade_and_fail(config: object, revision: str) -> None:
        upgrade(config, revision)  # pyright: ignore[reportArgumentType]
        raise RuntimeError("in the middle")

    monkeypatch.setattr(command, "upgrade", upgrade_and_fail)
    with pytest.raises(ProblemsFound) as found:
        open_workspace(path)
    assert found.value.problems[0].code == "workspace-upgrade-failed"
    assert _rows(path) == ["BEGIN TRANSACTION;", "COMMIT;"]
    monkeypatch.undo()
    open_workspace(path).close()
    assert len(_rows(path)) > 10


@pytest.mark.parametrize("got_as_far_as", [Path.touch, mark_new_as_ours])
def test_an_opening_that_was_killed_before_the_tables_goes_on(
    path: Path, got_as_far_as: Callable[[Path], None]
) -> None:
    got_as_far_as(path)
    workspace = open_workspace(path)
    assert not workspace.read_only
    workspace.close()


def test_a_second_opener_reads_what_the_first_writes(made: Path) -> None:
    first, second = open_workspace(made), open_workspace(made)
    assert (first.read_only, first.notice) == (False, None)
    assert second.read_only
    assert second.notice is not None
    assert second.notice.code == "workspace-in-use"
    with first.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
    with second.reading() as connection:
        assert connection.exec_driver_sql("SELECT value FROM setting").scalar() == "b"
    with pytest.raises(ProblemsFound), second.writing():
        pass
    with pytest.raises(DBAPIError), second._open_engine().begin() as connection:  # even past the first guard
        connection.exec_driver_sql("INSERT INTO setting VALUES ('c', 'd')")
    second.close()
    first.close()
    third = open_workspace(made)
    assert not third.read_only
    third.close()


def test_the_right_to_write_ends_with_the_process(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from riskassess.workspace.workspace import open_workspace;"
        f"w = open_workspace(Path({str(made)!r})); print(w.read_only, flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"False"
    second = open_workspace(made)
    assert second.read_only
    second.close()
    child.kill()
    child.wait()
    third = open_workspace(made)
    assert not third.read_only
    third.close()


def test_a_block_that_raises_leaves_nothing(made: Path) -> None:
    workspace = open_workspace(made)
    with pytest.raises(RuntimeError), workspace.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
        raise RuntimeError
    with workspace.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0
    workspace.close()


def test_a_closed_workspace_says_so(made: Path) -> None:
    workspace = open_workspace(made)
    workspace.close()
    workspace.close()
    with pytest.raises(ProblemsFound) as found, workspace.reading():
        pass
    assert found.value.problems[0].code == "workspace-closed"


def test_the_place_is_given_or_named_or_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert workspace_path().name == FILE_NAME
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert workspace_path() == tmp_path / "named"
    assert workspace_path(tmp_path / "given") == tmp_path / "given"
    assert workspace_path(tmp_path) == tmp_path / FILE_NAME
