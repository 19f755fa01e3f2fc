"""What a report's PDF carries, read from files that nobody vouches for."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from riskassess.problems import ProblemsFound
from riskassess.report.pdf import pdf_bytes
from riskassess.report.verify import enclosed
from riskassess.report.verify.enclosed import read_report
from tests.report.packs import model


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf_bytes(model()))
    return path


def changed(path: Path, change: object, **options: object) -> Path:
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(path, **options)  # type: ignore[arg-type]
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_report(path)
    return [problem.code for problem in found.value.problems]


def test_both_attachments_come_out_as_they_went_in(report: Path) -> None:
    found = read_report(report)
    result = json.loads(found.result)
    assert hashlib.sha256(found.answers).hexdigest() == result["answers_sha256"] == model().result.answers_sha256
    assert json.loads(found.answers)["answers"]["KT-1"]["note"] == "风浪 <b>大</b> & 急"
    assert found.made_by.startswith("riskassess ")
    assert not found.signed


def test_every_attachment_that_is_missing_is_named(report: Path) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for name in list(pdf.attachments):
            del pdf.attachments[name]

    with pytest.raises(ProblemsFound) as found:
        read_report(changed(report, strip))
    assert [problem.fields["name"] for problem in found.value.problems] == ["result.json", "answers.json"]


def test_an_attachment_that_unpacks_without_end_is_refused(report: Path) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["answers.json"] = pikepdf.AttachedFileSpec(pdf, b" " * (enclosed.LARGEST_ATTACHMENT + 10))

    assert codes(changed(report, bomb)) == ["file-too-large"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nno more", b"\0" * 999])
def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert codes(path) == ["report-no-pdf"]


def test_a_password_a_folder_and_nothing_are_told_apart(report: Path, tmp_path: Path) -> None:
    locked = changed(report, lambda _pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(locked) == ["report-has-password"]
    assert codes(tmp_path) == ["file-unreadable"]
    assert codes(tmp_path / "none.pdf") == ["file-missing"]
