"""A store as tables for whoever asks further: in DuckDB's memory, or as Parquet that any engine reads.

A row says what a submission says and nothing of where it came from: no token, no number, no state, and rows lie in the
order of their content. They are single enterprises all the same, so they belong to the committee as the store does.
The store itself is read here, in batches: an engine that opened it would have to load a driver from the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from riskassess.assessment.core import base_target, core_questions
from riskassess.committee.counting import Frame, batches, matrix
from riskassess.committee.partition import parts_of
from riskassess.committee.planning import worths
from riskassess.committee.publication import WHOLE_ONLY_BELOW
from riskassess.committee.queries import QUESTIONS, columns, in_order
from riskassess.committee.store import NOT_DRAWN, Row
from riskassess.exchange.call import Call
from riskassess.problems import Place, refuse
from riskassess.questionnaire.values import Pack

if TYPE_CHECKING:
    import duckdb

SUBMISSIONS: Final = "submission"
WHOLE: Final = "all"
"""The part that everybody is in."""
_NOTHING: Final = NOT_DRAWN
ABOUT: Final = ("about", "part", "grade", "question", "link")
_MEMORY: Final = "256MB"
"""What DuckDB may take to answer; beyond it goes to a folder."""
_ROOM: Final = "1GB"
"""What it may take while it holds every row: ten million need that."""

Columns = Mapping[str, Any]
"""Column → numpy array, masked where nothing is said."""


class Answer(NamedTuple):
    """Hold what a question is answered with: the heads of its columns, and its lines."""

    heads: list[str]
    lines: list[tuple[Any, ...]]


class Lake:
    """Hold the tables of a call in DuckDB; raises ProblemsFound where that is not installed."""

    def __init__(self, spill: Path) -> None:
        self.connection = _connected(spill)

    def load(self, pack: Pack, call: Call, rows: Iterable[Row]) -> int:
        """Make every table from a store; return how many submissions there are. Raises ProblemsFound below k."""
        self.make_room()
        frame, sizes = Frame(pack), dict.fromkeys((group.id for group in call.groups), 0)
        numbers = {group: number for number, group in enumerate(sizes)}
        for some in batches(rows):
            for row in some:
                sizes[row.group_id or ""] += 1
            self.add(SUBMISSIONS, _columns(frame, numbers, some))
        if sum(sizes.values()) < call.k:
            raise refuse("publish-too-few", least=call.k)
        for name, table in about(pack, call, sizes).items():
            self.add(name, table)
        return sum(sizes.values())

    def open(self, folder: Path) -> None:
        """Take the tables from Parquet files; raises ProblemsFound when one is missing."""
        for name in (SUBMISSIONS, *ABOUT):
            path = folder / f"{name}.parquet"
            if not path.is_file():
                raise refuse("export-incomplete", Place(path.as_posix()), path=path.as_posix())
            self.connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(path)})")

    def write(self, folder: Path) -> None:
        """Write every table as Parquet, its rows in the order of what they say."""
        for name in (SUBMISSIONS, *ABOUT):
            target = _quoted(folder / f"{name}.parquet")
            self.connection.execute(f"COPY (SELECT * FROM {name} ORDER BY ALL) TO {target} (FORMAT parquet)")

    def ask(self, statements: Mapping[str, str]) -> dict[str, Answer]:
        """Run statements, those that count first, and return the answer to each question."""
        found: dict[str, Answer] = {}
        for name, statement in in_order(statements):
            answer = self.connection.execute(statement)
            if name in QUESTIONS:
                found[name] = Answer([head[0] for head in answer.description or ()], answer.fetchall())
        return found

    def make_room(self) -> None:
        """Take the memory that it needs to hold every row."""
        self.connection.execute(f"SET memory_limit = '{_ROOM}'")

    def add(self, name: str, table: Columns) -> None:
        """Add rows to a table, which is made with the first."""
        self.connection.register("coming", dict(table))
        known = self.connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone()
        self.connection.execute(f"{f'INSERT INTO {name}' if known else f'CREATE TABLE {name} AS'} SELECT * FROM coming")
        self.connection.unregister("coming")


def _columns(frame: Frame, numbers: Mapping[str, int], rows: list[Row]) -> Columns:
    detailed = np.array([row.levels is not None for row in rows])
    nothing = bytes([_NOTHING]) * len(frame.core)
    levels = matrix((row.levels or nothing for row in rows), len(frame.core))
    marks = matrix((row.marks or nothing for row in rows), len(frame.core))
    domains = matrix((row.domains or bytes(len(frame.domains)) for row in rows), len(frame.domains)).copy()
    domains[detailed] = frame.bands(levels[detailed])
    named = columns(frame.pack)
    return {
        "group_no": np.array([numbers[row.group_id or ""] for row in rows], np.int16),
        **_table(("grade", "substantiated"), [(row.grade, row.substantiated) for row in rows]),
        "readiness": np.array([row.readiness for row in rows], np.int8),
        **{column: domains[:, at].astype(np.int8) for at, column in enumerate(named["band"].values())},
        **{column: _said(marks[:, at]) for at, column in enumerate(named["below"].values())},
        **{column: _said(levels[:, at]) for at, column in enumerate(named["level"].values())},
    }


def _said(numbers: np.ndarray[Any, np.dtype[np.uint8]]) -> Any:
    return np.ma.masked_array(numbers.astype(np.int8), mask=numbers == _NOTHING)


def about(pack: Pack, call: Call, sizes: Mapping[str, int]) -> dict[str, Columns]:
    """Return the small tables: the parts that may be shown, and what the questionnaire says of its own."""
    whole = sum(sizes.values()) < WHOLE_ONLY_BELOW
    parts = (tuple(call.groups),) if whole else parts_of(call.groups, sizes, call.k)
    numbers = {group.id: number for number, group in enumerate(call.groups)}
    places = [(group.id, " ".join(one.id for one in part)) for part in parts for group in part]
    places += [(group.id, WHOLE) for group in call.groups]
    core, worth = core_questions(pack), worths(pack)
    links = [
        (question.id, link.instrument, pack.instrument_by_id[link.instrument][1].id, link.factor)
        for question in core
        for link in question.closes_with
    ]
    return {
        "about": {"k": np.array([call.k], np.int64)},
        "part": {
            "group_no": np.array([numbers[group] for group, _ in places], np.int16),
            **_table(("group_id", "part"), places),
        },
        "grade": {**_table(("grade",), [(grade.id,) for grade in pack.grades]), "place": np.arange(len(pack.grades))},
        "question": {
            **_table(("question", "domain"), [(question.id, question.domain) for question in core]),
            "target": np.array([float(base_target(pack, question)) for question in core]),
            "worth": np.array([worth[question.id] for question in core]),
        },
        "link": {
            **_table(("question", "instrument", "measure"), [link[:3] for link in links]),
            "strength": np.array([link[3] for link in links], np.float64),
        },
    }


def _table(heads: tuple[str, ...], lines: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    return {head: np.array([line[at] for line in lines], object) for at, head in enumerate(heads)}


def _connected(spill: Path) -> duckdb.DuckDBPyConnection:
    try:
        import duckdb
    except ImportError as error:
        raise refuse("extra-missing", extra="duckdb") from error
    settings = {"memory_limit": _MEMORY, "temp_directory": str(spill)}
    alone = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(config={**settings, **alone})
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")  # every order that matters is asked for
    return connection


def _quoted(path: Path) -> str:
    return "'" + path.as_posix().replace("'", "''") + "'"
