"""Where a store may lie: what is no address, what no driver is there for, what another program wrote.

With a real server: tests/outside/test_postgresql.py.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from pathlib import Path

import pytest

from riskassess.committee import engines
from riskassess.committee.engines import database_url, engines_at
from riskassess.committee.store import SCHEMA, Store
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from tests.committee.desks import store
from tests.exchange.calls import call

SECRET = "swordfish"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "database-url-malformed"),
        (SECRET, "database-url-malformed"),
        (f"postgresql://a:{SECRET}@b:port/c", "database-url-malformed"),
        (f"mysql://a:{SECRET}@b/c", "database-not-supported"),
        ("sqlite:///somewhere.sqlite", "database-not-supported"),
        ("postgresql+nothing://a@b/c", None),
        ("postgres://a@b/c", None),
    ],
)
def test_only_an_address_of_postgresql_is_one(text: str, code: str | None) -> None:
    if code is None:
        assert database_url(text).database == "c"
        return
    with pytest.raises(ProblemsFound, match=code) as found:
        database_url(text)
    for language in ("zh", "en"):
        assert SECRET not in Texts(language).problem_line(found.value.problems[0])


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ProblemsFound, match="postgres-missing") as found:
        engines_at(database_url(f"postgresql://a:{SECRET}@nowhere.invalid/c"))
    line = Texts("en").problem_line(found.value.problems[0])
    assert "riskassess[postgres]" in line and SECRET not in line


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="desk-empty"):
        Store(tmp_path / "new.sqlite", call(), make=False)
    store(tmp_path)
    assert Store(tmp_path / "submissions.sqlite", call(), make=False).states() == {}


@pytest.mark.parametrize(("number", "refused"), [(SCHEMA, False), ("999", True), (None, False)])
def test_a_store_of_another_form_is_refused(tmp_path: Path, number: str | None, refused: bool) -> None:
    store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "submissions.sqlite")) as file, file:
        file.execute("DELETE FROM about WHERE key = 'schema'")
        if number is not None:
            file.execute("INSERT INTO about VALUES ('schema', ?)", (number,))
    with pytest.raises(ProblemsFound, match="store-of-another-version") if refused else contextlib.nullcontext():
        assert store(tmp_path).states() == {}


@pytest.mark.parametrize("what", ["settle", "states", "drop"])
def test_a_file_that_somebody_holds_is_said_to_be_unusable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 0)
    held = store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "submissions.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProblemsFound, match="store-unusable"):
            getattr(held, what)()


def test_dropping_leaves_no_table(tmp_path: Path) -> None:
    store(tmp_path).drop()
    with pytest.raises(ProblemsFound, match="desk-empty"):
        Store(tmp_path / "submissions.sqlite", call(), make=False)
