"""Reports made in a child process: there whole or not at all, and noted in the workspace."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riskassess.app import child
from riskassess.app.assessments import Desk
from riskassess.app.report_job import report_job
from riskassess.app.reports import Standing, report_model, write_report
from riskassess.assessment import score
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from riskassess.workspace.reports import list_reports

PATIENCE = 120.0


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "报告 out"
    folder.mkdir()
    return folder / "r.pdf"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_is_made_beside_the_window_and_noted(desk: Desk, target: Path) -> None:
    assessment = desk.open_sample()
    job = report_job(assessment, target, "zh")
    digest = assessment.result.answers_sha256
    assessment.choose("LAND-1", 5)  # the report is of the moment in which it was asked for
    assert job.wait(PATIENCE).state == "done"
    assert job.poll().share == 1
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert names(target.parent) == ["r.pdf"]
    with desk._workspace.reading() as connection:
        (noted,) = list_reports(connection, assessment.id)
    assert (noted.status, noted.language, noted.answers_sha256) == ("draft", "zh", digest)
    assert noted.sha256 == hashlib.sha256(content).hexdigest()


def test_the_child_writes_what_the_same_process_writes(desk: Desk, target: Path) -> None:
    assessment = desk.open_sample()
    job = report_job(assessment, target, "en")
    direct = target.with_name("direct.pdf")
    write_report(assessment.pack, assessment.answers, direct, "en")
    assert job.wait(PATIENCE).state == "done"
    assert target.read_bytes() == direct.read_bytes()


def test_cancelling_leaves_what_was_there(desk: Desk, target: Path) -> None:
    target.write_bytes(b"before")
    job = report_job(desk.open_sample(), target, "zh")
    while job.poll().share == 0 and job.poll().state == "running":
        time.sleep(0.01)
    job.cancel()
    assert job.wait(PATIENCE).state == "cancelled"
    assert target.read_bytes() == b"before"
    assert names(target.parent) == ["r.pdf"]


def test_a_folder_that_is_not_there_is_refused_at_once(desk: Desk, target: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        report_job(desk.open_sample(), target.parent / "none" / "r.pdf", "zh")
    assert found.value.problems[0].code == "file-not-written"
    assert Texts("zh").problem(found.value.problems[0])


def test_a_target_that_cannot_be_replaced_is_told(desk: Desk, target: Path) -> None:
    target.mkdir()
    progress = report_job(desk.open_sample(), target, "zh").wait(PATIENCE)
    assert progress.state == "failed"
    assert progress.problem is not None
    assert progress.problem.code == "file-not-written"
    assert Texts("en").problem(progress.problem)
    assert names(target.parent) == ["r.pdf"]


def test_a_crash_of_the_child_is_told_with_its_details(
    desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "ENTRY", "riskassess.no_such_module")
    progress = report_job(desk.open_sample(), target, "zh").wait(PATIENCE)
    assert (progress.state, names(target.parent)) == ("failed", [])
    assert progress.problem is not None
    assert progress.problem.code == "job-not-done"
    assert "no_such_module" in str(progress.problem.fields["details"])
    assert Texts("zh").problem(progress.problem)


PARENT = """
import sys, time
from pathlib import Path
from riskassess.app.assessments import Desk
from riskassess.app.packs import Shelf
from riskassess.app.report_job import report_job
from tests.app.small_pack import small_pack
desk = Desk.open(Path(sys.argv[1]) / "w", shelf=Shelf.holding(small_pack()))
job = report_job(desk.open_sample(), Path(sys.argv[2]), "zh")
while job.poll().share == 0:
    time.sleep(0.01)
print("started", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is how POSIX ends a process at once")
def test_the_child_goes_and_leaves_nothing_when_the_window_is_killed(tmp_path: Path, target: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), str(target)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert parent.stdout is not None
    assert parent.stdout.readline().strip() == b"started"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + PATIENCE
    while [name for name in names(target.parent) if name != "r.pdf"] and time.monotonic() < until:
        time.sleep(0.05)
    # It may have been quicker than the end of its parent; a file that is there is whole.
    assert names(target.parent) in ([], ["r.pdf"])
    assert not target.exists() or target.read_bytes().rstrip().endswith(b"%%EOF")


def test_the_model_is_filled_with_trace_robustness_and_names(desk: Desk) -> None:
    assessment = desk.open_sample()
    standing = Standing("finished", 2, "张三", "李四")
    model = report_model(assessment.pack, assessment.answers, "zh", standing)
    assert model.country_names == {"VNM": {"zh": "越南", "en": "Vietnam"}}
    assert model.result.robustness == assessment.robustness()
    assert model.result.trace == score(assessment.pack, assessment.answers, trace=True).trace
    assert (model.status, model.revision, model.prepared_by) == ("finished", 2, "张三")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_every_format_is_written_by_its_suffix(desk: Desk, target: Path, suffix: str) -> None:
    path = target.with_suffix(suffix)
    job = report_job(desk.open_sample(), path, "both")
    assert job.wait(PATIENCE).state == "done", job.poll().problem
    assert path.read_bytes().startswith(b"PK")
    assert names(target.parent) == [path.name]
