"""Read a PDF back as its reader sees it: page by page, lines as they stand."""

from __future__ import annotations

import pypdfium2

from riskassess.report.model import ReportModel
from riskassess.report.pdf import pdf_bytes


def page_texts(content: bytes) -> list[str]:
    """Return each page's text with line ends as line feeds."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf]
    finally:
        pdf.close()


def joined(texts: list[str]) -> str:
    """Return all text without line ends and spaces, since lines break anywhere in Chinese."""
    return "".join("".join(texts).split())


def printed(model: ReportModel) -> str:
    """Return a model's whole printed text without line ends and spaces."""
    return joined(page_texts(pdf_bytes(model)))
