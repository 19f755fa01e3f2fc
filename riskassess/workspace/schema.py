"""Which schema a file has, and how it is brought up to the program's.

The number is read by plain SQL; Alembic is imported only when it differs (it takes half a second). All steps run in one
transaction: a failure, or the end of the process, leaves the file at the schema it had.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from riskassess.problems import Place, ProblemsFound, refuse

KNOWN = ("0001", "0002", "0003", "0004", "0005")
"""Every schema that this program can open, oldest first; the last is the one it writes."""


def current_schema(connection: Connection) -> str | None:
    """Return the schema's number in a file, or None before the first table."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    if found.first() is None:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def newer_than_program(path: Path, schema: str) -> ProblemsFound:
    """Make the refusal of a file that a newer program wrote."""
    return refuse("workspace-newer", Place(file=str(path)), path=str(path), schema=schema, known=KNOWN[-1])


def bring_up(engine: Engine, path: Path) -> None:
    """Bring a file to the newest schema, whole or not at all; raise ProblemsFound for a newer one or a failure."""
    with engine.connect() as connection:
        schema = current_schema(connection)
    if schema == KNOWN[-1]:
        return
    if schema is not None and schema not in KNOWN:
        raise newer_than_program(path, schema)
    _migrate(engine, path)


def _migrate(engine: Engine, path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, KNOWN[-1])
            # Kept in the header too, so that a later program's file is known before anything connects to it.
            connection.exec_driver_sql(f"PRAGMA user_version = {int(KNOWN[-1])}")
    except Exception as error:  # whatever stops a step, the file has been rolled back and the user is told so
        raise refuse("workspace-upgrade-failed", Place(file=str(path)), path=str(path), reason=str(error)) from error
