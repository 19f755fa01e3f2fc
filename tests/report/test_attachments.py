"""Files that are kept with a question: named in every format with size and digest, gone with the answers' section."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from riskassess.report.docx import write_docx
from riskassess.report.model import ReportedFile, ReportModel
from riskassess.report.pdf import write_pdf
from riskassess.report.xlsx import xlsx_bytes
from tests.report.packs import model

DIGEST = "0123456789abcdef" * 4
NAME = "董事会关于设立海外子公司的决议（2026 年第 3 次会议）与附表 Attachment to the resolution.pdf"


@pytest.fixture(params=["zh", "en", "both"])
def reported(request: pytest.FixtureRequest) -> ReportModel:
    made = model(language=request.param)
    question = next(row.id for row in made.trace if row.state == "answered")
    files = (ReportedFile(NAME, 1_234_567, DIGEST), ReportedFile("b", 12, "f" * 64))
    return replace(made, attachments={question: files})


def text_of_pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())


def test_a_pdf_names_them(reported: ReportModel, tmp_path: Path) -> None:
    write_pdf(reported, tmp_path / "r.pdf")
    text = text_of_pdf(tmp_path / "r.pdf")
    for words in (NAME, "1.2MB", DIGEST, "f" * 64):
        assert "".join(words.split()) in text
    assert text.count(DIGEST) == 1  # in two languages too: it reads the same in both


def test_a_document_names_them(reported: ReportModel, tmp_path: Path) -> None:
    write_docx(reported, tmp_path / "r.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "r.docx")).paragraphs)
    for words in (NAME, "1.2 MB", DIGEST, "f" * 64):
        assert words in text


def test_a_workbook_lists_them(reported: ReportModel) -> None:
    book: Any = openpyxl.load_workbook(BytesIO(xlsx_bytes(reported)))
    found = [row for sheet in book for row in sheet.iter_rows(values_only=True) if DIGEST in row]
    assert [row[2:] for row in found] == [(NAME, 1_234_567, DIGEST)]


def test_without_the_answers_they_are_not_named(reported: ReportModel, tmp_path: Path) -> None:
    without = replace(reported, left_out=frozenset({"answers"}))
    write_pdf(without, tmp_path / "r.pdf")
    assert DIGEST not in text_of_pdf(tmp_path / "r.pdf")
    book: Any = openpyxl.load_workbook(BytesIO(xlsx_bytes(without)))
    assert not any(DIGEST in row for sheet in book for row in sheet.iter_rows(values_only=True))
