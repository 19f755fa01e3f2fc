"""How a change gets into the file: the current value and its row of history, in the caller's transaction.

This is the only module that writes answers and profile values, so nothing can change without leaving a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Table, bindparam, delete, insert, update
from sqlalchemy.dialects.sqlite import insert as upsert

from riskassess.problems import Place, refuse
from riskassess.workspace.attachments import put_attachments
from riskassess.workspace.chain import chain_end, row_digest
from riskassess.workspace.prepared import Prepared
from riskassess.workspace.records import ANSWER_FIELDS, Change, StoredAnswer, moment_text, to_json
from riskassess.workspace.tables import answer, answer_history, assessment, profile_value


@dataclass(frozen=True, slots=True)
class Stamp:
    """Hold who changes something and when."""

    who: str
    at: datetime


def _replacing(table: Table, key: Sequence[str], values: Sequence[str]) -> Prepared:
    statement = upsert(table)
    new = {name: statement.excluded[name] for name in values}
    return Prepared(statement.on_conflict_do_update(index_elements=key, set_=new))


_PUT_ANSWER = _replacing(answer, ("assessment_id", "question"), ANSWER_FIELDS)
_PUT_VALUE = _replacing(profile_value, ("assessment_id", "field"), ("value",))
_ADD_HISTORY = Prepared(insert(answer_history))


def write_changes(
    connection: Connection, assessment_id: int, changes: Sequence[Change], stamp: Stamp, undoes: Sequence[int] = ()
) -> tuple[int, ...]:
    """Write changes and their rows of history, in order; return the rows' ids. `undoes` names the rows taken back."""
    _PUT_ANSWER.run_each(connection, [_answer_row(assessment_id, c) for c in changes if c.kind == "answer"])
    put_attachments(connection, assessment_id, changes)
    for change in changes:
        if change.kind == "profile":
            _write_profile(connection, assessment_id, change)
    last, previous = chain_end(connection)
    rows = [_history_row(assessment_id, change, stamp) for change in changes]
    for number, row in enumerate(rows):
        row |= {"id": last + 1 + number, "undoes": undoes[number] if undoes else None}
        row["digest"] = previous = row_digest(previous, row)
    _ADD_HISTORY.run_each(connection, rows)
    return tuple(row["id"] for row in rows)


def _history_row(assessment_id: int, change: Change, stamp: Stamp) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "at": moment_text(stamp.at),
        "who": stamp.who,
        "what": change.what,
        "kind": change.kind,
        "subject": change.subject,
        "before": to_json(change.before),
        "after": to_json(change.after),
    }


def _answer_row(assessment_id: int, change: Change) -> dict[str, Any]:
    after = change.after if isinstance(change.after, StoredAnswer) else StoredAnswer()
    values = {name: getattr(after, name) for name in ANSWER_FIELDS} | {"later": int(after.later)}
    return {"assessment_id": assessment_id, "question": change.subject, **values}


def _write_profile(connection: Connection, assessment_id: int, change: Change) -> None:
    value = to_json(change.after)
    key = {"assessment_id": assessment_id, "field": change.subject}
    if value is None:
        connection.execute(delete(profile_value).filter_by(**key))
    else:
        _PUT_VALUE.run(connection, {**key, "value": value})


@cache
def _marking(columns: tuple[str, ...]) -> Prepared:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    values["edits"] = bindparam("seen", type_=Integer) + 1
    unchanged = (assessment.c.id == bindparam("of"), assessment.c.edits == bindparam("seen"))
    return Prepared(update(assessment).where(*unchanged).values(**values))


def mark_changed(connection: Connection, assessment_id: int, seen: int, stamp: Stamp, **values: object) -> None:
    """Set columns of an assessment's row and its last change; refuse when it has changed since `seen` edits.

    What its card showed is forgotten unless a new `summary` is among the values: whoever lists it works it out.
    """
    new = {"summary": None, **values, "changed_at": moment_text(stamp.at)}
    given = {f"new_{name}": value for name, value in new.items()}
    if _marking(tuple(new)).run(connection, {"of": assessment_id, "seen": seen, **given}).rowcount != 1:
        raise refuse("assessment-changed-elsewhere", Place(path=f"assessment/{assessment_id}"))
