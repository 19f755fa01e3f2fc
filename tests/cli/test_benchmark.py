"""``benchmark`` and ``assess --benchmark``: what they say, and that nothing unsigned gets in."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.cli.program import TEXT, program
from riskassess.exchange.answers_file import write_answers
from riskassess.exchange.signed_file import signature_path
from tests.exchange.benchmarks import benchmark_data, write_benchmark
from tests.exchange.calls import call, complete_answers, public_key


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKASSESS_WORKSPACE", str(tmp_path / "w.riskassess"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, [str(part) for part in arguments])


def test_install_list_remove(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path)
    assert TEXT("benchmark.cli.list.none") in run("benchmark", "list").output
    done = run("benchmark", "install", path, "--key", tmp_path / "committee.pub")
    assert done.exit_code == 0, done.output
    assert call().id in done.output and "2029-01-10" in done.output and public_key().shown in done.output
    again = run("benchmark", "install", path, "--key", tmp_path / "committee.pub")
    assert again.output.strip() == TEXT("benchmark.cli.install.there", call=call().id)
    listed = run("benchmark", "list").output
    assert call().id in listed and "2027-01-10" in listed and "committee" in listed
    assert run("benchmark", "remove", "other").exit_code == 2
    assert run("benchmark", "remove", call().id).exit_code == 0
    assert TEXT("benchmark.cli.list.none") in run("benchmark", "list").output


def test_it_is_refused_in_one_line_a_fault_and_nothing_is_kept(tmp_path: Path) -> None:
    path, key = write_benchmark(tmp_path), tmp_path / "committee.pub"
    refused = run("benchmark", "install", path)
    assert refused.exit_code == 2 and "[signature-key-unknown]" in refused.stderr
    data = benchmark_data()
    data["parts"].pop()
    data["whole"]["readiness"] = {"p25": 5, "p50": 4, "p75": 6}
    refused = run("benchmark", "install", write_benchmark(tmp_path, data), "--key", key)
    assert refused.exit_code == 2 and len(refused.stderr.strip().splitlines()) >= 2
    assert "[benchmark-quartiles-disordered]" in refused.stderr and "[benchmark-group-left-out]" in refused.stderr
    signature_path(path).unlink()
    assert "[signature-missing]" in run("benchmark", "install", path, "--key", key).stderr
    assert TEXT("benchmark.cli.list.none") in run("benchmark", "list").output


def test_assess_says_where_the_answers_stand(tmp_path: Path) -> None:
    path, key, out = write_benchmark(tmp_path), tmp_path / "committee.pub", tmp_path / "r.json"
    write_answers(complete_answers(random.Random(2)), tmp_path / "a.json")
    said = run("assess", tmp_path / "a.json", "--benchmark", path, "--key", key)
    assert said.exit_code == 0, said.output
    assert TEXT("benchmark.words.warning.open-collection") in said.output
    assert run("assess", tmp_path / "a.json", "--benchmark", path, "--key", key, "--json", out).exit_code == 0
    found = json.loads(out.read_bytes())["benchmark"]
    for domain, place in found["domains"].items():
        assert set(place) == {"own", "group", "quarter"} and place["quarter"] is not None, domain
    assert run("assess", tmp_path / "a.json", "--json", out).exit_code == 0
    assert "benchmark" not in json.loads(out.read_bytes())


def test_assess_writes_nothing_with_a_benchmark_that_does_not_fit(tmp_path: Path) -> None:
    path, key, out = write_benchmark(tmp_path, {**benchmark_data(), "version": "9.0.0"}), "committee.pub", "r.json"
    write_answers(complete_answers(random.Random(2)), tmp_path / "a.json")
    arguments = ("--benchmark", path, "--key", tmp_path / key, "--json", tmp_path / out)
    refused = run("assess", tmp_path / "a.json", *arguments)
    assert refused.exit_code == 2 and "[benchmark-of-another-version]" in refused.stderr
    assert not (tmp_path / out).exists()
