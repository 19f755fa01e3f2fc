"""Whether a workspace file is sound, and what it holds in figures: for opening, for backups, for what took its place.

A page that was overwritten is noticed by SQLite's own check of its trees, and in an encrypted file by the seal that
every page carries; both read the whole file, so a large one is read through only where there is time for it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.connection import DriverError, connect, driver
from riskassess.workspace.header import APPLICATION_ID

_LONGEST_REASON = 200
READ_THROUGH_AT_OPENING = 8_000_000  # bytes; some tens of milliseconds, encrypted


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what a file has in figures: rows by table, the last row of history, the last moment of a change."""

    schema: str | None
    rows: Mapping[str, int]
    last_history: int
    last_change: str | None


def damaged(path: Path, reason: object) -> ProblemsFound:
    """Make the refusal of a file whose content is damaged."""
    return refuse("workspace-damaged", Place(file=str(path)), path=str(path), reason=str(reason))


@contextlib.contextmanager
def looked_into(path: Path, key: bytes | None) -> Generator[Any]:
    """Connect to a file that nobody writes, leaving no trace beside it; raises ProblemsFound where it is damaged.

    What stands in a journal is seen as well.
    """
    journal = path.with_name(path.name + "-wal")
    settled = not (journal.exists() and journal.stat().st_size)
    try:
        with contextlib.closing(connect(path, read_only=True, key=key, settled=settled)) as connection:
            yield connection
    except driver.OperationalError as error:  # locked, no right, a disk that fails: says nothing of the content
        raise refuse("workspace-not-opened", Place(file=str(path)), path=str(path), reason=str(error)) from error
    except DriverError as error:
        raise damaged(path, error) from error


def check_first_pages(connection: Any, path: Path) -> None:
    """Refuse a file whose first pages do not read as a workspace's; an empty one is none yet."""
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise damaged(path, "application_id")
    pages, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    if path.stat().st_size < pages * size and not path.with_name(path.name + "-wal").exists():
        raise damaged(path, f"{path.stat().st_size} < {pages * size} bytes")


def read_through(connection: Any, path: Path, *, encrypted: bool) -> None:
    """Read every page and row of a file; raises ProblemsFound with the first fault."""
    faults = [row[0] for row in connection.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
    if not faults and encrypted:  # the seals of pages too that no tree leads to
        faults = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if faults:
        said = faults[0].removeprefix("*** in database main ***").strip().replace("\n", " ")
        raise damaged(path, said[:_LONGEST_REASON])


def figures(connection: Any) -> Figures:
    """Count what a file holds."""
    names = _tables(connection)
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    if "answer_history" not in rows:
        return Figures(None, rows, 0, None)
    (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    (last_history,) = connection.execute("SELECT coalesce(max(id), 0) FROM answer_history").fetchone()
    (last_change,) = connection.execute("SELECT max(changed_at) FROM assessment").fetchone()
    return Figures(schema, rows, last_history, last_change)


def content_digest(connection: Any) -> str:
    """Return one digest of all tables, rows, indexes and triggers, whatever pages they stand on."""
    digest = hashlib.sha256()
    for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"):
        digest.update(repr(row).encode())
    for name in _tables(connection):
        digest.update(name.encode())
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {_order_of(connection, name)}'):
            for value in row:
                digest.update(b"%d:" % len(value) + value if isinstance(value, bytes) else repr(value).encode() + b";")
    for name in ("application_id", "user_version"):
        digest.update(repr(connection.execute(f"PRAGMA {name}").fetchone()).encode())
    return digest.hexdigest()


def _order_of(connection: Any, table: str) -> str:
    """Return the columns that put a table's rows in one order: its key, by which nothing has to be sorted, or all."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = sorted((place, name) for _, name, _, _, _, place in columns if place)
    return ", ".join(f'"{name}"' for name in ([name for _, name in key] or [column[1] for column in columns]))


def _tables(connection: Any) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [row[0] for row in connection.execute(query)]
