"""The two places where a store may lie: a file on the desk, or a PostgreSQL database that several officers share.

Both run the same statements; here is what differs: how one writer keeps the others waiting, and how the place is made
to forget in which order rows came. A database of one's own address is the only thing that opens a network socket.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from riskassess.problems import Place, ProblemsFound, refuse

PATIENCE: Final = 60
"""Seconds that an intake waits for another one that is just writing."""
_LOCK: Final = 0x7269736B
"""The number under which intakes that begin at once make the tables one after another."""


class Engines(Protocol):
    """Say what a store needs of the place where it lies."""

    name: str
    engine: Engine
    gap: str
    """How a statement marks the place of a value."""

    def make(self, connection: Connection, tables: MetaData) -> None:
        """Make the tables where they are not there."""

    def alone(self, connection: Connection, table: str) -> None:
        """Keep every other writer waiting until the transaction ends."""

    def settle(self, table: str, key: str) -> None:
        """Rewrite a table in the order of its key, so that nothing remembers the order in which rows came."""

    def drop(self, tables: MetaData) -> None:
        """Drop the tables."""


class SqliteFile:
    """Hold a store in a file; its directory is made."""

    gap = "?"

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        url = URL.create("sqlite", database=str(path))
        self.engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
        event.listen(self.engine, "connect", _prepare_sqlite)
        event.listen(self.engine, "begin", _begin_writing)

    def make(self, connection: Connection, tables: MetaData) -> None:
        """Make the tables where they are not there."""
        tables.create_all(connection)

    def alone(self, connection: Connection, table: str) -> None:
        """Do nothing: every transaction begins as the only writer."""

    def settle(self, table: str, key: str) -> None:  # noqa: ARG002 - a table without rowids lies by its key already
        """Rewrite the file, so that no page remembers the order in which rows came."""
        with self.engine.connect() as connection:
            connection.connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]

    def drop(self, tables: MetaData) -> None:
        """Drop the tables; whoever closes a call writes over the whole file besides."""
        with self.engine.begin() as connection:
            tables.drop_all(connection)


class PostgresDatabase:
    """Hold a store in a PostgreSQL database; raises ProblemsFound when it cannot be reached or remembers too much."""

    gap = "%s"

    def __init__(self, url: URL) -> None:
        self.name = url.render_as_string(hide_password=True)
        try:
            self.engine = create_engine(
                url.set(drivername="postgresql+psycopg"),
                poolclass=NullPool,
                isolation_level="READ COMMITTED",
                connect_args={"application_name": "riskassess", "connect_timeout": PATIENCE},
            )
        except ImportError as error:
            raise refuse("postgres-missing", Place(self.name)) from error
        try:
            with self.engine.connect() as connection:
                _refuse_logging(connection, self.name)
        except OperationalError as error:
            said = " ".join(str(error.orig).split())
            raise refuse("database-unreachable", Place(self.name), url=self.name, reason=said) from error
        event.listen(self.engine, "begin", _keep_durable)

    def make(self, connection: Connection, tables: MetaData) -> None:
        """Make the tables, one intake after another; the server is to keep no statistics, which quote values."""
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        there = {name for (name,) in connection.exec_driver_sql(_TABLES_HERE)}
        tables.create_all(connection)
        for table in tables.sorted_tables:
            if table.name not in there:
                columns = ", ".join(f"ALTER COLUMN {column.name} SET STATISTICS 0" for column in table.columns)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} {columns}")

    def alone(self, connection: Connection, table: str) -> None:
        """Lock the table against other writers, not against readers."""
        connection.exec_driver_sql(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")

    def settle(self, table: str, key: str) -> None:
        """Write all rows anew in one transaction: a row remembers which transaction wrote it, and where it lies."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            connection.exec_driver_sql(f"CREATE TEMPORARY TABLE settled ON COMMIT DROP AS TABLE {table}")
            connection.exec_driver_sql(f"TRUNCATE {table}")
            connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM settled ORDER BY {key}")

    def drop(self, tables: MetaData) -> None:
        """Drop the tables; the server lets go of their files at its next checkpoint, now where we may ask for one."""
        with self.engine.begin() as connection:
            tables.drop_all(connection)
        with suppress(DBAPIError), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("CHECKPOINT")


_TABLES_HERE = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def database_url(text: str) -> URL:
    """Return the address of a PostgreSQL database; raises ProblemsFound for any other."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise refuse("database-url-malformed") from None  # the text may hold a password: it is not repeated
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise refuse("database-not-supported", found=url.get_backend_name())
    return url


def engines_at(where: Path | URL) -> Engines:
    """Return the place of a store; raises ProblemsFound for a database that cannot be used."""
    return SqliteFile(where) if isinstance(where, Path) else PostgresDatabase(where)


FAULTS: Final = (DBAPIError, sqlite3.Error)
"""What comes of a store that fails: through SQLAlchemy, or of SQLite itself while a file is rewritten."""


def unusable(place: str, error: Exception) -> ProblemsFound:
    """Say that a store failed, without the values that the statement held."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return refuse("store-unusable", Place(place), path=place, reason=" ".join(str(said).split()))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so
    for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _keep_durable(connection: Connection) -> None:
    """Let a commit return when it is on the disk, whatever the server does by itself."""
    connection.exec_driver_sql(
        "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'"
    )


def _refuse_logging(connection: Connection, name: str) -> None:
    """Refuse a server that writes what it is given into a log, which has times."""
    asked = ("log_statement", "log_min_duration_statement", "log_min_duration_sample", "log_parameter_max_length")
    columns = ", ".join(f"current_setting('{setting}')" for setting in asked)
    row = connection.exec_driver_sql(f"SELECT {columns}").one()
    statements, *durations, length = row
    if length != "0" and (statements in ("mod", "all") or any(duration != "-1" for duration in durations)):
        raise refuse("database-logs-values", Place(name), url=name)
