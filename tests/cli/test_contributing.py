"""``contribute``: shows everything, writes after a yes only, corrects and takes back under the same code."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.assessment.values import Answer
from riskassess.cli.program import TEXT, program
from riskassess.exchange.answers_file import write_answers
from riskassess.exchange.sealing import identity_from, unseal
from riskassess.exchange.submission import Submission
from riskassess.exchange.submission_reader import Reader
from riskassess.exchange.tokens import code_of, new_token, token_of
from tests.exchange.calls import call, complete_answers, keys, pack, write_call


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKASSESS_WORKSPACE", str(tmp_path / "w.riskassess"))


def run(tmp_path: Path, *arguments: object, typed: str | None = None, tickets: bool = False) -> Result:
    path = write_call(tmp_path, call(tickets=tickets, opens=call().opens.replace(year=2020)))
    fixed = ["contribute", "--call", path, "--key", tmp_path / "committee.pub"]
    return CliRunner().invoke(program, [str(part) for part in (*fixed, *arguments)], input=typed)


def answers_file(tmp_path: Path, name: str = "answers.yaml") -> Path:
    write_answers(complete_answers(random.Random(name)), tmp_path / name)
    return tmp_path / name


def opened(folder: Path) -> list[Submission]:
    reader = Reader(call(), pack())
    identity = identity_from(keys()[0])
    return [reader.read(unseal(path.read_bytes(), identity)) for path in sorted(folder.glob("*.age"))]


def receipts(folder: Path) -> list[Path]:
    return sorted(folder.glob("receipt-*.json"), key=lambda path: json.loads(path.read_text())["serial"])


def test_nothing_is_written_without_a_yes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for typed in ("n\n", ""):
        left = run(tmp_path, answers_file(tmp_path), "--out", out, typed=typed)
        assert left.exit_code == 2
        assert TEXT("contribute.left") in left.stderr
        assert not out.exists()


def test_what_is_shown_is_what_leaves(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(tmp_path, answers_file(tmp_path), "--out", out, typed="y\n")
    assert done.exit_code == 0, done.output
    (submission,) = opened(out)
    shown = next(line for line in done.stdout.splitlines() if line.startswith('{"format"'))
    assert json.loads(shown)["token"] == submission.token
    code = code_of(submission.token)
    assert code in done.stdout and code in next(out.glob("receipt-*.txt")).read_text(encoding="utf-8")


def test_a_correction_and_a_withdrawal_keep_token_and_marks(tmp_path: Path) -> None:
    out, file = tmp_path / "out", answers_file(tmp_path)
    assert run(tmp_path, file, "--out", out, "--yes").exit_code == 0
    assert run(tmp_path, file, "--out", out, "--yes", "--receipt", receipts(out)[-1]).exit_code == 0
    assert run(tmp_path, "--withdraw", "--out", out, "--yes", "--receipt", receipts(out)[-1]).exit_code == 0
    first, second, third = sorted(opened(out), key=lambda s: s.serial)
    assert first.token == second.token == third.token
    assert list(first.marks) == list(second.marks)
    assert (first.serial, second.serial, third.serial, third.withdraw) == (1, 2, 3, True)


def test_a_second_first_contribution_of_one_enterprise_is_refused(tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "a.json"
    write_answers(replace(complete_answers(random.Random(1)), enterprise_name="Example"), file)
    assert run(tmp_path, file, "--out", out, "--yes").exit_code == 0
    again = run(tmp_path, file, "--out", out, "--yes")
    assert again.exit_code == 2 and "contribution-made-already" in again.stderr


def test_a_code_alone_needs_a_number(tmp_path: Path) -> None:
    file, code = answers_file(tmp_path), code_of(new_token())
    assert "serial-needed" in run(tmp_path, file, "--out", tmp_path / "o", "--yes", "--token", code).stderr
    done = run(tmp_path, file, "--out", tmp_path / "o", "--yes", "--token", code.lower(), "--serial", 4, "--detailed")
    assert done.exit_code == 0, done.output
    (submission,) = opened(tmp_path / "o")
    assert (submission.token, submission.serial) == (token_of(code), 4)
    assert submission.levels and not submission.marks


def test_a_call_with_tickets_asks_for_one(tmp_path: Path) -> None:
    file, code = answers_file(tmp_path), code_of(new_token())
    assert "ticket-needed" in run(tmp_path, file, "--out", tmp_path / "o", "--yes", tickets=True).stderr
    assert run(tmp_path, file, "--out", tmp_path / "o", "--yes", "--token", code, tickets=True).exit_code == 0
    assert opened(tmp_path / "o")[0].token == token_of(code)


def test_what_cannot_be_contributed_is_refused_and_nothing_written(tmp_path: Path) -> None:
    answers = complete_answers(random.Random(2))
    open_ones = {**answers.answers, pack().questions[0].id: Answer(note="later")}
    write_answers(replace(answers, answers=open_ones), tmp_path / "draft.yaml")
    out = tmp_path / "out"
    for arguments, code in (
        ((tmp_path / "draft.yaml",), "contribution-of-a-draft"),
        ((), "answers-needed"),
        (("--withdraw",), "withdrawal-of-nothing"),
        ((answers_file(tmp_path), "--token", code_of(new_token()), "--serial", 1000), "serial-out-of-range"),
        ((answers_file(tmp_path), "--token", "nonsense"), "code-malformed"),
        ((answers_file(tmp_path), "--receipt", tmp_path / "draft.yaml"), "receipt-malformed"),
    ):
        found = run(tmp_path, *arguments, "--out", out, "--yes")
        assert found.exit_code == 2, arguments
        assert code in found.stderr
    assert not out.exists()
