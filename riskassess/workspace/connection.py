"""The one place that connects to a workspace file, and where a key would be given.

One driver (`sqlcipher3`) serves plain and encrypted files alike, so there is one path through the code. Its own
transactions are switched off: it would commit before every change of the schema, and a migration could not be undone.
BEGIN is sent by the engine instead, IMMEDIATE for a writer, so that a transaction never has to be promoted half way.
A single pooled connection is kept: the price of a key is paid once, and threads take turns.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as _driver  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from riskassess.workspace.header import APPLICATION_ID

driver: Any = _driver
DriverError: type[Exception] = driver.Error

BUSY_MILLISECONDS = 5_000
_SETTINGS = ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF", f"busy_timeout = {BUSY_MILLISECONDS}")


def connect(path: Path, *, read_only: bool) -> Any:
    """Connect to a workspace file that is there; a plain DBAPI connection without transactions of its own."""
    target = f"{path.as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = driver.connect(target, uri=True, isolation_level=None, check_same_thread=False)
    # A key goes here, before any other statement reads a page.
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def make_engine(path: Path, *, read_only: bool) -> Engine:
    """Make the engine of a workspace; nothing is connected before its first use."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, read_only=read_only),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def send_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", send_begin)
    return engine


def mark_as_ours(path: Path) -> None:
    """Write our mark into a new file and switch it to a write-ahead log.

    The mark comes first and outside the log, so that a file whose opening was killed is still known as ours.
    """
    connection = connect(path, read_only=False)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
