"""The result file: the keys of the format in their order, unrounded, the trace only when asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from riskassess.problems import ProblemsFound
from riskassess.report.result_file import result_data, write_result
from tests.report.packs import model

HEAD = ["format", "questionnaire", "version", "as_of", "pack_sha256", "answers_sha256", "counts", "complete"]
FIGURES = ["missing_profile", "capability", "readiness", "grade", "substantiated", "leniency", "exposures"]
KEYS = [*HEAD, *FIGURES, "domains", "gaps", "measures", "robustness"]
SCORES = ["score", "score_low", "score_high", "attainment", "attainment_low", "attainment_high"]


def test_keys_and_order() -> None:
    data = result_data(model().result)
    assert list(data) == KEYS
    assert list(result_data(model().result, trace=True)) == [*KEYS, "trace"]
    assert list(data["domains"][0]) == ["id", "weight", "target", "raised_by", *SCORES]
    assert list(data["gaps"][0]) == ["id", "level", "target", "level_to_reach", "points", "red_line", "instruments"]
    instrument = data["measures"][0]["instruments"][0]
    assert list(instrument) == ["id", "relevance", "status", "eligibility", "contradicted_by"]
    assert list(data["robustness"]) == ["draws", "same_grade", "readiness_p05", "readiness_p95"]


def test_the_file_reads_back_unrounded(tmp_path: Path) -> None:
    result = model().result
    write_result(result, tmp_path / "result.json")
    data = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert data["readiness"]["point"] == result.readiness.point
    assert data["as_of"] == "2026-11-23"
    assert data["gaps"][0]["points"] == result.gaps[0].points


def test_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        write_result(model().result, tmp_path / "missing" / "result.json")
    assert [p.code for p in found.value.problems] == ["file-not-written"]
    assert list(tmp_path.iterdir()) == []
