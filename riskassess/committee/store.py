"""Where submissions lie until the call is closed: a row each under its token, and nothing of when or from where.

Tables without rowids keep the order of tokens, which is chance; a vacuum after each run takes away what pages remember
of the order in which rows came. What a row becomes when another file of its token comes does not depend on which came
first, so taking in the same files again, or in any other order, ends in the same store.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, create_engine, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from riskassess.canonical import digest
from riskassess.exchange.call import Call, call_data
from riskassess.exchange.submission import Submission, submission_bytes
from riskassess.problems import Place, refuse

STANDS, WITHDRAWN, CONFLICT = 0, 1, 2
NOT_DRAWN: Final = 255
"""What stands for a core question that a submission does not mark."""

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


class Row(NamedTuple):
    """Hold one row as it is stored."""

    token: bytes
    serial: int
    state: int
    digest: bytes
    group_id: str | None = None
    grade: str | None = None
    substantiated: str | None = None
    readiness: int | None = None
    domains: bytes | None = None
    marks: bytes | None = None
    levels: bytes | None = None


def row_of(submission: Submission, core: Sequence[str]) -> Row:
    """Return a submission as its row."""
    token = bytes.fromhex(submission.token)
    same = hashlib.sha256(submission_bytes(submission)).digest()
    if submission.withdraw:
        return Row(token, submission.serial, WITHDRAWN, same)
    head = (submission.group, submission.grade, submission.grade_substantiated, submission.readiness)
    if submission.levels:
        return Row(token, submission.serial, STANDS, same, *head, None, None, bytes(submission.levels.values()))
    marks = bytes(submission.marks.get(name, NOT_DRAWN) for name in core)
    return Row(token, submission.serial, STANDS, same, *head, bytes(submission.domains.values()), marks, None)


def newer(old: Row, new: Row) -> Row:
    """Return what stands of two rows of one token: the higher number; of equal ones that differ, a conflict."""
    if new.serial != old.serial:
        return new if new.serial > old.serial else old
    return old if new.digest == old.digest else Row(old.token, old.serial, CONFLICT, b"")


class Store:
    """Keep the submissions of one call in a file; raises ProblemsFound for the store of another call."""

    def __init__(self, path: Path, call: Call) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin_writing)
        bound = {"call": call.id, "sha256": digest(call_data(call))}
        with self._begin() as connection:
            _METADATA.create_all(connection)
            known = {row.key: row.value for row in connection.execute(select(ABOUT))}
            if not known:
                connection.execute(ABOUT.insert(), [{"key": key, "value": value} for key, value in bound.items()])
            elif known != bound:
                raise refuse("store-of-another-call", Place(str(path)), found=known.get("call"), expected=call.id)

    @contextmanager
    def _begin(self) -> Generator[Any]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            place = Place(str(self._path))
            raise refuse("store-unusable", place, path=str(self._path), reason=str(error.orig)) from error

    def take(self, rows: Iterable[Row]) -> Counter[str]:
        """Take in rows, durably and all at once; return how many were new, newer, the same, older or in conflict."""
        rows = tuple(rows)
        said: Counter[str] = Counter()
        if not rows:
            return said
        with self._begin() as connection:
            before = self._known(connection, {row.token for row in rows})
            after = dict(before)
            for row in rows:
                after[row.token], word = _folded(after.get(row.token), row)
                said[word] += 1
            changed = [row._asdict() for token, row in after.items() if before.get(token) != row]
            if changed:
                statement = insert(SUBMISSIONS)
                new = {name: statement.excluded[name] for name in Row._fields if name != "token"}
                connection.execute(statement.on_conflict_do_update(index_elements=["token"], set_=new), changed)
        return said

    def _known(self, connection: Any, tokens: set[bytes]) -> dict[bytes, Row]:
        found = connection.execute(select(SUBMISSIONS).where(SUBMISSIONS.c.token.in_(tokens)))
        return {row.token: Row(*row) for row in found}

    def standing(self) -> list[Row]:
        """Return every row that counts, in the order of tokens."""
        with self._begin() as connection:
            where = SUBMISSIONS.c.state == STANDS
            return [Row(*row) for row in connection.execute(select(SUBMISSIONS).where(where))]

    def states(self) -> Mapping[int, int]:
        """Count the rows by their state."""
        counted = select(SUBMISSIONS.c.state, func.count()).group_by(SUBMISSIONS.c.state)
        with self._begin() as connection:
            return {row[0]: row[1] for row in connection.execute(counted)}

    def settle(self) -> None:
        """Rewrite the file, so that no page remembers the order in which rows came."""
        with self._engine.connect() as connection:
            connection.connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]


def _folded(old: Row | None, new: Row) -> tuple[Row, str]:
    if old is None:
        return new, "new"
    row = newer(old, new)
    if row is old:
        return old, "same" if new.digest == old.digest else "conflict" if new.serial == old.serial else "older"
    return row, "conflict" if row.state == CONFLICT else "newer"


def _begin_writing(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so
    for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
