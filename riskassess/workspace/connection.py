"""The one place that connects to a workspace file, and where its key is given.

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


def raw_key(key: bytes) -> str:
    """Return a key in the form that SQLCipher takes as it is, without a derivation of its own."""
    return f"x'{key.hex()}'"


def connect(path: Path, *, read_only: bool, key: bytes | None = None, settled: bool = False) -> Any:
    """Connect to a workspace file that is there; a plain DBAPI connection without transactions of its own.

    `settled` says that nobody can change the file meanwhile, such as a backup: then nothing is written beside it.
    """
    target = f"{path.as_uri()}?mode={'ro' if read_only or settled else 'rw'}{'&immutable=1' if settled else ''}"
    connection = driver.connect(target, uri=True, isolation_level=None, check_same_thread=False)
    give_key(connection, key)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def give_key(connection: Any, key: bytes | None) -> None:
    """Give a new connection its key, before any other statement reads a page; None for a plain file."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # or a wrong key would be told on standard error
    connection.execute("PRAGMA temp_store = MEMORY")  # no answers in temporary files, whatever a query sorts
    if key is not None:
        connection.execute(f'PRAGMA key = "{raw_key(key)}"')


def make_engine(path: Path, *, read_only: bool, key: bytes | None = None) -> Engine:
    """Make the engine of a workspace; nothing is connected before its first use."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, read_only=read_only, key=key),
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
