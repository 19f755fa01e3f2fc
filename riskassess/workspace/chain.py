"""The chain that ties history together: each row's digest covers the row before it, so none can change unnoticed.

A digest is SHA-256 over the canonical JSON of a list: the digest before, then the row's columns in the order of
`CHAINED`. It covers the texts as they are kept, so checking needs nothing but the file. One chain runs through the
whole workspace. Where a removal took rows out, `history_gap` holds the last digest that went, and the chain goes on
from there; a gap that no removal tells of is found.
Who can write the file and knows this rule can make a new chain: what then gives them away is a digest noted elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select, union_all

from riskassess.canonical import digest
from riskassess.workspace.attachments import every_attachment
from riskassess.workspace.prepared import Prepared
from riskassess.workspace.records import ANSWER_FIELDS, StoredAnswer, to_json
from riskassess.workspace.tables import answer, answer_history, history_gap, profile_value

START = "0" * 64
"""What the first row follows."""
CHAINED = ("id", "assessment_id", "at", "who", "what", "kind", "subject", "before", "after", "undoes")


def row_digest(previous: str, row: Mapping[str, Any] | RowMapping) -> str:
    """Return the digest of a row of history that follows the row of the digest `previous`."""
    return digest([previous, *(row[name] for name in CHAINED)])


_ROW_END = select(answer_history.c.id, answer_history.c.digest).order_by(answer_history.c.id.desc()).limit(1)
_GAP_END = select(history_gap.c.last, history_gap.c.digest).order_by(history_gap.c.last.desc()).limit(1)
_ENDS = Prepared(union_all(_ROW_END.subquery().select(), _GAP_END.subquery().select()))


def chain_end(connection: Connection) -> tuple[int, str]:
    """Return the number and the digest that the next row follows; removed rows count.

    It is read each time rather than remembered, so that a file that was exchanged or cleaned meanwhile has its own end.
    """
    return max(((end.id, end.digest) for end in _ENDS.run(connection, {})), default=(0, START))


@dataclass(frozen=True, slots=True)
class Misfit:
    """Hold the first place where history does not hold: a row's number, and how; 0 where no single row is at fault."""

    row: int
    fault: str  # changed | missing | current
    subject: str = ""


def first_misfit(connection: Connection) -> Misfit | None:
    """Return the first row that does not fit the one before, else the first current value that history denies."""
    return next(_broken_links(connection), None) or next(_unexplained_values(connection), None)


def _broken_links(connection: Connection) -> Iterator[Misfit]:
    gaps = {row.first: row for row in connection.execute(select(history_gap))}
    expected, previous = 1, START
    for row in connection.execute(select(answer_history).order_by(answer_history.c.id)).mappings():
        while expected in gaps and expected < row["id"]:
            expected, previous = gaps[expected].last + 1, gaps[expected].digest
        if row["id"] != expected:
            yield Misfit(expected, "missing")
            return
        if row_digest(previous, row) != row["digest"]:
            yield Misfit(row["id"], "changed", row["subject"])
            return
        expected, previous = row["id"] + 1, row["digest"]
    while expected in gaps:
        expected = gaps[expected].last + 1
    # SQLite counts the numbers it has given; rows that were cut off the end are missed by it alone.
    given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'answer_history'").scalar() or 0
    if given >= expected:
        yield Misfit(expected, "missing")


_NEWEST_SIDES = """
SELECT h.id, h.assessment_id, h.kind, h.subject, h.after FROM answer_history h
JOIN (SELECT max(id) AS id FROM answer_history WHERE kind <> 'assessment' GROUP BY assessment_id, kind, subject) n
ON n.id = h.id
"""


def _unexplained_values(connection: Connection) -> Iterator[Misfit]:
    """Yield every current answer and profile value that is not what the newest row of history says."""
    said = {(row[1], row[2], row[3]): (row[0], row[4]) for row in connection.exec_driver_sql(_NEWEST_SIDES)}
    for key, value in _current_values(connection):
        row, after = said.pop(key, (0, None))
        if value != after:
            yield Misfit(row, "current", key[2])
    for key, (row, after) in said.items():
        if after is not None:
            yield Misfit(row, "current", key[2])


def _current_values(connection: Connection) -> Iterator[tuple[tuple[int, str, str], str | None]]:
    files = every_attachment(connection)
    for row in connection.execute(select(answer)).mappings():
        values = {name: row[name] for name in ANSWER_FIELDS}
        values["later"] = bool(values["later"])
        place = (row["assessment_id"], row["question"])
        yield (place[0], "answer", place[1]), to_json(StoredAnswer(**values, attachments=files.pop(place, ())))
    for (assessment_id, question), stray in files.items():  # of questions that have no row
        yield (assessment_id, "answer", question), to_json(StoredAnswer(attachments=stray))
    for row in connection.execute(select(profile_value)):
        yield (row.assessment_id, "profile", row.field), _same_form(row.value)


def _same_form(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except ValueError:
        return text
