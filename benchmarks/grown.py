"""A workspace with as many assessments as one wants: one that the program made itself, multiplied row by row.

The rows go in by plain inserts through the file's own guards, each row of history chained to the one before, so that
the program takes the result for its own (`first_misfit` finds nothing in it).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from riskassess.app.assessments import Desk
from riskassess.workspace.chain import row_digest

ROWS_EACH = 110
CLIENTS_EACH = 5  # assessments a client


def grow(path: Path, assessments: int) -> None:
    """Make a workspace with so many assessments and 110 times as many rows of history."""
    desk = Desk.open(path, who="benchmark")
    desk.open_sample()
    desk.close()
    file = sqlite3.connect(path, isolation_level=None)
    file.row_factory = sqlite3.Row
    file.execute("PRAGMA synchronous = OFF")
    file.execute("BEGIN")
    _multiply(file, assessments)
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def _multiply(file: sqlite3.Connection, assessments: int) -> None:
    pattern = {
        table: [dict(row) for row in file.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
        for table in ("assessment", "answer", "profile_value", "answer_history")
    }
    history = list(_filled_up(pattern["answer_history"]))
    last = file.execute("SELECT id, digest FROM answer_history ORDER BY id DESC LIMIT 1").fetchone()
    number, digest = last["id"], last["digest"]
    for assessment_id in range(2, assessments + 1):
        _add_names(file, assessment_id)
        (made,) = pattern["assessment"]
        at = f"2025-{assessment_id % 12 + 1:02}-{assessment_id % 28 + 1:02}T08:00:00.{assessment_id:06}+00:00"
        names = {"id": assessment_id, "project_id": assessment_id, "created_at": at, "changed_at": at}
        _insert(file, "assessment", [made | names])
        for table in ("answer", "profile_value"):
            _insert(file, table, [row | {"assessment_id": assessment_id} for row in pattern[table]])
        rows: list[dict[str, Any]] = []
        for row in history:
            number += 1
            new = {**row, "id": number, "assessment_id": assessment_id, "at": at}
            digest = new["digest"] = row_digest(digest, new)
            rows.append(new)
        _insert(file, "answer_history", rows)


def _filled_up(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield an assessment's rows, and changes of its last answer there and back until there are enough."""
    yield from rows[:ROWS_EACH]
    there, back = rows[-1], {**rows[-1], "before": rows[-1]["after"], "after": None, "what": "clear"}
    for number in range(ROWS_EACH - len(rows)):
        yield back if number % 2 == 0 else {**there, "before": None}
    if (ROWS_EACH - len(rows)) % 2:
        raise ValueError("the last change must end where it began")


def _add_names(file: sqlite3.Connection, number: int) -> None:
    owner = (number + CLIENTS_EACH - 1) // CLIENTS_EACH + 1
    at = "2025-01-01T00:00:00.000000+00:00"
    client = {"id": owner, "name": f"第 {owner} 家公司", "uscc": None, "created_at": at}
    if file.execute("SELECT 1 FROM client WHERE id = ?", (owner,)).fetchone() is None:
        _insert(file, "client", [client])
    _insert(file, "project", [{"id": number, "client_id": owner, "name": f"第 {number} 个项目", "created_at": at}])


def _insert(file: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    columns = list(rows[0])
    marks = ", ".join(f":{name}" for name in columns)
    file.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
