"""What a report compares with: the project's last finished assessment."""

from __future__ import annotations

from pathlib import Path

from riskassess.app.assessments import Desk
from riskassess.app.earlier import earlier_from
from riskassess.app.report_job import report_job
from riskassess.texts import Texts
from tests.app.conftest import fill
from tests.report.pages import page_texts

PATIENCE = 120.0


def test_a_first_assessment_has_nothing_to_compare_with(desk: Desk) -> None:
    assert desk.open_sample().earlier_data() is None


def test_a_revision_is_compared_with_what_was_finished_before(desk: Desk, tmp_path: Path) -> None:
    first = fill(desk.start("企业", "项目"))
    first.finish("甲", "乙")
    second = first.revise()
    earlier = earlier_from(second.earlier_data(), second.pack)
    assert earlier is not None
    assert (earlier.revision, earlier.as_of) == (1, first.answers.as_of)
    assert earlier.result.answers_sha256 == first.result.answers_sha256
    assert first.earlier_data() is None  # nothing was finished before it

    target = tmp_path / "r.pdf"
    assert report_job(second, target, "zh").wait(PATIENCE).state == "done"
    assert Texts("zh")("report.sections.comparison") in page_texts(target.read_bytes())[0]
