"""``committee publish|audit|export|aggregate|plan-report``: what is asked and said, and what a stop leaves behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.app.publishing import history_path
from riskassess.cli.program import TEXT, program
from riskassess.questionnaire.signing.secret_keys import secret_key_text
from tests.committee.test_aggregate import desk_of, mixed
from tests.exchange.calls import signer


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKASSESS_WORKSPACE", str(tmp_path / "w.riskassess"))
    (tmp_path / "key").write_text(secret_key_text(signer(), ""))


def run(*arguments: object, said: str = "") -> Result:
    return CliRunner().invoke(program, ["committee", *(str(part) for part in arguments)], input=said)


def prepared(tmp_path: Path, number: int, detailed: float = 0.7) -> tuple[Path, list[object]]:
    call, desk = desk_of(tmp_path, mixed(number, 2, detailed))
    return desk, ["--call", call, "--desk", desk, "--signed-by", tmp_path / "committee.pub"]


def test_shares_per_group_are_asked_for_with_their_cost(tmp_path: Path) -> None:
    desk, about = prepared(tmp_path, 1500)
    out = tmp_path / "benchmark.json"
    arguments = ["publish", *about, "--key", tmp_path / "key", "--out", out, "--shares-per-group"]
    declined = run(*arguments, said="n\n")
    assert declined.exit_code == 2 and "publish-declined" in declined.stderr
    assert TEXT("cli.committee.publish.cost", parts="\0", grades="\0", marks="\0").split("\0")[0] in declined.stdout
    assert not out.exists() and not history_path(desk).exists()
    nobody = run(*arguments)
    assert nobody.exit_code == 2 and not out.exists()
    agreed = run(*arguments, "--yes")
    assert agreed.exit_code == 0 and out.exists()
    assert TEXT("cli.committee.publish.shares_per_group") in agreed.stderr


def test_the_usual_asks_nothing(tmp_path: Path) -> None:
    _, about = prepared(tmp_path, 150)
    done = run("publish", *about, "--key", tmp_path / "key", "--out", tmp_path / "b.json")
    assert done.exit_code == 0 and TEXT("cli.committee.publish.ask") not in done.stdout


def test_noise_on_too_few_says_the_error_and_writes_nothing(tmp_path: Path) -> None:
    desk, about = prepared(tmp_path, 150)
    done = run("publish", *about, "--key", tmp_path / "key", "--out", tmp_path / "b.json", "--noise", "1", "--yes")
    assert done.exit_code == 2 and "noise-too-few" in done.stderr
    assert not (tmp_path / "b.json").exists() and not history_path(desk).exists()


def test_from_the_store_to_a_planning_report(tmp_path: Path) -> None:
    desk, about = prepared(tmp_path, 200)
    assert run("export", *about, "--parquet", tmp_path / "export").exit_code == 0
    again = run("export", *about, "--parquet", tmp_path / "export")
    assert again.exit_code == 2 and "export-exists" in again.stderr
    assert run("aggregate", "--parquet", tmp_path / "export", "--out", tmp_path / "one").exit_code == 0
    assert run("aggregate", *about, "--out", tmp_path / "other").exit_code == 0
    tables = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert tables == {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()} and len(tables) == 7
    assert run("aggregate", "--out", tmp_path / "x").exit_code == 2
    assert run("publish", *about, "--key", tmp_path / "key", "--out", tmp_path / "b.json").exit_code == 0
    signed = ["--signed-by", tmp_path / "committee.pub"]
    for name, language in (("plan.pdf", "zh"), ("plan.xlsx", "both"), ("en.pdf", "en")):
        done = run("plan-report", tmp_path / "b.json", "--out", tmp_path / name, "--lang", language, *signed)
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size > 5_000
    (tmp_path / "export").rename(tmp_path / "moved")
    closed = run("close", *about, "--yes")
    assert closed.exit_code == 0
    assert TEXT("cli.committee.export.gone", path=tmp_path / "export") in closed.stderr
    assert not desk.exists()


def large_table(path: Path) -> None:
    """Write a table over three names that takes minutes to audit: every other cell withheld, most margins shown."""
    chance, size = random.Random(1), range(13)
    counts = {cell: chance.randrange(5, 90) for cell in product(size, repeat=3)}
    lines = ["a,b,c,count"]
    for fixed in product((*map(str, size), ""), repeat=3):
        total = sum(n for cell, n in counts.items() if all(f in ("", str(v)) for f, v in zip(fixed, cell, strict=True)))
        hidden = total < 20 or (all(fixed) and chance.random() < 0.6)
        lines.append(",".join((*fixed, "" if hidden else str(total))))
    path.write_text("\n".join(lines) + "\n")


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to one process there")
def test_a_stop_is_heard_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    large_table(tmp_path / "large.csv")
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-m", "riskassess.cli", "committee", "audit", str(tmp_path / "large.csv")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(6)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    said, complaint = process.communicate(timeout=30)
    assert process.returncode == 130 and time.monotonic() - start < 10
    assert said == "" and TEXT("cli.committee.audit.stopped") in complaint and "Traceback" not in complaint
    assert sorted(tmp_path.iterdir()) == before
