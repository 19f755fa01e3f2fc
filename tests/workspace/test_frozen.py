"""The newest program on the file of every released schema: every row that was there is there, and history is chained.

A frozen file is written once, by the program of its schema, and never again; the JSON beside it holds its rows.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.workspace import schema
from riskassess.workspace.chain import first_misfit
from riskassess.workspace.workspace import open_workspace
from tests.app.small_pack import small_pack

FROZEN = Path(__file__).parent.parent / "frozen"
RELEASED = sorted(FROZEN.glob("workspace-*.riskassess"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, list[dict[str, Any]]]]:
    path = tmp_path / "workspace.riskassess"
    shutil.copy(request.param, path)
    return path, json.loads(request.param.with_suffix(".json").read_text(encoding="utf-8"))


def rows(path: Path, table: str, columns: list[str]) -> list[dict[str, Any]]:
    file = sqlite3.connect(path)
    file.row_factory = sqlite3.Row
    found = [dict(row) for row in file.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2")]
    file.close()
    for row in found:
        row |= {name: value.decode() for name, value in row.items() if isinstance(value, bytes)}
    return found


def test_every_schema_has_a_frozen_file() -> None:
    assert [path.stem.removeprefix("workspace-") for path in RELEASED] == list(schema.KNOWN)


def test_every_row_is_kept(frozen: tuple[Path, dict[str, list[dict[str, Any]]]]) -> None:
    path, expected = frozen
    open_workspace(path).close()
    for table, before in expected.items():
        if not before:
            continue
        now = rows(path, table, list(before[0]))
        for row in now:
            if table == "installed_pack":
                row["data"] = len(row["data"])
        assert now == before, table


def test_its_history_is_chained_and_goes_on(frozen: tuple[Path, dict[str, list[dict[str, Any]]]]) -> None:
    path, _ = frozen
    desk = Desk.open(path, shelf=Shelf.holding(small_pack()), who="t")
    cards = desk.cards()
    assert len(cards) == 4
    for card in cards:
        assert card.problem is None
        if card.status == "draft":
            desk.open_assessment(card.assessment_id).choose("SEA-2", 1)
    with desk._workspace.reading() as connection:
        assert first_misfit(connection) is None
    desk.close()
