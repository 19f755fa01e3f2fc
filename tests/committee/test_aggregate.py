"""The committee's questions as plain SQL: the same answers from memory, from Parquet and from what publishes.

1. Every figure of the SQL is that of a publication of the same rows. 2. Over Parquet it is the same as over the store.
3. An export says nothing of a token, a number or an order, and is there whole or not at all. 4. No part below k is in
an answer. 5. Closing removes exports, and names those that went away.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from riskassess.app.exporting import aggregate_export, aggregate_store, export_call, exports_of
from riskassess.app.publishing import close_call
from riskassess.assessment.core import below_target, core_domains, domain_bands
from riskassess.committee.counting import Frame, count, total_of
from riskassess.committee.export import Answer, Lake
from riskassess.committee.planning import common_gaps, relevant_measures
from riskassess.committee.publication import publish
from riskassess.committee.queries import columns, questions, views
from riskassess.committee.store import Row, row_of
from riskassess.exchange.submission import Submission
from riskassess.problems import ProblemsFound
from tests.committee.desks import CORE, some, store
from tests.exchange.calls import call, pack, write_call

DAY = date(2027, 1, 10)


def mixed(number: int, seed: int = 1, detailed: float = 0.4) -> list[Submission]:
    chance = random.Random(seed)
    return [
        replace(one, domains={}, marks={}, levels={name: chance.randrange(6) for name in CORE})
        if chance.random() < detailed
        else one
        for one in some(number, seed)
    ]


def rows(submissions: list[Submission]) -> list[Row]:
    return [row_of(submission, CORE) for submission in submissions]


def answers(tmp_path: Path, found: list[Row]) -> dict[str, Answer]:
    lake = Lake(tmp_path / "spill")
    lake.load(pack(), call(), found)
    return lake.ask({**views(pack()), **questions()})


def test_counts_are_those_of_one_enterprise_after_the_other() -> None:
    submissions = mixed(300)
    tallies = count(pack(), [group.id for group in call().groups], rows(submissions))
    frame = Frame(pack())
    whole = total_of(frame, tallies, tallies)
    bands = [s.domains or domain_bands(pack(), s.levels) for s in submissions]
    for at, domain in enumerate(core_domains(pack())):
        assert whole.domains[at].tolist() == [sum(one[domain.id] == n for one in bands) for n in range(10)]
    marks = [s.marks or below_target(pack(), s.levels, CORE) for s in submissions]
    below, speak = frame.below(whole)
    for at, name in enumerate(CORE):
        said = [one[name] for one in marks if name in one]
        assert (below[at], speak[at]) == (sum(said), len(said))


@pytest.mark.parametrize(("number", "detailed"), [(60, 0.4), (400, 0.4), (400, 0.0), (400, 1.0)])
def test_the_answers_are_what_is_published(tmp_path: Path, number: int, detailed: float) -> None:  # 1, 4
    found = rows(mixed(number, 7, detailed))
    benchmark = publish(call(), pack(), found, (), DAY).benchmark
    said = answers(tmp_path, found)
    whole = benchmark["whole"]
    parts = {" ".join(part["groups"]): part for part in benchmark["parts"]} | {"all": whole}
    assert {part: [low, high] for part, low, high in said["sizes"].lines} == {n: p["size"] for n, p in parts.items()}
    quartiles = {(part, domain): tuple(bands) for part, domain, *bands in said["quartiles"].lines}
    shown = {(n, d): tuple(q.values()) for n, p in parts.items() for d, q in p["domains"].items()}
    assert quartiles == shown
    assert said["readiness"].lines == [tuple(whole["readiness"].values())]
    grades = {(kind, grade): share for kind, grade, share in said["grades"].lines}
    published = {("claimed", name): share for name, share in whole["grades"].items()}
    assert grades == published | {("substantiated", n): share for n, share in whole["grades_substantiated"].items()}
    gaps = common_gaps(pack(), whole)
    assert [line[0] for line in said["gaps"].lines] == [gap.question for gap in gaps]
    assert [line[2] for line in said["gaps"].lines] == [gap.per_cent for gap in gaps]
    measures = relevant_measures(pack(), gaps)
    assert [line[0] for line in said["measures"].lines] == [one.id for one in measures]
    for line, one in zip(said["measures"].lines, measures, strict=True):
        assert line[1] == pytest.approx(one.relevance, abs=1e-9) and line[2] == len(one.questions)


def test_levels_are_those_of_detailed_senders(tmp_path: Path) -> None:  # 1, 4
    submissions = mixed(400)
    detailed = [s for s in submissions if s.levels]
    said = {(name, level): share for name, level, share in answers(tmp_path, rows(submissions))["levels"].lines}
    name = CORE[3]
    for level in range(6):
        share = 100 * sum(s.levels[name] == level for s in detailed) / len(detailed)
        assert abs(said[name, level] - share) <= 3
    assert answers(tmp_path, rows(mixed(40, detailed=0.1)))["levels"].lines == []


def desk_of(tmp_path: Path, submissions: list[Submission]) -> tuple[Path, Path]:
    desk = tmp_path / "desks" / "one"
    desk.mkdir(parents=True)
    store(desk).take(rows(submissions))
    return write_call(tmp_path), desk


def test_an_export_answers_like_the_store_and_names_nobody(tmp_path: Path) -> None:  # 2, 3
    submissions = mixed(300)
    call_path, desk = desk_of(tmp_path, submissions)
    out, key = tmp_path / "export", tmp_path / "committee.pub"
    assert export_call(call_path, desk, out, "en", key) == 300
    said, lake = answers(tmp_path, rows(submissions)), Lake(tmp_path / "spill")
    lake.open(out)
    again = lake.ask({**views(pack()), **questions()})
    assert said == again
    content = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert not any(bytes.fromhex(s.token) in content or s.token.encode() in content for s in submissions)
    heads = [head[0] for head in lake.connection.execute("SELECT * FROM submission").description or ()]
    named = [column for of_kind in columns(pack()).values() for column in of_kind.values()]
    assert heads == ["group_no", "grade", "substantiated", "readiness", *named]
    lines = lake.connection.execute("SELECT * FROM submission").fetchall()
    assert [line[:4] for line in lines] == sorted(line[:4] for line in lines)
    from_parquet = aggregate_export(out, tmp_path / "a")
    from_store = aggregate_store(call_path, desk, tmp_path / "b", key)
    assert [path.read_bytes() for path in from_parquet] == [path.read_bytes() for path in from_store]


def test_the_same_content_is_the_same_file(tmp_path: Path) -> None:  # 3
    submissions = mixed(200)
    shuffled = random.Random(5).sample([replace(s, token=f"{random.getrandbits(128):032x}") for s in submissions], 200)
    tables: list[Any] = []
    for number, found in enumerate((submissions, shuffled)):
        lake = Lake(tmp_path / "spill")
        lake.load(pack(), call(), rows(found))
        (tmp_path / str(number)).mkdir()
        lake.write(tmp_path / str(number))
        tables.append((tmp_path / str(number) / "submission.parquet").read_bytes())
    assert tables[0] == tables[1]


def test_closing_removes_exports(tmp_path: Path) -> None:  # 5
    call_path, desk = desk_of(tmp_path, mixed(60))
    key = tmp_path / "committee.pub"
    for name in ("here", "moved"):
        export_call(call_path, desk, tmp_path / name, "zh", key)
    (tmp_path / "moved").rename(tmp_path / "elsewhere")
    assert [path.exists() for path in exports_of(desk)] == [True, False]
    close_call(call_path, desk, (), key, unpublished=True)
    assert not (tmp_path / "here").exists() and not desk.exists()


def test_an_export_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 3
    call_path, desk = desk_of(tmp_path, mixed(60))
    arguments = (call_path, desk, tmp_path / "out", "en", tmp_path / "committee.pub")

    def broken(self: Lake, folder: Path) -> None:
        (folder / "submission.parquet").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Lake, "write", broken)
        with pytest.raises(KeyboardInterrupt):
            export_call(*arguments)
    assert {path.name for path in tmp_path.iterdir()} == {"desks", "call.json", "call.json.minisig", "committee.pub"}
    export_call(*arguments)
    with pytest.raises(ProblemsFound, match="export-exists"):
        export_call(*arguments)
    (tmp_path / "out" / "part.parquet").unlink()
    with pytest.raises(ProblemsFound, match="export-incomplete"):
        aggregate_export(tmp_path / "out", tmp_path / "tables")


def test_too_few_are_not_exported(tmp_path: Path) -> None:  # 4
    call_path, desk = desk_of(tmp_path, mixed(19))
    with pytest.raises(ProblemsFound, match="publish-too-few"):
        export_call(call_path, desk, tmp_path / "out", "en", tmp_path / "committee.pub")
    assert not (tmp_path / "out").exists()


def test_columns_are_told_apart_whatever_a_pack_calls_its_questions() -> None:
    from riskassess.committee.queries import _named

    named = _named("level", ["A-1", "a_1", "问题", "题问", "x'; DROP"])
    assert len(set(named.values())) == 5
    assert all(column.isascii() and column.replace("_", "").isalnum() for column in named.values())


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert lake.connection.execute("SELECT current_setting('autoinstall_known_extensions')").fetchone() == (False,)
    with pytest.raises(duckdb.Error):
        lake.connection.execute("SELECT * FROM sqlite_scan('x', 'y')")


def test_without_duckdb_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call_path, desk = desk_of(tmp_path, mixed(30))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ProblemsFound, match="extra-missing"):
        export_call(call_path, desk, tmp_path / "out", "en", tmp_path / "committee.pub")
    assert not (tmp_path / "out").exists() and exports_of(desk) == ()
