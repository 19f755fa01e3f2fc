"""``committee``: from keys to a filled store by commands alone, and what they refuse."""

from __future__ import annotations

import csv
import json
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.cli.program import TEXT, program
from riskassess.exchange.answers_file import write_answers
from tests.exchange.calls import complete_answers


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKASSESS_WORKSPACE", str(tmp_path / "w.riskassess"))
    (tmp_path / "words").write_text("a long passphrase\n")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, [str(part) for part in arguments])


def good(*arguments: object) -> Result:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done


@cache  # a passphrase costs a second each time, on purpose
def keys_once() -> Path:
    folder = Path(tempfile.mkdtemp())
    (folder / "words").write_text("a long passphrase\n")
    arguments = ("--sheet", folder / "keys" / "sheet.txt", "--passphrase-file", folder / "words")
    (folder / "keys").mkdir()
    good("committee", "keygen", folder / "keys", *arguments)
    return folder / "keys"


@cache
def call_once(*more: object) -> Path:
    folder = Path(tempfile.mkdtemp())
    (folder / "words").write_text("a long passphrase\n")
    good("committee", "expected", folder / "table.csv")
    with (folder / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *([*row[:-1], 25] for row in rows[1:])])
    about = ("--id", "trial/2026-h2", "--title", "Trial", "--contact", "x@example.org", "--opens", "2020-01-01")
    keys = ("--recipient", keys_once() / "call.recipient.txt", "--key", keys_once() / "committee.key")
    out = ("--closes", "2099-12-31", "--out", folder / "call.json", "--passphrase-file", folder / "words")
    good("committee", "call", folder / "table.csv", *about, *keys, *out, *more)
    (folder / "words").unlink()
    return folder


def made_call(tmp_path: Path, *more: object) -> Path:
    shutil.copytree(keys_once(), tmp_path / "keys")
    shutil.copytree(call_once(*more), tmp_path, dirs_exist_ok=True)
    return tmp_path / "call.json"


def test_the_whole_way_by_commands(tmp_path: Path) -> None:
    call = made_call(tmp_path)
    key = tmp_path / "keys" / "committee.pub"
    for number in range(20):
        write_answers(complete_answers(random.Random(number)), tmp_path / "a.json")
        good("contribute", tmp_path / "a.json", "--call", call, "--key", key, "--out", tmp_path / "in", "--yes")
    mixed = run("committee", "mix", tmp_path / "in", tmp_path / "mixed")
    assert mixed.exit_code == 0 and mixed.stderr.count("receipt-") == 40
    arguments = (
        "committee",
        "intake",
        tmp_path / "mixed",
        "--call",
        call,
        "--signed-by",
        key,
        "--desk",
        tmp_path / "d",
    )
    secret = ("--identity", tmp_path / "keys" / "call.identity.age", "--passphrase-file", tmp_path / "words")
    done = good(*arguments, *secret)
    assert TEXT("cli.committee.intake.stands", count=20, withdrawn=0) in done.stdout
    again = good(*arguments, *secret)
    assert TEXT("cli.committee.intake.same", count=20) in again.stdout
    line = next(
        x for x in (tmp_path / "keys" / "sheet.txt").read_text(encoding="utf-8").splitlines() if x.startswith("AGE-")
    )
    (tmp_path / "typed.txt").write_text(line)
    good(*arguments, "--identity", tmp_path / "typed.txt")


def test_keys_are_never_written_over(tmp_path: Path) -> None:
    words = ("--passphrase-file", tmp_path / "words")
    good("committee", "keygen", tmp_path / "keys", *words)
    before = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    again = run("committee", "keygen", tmp_path / "keys", *words)
    assert again.exit_code == 2 and "key-exists" in again.stderr
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    assert b"AGE-SECRET-KEY" not in b"".join(before.values())


def test_a_wrong_key_moves_nothing(tmp_path: Path) -> None:
    call, key, words = made_call(tmp_path), tmp_path / "keys" / "committee.pub", tmp_path / "words"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "noise.age").write_bytes(b"noise")
    good("committee", "keygen", tmp_path / "others", "--passphrase-file", words)
    arguments = ("committee", "intake", tmp_path / "in", "--call", call, "--desk", tmp_path / "d", "--signed-by", key)
    (tmp_path / "wrong").write_text("something else\n")
    for identity, file, code in (
        (tmp_path / "others" / "call.identity.age", words, "identity-of-another-call"),
        (tmp_path / "keys" / "call.identity.age", tmp_path / "wrong", "identity-not-opened"),
        (words, words, "identity-malformed"),
    ):
        refused = run(*arguments, "--identity", identity, "--passphrase-file", file)
        assert refused.exit_code == 2 and code in refused.stderr
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["noise.age"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows: rows[1:], "expected-malformed"),
        (lambda rows: [*rows, rows[1]], "expected-twice"),
        (lambda rows: rows[:-1], "expected-missing"),
        (lambda rows: [*rows, ["x"] * len(rows[0])], "expected-row"),
        (lambda rows: [*rows, [*["x"] * (len(rows[0]) - 1), "1"]], "expected-unknown"),
    ],
)
def test_a_table_that_is_not_filled_in_rightly_is_refused(tmp_path: Path, change: object, code: str) -> None:
    made_call(tmp_path)
    rows = list(csv.reader((tmp_path / "table.csv").read_text().splitlines()))
    with (tmp_path / "table.csv").open("w", newline="") as file:
        csv.writer(file).writerows(change(rows))  # type: ignore[operator]
    about = ("--id", "a", "--title", "T", "--contact", "x", "--opens", "2020-01-01", "--closes", "2020-02-01")
    keys = ("--recipient", tmp_path / "keys" / "call.recipient.txt", "--key", tmp_path / "keys" / "committee.key")
    words = ("--passphrase-file", tmp_path / "words", "--out", tmp_path / "b.json")
    refused = run("committee", "call", tmp_path / "table.csv", *about, *keys, *words)
    assert refused.exit_code == 2 and code in refused.stderr
    assert not (tmp_path / "b.json").exists()


def test_tickets_have_a_card_each(tmp_path: Path) -> None:
    call, key = made_call(tmp_path, "--tickets"), tmp_path / "keys" / "committee.pub"
    good("committee", "tickets", 12, "--call", call, "--signed-by", key, "--out", tmp_path / "t")
    assert len((tmp_path / "t" / "cards.txt").read_text(encoding="utf-8").split("\f")) == 12
    assert len(json.loads((tmp_path / "t" / "tickets.json").read_text())["hashes"]) == 12
    again = run("committee", "tickets", 12, "--call", call, "--signed-by", key, "--out", tmp_path / "t")
    assert again.exit_code == 2 and "tickets-exist" in again.stderr


def test_publishing_and_closing_by_commands(tmp_path: Path) -> None:
    call, key, words = made_call(tmp_path), tmp_path / "keys" / "committee.pub", tmp_path / "words"
    common = ("--call", call, "--signed-by", key, "--desk", tmp_path / "desks" / "one")
    write = ("--key", tmp_path / "keys" / "committee.key", "--passphrase-file", words, "--out", tmp_path / "b.json")
    early = run("committee", "publish", *common, *write)
    assert early.exit_code == 2 and "desk-empty" in early.stderr
    for number in range(20):
        write_answers(complete_answers(random.Random(number)), tmp_path / "a.json")
        good("contribute", tmp_path / "a.json", "--call", call, "--key", key, "--out", tmp_path / "in", "--yes")
    secret = ("--identity", tmp_path / "keys" / "call.identity.age", "--passphrase-file", words)
    (tmp_path / "sealed").mkdir()
    for path in (tmp_path / "in").glob("*.age"):
        path.rename(tmp_path / "sealed" / path.name)
    good("committee", "intake", tmp_path / "sealed", *common, *secret)
    done = good("committee", "publish", *common, *write)
    assert TEXT("cli.committee.publish.size", low=20, high=39, count=1) in done.stdout
    assert TEXT("cli.committee.publish.open_collection") in done.stderr
    left = CliRunner().invoke(program, [str(x) for x in ("committee", "close", *common)], input="n\n")
    assert left.exit_code == 2 and TEXT("cli.committee.close.left") in left.stderr
    good("committee", "close", *common, "--also", tmp_path / "sealed", "--yes")
    assert not (tmp_path / "desks" / "one").exists() and not (tmp_path / "sealed").exists()
    assert (tmp_path / "b.json").exists() and (tmp_path / "b.json.minisig").exists()


@pytest.mark.parametrize(
    ("address", "code"), [("somewhere", "database-url-malformed"), ("mysql://a:word@b/c", "database-not-supported")]
)
def test_a_wrong_database_moves_nothing(tmp_path: Path, address: str, code: str) -> None:
    call, key = made_call(tmp_path), tmp_path / "keys" / "committee.pub"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "noise.age").write_bytes(b"noise")
    about = ("--call", call, "--desk", tmp_path / "d", "--signed-by", key, "--database", address)
    secret = ("--identity", tmp_path / "keys" / "call.identity.age", "--passphrase-file", tmp_path / "words")
    for arguments in (("intake", tmp_path / "in", *about, *secret), ("close", *about, "--unpublished", "--yes")):
        done = run("committee", *arguments)
        assert done.exit_code == 2 and code in done.stderr
        assert "word@" not in done.output
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["noise.age"]
