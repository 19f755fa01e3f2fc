"""A report checked: what is true, what is not, what cannot be known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from riskassess.app.assessing import assess_file
from riskassess.app.verifying import Verification, verify_report
from riskassess.locations import shipped_questionnaires
from riskassess.problems import ProblemsFound

SAMPLE = sorted(shipped_questionnaires().glob("*/samples/*.yaml"))[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("made") / "r.pdf"
    pack = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
    grade = next(line.split()[-1] for line in (pack / "pack.yaml").read_text().splitlines() if "grade:" in line)
    assess_file(SAMPLE, report_path=path, plan_grade=grade.strip("{}\"',"))
    return path.read_bytes()


@pytest.fixture
def report(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "r.pdf"
    path.write_bytes(made)
    return path


def told(checked: Verification, verdict: str) -> dict[str, Mapping[str, object]]:
    return {finding.key: finding.fields for finding in checked.findings if finding.verdict == verdict}


def change(path: Path, name: str, edit: Callable[[Any], None]) -> Path:
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        data = json.loads(pdf.attachments[name].get_file().read_bytes())
        edit(data)
        content = json.dumps(data, ensure_ascii=False).encode()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        pdf.save(path)
    return path


def test_a_report_as_it_was_made_is_true(report: Path) -> None:
    checked = verify_report(report)
    assert checked.holds
    true = told(checked, "true")
    assert {"pack", "answers", "figures", "pages"} <= set(true)
    assert true["figures"]["count"] == true["figures"]["all"]
    assert int(str(true["figures"]["count"])) > 400
    assert {"honesty", "pages", "unsigned"} <= set(told(checked, "unknown"))


def test_a_better_figure_in_the_result_is_found_out(report: Path) -> None:
    def praise(data: dict[str, Any]) -> None:
        data["readiness"]["point"] += 3
        data["plan"]["effort"] += 1

    checked = verify_report(change(report, "result.json", praise))
    assert not checked.holds
    wrong = [f.fields for f in checked.findings if f.verdict == "untrue"]
    assert {fields["path"] for fields in wrong} == {"readiness/point", "plan/effort"}
    assert all(float(str(f["found"])) > float(str(f["expected"])) for f in wrong)


def test_a_better_answer_is_found_out_by_its_digest_and_its_figures(report: Path) -> None:
    def praise(data: dict[str, Any]) -> None:
        worst = min((a for a in data["answers"].values() if "level" in a), key=lambda a: a["level"])
        worst["level"] = 5

    checked = verify_report(change(report, "answers.json", praise))
    wrong = {finding.key for finding in checked.findings if finding.verdict == "untrue"}
    assert {"answers", "figure", "page"} <= wrong


def test_both_changed_together_are_found_out_by_the_pages(report: Path, tmp_path: Path) -> None:
    """Somebody scores better answers, and puts them and their result under pages that were printed before."""
    better = tmp_path / "better.json"
    with pikepdf.open(report) as pdf:
        data = json.loads(pdf.attachments["answers.json"].get_file().read_bytes())
    for answer in data["answers"].values():
        if "level" in answer:
            answer["level"] = min(answer["level"] + 1, 5)
    better.write_text(json.dumps(data), encoding="utf-8")
    assess_file(better, report_path=tmp_path / "better.pdf")
    with pikepdf.open(tmp_path / "better.pdf") as other, pikepdf.open(BytesIO(report.read_bytes())) as pdf:
        for name in ("result.json", "answers.json"):
            content = other.attachments[name].get_file().read_bytes()
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        pdf.save(report)
    wrong = {finding.key for finding in verify_report(report).findings if finding.verdict == "untrue"}
    assert wrong == {"page"}


def test_the_pack_that_is_named_must_be_at_hand(report: Path) -> None:
    def rename(data: dict[str, Any]) -> None:
        data["pack_sha256"] = "0" * 64

    with pytest.raises(ProblemsFound) as found:
        verify_report(change(report, "result.json", rename))
    assert found.value.problems[0].code == "report-pack-not-at-hand"
    checked = verify_report(report, min(shipped_questionnaires().iterdir(), key=lambda p: not p.is_dir()))
    assert told(checked, "untrue")["pack"]["named"] == "0" * 64


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"format": "riskassess-result/2"}', "NaN"])
def test_a_result_of_another_form_is_refused(report: Path, text: str) -> None:
    with pikepdf.open(BytesIO(report.read_bytes())) as pdf:
        pdf.attachments["result.json"] = pikepdf.AttachedFileSpec(pdf, text.encode(), filename="result.json")
        pdf.save(report)
    with pytest.raises(ProblemsFound):
        verify_report(report)


def test_answers_that_are_none_are_refused_with_every_error(report: Path) -> None:
    def spoil(data: dict[str, Any]) -> None:
        for answer in list(data["answers"].values())[:3]:
            answer["level"] = 9

    with pytest.raises(ProblemsFound) as found:
        verify_report(change(report, "answers.json", spoil))
    assert len(found.value.problems) == 3
