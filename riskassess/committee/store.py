"""Where submissions lie until the call is closed: a row each under its token, and nothing of when or from where.

The rows lie in the order of tokens, which is chance; after each run the place is rewritten, so that nothing remembers
the order in which they came. What a row becomes when another file of its token comes does not depend on which came
first, so taking in the same files again, in any other order or from several sides at once, ends in the same store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Column, Connection, Integer, LargeBinary, MetaData, String, Table, func, inspect, select

from riskassess.canonical import digest
from riskassess.committee.engines import FAULTS, engines_at, unusable
from riskassess.committee.rows import CONFLICT, NOT_DRAWN, STANDS, WITHDRAWN, Row, folded, row_of
from riskassess.exchange.call import Call, call_data
from riskassess.problems import Place, refuse

__all__ = ["CONFLICT", "NOT_DRAWN", "STANDS", "WITHDRAWN", "Row", "Store", "row_of"]

SCHEMA: Final = "1"
"""The number of the tables below. A store lives as long as its call, so another number is refused, not migrated."""
AT_ONCE: Final = 5_000
"""Rows that are fetched at once."""

_METADATA = MetaData()
ABOUT = Table(
    "about", _METADATA, Column("key", String, primary_key=True), Column("value", String), sqlite_with_rowid=False
)
SUBMISSIONS = Table(
    "submission",
    _METADATA,
    Column("token", LargeBinary, primary_key=True),
    Column("serial", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("group_id", String),
    Column("grade", String),
    Column("substantiated", String),
    Column("readiness", Integer),
    Column("domains", LargeBinary),  # a byte per compared domain, in pack order
    Column("marks", LargeBinary),  # a byte per core question, in code-point order
    Column("levels", LargeBinary),  # the same, of detailed senders
    sqlite_with_rowid=False,
)
_KEPT = ", ".join(f"{name} = excluded.{name}" for name in Row._fields if name != "token")
_UPSERT = "INSERT INTO submission ({columns}) VALUES ({gaps}) ON CONFLICT (token) DO UPDATE SET {kept}"


class Store:
    """Keep the submissions of one call in a file or database; raises ProblemsFound for the store of another call."""

    def __init__(self, where: Path | URL, call: Call, *, make: bool = True) -> None:
        self._at = engines_at(where)
        gaps = ", ".join([self._at.gap] * len(Row._fields))
        self._upsert = _UPSERT.format(columns=", ".join(Row._fields), gaps=gaps, kept=_KEPT)
        bound = {"call": call.id, "sha256": digest(call_data(call)), "schema": SCHEMA}
        with self._begin() as connection:
            if make:
                self._at.make(connection, _METADATA)
            elif not inspect(connection).has_table(ABOUT.name):
                raise refuse("desk-empty", Place(self._at.name), path=self._at.name)
            known = {row.key: row.value for row in connection.execute(select(ABOUT))}
            if not known:
                connection.execute(ABOUT.insert(), [{"key": key, "value": value} for key, value in bound.items()])
            elif {**known, "schema": SCHEMA} != bound:
                raise refuse("store-of-another-call", Place(self._at.name), found=known.get("call"), expected=call.id)
            elif known.get("schema", SCHEMA) != SCHEMA:
                raise refuse("store-of-another-version", Place(self._at.name), found=known["schema"], known=SCHEMA)

    @contextmanager
    def _begin(self) -> Generator[Connection]:
        try:
            with self._at.engine.begin() as connection:
                yield connection
        except FAULTS as error:
            raise unusable(self._at.name, error) from error

    def take(self, rows: Iterable[Row]) -> Counter[str]:
        """Take in rows, durably and all at once; return how many were new, newer, the same, older or in conflict."""
        rows = tuple(rows)
        said: Counter[str] = Counter()
        if not rows:
            return said
        with self._begin() as connection:
            self._at.alone(connection, SUBMISSIONS.name)
            before = self._known(connection, {row.token for row in rows})
            after = dict(before)
            for row in rows:
                after[row.token], word = folded(after.get(row.token), row)
                said[word] += 1
            changed = sorted(tuple(row) for token, row in after.items() if before.get(token) != row)  # by token
            if changed:
                connection.exec_driver_sql(self._upsert, changed)
        return said

    def _known(self, connection: Connection, tokens: set[bytes]) -> dict[bytes, Row]:
        found = connection.execute(select(SUBMISSIONS).where(SUBMISSIONS.c.token.in_(tokens)))
        return {row.token: Row(*row) for row in found}

    def standing(self) -> list[Row]:
        """Return every row that counts, in the order of tokens."""
        return list(self.each_standing())

    def each_standing(self) -> Iterator[Row]:
        """Yield every row that counts, in the order of tokens; others wait with writing until the last is taken."""
        statement = select(SUBMISSIONS).where(SUBMISSIONS.c.state == STANDS).order_by(SUBMISSIONS.c.token)
        with self._begin() as connection:
            for row in connection.execution_options(yield_per=AT_ONCE).execute(statement):
                yield Row(*row)

    def states(self) -> Mapping[int, int]:
        """Count the rows by their state."""
        counted = select(SUBMISSIONS.c.state, func.count()).group_by(SUBMISSIONS.c.state)
        with self._begin() as connection:
            return {row[0]: row[1] for row in connection.execute(counted)}

    def settle(self) -> None:
        """Rewrite the place, so that nothing remembers the order in which rows came; raises ProblemsFound."""
        try:
            self._at.settle(SUBMISSIONS.name, "token")
        except FAULTS as error:
            raise unusable(self._at.name, error) from error

    def drop(self) -> None:
        """Drop the tables, and with them the store; raises ProblemsFound."""
        try:
            self._at.drop(_METADATA)
        except FAULTS as error:
            raise unusable(self._at.name, error) from error
