"""What a submission becomes where it is kept: a row under its token, and what stands of two rows of one token.

Plain values, so that processes that only open files need not load an engine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import repeat
from typing import Final, NamedTuple

from riskassess.exchange.submission import Submission, submission_bytes

STANDS, WITHDRAWN, CONFLICT = 0, 1, 2
NOT_DRAWN: Final = 255
"""What stands for a core question that a submission does not mark."""


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


def row_of(submission: Submission, core: Sequence[str], content: bytes | None = None) -> Row:
    """Return a submission as its row; `content` is the bytes it was read from, where they are at hand."""
    token = bytes.fromhex(submission.token)
    same = hashlib.sha256(submission_bytes(submission) if content is None else content).digest()
    if submission.withdraw:
        return Row(token, submission.serial, WITHDRAWN, same)
    head = (submission.group, submission.grade, submission.grade_substantiated, submission.readiness)
    if submission.levels:
        return Row(token, submission.serial, STANDS, same, *head, None, None, bytes(submission.levels.values()))
    marks = bytes(map(submission.marks.get, core, repeat(NOT_DRAWN)))
    return Row(token, submission.serial, STANDS, same, *head, bytes(submission.domains.values()), marks, None)


def newer(old: Row, new: Row) -> Row:
    """Return what stands of two rows of one token: the higher number; of equal ones that differ, a conflict."""
    if new.serial != old.serial:
        return new if new.serial > old.serial else old
    return old if new.digest == old.digest else Row(old.token, old.serial, CONFLICT, b"")


def folded(old: Row | None, new: Row) -> tuple[Row, str]:
    """Return what stands after a row has come, and what it was: new, newer, the same, older or in conflict."""
    if old is None:
        return new, "new"
    row = newer(old, new)
    if row is old:
        return old, "same" if new.digest == old.digest else "conflict" if new.serial == old.serial else "older"
    return row, "conflict" if row.state == CONFLICT else "newer"
