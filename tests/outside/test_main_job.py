"""The main job judged by programs nobody here wrote: qpdf, pdftotext, pdffonts, and a machine without network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.loading import load_shipped, shipped_packs

SAMPLE = next(shipped_questionnaires().glob("*/samples/manufacturer-vietnam.yaml"))
RISKASSESS = (sys.executable, "-m", "riskassess.cli")


def run(*command: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, timeout=120, **more)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    run(*RISKASSESS, "demo", folder)
    return folder


def test_qpdf_finds_the_report_sound(demo: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", demo / "report.pdf").stdout


def test_every_font_is_embedded_and_ours(demo: Path) -> None:
    rows = run("pdffonts", demo / "report.pdf").stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert "NotoSansSC" in row, row
        assert re.search(r"\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", row), row  # emb, sub, uni


def test_pdftotext_reads_grade_gaps_and_policy(demo: Path) -> None:
    text = re.sub(r"\s+", "", run("pdftotext", "-layout", demo / "report.pdf", "-").stdout)
    result = json.loads((demo / "result.json").read_text(encoding="utf-8"))
    pack = load_shipped(next(iter(shipped_packs())))
    assert f"{result['readiness']['point']:.1f}" in text
    for gap in result["gaps"]:
        assert re.sub(r"\s+", "", pack.question_by_id[gap["id"]].title["zh"]) in text, gap["id"]
    assert pack.policies[0].number in text


def test_the_report_carries_its_result(demo: Path, tmp_path: Path) -> None:
    run("pdfdetach", "-saveall", "-o", tmp_path, demo / "report.pdf")
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8")) == json.loads(
        (demo / "result.json").read_text(encoding="utf-8")
    )


def test_the_main_job_needs_no_network(tmp_path: Path) -> None:
    isolated = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")
    written = ("--json", tmp_path / "r.json", "--report", tmp_path / "r.pdf")
    run(*isolated, *RISKASSESS, "assess", SAMPLE, *written)
    assert (tmp_path / "r.pdf").stat().st_size > 10_000
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["complete"]
