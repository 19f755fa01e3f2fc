"""History that can be trusted: whatever is changed behind the program's back is found, and the first row is named."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.workspace.chain import CHAINED, START, Misfit, first_misfit
from riskassess.workspace.workspace import open_workspace
from tests.app.conftest import fill
from tests.app.small_pack import small_pack


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a workspace with everything that leaves rows: edits, undo, carry-over, finishing, a revision, names."""
    path = tmp_path / "workspace.riskassess"
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="t")
    one = fill(desk.start("企业", "一"))
    one.choose("SEA-1", 1)
    one.undo()
    one.describe(client="企业甲")
    one.finish("编制", "审核")
    one.revise().choose("SEA-2", 0)
    two = desk.start("企业甲", "二", carry_from=one.id)
    two.confirm_domain("SEA")
    two.set_as_of(two.answers.as_of.replace(day=1))
    desk.close()
    return path


def misfit(path: Path) -> Misfit | None:
    workspace = open_workspace(path)
    with workspace.reading() as connection:
        found = first_misfit(connection)
    workspace.close()
    return found


class Tampering:
    """A file opened by hand, its guards taken off as anybody can who may write it."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path, isolation_level=None)
        for (name,) in self.file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.file.execute(f"DROP TRIGGER {name}")

    def __call__(self, statement: str) -> None:
        assert self.file.execute(statement).rowcount > 0
        self.file.close()


@pytest.fixture
def tamper(path: Path) -> Iterator[Tampering]:
    yield Tampering(path)


def test_everything_that_happens_leaves_rows_and_the_chain_holds(path: Path) -> None:
    file = sqlite3.connect(path)
    what = {row[0] for row in file.execute("SELECT what FROM answer_history")}
    file.close()
    assert what >= {"start", "choose", "undo", "describe", "finish", "revise", "carry_over", "confirm", "as_of"}
    assert misfit(path) is None


def test_the_digest_is_what_the_documents_say(path: Path) -> None:
    file = sqlite3.connect(path)
    previous = START
    for *row, digest in file.execute(f"SELECT {', '.join(CHAINED)}, digest FROM answer_history ORDER BY id"):
        data = json.dumps([previous, *row], ensure_ascii=False, separators=(",", ":")).encode()
        assert digest == hashlib.sha256(data).hexdigest()
        previous = digest
    file.close()


@pytest.mark.parametrize("column", CHAINED[1:])
def test_a_changed_row_is_found(path: Path, tamper: Tampering, column: str) -> None:
    value = {"before": "NULL", "after": "NULL", "undoes": "1", "kind": "'profile'"}.get(column, "'9'")
    row = 7 if column == "after" else 20 if column == "before" else 9
    tamper(f"UPDATE answer_history SET {column} = {value} WHERE id = (SELECT min(id) FROM answer_history WHERE id >= "
           f"{row} AND {column} IS NOT {value})")  # fmt: skip
    found = misfit(path)
    assert found is not None
    assert (found.fault, found.row >= row) == ("changed", True)


def test_a_changed_row_with_a_new_digest_gives_itself_away_by_the_next(path: Path, tamper: Tampering) -> None:
    tamper("UPDATE answer_history SET digest = printf('%064d', 0) WHERE id = 5")
    found = misfit(path)
    assert found is not None
    assert (found.row, found.fault) == (5, "changed")


@pytest.mark.parametrize("row", ["1", "8", "(SELECT max(id) FROM answer_history)"])
def test_a_row_taken_out_is_found_wherever_it_stood(path: Path, tamper: Tampering, row: str) -> None:
    number = tamper.file.execute(f"SELECT {row}").fetchone()[0]
    tamper(f"DELETE FROM answer_history WHERE id = {number}")
    assert misfit(path) == Misfit(number, "missing")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET level = 0 WHERE assessment_id = 1 AND question = 'SEA-1'",
        "DELETE FROM answer WHERE assessment_id = 1 AND question = 'SEA-1'",
        "INSERT INTO answer (assessment_id, question, note, later) VALUES (1, 'SEA-1-X', 'x', 0)",
        "UPDATE profile_value SET value = '\"large\"' WHERE assessment_id = 1 AND field = 'size'",
        "DELETE FROM profile_value WHERE assessment_id = 1 AND field = 'size'",
    ],
)
def test_a_current_value_that_history_does_not_tell_is_found(path: Path, tamper: Tampering, statement: str) -> None:
    tamper(statement)
    found = misfit(path)
    assert found is not None
    assert found.fault == "current"
    assert found.subject in statement


def test_a_row_without_a_digest_is_refused_by_the_file_itself(path: Path) -> None:
    file = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="chained"):
        file.execute(
            "INSERT INTO answer_history (assessment_id, at, who, what, kind, subject) "
            "VALUES (1, '', '', '', 'answer', '')"
        )
    file.close()
