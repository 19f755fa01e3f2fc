"""Statements that are turned into SQL once: an edit runs four of them, and making one takes longer than running it.

They are still written in terms of the tables, so that a column has one name; only the way to the driver is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ClauseElement, Connection, CursorResult
from sqlalchemy.dialects.sqlite import dialect


class Prepared:
    """Hold one statement as the text that the driver takes, and the names of its parameters in their order."""

    def __init__(self, statement: ClauseElement) -> None:
        compiled: Any = statement.compile(dialect=dialect(paramstyle="qmark"))
        self._sql: str = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._fixed: dict[str, Any] = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Run it with values by name; raises KeyError when one is missing."""
        return connection.exec_driver_sql(self._sql, self._in_order(values))

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for every row, in their order; nothing for none."""
        if rows:
            connection.exec_driver_sql(self._sql, [self._in_order(values) for values in rows])

    def _in_order(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values[name] if name in values else self._fixed[name] for name in self._names)
