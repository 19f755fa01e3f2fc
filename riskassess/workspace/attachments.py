"""Files that are kept with a question: which there are, and their content, once each, by its digest.

Content is written in parts of a moderate size, each in a transaction of its own, so that an answer given meanwhile need
not wait for a large file. It counts only when it is whole and a question holds it; what no question holds any more
stays for as long as it might be asked back; whoever closes the workspace drops it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from riskassess.problems import Place, refuse
from riskassess.workspace.records import Attached, Change, StoredAnswer
from riskassess.workspace.tables import attachment, attachment_content, attachment_part

PART = 1 << 19
"""Bytes of content that one transaction writes: some milliseconds, encrypted."""

_IN_ORDER = (attachment.c.added_at, attachment.c.name)
_COLUMNS = (attachment.c.added_at, attachment.c.name, attachment.c.sha256, attachment.c.size)


def read_attachments(connection: Connection, assessment_id: int) -> dict[str, tuple[Attached, ...]]:
    """Read which files an assessment's questions hold, by question, in the order they came."""
    query = select(attachment.c.question, *_COLUMNS).where(attachment.c.assessment_id == assessment_id)
    rows = connection.execute(query.order_by(attachment.c.question, *_IN_ORDER))
    return {
        question: tuple(Attached(*row[1:]) for row in several) for question, several in groupby(rows, lambda r: r[0])
    }


def every_attachment(connection: Connection) -> dict[tuple[int, str], tuple[Attached, ...]]:
    """Read which files all questions of all assessments hold, by assessment and question."""
    place = (attachment.c.assessment_id, attachment.c.question)
    rows = connection.execute(select(*place, *_COLUMNS).order_by(*place, *_IN_ORDER))
    grouped = groupby(rows, lambda row: (row[0], row[1]))
    return {found: tuple(Attached(*row[2:]) for row in several) for found, several in grouped}


def put_attachments(connection: Connection, assessment_id: int, changes: Iterable[Change]) -> None:
    """Let questions hold the files that changes say, in the caller's transaction; refuse content that is not there."""
    for change in changes:
        before, after = _files(change.before), _files(change.after)
        if change.kind != "answer" or before == after:
            continue
        place = {"assessment_id": assessment_id, "question": change.subject}
        connection.execute(delete(attachment).filter_by(**place))
        _refuse_lost(connection, after)
        if after:
            rows = [
                {**place, "name": f.name, "sha256": f.sha256, "size": f.size, "added_at": f.added_at} for f in after
            ]
            connection.execute(insert(attachment), rows)


def _files(side: object) -> tuple[Attached, ...]:
    return side.attachments if isinstance(side, StoredAnswer) else ()


def _refuse_lost(connection: Connection, files: Sequence[Attached]) -> None:
    for file in files:
        if missing_parts(connection, file.sha256, file.size):
            raise refuse("attachment-content-gone", Place(file=file.name), name=file.name)


def missing_parts(connection: Connection, sha256: str, size: int) -> tuple[int, ...]:
    """Return the numbers of the parts that content of so many bytes still lacks."""
    known = select(attachment_content.c.size).where(attachment_content.c.sha256 == sha256)
    query = select(attachment_part.c.number).where(attachment_part.c.sha256 == sha256)
    there = set(connection.execute(query).scalars())
    if connection.execute(known).scalar() != size:
        there = set[int]()
    return tuple(number for number in range(part_count(size)) if number not in there)


def part_count(size: int) -> int:
    """Return of how many parts content of so many bytes consists."""
    return max(1, -(-size // PART))


def add_part(connection: Connection, sha256: str, content: bytes, number: int) -> None:
    """Write one part of content, where it is not there yet."""
    known = upsert(attachment_content).values(sha256=sha256, size=len(content))
    connection.execute(known.on_conflict_do_nothing())
    data = content[number * PART : (number + 1) * PART]
    part = upsert(attachment_part).values(sha256=sha256, number=number, data=data)
    connection.execute(part.on_conflict_do_nothing())


def read_content(connection: Connection, file: Attached) -> bytes:
    """Read what a file held; refuse content that is gone or is not what it was."""
    query = select(attachment_part.c.data).where(attachment_part.c.sha256 == file.sha256)
    parts = connection.execute(query.order_by(attachment_part.c.number)).scalars().all()
    content = b"".join(part for part in parts if isinstance(part, bytes))  # whoever wrote it, a text is no content
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise refuse("attachment-content-gone", Place(file=file.name), name=file.name)
    return content


def lost_files(connection: Connection) -> Iterator[str]:
    """Yield the name of every file that a question holds and whose content is gone or is not what was kept.

    Each content is read once, a part at a time.
    """
    names: dict[str, list[str]] = {}
    for name, sha256 in connection.execute(select(attachment.c.name, attachment.c.sha256).order_by(attachment.c.name)):
        names.setdefault(sha256, []).append(name)
    for sha256, several in names.items():
        digest = hashlib.sha256()
        query = select(attachment_part.c.data).where(attachment_part.c.sha256 == sha256)
        for part in connection.execute(query.order_by(attachment_part.c.number)).scalars():
            digest.update(part if isinstance(part, bytes) else b"")
        if digest.hexdigest() != sha256:
            yield from several


def bytes_kept(connection: Connection) -> int:
    """Return how many bytes of content the workspace keeps, each content once."""
    return connection.execute(select(func.coalesce(func.sum(attachment_content.c.size), 0))).scalar_one()


def unused_content(connection: Connection) -> frozenset[str]:
    """Return the digests of content that no question holds."""
    held = select(attachment.c.sha256).where(attachment.c.sha256 == attachment_content.c.sha256)
    return frozenset(connection.execute(select(attachment_content.c.sha256).where(~held.exists())).scalars())


def drop_content(connection: Connection, digests: Collection[str]) -> int:
    """Take out those of some contents that no question holds, and overwrite where they stood; return how many went."""
    gone = unused_content(connection).intersection(digests)
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for table in (attachment_part, attachment_content):
        connection.execute(delete(table).where(table.c.sha256.in_(gone)))
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    return len(gone)
