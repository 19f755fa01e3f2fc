"""Intake: what is right is taken once, what is wrong is set aside with its reason, and nothing tells order or time.

1. The same files again change nothing, in any order, with any number of processes, after a kill. 2. The highest number
of a token stands; an equal one with other content is a conflict until a higher one comes. 3. A wrong file is kept with
its reason and stops nothing. 4. Rows, rejected files and mixed files remember neither order nor time nor name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from riskassess.committee.mixing import FILE_TIME, mix
from riskassess.committee.store import CONFLICT, STANDS, WITHDRAWN, row_of
from riskassess.committee.tickets import draw_tickets, read_tickets, ticket_hash
from riskassess.exchange.sealing import identity_from, new_identity, seal
from riskassess.exchange.submission import SIZE, submission_bytes, withdrawal
from riskassess.problems import ProblemsFound
from tests.committee.desks import CORE, put, some, store, taken
from tests.committee.killed_intakes import folder_with_everything, kept, killed_and_run_again
from tests.exchange.calls import call, keys


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:  # 1
    paths = put(tmp_path / "in", some(30))
    assert taken(tmp_path / "in", tmp_path / "desk").rows == {"new": 30}
    before = (tmp_path / "desk" / "submissions.sqlite").read_bytes()
    for path in paths[:3]:
        (tmp_path / "in" / f"again-{path.name}").write_bytes(path.read_bytes())
    assert taken(tmp_path / "in", tmp_path / "desk").rows == {"same": 33}
    assert len(store(tmp_path / "desk").standing()) == 30
    after = (tmp_path / "desk" / "submissions.sqlite").read_bytes()
    assert before[100:] == after[100:]  # the header counts changes


def test_two_processes_do_what_one_does(tmp_path: Path) -> None:  # 1
    put(tmp_path / "in", some(40))
    taken(tmp_path / "in", tmp_path / "one")
    assert taken(tmp_path / "in", tmp_path / "two", jobs=2).rows == {"new": 40}
    assert store(tmp_path / "one").standing() == store(tmp_path / "two").standing()


def test_two_runs_at_once_do_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 1
    from concurrent.futures import ThreadPoolExecutor

    from riskassess.committee import intake, opening

    monkeypatch.setattr(opening, "BATCH", 10)
    monkeypatch.setattr(intake, "TRANSACTION", 10)
    made = some(200)
    put(tmp_path / "one", [*made[:150], *(replace(s, readiness=9 - s.readiness) for s in made[190:])])
    put(tmp_path / "two", made[50:])
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda name: taken(tmp_path / name, tmp_path / "desk"), ("one", "two")))
    said = done[0].rows + done[1].rows
    assert said == {"new": 200, "same": 100, "conflict": 10}
    for name in ("one", "two"):
        taken(tmp_path / name, tmp_path / "alone")
    assert store(tmp_path / "alone").standing() == store(tmp_path / "desk").standing()
    assert store(tmp_path / "desk").states() == {STANDS: 190, CONFLICT: 10}


def test_a_run_that_stops_in_the_middle_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # 1
    from riskassess.committee import intake, opening

    monkeypatch.setattr(opening, "BATCH", 7)
    monkeypatch.setattr(intake, "TRANSACTION", 7)
    put(tmp_path / "in", some(30))
    (tmp_path / "in" / "broken.age").write_bytes(b"nothing")
    desk = store(tmp_path / "desk")
    real, calls = desk.take, []

    def stopping(rows: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(rows)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "take", stopping)
    from tests.committee.desks import opener

    with pytest.raises(KeyboardInterrupt):
        intake.take_in(tmp_path / "in", desk, tmp_path / "desk" / "rejected", opener())
    assert len(store(tmp_path / "desk").standing()) < 30
    taken(tmp_path / "in", tmp_path / "desk")
    assert len(store(tmp_path / "desk").standing()) == 30
    assert len(list((tmp_path / "desk" / "rejected").glob("*.age"))) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_killed_at_any_moment_and_run_again_it_is_the_same(tmp_path: Path) -> None:  # 1
    folder_with_everything(tmp_path / "in", 200)
    shutil.copytree(tmp_path / "in", tmp_path / "whole")
    taken(tmp_path / "whole", tmp_path / "desk")
    unbroken = kept(store(tmp_path / "desk"), tmp_path / "desk" / "rejected")
    assert set(store(tmp_path / "desk").states()) == {STANDS, WITHDRAWN, CONFLICT}
    killed = 0
    for kills, left, rejected in killed_and_run_again(tmp_path, store, 8, seed=1):
        assert kept(left, rejected) == unbroken
        killed += kills
    assert killed > 3


def test_what_stands_does_not_depend_on_what_came_first(tmp_path: Path) -> None:  # 2
    one = some(1)[0]
    other = replace(one, readiness=(one.readiness + 1) % 10)
    higher = replace(other, serial=2)
    for number, (rows, state) in enumerate(
        [((one, other), CONFLICT), ((one, other, higher), STANDS), ((one, withdrawal(call(), one.token, 2)), WITHDRAWN)]
    ):
        for order, several in enumerate(permutations(rows)):
            desk = store(tmp_path / f"{number}-{order}")
            for single in several:
                desk.take([row_of(single, CORE)])
            assert desk.states() == {state: 1}, several
            together = store(tmp_path / f"{number}-{order}-together")
            together.take([row_of(single, CORE) for single in several])
            assert together.states() == {state: 1}


def wrong_files(folder: Path) -> dict[str, int]:
    good = some(1, 99)[0]
    sealed = seal(submission_bytes(good), (keys()[1],))
    flipped = bytearray(sealed)
    flipped[-5] ^= 1
    put(folder, [replace(good, call="trial/2025-h2")])
    put(folder, [good], new_identity()[1])
    for name, content in {
        "cut": sealed[:-9],
        "flipped": bytes(flipped),
        "empty": b"",
        "short": seal(b"{}", (keys()[1],)),
        "zeros": seal(bytes(SIZE), (keys()[1],)),
        "large": bytes(20_000),
    }.items():
        (folder / name).write_bytes(content)
    with (folder / "huge").open("wb") as sparse:
        sparse.truncate(1 << 30)
    return {"call": 1, "not_opened": 4, "size": 1, "form": 1, "too_large": 2}


def test_wrong_files_are_set_aside_with_their_reasons(tmp_path: Path) -> None:  # 3
    put(tmp_path / "in", some(5))
    expected = wrong_files(tmp_path / "in")
    (tmp_path / "in" / "a folder").mkdir()
    (tmp_path / "in" / "a link").symlink_to(tmp_path / "in" / "cut")
    done = taken(tmp_path / "in", tmp_path / "desk")
    assert done.rows == {"new": 5}
    assert done.rejected == expected
    rejected = tmp_path / "desk" / "rejected"
    assert len(list(rejected.glob("*.age"))) == sum(expected.values()) == len(list(rejected.glob("*.txt")))
    assert {path.stat().st_mtime for path in rejected.iterdir()} == {FILE_TIME}  # 4
    names = {path.name for path in rejected.iterdir()}
    assert not names & {"cut", "flipped", "huge"}
    assert taken(tmp_path / "in", tmp_path / "desk").rejected == {}


def test_a_store_takes_one_call_only(tmp_path: Path) -> None:
    store(tmp_path / "desk")
    for other in (call(id="trial/2027"), call(k=30)):
        with pytest.raises(ProblemsFound, match="store-of-another-call"):
            store(tmp_path / "desk", other)
    (tmp_path / "noise").mkdir()
    (tmp_path / "noise" / "submissions.sqlite").write_bytes(os.urandom(9000))
    with pytest.raises(ProblemsFound, match="store-unusable"):
        store(tmp_path / "noise")


def test_rows_have_no_number_and_lie_by_token(tmp_path: Path) -> None:  # 4
    for number in range(4):
        put(tmp_path / f"in{number}", some(20, number))
        taken(tmp_path / f"in{number}", tmp_path / "desk")
    connection = sqlite3.connect(tmp_path / "desk" / "submissions.sqlite")
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("SELECT rowid FROM submission")
    tokens = [token for (token,) in connection.execute("SELECT token FROM submission")]
    assert tokens == sorted(tokens)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(submission)")}
    assert not columns & {"time", "name", "path", "arrived"}
    connection.close()


def test_tickets_are_known_by_their_hashes_alone(tmp_path: Path) -> None:
    tokens, content = draw_tickets(30, call().id)
    (tmp_path / "tickets.json").write_bytes(content)
    hashes = read_tickets(tmp_path / "tickets.json", call().id)
    assert hashes == {ticket_hash(call().id, token) for token in tokens}
    assert not any(token.encode() in content for token in tokens)
    valid = [replace(s, token=t, marks=s.marks) for s, t in zip(some(30), tokens, strict=True)]
    put(tmp_path / "in", [*valid, *some(3, 50)])
    done = taken(tmp_path / "in", tmp_path / "desk", tickets=hashes)
    assert (done.rows, done.rejected) == ({"new": 30}, {"ticket": 3})
    with pytest.raises(ProblemsFound, match="tickets-malformed"):
        read_tickets(tmp_path / "tickets.json", "another")


def test_mixing_keeps_contents_and_nothing_else(tmp_path: Path) -> None:  # 4
    contents = {path.read_bytes() for path in put(tmp_path / "in", some(25))}
    (tmp_path / "in" / "receipt-1.txt").write_text("code")
    done = mix(tmp_path / "in", tmp_path / "out")
    assert (done.files, done.left_out) == (25, ("receipt-1.txt",))
    made = list((tmp_path / "out").iterdir())
    assert {path.read_bytes() for path in made} == contents
    assert {path.stat().st_mtime for path in made} == {FILE_TIME}
    assert not {path.name for path in made} & {path.name for path in (tmp_path / "in").iterdir()}
    with pytest.raises(ProblemsFound, match="mix-target-not-empty"):
        mix(tmp_path / "in", tmp_path / "out")


def test_mixing_opens_the_collectors_layer_only(tmp_path: Path) -> None:
    secret, public = new_identity()
    (tmp_path / "in").mkdir()
    inner = [seal(submission_bytes(s), (keys()[1],)) for s in some(21)]
    for number, content in enumerate(inner):
        (tmp_path / "in" / f"{number}").write_bytes(seal(content, (public,)))
    (tmp_path / "in" / "not for us").write_bytes(inner[0])
    done = mix(tmp_path / "in", tmp_path / "out", identity_from(secret))
    assert (done.files, done.left_out) == (21, ("not for us",))
    assert {path.read_bytes() for path in (tmp_path / "out").iterdir()} == set(inner)


def test_too_few_files_are_not_mixed(tmp_path: Path) -> None:
    put(tmp_path / "in", some(19))
    with pytest.raises(ProblemsFound, match="mix-too-few"):
        mix(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out").exists()
