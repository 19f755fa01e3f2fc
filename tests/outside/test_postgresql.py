"""The committee's store in a real PostgreSQL: the same as in a file, whoever takes in what and when.

1. Four intakes at once on overlapping folders are one SQLite intake of all of them. 2. Killed in the middle and run
again: the same. 3. Neither rows nor what an administrator sees of them tell the order of coming. 4. Publishing and
closing work from the database; after closing nothing of it is in the server's files but in its log of changes. 5. What
cannot be used is said in a sentence, and no password is repeated.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from riskassess.committee.store import CONFLICT, STANDS, Row, Store, row_of
from riskassess.exchange.submission import Submission
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from tests.committee.desks import CORE, put, some, store, taken
from tests.committee.killed_intakes import folder_with_everything, killed_and_run_again
from tests.committee.killed_intakes import kept as kept_of
from tests.committee.test_attacks import rank_correlation
from tests.exchange.calls import call, keys, signer, write_call
from tests.outside.postgresql import PASSWORD, Server, running_server

TEXT = Texts("en")
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture
def url(server: Server) -> str:
    return server.new_database(f"call{next(_NUMBERS)}")


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    """A call, its identity, and four folders that overlap, with corrections, conflicts and wrong files among them."""
    write_call(tmp_path)
    (tmp_path / "identity").write_text(keys()[0])
    made = some(400)
    newer = [replace(s, serial=2, readiness=9 - s.readiness) for s in made[:40]]
    against = [replace(s, readiness=9 - s.readiness) for s in made[100:120]]
    parts: list[list[Submission]] = [made[:200], made[100:300] + newer, made[200:] + against, made[::3] + newer]
    for number, part in enumerate(parts):
        random.Random(number).shuffle(part)
        put(tmp_path / f"in{number}", part)
        (tmp_path / f"in{number}" / "noise").write_bytes(b"noise %d" % number)
    return tmp_path


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "riskassess.cli", "committee", *map(str, words)]


def intake(root: Path, folder: Path, desk: str, url: str, *more: str) -> subprocess.Popen[str]:
    words = ["intake", folder, "--call", root / "call.json", "--signed-by", root / "committee.pub"]
    words += ["--desk", root / desk, "--identity", root / "identity", "--database", url, *more]
    environment = {**os.environ, "RISKASSESS_LANG": "en"}
    return subprocess.Popen(command(*words), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, out + errors
    assert "Traceback" not in errors
    return out


def kept(store_there: Store) -> tuple[list[Row], dict[int, int]]:
    return store_there.standing(), dict(store_there.states())


def in_a_file(root: Path) -> tuple[list[Row], dict[int, int]]:
    for number in range(4):
        shutil.copytree(root / f"in{number}", root / f"copy{number}")
        taken(root / f"copy{number}", root / "file")
    return kept(store(root / "file"))


def test_four_intakes_at_once_are_one(collected: Path, url: str) -> None:  # 1
    alone = in_a_file(collected)
    assert alone[1][CONFLICT] > 0
    running = [intake(collected, collected / f"in{n}", f"desk{n}", url, "--jobs", "2") for n in range(4)]
    for process in running:
        finished(process)
    assert kept(Store(make_url(url), call())) == alone
    for number in range(4):
        aside = [path.read_bytes() for path in (collected / f"desk{number}" / "rejected").glob("*.age")]
        assert aside == [b"noise %d" % number]


def test_each_new_row_is_counted_once(collected: Path, url: str) -> None:  # 1
    made = some(300, 5)
    put(collected / "same", made)
    said = Counter[str]()
    texts = {word: TEXT(f"cli.committee.intake.{word}", count=7).split("7")[0] for word in ("new", "same")}
    running = [intake(collected, collected / "same", f"desk{n}", url) for n in range(3)]
    for process in running:
        for line in finished(process).splitlines():
            for word, start in texts.items():
                if line.startswith(start):
                    said[word] += int(line.removeprefix(start))
    assert said == {"new": 300, "same": 600}


def test_killed_and_run_again_it_is_the_same(server: Server, tmp_path: Path) -> None:  # 2
    folder_with_everything(tmp_path / "in", 300)
    shutil.copytree(tmp_path / "in", tmp_path / "whole")
    taken(tmp_path / "whole", tmp_path / "file")
    unbroken = kept_of(store(tmp_path / "file"), tmp_path / "file" / "rejected")
    killed, addresses = 0, dict[Path, str]()

    def opened(desk: Path) -> Store:
        return Store(make_url(addresses[desk]), call())

    for desk in (tmp_path / "measured", *(tmp_path / f"desk{trial}" for trial in range(8))):
        addresses[desk] = server.new_database(f"call{next(_NUMBERS)}")
    for kills, left, rejected in killed_and_run_again(tmp_path, opened, 8, seed=3):
        assert kept_of(left, rejected) == unbroken
        killed += kills
    assert killed > 3


def test_nothing_tells_the_order_of_coming(server: Server, url: str) -> None:  # 3
    database = url.rpartition("/")[2]
    there, made = Store(make_url(url), call()), some(600, 7)
    for start in range(0, 600, 50):
        there.take([row_of(one, CORE) for one in made[start : start + 50]])
    asked = "SELECT encode(token, 'hex') FROM submission ORDER BY {}"
    came = {one.token: number for number, one in enumerate(made)}

    def correlation(by: str) -> float:
        found = server.ask(asked.format(by), database).splitlines()
        return abs(rank_correlation([came[token] for token in found], range(600)))

    assert correlation("ctid") > 0.9  # so this attack sees what it looks for
    assert int(server.ask("SELECT count(DISTINCT xmin::text) FROM submission", database)) > 1
    there.settle()
    assert correlation("ctid") < 0.2
    assert server.ask("SELECT count(DISTINCT (xmin::text, cmin::text)) FROM submission", database) == "1"
    server.ask("ANALYZE submission", database)
    assert server.ask("SELECT count(*) FROM pg_stats WHERE tablename = 'submission'", database) == "0"
    assert server.ask("SELECT count(*) FROM pg_sequences", database) == "0"
    columns = set(
        server.ask(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'submission'::regclass AND attnum > 0", database
        ).splitlines()
    )
    assert columns == set(Row._fields)
    there.settle()
    assert len(there.standing()) == 600


def test_publishing_and_closing_work_from_the_database(collected: Path, server: Server, url: str) -> None:  # 4
    from riskassess.app.publishing import close_call
    from riskassess.questionnaire.signing.secret_keys import secret_key_text

    root, database = collected, url.rpartition("/")[2]
    (root / "committee.key").write_text(secret_key_text(signer(), ""))
    with pytest.raises(ProblemsFound, match="desk-empty"):
        publish(root, url)
    for number in range(4):
        finished(intake(root, root / f"in{number}", "desks/one", url))
    done = publish(root, url)
    assert done.benchmark["whole"]["size"][0] <= 400
    node = server.ask("SELECT pg_relation_filepath('submission')", database)
    token = Store(make_url(url), call()).standing()[0].token
    server.ask("CHECKPOINT")
    assert token in (server.data / node).read_bytes()
    assert close_call(root / "call.json", root / "desks" / "one", (), root / "committee.pub", database=url) >= 2
    assert server.ask("SELECT count(*) FROM pg_tables WHERE tableowner = 'officer'", database) == "0"
    server.ask("CHECKPOINT")
    others = [path for path in (server.data / "base").iterdir() if path != (server.data / node).parent]
    for path in server.data.rglob("*"):  # all but the log of changes, of which docs/committee.md tells
        if path.is_file() and not {server.data / "pg_wal", *others} & set(path.parents):
            assert token not in path.read_bytes(), path


def publish(root: Path, url: str):  # type: ignore[no-untyped-def]
    from riskassess.app.publishing import publish_call

    desk, out = root / "desks" / "one", root / "benchmark.json"
    return publish_call(
        root / "call.json",
        desk,
        root / "committee.key",
        "",
        out,
        date(2027, 2, 1),
        root / "committee.pub",
        database=url,
    )


def test_a_database_holds_one_call(url: str) -> None:
    Store(make_url(url), call())
    with pytest.raises(ProblemsFound, match="store-of-another-call"):
        Store(make_url(url), call(id="trial/2027"))
    assert Store(make_url(url), call()).states() == {}


@pytest.mark.parametrize("setting", ["log_statement = 'mod'", "log_min_duration_statement = 0"])
def test_a_server_that_logs_what_it_is_given_is_refused(server: Server, url: str, setting: str) -> None:  # 5
    database = url.rpartition("/")[2]
    server.ask(f'ALTER DATABASE "{database}" SET {setting}')
    with pytest.raises(ProblemsFound, match="database-logs-values"):
        Store(make_url(url), call())
    server.ask(f'ALTER DATABASE "{database}" SET log_parameter_max_length = 0')
    assert Store(make_url(url), call()).states() == {}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda url: url.replace(PASSWORD.replace("'", "%27"), "wrong"), "database-unreachable"),
        (lambda url: url.rpartition(":")[0] + ":1/nowhere", "database-unreachable"),
        (lambda url: url + "nowhere", "database-unreachable"),
        (lambda url: url.replace("postgresql", "mysql"), "database-not-supported"),
        (lambda url: "no address", "database-url-malformed"),
    ],
)
def test_what_cannot_be_used_is_said(collected: Path, url: str, wrong, code: str) -> None:  # type: ignore[no-untyped-def] # 5
    process = intake(collected, collected / "in0", "desk", wrong(url))
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, code in errors) == (2, True), errors
    assert "Traceback" not in errors
    assert PASSWORD not in out + errors and "wrong" not in out + errors.replace("password", "")


def test_an_officer_who_may_not_make_tables_is_told(server: Server, url: str) -> None:  # 5
    server.ask(f'ALTER DATABASE "{url.rpartition("/")[2]}" OWNER TO postgres')
    with pytest.raises(ProblemsFound, match="store-unusable"):
        Store(make_url(url), call())


def test_a_file_and_a_database_fold_alike(url: str, tmp_path: Path) -> None:  # 1
    chance = random.Random(8)
    rows = [replace(one, serial=chance.randint(1, 3), readiness=chance.randrange(10)) for one in some(40, 8) * 6]
    there, here = Store(make_url(url), call()), store(tmp_path / "desk")
    for start in range(0, len(rows), 17):
        part = [row_of(one, CORE) for one in rows[start : start + 17]]
        assert there.take(part) == here.take(part)
    assert kept(there) == kept(here)
    assert here.states()[STANDS]
