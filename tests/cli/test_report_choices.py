"""What a report leaves out and the languages it speaks, as asked for on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskassess.app.assessing import assess_file
from riskassess.locations import shipped_questionnaires
from riskassess.problems import ProblemsFound
from riskassess.texts import Texts
from tests.report.pages import joined, page_texts

SAMPLE = next(shipped_questionnaires().glob("*/samples/manufacturer-vietnam.yaml"))


def test_sections_are_left_out_and_the_cover_says_so(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assess_file(SAMPLE, report_path=out, language="both", without=("answers", "measures"))
    pages = page_texts(out.read_bytes())
    for language in ("zh", "en"):
        for key in ("answers", "measures"):
            title = Texts(language)(f"report.sections.{key}")
            assert joined([title]) in joined(pages[:1])
            assert not any(page.startswith(title) for page in pages[1:])


def test_every_unknown_section_is_named_and_nothing_written(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    with pytest.raises(ProblemsFound) as found:
        assess_file(SAMPLE, report_path=out, without=("poems", "answers", "decision"))
    assert [(p.code, p.fields["section"]) for p in found.value.problems] == [
        ("report-section-unknown", "poems"),
        ("report-section-unknown", "decision"),
    ]
    assert not out.exists()


def test_the_next_grade_is_planned_for_reports_alone(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert assess_file(SAMPLE, report_path=out).result.plan is None
    title = Texts("zh")("report.sections.plan")
    assert title in page_texts(out.read_bytes())[0]


def test_a_file_under_the_name_of_another_format_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        assess_file(SAMPLE, report_path=tmp_path / "a.DOCX", xlsx_path=tmp_path / "b.pdf", json_path=tmp_path / "c.txt")
    assert [(p.code, p.fields["ending"], p.fields["format"]) for p in found.value.problems] == [
        ("file-of-another-format", ".DOCX", ".pdf"),
        ("file-of-another-format", ".pdf", ".xlsx"),
    ]
    assert list(tmp_path.iterdir()) == []
