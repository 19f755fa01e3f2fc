"""``assess --plan GRADE``: the plan in the result file, in words, and a grade that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riskassess.assessment.plan import plan
from riskassess.cli.program import TEXT, program
from riskassess.exchange.answers_file import read_answers
from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_pack

SAMPLE = min(shipped_questionnaires().glob("*/samples/*.yaml"))
PACK = load_pack(SAMPLE.parent.parent)
BEST, LAST = PACK.grades[0].id, PACK.grades[-1].id


def assess(*more: str | Path) -> Result:
    return CliRunner().invoke(program, ["assess", str(SAMPLE), *map(str, more)])


def test_result_file_holds_the_plan_in_the_keys_of_the_format(tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    assert assess("--plan", BEST, "--json", out).exit_code == 0
    expected = plan(PACK, read_answers(SAMPLE, PACK), BEST)
    assert expected.steps
    assert json.loads(out.read_text(encoding="utf-8"))["plan"] == {
        "grade": BEST,
        "reachable": True,
        "effort": expected.effort,
        "readiness": expected.readiness,
        "steps": [{"id": s.id, "from": s.from_level, "to": s.to_level, "effort": s.effort} for s in expected.steps],
    }


def test_result_file_has_no_plan_unless_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    assert assess("--json", out).exit_code == 0
    assert "plan" not in json.loads(out.read_text(encoding="utf-8"))


def test_plan_is_told_a_line_a_step() -> None:
    expected = plan(PACK, read_answers(SAMPLE, PACK), BEST)
    lines = assess("--plan", BEST).stdout.splitlines()
    assert [line.split()[0] for line in lines[-len(expected.steps) :]] == [s.id for s in expected.steps]
    assert f"{expected.effort:g}" in lines[-len(expected.steps) - 1]


def test_a_grade_reached_already_needs_nothing() -> None:
    assert TEXT("cli.plan.nothing", grade=LAST) in assess("--plan", LAST).stdout


@pytest.mark.parametrize("grade", ["no-such-grade", BEST.swapcase(), ""])
def test_unknown_grade_is_refused_with_the_grades_there_are_and_nothing_is_written(tmp_path: Path, grade: str) -> None:
    out = tmp_path / "result.json"
    found = assess("--plan", grade, "--json", out)
    assert found.exit_code == 2
    assert "[grade-unknown]" in found.stderr
    assert ", ".join(g.id for g in PACK.grades) in found.stderr
    assert not list(tmp_path.iterdir())
