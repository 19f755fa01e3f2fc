"""The committee's questions on Spark (`make scale`): the same files over the same Parquet give the same answers."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from riskassess.app.exporting import export_call
from riskassess.committee.export import Lake
from riskassess.committee.queries import QUESTIONS, VIEWS, questions, views
from tests.committee.test_aggregate import desk_of, mixed
from tests.exchange.calls import pack

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build" / "spark" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_spark_answers_as_duckdb_does(tmp_path: Path) -> None:
    call_path, desk = desk_of(tmp_path, mixed(1500, 11))
    export_call(call_path, desk, tmp_path / "export", "en", tmp_path / "committee.pub")
    script, target = Path(__file__).with_name("spark_answers.py"), tmp_path / "answers.json"
    arguments = [PYTHON, script, tmp_path / "export", ",".join((*VIEWS, *QUESTIONS)), target]
    done = subprocess.run([str(part) for part in arguments], capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    lake = Lake(tmp_path / "spill")
    lake.open(tmp_path / "export")
    expected = lake.ask({**views(pack()), **questions()})
    found = json.loads(target.read_text())
    assert len(expected["gaps"].lines) == 37
    for name, answer in expected.items():
        assert found[name] == [answer.heads, [list(line) for line in answer.lines]], name
