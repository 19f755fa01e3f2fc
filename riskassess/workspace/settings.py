"""Settings of this workspace: texts under keys; what they mean is for whoever sets them."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from riskassess.workspace.tables import setting

RECENT = "recent_files"
"""Files that were opened lately; their paths may tell whom an assessment is of."""


def read_setting(connection: Connection, key: str) -> str | None:
    """Read a setting, or None when it was never set."""
    return connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()


def write_setting(connection: Connection, key: str, value: str) -> None:
    """Set a setting."""
    statement = insert(setting).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
